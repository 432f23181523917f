import { readProxies, trusts } from './trust-proxy.ts';

describe('TRUST_PROXY', () => {
  it('trusts nobody when nothing is named', () => {
    const isTrusted = trusts(readProxies(''));
    for (const address of ['127.0.0.1', '::1', '10.0.0.7', '::ffff:127.0.0.1']) expect(isTrusted(address)).toBe(false);
  });

  it('trusts the addresses and networks that are named, also when IPv4 comes in the clothes of IPv6', () => {
    const isTrusted = trusts(readProxies('10.0.0.7, 172.16.0.0/12, fd00::/8'));
    for (const address of ['10.0.0.7', '172.31.255.1', '::ffff:10.0.0.7', 'fd12::1'])
      expect(isTrusted(address)).toBe(true);
    for (const address of ['10.0.0.8', '172.32.0.1', '127.0.0.1', 'fe80::1']) expect(isTrusted(address)).toBe(false);
  });

  it.each(['loopback', '10.0.0.0/33', '10.0.0', '10.0.0.0/8/8', 'true', '10.0.0.0/'])('refuses "%s"', (text) => {
    expect(() => readProxies(text)).toThrow(/is no address and no network/);
  });
});
