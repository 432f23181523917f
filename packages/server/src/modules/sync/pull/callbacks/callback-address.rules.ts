import { isIP } from 'node:net';
import { isLoopbackHost, isPrivateAddress } from '../../../../connectwise/client/private-address.ts';
import {
  noPublicUrl,
  notHttps,
  onlyThisMachine,
  privateNetwork,
} from '../../messages/callback-description.messages.ts';

/** Below the address of this product; the connection's secret follows. */
export const CALLBACK_PATH = '/api/callbacks/connectwise/';

/** ConnectWise appends the record's ID and the action to the text as it stands. */
export const callbackUrl = (publicUrl: string, secret: string): string =>
  `${publicUrl}${CALLBACK_PATH}${secret}?recordId=`;

/** The secret in an address of ours, or of an earlier installation; null for everybody else's. */
export function secretIn(url: string): string | null {
  const at = url.indexOf(CALLBACK_PATH);
  return at < 0 ? null : (url.slice(at + CALLBACK_PATH.length).split(/[?/]/, 1)[0] ?? null);
}

/** Why ConnectWise cannot call this product, as a sentence; null when it can. `publicUrl`: null when the operator named none. */
export function whyUnreachable(publicUrl: string | null, apiBaseUrl: string): string | null {
  if (publicUrl === null) return noPublicUrl();
  const own = new URL(publicUrl);
  const host = own.hostname.replace(/^\[|\]$/g, '');
  if (isLoopbackHost(own.hostname))
    return isLoopbackHost(new URL(apiBaseUrl).hostname) ? null : onlyThisMachine(publicUrl);
  if (own.protocol !== 'https:') return notHttps(publicUrl);
  if (isIP(host) !== 0 && isPrivateAddress(host)) return privateNetwork(publicUrl);
  return null;
}
