import { OutboundGuard } from './outbound-guard.ts';
import { isPrivateAddress } from './private-address.ts';

const guard = new OutboundGuard([
  'cw.example.com',
  'intranet.example:8443',
  '127.0.0.1:4010',
  '[::1]:4010',
  'sandbox:4010',
  'na.myconnectwise.net:80',
]);

const refused = [
  'http://na.myconnectwise.net/',
  'https://na.myconnectwise.net:8443/',
  'https://na.myconnectwise.net.evil.example/',
  'https://evil.example/na.myconnectwise.net',
  'https://evilmyconnectwise.net/',
  'https://myconnectwise.net/',
  'https://a.b.myconnectwise.net/',
  'https://na.myconnectwise.net@evil.example/',
  'https://user:pass@na.myconnectwise.net/',
  'https://evil.example#na.myconnectwise.net',
  'https://evil.example?na.myconnectwise.net',
  'https://evil.example\\.myconnectwise.net/',
  'https://na.myconnectwise.net./',
  'https://nа.myconnectwise.net/', // Cyrillic а
  'https://na。myconnectwise。net.evil.example/',
  'https://na.myconnectwise.com/',
  'https://prod.connectwisedev.com/',
  'https://x.staging.connectwisedev.com/',
  'https://localhost/',
  'http://localhost:4010/',
  'https://127.0.0.1/',
  'http://127.0.0.1/',
  'http://127.0.0.1:4011/',
  'http://2130706433/',
  'http://2130706433:4011/',
  'http://0x7f000001/',
  'http://0177.0.0.1/',
  'http://127.1/',
  'https://0/',
  'https://[::1]/',
  'https://[::ffff:127.0.0.1]/',
  'https://[::ffff:7f00:1]:4010/',
  'https://[64:ff9b::7f00:1]/',
  'https://[fd00::1]/',
  'https://[fe80::1]/',
  'http://169.254.169.254/latest/meta-data/',
  'https://10.0.0.5/',
  'https://172.16.3.4/',
  'https://192.168.1.1/',
  'https://100.64.0.1/',
  'http://metadata.google.internal/',
  'http://cw.example.com/',
  'http://cw.example.com:443/',
  'http://sandbox/',
  'http://sandbox:4011/',
  'https://cw.example.com:8443/',
  'https://intranet.example/',
  'ftp://na.myconnectwise.net/',
  'file:///etc/passwd',
  'gopher://127.0.0.1:4010/',
  'data:text/plain,na.myconnectwise.net',
  'javascript:alert(1)',
];

const allowed = [
  'https://na.myconnectwise.net/login/companyinfo/x',
  'https://api-na.myconnectwise.net/v4_6_release/apis/3.0',
  'https://API-EU.MyConnectWise.net/',
  'https://ｎａ.myconnectwise.net/', // full-width letters are the same name
  'https://sandbox-na.myconnectwise.net/',
  'https://api-staging.connectwisedev.com/',
  'https://cw.example.com/v4_6_release',
  'https://cw.example.com:443/',
  'https://intranet.example:8443/',
  'http://intranet.example:8443/',
  'http://sandbox:4010/',
  'http://127.0.0.1:4010/',
  'http://2130706433:4010/', // the same address, which is named
  'http://[::1]:4010/',
];

describe('OutboundGuard', () => {
  it.each(refused)('lets nothing out to %s', (address) => {
    expect(() => guard.check(new URL(address))).toThrow(expect.objectContaining({ code: 'host_not_allowed' }));
  });

  it.each(allowed)('lets requests out to %s', (address) => {
    expect(guard.reasonAgainst(new URL(address))).toBeNull();
  });

  it('without named hosts lets out to the cloud alone', () => {
    const strict = new OutboundGuard();
    expect(strict.reasonAgainst(new URL('https://api-na.myconnectwise.net'))).toBeNull();
    expect(strict.reasonAgainst(new URL('http://127.0.0.1:4010'))).toContain('https');
    expect(strict.reasonAgainst(new URL('https://cw.example.com'))).toContain('CONNECTWISE_ALLOWED_HOSTS');
  });

  it.each(['http://x', 'a b', 'host/path', 'user@host', ''])('refuses %p as the name of a host', (entry) => {
    expect(() => new OutboundGuard([entry])).toThrow('CONNECTWISE_ALLOWED_HOSTS');
  });

  it('refuses a socket to a name that leads to this machine, whatever it led to before', async () => {
    const error = await resolved(new OutboundGuard(), 'localhost');
    expect(error).toMatchObject({
      code: 'HOST_NOT_ALLOWED',
      cause: { code: 'host_not_allowed' },
      message: expect.stringMatching(
        /Enter a public one, or have the operator name its host in CONNECTWISE_ALLOWED_HOSTS\.$/,
      ),
    });
  });

  it('opens a socket to a private address when the operator has named the host', async () => {
    expect(await resolved(new OutboundGuard(['localhost']), 'localhost')).toBeNull();
  });

  it.each(['8.8.8.8', '1.1.1.1', '172.15.255.255', '172.32.0.0', '2606:4700::1111', '2a00:1450::1'])(
    'takes %s for public',
    (address) => expect(isPrivateAddress(address)).toBe(false),
  );

  it.each([
    '::',
    '::127.0.0.1',
    '::ffff:8.8.8.8',
    '2002:7f00:1::',
    '::ffff:0:127.0.0.1',
    '::ffff:0:10.0.0.1',
    '::ffff:0:169.254.169.254',
    '4000::1',
    'fc00::1',
    '255.255.255.255',
    '224.0.0.1',
    'nonsense',
  ])('takes %s for private', (address) => expect(isPrivateAddress(address)).toBe(true));
});

const resolved = (by: OutboundGuard, hostname: string): Promise<Error | null> =>
  new Promise((resolve) => {
    by.lookupFor(new URL(`https://${hostname}`))(hostname, { all: true }, (error) => resolve(error));
  });
