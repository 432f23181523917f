import { OutboundGuard } from '../../connectwise/client/outbound-guard.ts';
import { siteFromUrl } from './site-url.rules.ts';

const guard = new OutboundGuard([
  'cw.example.com',
  'psa.example.com:8443',
  '127.0.0.1:4010',
  'localhost:4010',
  'sandbox:4010',
]);

describe('siteFromUrl', () => {
  it.each([
    ['na.myconnectwise.net', 'api-na.myconnectwise.net', 'na.myconnectwise.net'],
    ['https://na.myconnectwise.net', 'api-na.myconnectwise.net', 'na.myconnectwise.net'],
    [
      '  https://NA.MyConnectWise.NET/v4_6_release/ConnectWise.aspx?locale=en_US#x ',
      'api-na.myconnectwise.net',
      'na.myconnectwise.net',
    ],
    ['https://api-na.myconnectwise.net/v4_6_release/apis/3.0/', 'api-na.myconnectwise.net', 'na.myconnectwise.net'],
    ['http://eu.myconnectwise.net', 'api-eu.myconnectwise.net', 'eu.myconnectwise.net'],
    ['http://au.myconnectwise.net:80/', 'api-au.myconnectwise.net', 'au.myconnectwise.net'],
    ['aus.myconnectwise.net/', 'api-aus.myconnectwise.net', 'aus.myconnectwise.net'],
    ['za.myconnectwise.net.', 'api-za.myconnectwise.net', 'za.myconnectwise.net'],
    ['sandbox-na.myconnectwise.net', 'sandbox-na.myconnectwise.net', 'sandbox-na.myconnectwise.net'],
    ['staging.connectwisedev.com', 'api-staging.connectwisedev.com', 'staging.connectwisedev.com'],
    ['cw.example.com', 'cw.example.com', 'cw.example.com'],
    ['https://cw.example.com/v4_6_release', 'cw.example.com', 'cw.example.com'],
    ['psa.example.com:8443', 'psa.example.com:8443', 'psa.example.com:8443'],
  ])('%s', (input, apiHost, host) => {
    expect(siteFromUrl(input, guard)).toEqual({
      site: { apiBaseUrl: `https://${apiHost}/v4_6_release/apis/3.0`, webBaseUrl: `https://${host}`, host },
    });
  });

  it.each([
    '127.0.0.1:4010',
    'http://127.0.0.1:4010/',
    'http://127.0.0.1:4010/v4_6_release/apis/3.0',
    'localhost:4010',
  ])('reaches a named sandbox on this machine by plain http: %s', (input) => {
    const host = input.includes('localhost') ? 'localhost:4010' : '127.0.0.1:4010';
    expect(siteFromUrl(input, guard)).toMatchObject({ site: { webBaseUrl: `http://${host}`, host } });
  });

  it.each([
    ['http://sandbox:4010', 'http://sandbox:4010'],
    ['http://Sandbox:4010/v4_6_release/apis/3.0', 'http://sandbox:4010'],
    ['http://psa.example.com:8443/', 'http://psa.example.com:8443'],
    ['sandbox:4010', 'https://sandbox:4010'],
    ['https://sandbox:4010', 'https://sandbox:4010'],
  ])('reaches another named host the way that was entered: %s', (input, webBaseUrl) => {
    expect(siteFromUrl(input, guard)).toMatchObject({ site: { webBaseUrl } });
  });

  it.each([
    ['', 'invalid_url'],
    ['   ', 'invalid_url'],
    ['not a site', 'invalid_url'],
    ['ftp://na.myconnectwise.net', 'invalid_url'],
    ['javascript:alert(1)', 'invalid_url'],
    ['https://', 'invalid_url'],
    ['https://na.myconnectwise.net\\@evil.example', 'invalid_url'],
    ['https://me:secret@na.myconnectwise.net', 'invalid_url'],
    ['http://cw.example.com', 'host_not_allowed'],
    ['http://na.myconnectwise.net:8080', 'host_not_allowed'],
    ['https://example.com', 'host_not_allowed'],
    ['127.0.0.1:4011', 'host_not_allowed'],
    ['https://127.0.0.1', 'host_not_allowed'],
    ['169.254.169.254', 'host_not_allowed'],
    ['[::ffff:127.0.0.1]:4010', 'host_not_allowed'],
    ['na.myconnectwise.net.evil.example', 'host_not_allowed'],
  ])('refuses %p', (input, code) => {
    const result = siteFromUrl(input, guard);
    expect(result).toMatchObject({ problem: { code } });
    expect(JSON.stringify(result)).not.toContain('secret');
  });
});
