import { BlockList, isIP } from 'node:net';

/** Ranges that are not the public internet (IANA special-purpose registries): this machine, private networks, link-local, metadata services, multicast. */
const special4 = new BlockList();
const special6 = new BlockList();
/** All that is given out for the public internet (RFC 4291 §2.4, IANA IPv6 address space): `::ffff:0:10.0.0.1` behind a translator (RFC 7915) is not in it. */
const global6 = new BlockList();
add(global6, '2000::/3', 'ipv6');
for (const range of [
  '0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 192.88.99.0/24',
  '192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4',
].flatMap((line) => line.split(' '))) {
  add(special4, range, 'ipv4');
}
for (const range of ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']) {
  add(special6, range, 'ipv6');
}

/** Whether an IP address is outside the public internet. IPv4 inside IPv6 in any notation counts as private. */
export function isPrivateAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 0) return true;
  if (family === 4) return special4.check(address, 'ipv4');
  return !global6.check(address, 'ipv6') || special6.check(address, 'ipv6');
}

/** Whether a host name or address means this machine. */
export function isLoopbackHost(hostname: string): boolean {
  const bare = hostname.replace(/^\[|\]$/g, '');
  return bare === 'localhost' || bare === '::1' || (isIP(bare) === 4 && bare.startsWith('127.'));
}

function add(list: BlockList, range: string, family: 'ipv4' | 'ipv6'): void {
  const [network = '', prefix = ''] = range.split('/');
  list.addSubnet(network, Number(prefix), family);
}
