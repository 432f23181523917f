import { cloudHostsOf } from '../../connectwise/client/cloud-hosts.ts';
import type { OutboundGuard } from '../../connectwise/client/outbound-guard.ts';
import { isLoopbackHost } from '../../connectwise/client/private-address.ts';

export interface SiteAddress {
  /** Where requests go, without a slash at the end: `https://api-na.myconnectwise.net/v4_6_release/apis/3.0`. */
  apiBaseUrl: string;
  /** Where people go, and where the login company is looked up: `https://na.myconnectwise.net`. */
  webBaseUrl: string;
  /** Host of the web client, with a port where it is not the usual one; the account's identity together with the login company. */
  host: string;
}

export type SiteUrlResult =
  | { site: SiteAddress }
  | { problem: { code: 'invalid_url' | 'host_not_allowed'; message: string } };

/**
 * Makes sense of a site URL in any of the forms people paste: with or without scheme, path, `api-`, in capitals, a host and port.
 * `v4_6_release/` leads to the tenant's current version on the cloud and is the path on-premise too (Developer Guide).
 */
export function siteFromUrl(input: string, guard: Pick<OutboundGuard, 'reasonAgainst' | 'isNamed'>): SiteUrlResult {
  const url = parse(input.trim(), guard);
  if (url === null)
    return invalid(
      `"${shorten(input)}" is not a web address. Enter your ConnectWise site, for example na.myconnectwise.net.`,
    );
  if (url.username !== '' || url.password !== '')
    return invalid('Leave user names and passwords out of the site URL; keys go into their own fields.');
  const reason = guard.reasonAgainst(new URL(url.origin));
  if (reason !== null) return { problem: { code: 'host_not_allowed', message: reason } };
  const cloud = guard.isNamed(url) ? null : cloudHostsOf(url.hostname);
  return {
    site: {
      apiBaseUrl: `${cloud ? `https://${cloud.apiHost}` : url.origin}/v4_6_release/apis/3.0`,
      webBaseUrl: cloud ? `https://${cloud.webHost}` : url.origin,
      host: cloud?.webHost ?? url.host,
    },
  };
}

const scheme = /^([a-z][a-z0-9+.-]*):\/\//i;

function parse(text: string, guard: Pick<OutboundGuard, 'isNamed'>): URL | null {
  const given = scheme.exec(text)?.[1]?.toLowerCase();
  if (given !== undefined && given !== 'http' && given !== 'https') return null;
  const url = toUrl(given === undefined ? `https://${text}` : text);
  if (url === null || !/^[^\s\\]+$/.test(text) || url.hostname === '') return null;
  if (url.hostname.endsWith('.')) url.hostname = url.hostname.slice(0, -1);
  return given === 'https' ? url : withFittingScheme(url, guard);
}

/** People write http:// or nothing; the cloud is https only, while what the operator has named is plain http when they say so, and on this machine always. */
function withFittingScheme(url: URL, guard: Pick<OutboundGuard, 'isNamed'>): URL {
  const plain = toUrl(`http://${url.host}`);
  if (plain !== null && guard.isNamed(plain) && (url.protocol === 'http:' || isLoopbackHost(plain.hostname)))
    return plain;
  return url.protocol === 'http:' && cloudHostsOf(url.hostname) ? new URL(`https://${url.host}`) : url;
}

function toUrl(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}

const shorten = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text);

const invalid = (message: string): SiteUrlResult => ({ problem: { code: 'invalid_url', message } });
