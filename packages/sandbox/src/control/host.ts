import { isIP } from 'node:net';

/**
 * Whether a `Host` header names this machine: an address, `localhost`, the name listened on, or one that was allowed. A page
 * in a browser can make a name of its own point here, but not an address.
 */
export function isOwnHost(header: string | undefined, allowed: ReadonlySet<string>): boolean {
  if (header === undefined) return false;
  const name = header
    .replace(/:\d+$/, '')
    .replace(/^\[(.*)\]$/, '$1')
    .toLowerCase();
  return isIP(name) !== 0 || name === 'localhost' || name.endsWith('.localhost') || allowed.has(name);
}
