import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { cloudHostsOf } from '../../../../connectwise/client/cloud-hosts.ts';

/** Whether the raw bytes were signed with this key: HMAC-SHA256, keyed with the SHA-256 of the signing key (Developer Guide). */
export function isSignedWith(raw: Buffer, signature: string, signingKey: string): boolean {
  const key = createHash('sha256').update(signingKey, 'utf8').digest();
  const expected = createHmac('sha256', key).update(raw).digest();
  const given = Buffer.from(signature, 'base64');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

export interface KeyOwner {
  apiBaseUrl: string;
  webBaseUrl: string;
  loginCompany: string;
}

/**
 * The address of a signing key, or null unless it is the key of this very company at the host that the connection talks to: whoever sends a
 * message also names the key, so another host, or another customer of the same cloud, could vouch for itself.
 */
export function trustedKeyUrl(text: unknown, owner: KeyOwner): URL | null {
  if (typeof text !== 'string' || !URL.canParse(text)) return null;
  const url = new URL(text);
  const bases = [new URL(owner.apiBaseUrl), new URL(owner.webBaseUrl)];
  const cloud = bases.flatMap((base) => {
    const hosts = cloudHostsOf(base.hostname);
    return hosts ? [hosts.webHost, hosts.apiHost] : [];
  });
  const isOwn = bases.some((base) => base.host === url.host && base.protocol === url.protocol);
  const isCloud = url.protocol === 'https:' && url.port === '' && cloud.includes(url.hostname);
  if (!isOwn && !isCloud) return null;
  if (url.username !== '' || url.password !== '' || !/\/callbackkey\//i.test(url.pathname)) return null;
  const company = url.searchParams.getAll('companyName');
  return company.length === 1 && company[0]?.toLowerCase() === owner.loginCompany.toLowerCase() ? url : null;
}
