import { fold, wordsOf } from './names.rules.ts';

/** `https://www.Acme.com/contact` → `acme.com`; null when there is no host in it. */
export function domainOf(website: string | null): string | null {
  if (!website) return null;
  const host = website
    .trim()
    .toLowerCase()
    .replace(/^[a-z]+:\/\//, '')
    .replace(/^www\./, '')
    .split(/[/?#:]/)[0];
  return host?.includes('.') ? host : null;
}

/** The digits of a phone number without an international 1 or 00; null when too short to tell records apart. */
export function phoneDigits(phone: string | null): string | null {
  if (!phone) return null;
  const digits = phone.replace(/\D/g, '').replace(/^00/, '');
  const national = digits.length === 11 && digits.startsWith('1') ? digits.slice(1) : digits;
  return national.length >= 7 ? national : null;
}

/** Mail for anyone: says nothing of where somebody works. */
const freeMail = new Set(
  `gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com ymail.com icloud.com me.com aol.com gmx.de gmx.net gmx.com
  web.de t-online.de proton.me protonmail.com mail.com comcast.net verizon.net att.net sbcglobal.net`.split(/\s+/),
);

export const emailKey = (email: string | null): string | null => {
  const text = email?.trim().toLowerCase() ?? '';
  return /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(text) ? text : null;
};

/** The domain of an e-mail address, unless anyone can have an address there. */
export function emailDomainOf(email: string | null): string | null {
  const domain = emailKey(email)?.split('@')[1];
  return !domain || freeMail.has(domain) ? null : domain;
}

/** Where a record is, as far as it says so. */
export interface Place {
  addressLine: string | null;
  city: string | null;
  region: string | null;
  postalCode: string | null;
}

const streetWords: Readonly<Record<string, string>> = {
  street: 'st',
  saint: 'st',
  avenue: 'ave',
  road: 'rd',
  boulevard: 'blvd',
  drive: 'dr',
  lane: 'ln',
  suite: 'ste',
  north: 'n',
  south: 's',
  east: 'e',
  west: 'w',
  strasse: 'str',
};

const shortWords = (text: string | null): string =>
  wordsOf(text ?? '')
    .map((word) => streetWords[word] ?? word)
    .join(' ');

/** A place made ready for comparing. */
export interface PlaceKeys {
  street: string;
  town: string;
  region: string;
  code: string;
}

export function placeKeys({ addressLine, city, region, postalCode }: Place): PlaceKeys {
  const street = shortWords(addressLine);
  return {
    // Without a number it is no address, but a hint how to find one.
    street: /\d/.test(street) ? street : '',
    town: shortWords(city),
    region: fold(region ?? '').trim(),
    code: postalKey(postalCode),
  };
}

/** `street`: the very address; `town`: the same town; `apart`: surely another one; null: not known. */
export function comparePlaces(a: PlaceKeys, b: PlaceKeys): 'street' | 'town' | 'apart' | null {
  const hasSameTown = agrees(a.town, b.town);
  if (agrees(a.code, b.code) || (hasSameTown && !contradicts(a.region, b.region)))
    return agrees(a.street, b.street) ? 'street' : 'town';
  if (hasSameTown || contradicts(a.town, b.town)) return 'apart';
  return contradicts(a.code, b.code) ? 'apart' : null;
}

const agrees = (a: string, b: string): boolean => a !== '' && a === b;
const contradicts = (a: string, b: string): boolean => a !== '' && b !== '' && a !== b;

/** A ZIP without its four further digits. */
const postalKey = (code: string | null): string =>
  (code ?? '')
    .trim()
    .toLowerCase()
    .replace(/^(\d{5})-\d{4}$/, '$1')
    .replace(/\s+/g, '');
