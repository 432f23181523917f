import { BlockList, isIP } from 'node:net';

/** Proxies whose word on the caller's address counts: addresses and networks, e.g. `10.0.0.7, 172.16.0.0/12, ::1`. */
export function readProxies(text: string): BlockList {
  const proxies = new BlockList();
  for (const entry of text.split(',').map((part) => part.trim())) {
    if (entry === '') continue;
    const [address = '', prefix, ...rest] = entry.split('/');
    const version = isIP(address);
    const bits = prefix === undefined ? null : Number(prefix);
    const isPrefix = bits === null || (/^\d{1,3}$/.test(prefix ?? '') && bits <= (version === 6 ? 128 : 32));
    if (version === 0 || rest.length > 0 || !isPrefix)
      throw new Error(`"${entry}" is no address and no network; write e.g. 10.0.0.7 or 172.16.0.0/12`);
    if (bits === 0)
      throw new Error(
        `"${entry}" is everybody, so that anybody could forge where they are; name the proxies themselves`,
      );
    const family = version === 6 ? 'ipv6' : 'ipv4';
    if (bits === null) proxies.addAddress(address, family);
    else proxies.addSubnet(address, bits, family);
  }
  return proxies;
}

/** For Express's "trust proxy": whether this hop is one of the proxies. */
export const trusts =
  (proxies: BlockList) =>
  (address: string): boolean =>
    proxies.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
