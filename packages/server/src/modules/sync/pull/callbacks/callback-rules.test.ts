import { createHash, createHmac } from 'node:crypto';
import { secretIn, whyUnreachable } from './callback-address.rules.ts';
import { isSignedWith, trustedKeyUrl } from './signature.rules.ts';

const cloud = 'https://api-na.myconnectwise.net/v4_6_release/apis/3.0';

describe('whyUnreachable', () => {
  it.each([
    ['https://crm.example', cloud],
    ['http://127.0.0.1:4000', 'http://127.0.0.1:8580/v4_6_release/apis/3.0'],
    ['http://localhost:4000', 'http://127.0.0.1:8580/v4_6_release/apis/3.0'],
  ])('%s can be called by %s', (own, there) => expect(whyUnreachable(own, there)).toBeNull());
  it.each([
    [null, cloud, 'not set'],
    ['http://crm.example', cloud, 'https addresses only'],
    ['http://127.0.0.1:4000', cloud, 'only this machine'],
    ['https://localhost', cloud, 'only this machine'],
    ['https://10.0.0.7', cloud, 'private network'],
  ])('%s cannot be called by %s', (own, there, because) => expect(whyUnreachable(own, there)).toContain(because));
});

describe('secretIn', () => {
  it.each([
    ['https://crm.example/api/callbacks/connectwise/abc?recordId=', 'abc'],
    ['https://crm.example/hook?recordId=', null],
  ])('%s', (url, secret) => expect(secretIn(url)).toBe(secret));
});

describe('trustedKeyUrl', () => {
  const owner = { apiBaseUrl: cloud, webBaseUrl: 'https://na.myconnectwise.net', loginCompany: 'Cobalt' };
  const path = '/v2025_1//system/callbackkey/index.rails?companyName=cobalt&id=1';
  it.each(['https://na.myconnectwise.net', 'https://api-na.myconnectwise.net'])('takes %s', (host) =>
    expect(trustedKeyUrl(`${host}${path}`, owner)?.host).toBe(new URL(host).host),
  );
  it.each([
    ['another host', `https://keys.attacker.example${path}`],
    ['a host that begins alike', `https://na.myconnectwise.net.attacker.example${path}`],
    ['another region', `https://eu.myconnectwise.net${path}`],
    ['no TLS', `http://na.myconnectwise.net${path}`],
    ['another port', `https://na.myconnectwise.net:8443${path}`],
    ['a user name', `https://a@na.myconnectwise.net${path}`],
    ['another customer of the same cloud', `https://na.myconnectwise.net${path.replace('cobalt', 'other')}`],
    ['two customers', `https://na.myconnectwise.net${path}&companyName=other`],
    ['another path', 'https://na.myconnectwise.net/v4_6_release/apis/3.0/system/info?companyName=cobalt'],
    ['no address', 'key'],
    ['nothing', undefined],
  ])('refuses %s', (_what, url) => expect(trustedKeyUrl(url, owner)).toBeNull());
});

describe('isSignedWith', () => {
  const raw = Buffer.from('{"ID":1,"name":"Zürich"}');
  const sign = (key: string) =>
    createHmac('sha256', createHash('sha256').update(key).digest()).update(raw).digest('base64');
  it('knows the bytes and the key', () => {
    expect(isSignedWith(raw, sign('right key'), 'right key')).toBe(true);
    expect(isSignedWith(raw, sign('wrong key'), 'right key')).toBe(false);
    expect(isSignedWith(Buffer.concat([raw, Buffer.from(' ')]), sign('right key'), 'right key')).toBe(false);
    expect(isSignedWith(raw, '', 'right key')).toBe(false);
  });
});
