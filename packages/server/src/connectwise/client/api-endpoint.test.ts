import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { json, type OddServer, raw, startOddServer } from '../../../test/support/odd-server.ts';
import { companyWire } from '../wire/company.ts';
import { ApiEndpoint } from './api-endpoint.ts';
import type { ConnectWiseError } from './connectwise-error.ts';
import { HttpConnectWiseClient } from './http-connectwise-client.ts';
import { OutboundGuard } from './outbound-guard.ts';
import { RateLimiter } from './rate-limiter.ts';
import { Transport } from './transport.ts';

const html404 = raw(404, '<html><body>404 - File or directory not found.</body></html>', {
  'content-type': 'text/html',
});
const notFound = json(404, { code: 'NotFound', message: 'Company 5 not found' });

describe('An account whose address or version is not what it was', () => {
  let server: OddServer;
  let transport: Transport;
  let told: string[];
  let answers: Record<string, RequestListener>;
  const accepts: string[] = [];

  /** Answers by the beginning of the path; the longest that fits. */
  const byPath = (request: IncomingMessage, response: ServerResponse) => {
    accepts.push(request.headers.accept ?? '');
    const key = Object.keys(answers)
      .filter((path) => request.url?.startsWith(path))
      .sort((a, b) => b.length - a.length)[0];
    (key === undefined ? html404 : (answers[key] ?? html404))(request, response);
  };

  const clientOf = (endpoint?: ApiEndpoint) =>
    new HttpConnectWiseClient({
      account: { ...account(), publicKey: 'pub', privateKey: 'priv', clientId: 'c' },
      transport,
      limiter: new RateLimiter({ requestsPerSecond: 1_000 }),
      retry: { attempts: 3, baseMs: 1 },
      endpoint,
    });
  const account = () => ({ apiBaseUrl: `${server.url}/v4_6_release/apis/3.0`, loginCompany: 'demo' });
  const endpoint = () =>
    new ApiEndpoint({ transport, ...account(), onVersion: async (version) => void told.push(version) });
  const lookUps = () => server.seen.filter((line) => line.includes('companyinfo')).length;
  const companyInfo = (codebase: string, more: object = {}) =>
    json(200, { CompanyName: 'Demo', Codebase: codebase, CompanyID: 'demo', ...more });
  const failure = (work: Promise<unknown>): Promise<ConnectWiseError> =>
    work.then(
      () => Promise.reject(new Error('it succeeded')),
      (error) => error,
    );

  beforeEach(async () => {
    told = [];
    answers = {};
    accepts.length = 0;
    server = await startOddServer(byPath);
    transport = new Transport({ guard: new OutboundGuard([server.host]), timeoutMs: 500 });
  });
  afterEach(async () => {
    await transport.close();
    await server.stop();
  });

  it('follows the codebase after an upgrade: one look-up, and every client of the connection knows', async () => {
    answers['/login/companyinfo/demo'] = companyInfo('v2026_1/');
    answers['/v2026_1/apis/3.0/company/companies'] = json(200, { id: 5, name: 'Acme' });
    const shared = endpoint();
    expect(await clientOf(shared).get(companyWire, 5)).toMatchObject({ id: 5 });
    expect(await clientOf(shared).get(companyWire, 5)).toMatchObject({ id: 5 });
    expect(lookUps()).toBe(1);
    expect(server.seen.filter((line) => line.includes('v4_6_release'))).toHaveLength(1);
  });

  it('sends a create again at the new address, since the old one did not carry it out', async () => {
    answers['/login/companyinfo/demo'] = companyInfo('v2026_1/');
    answers['/v2026_1/apis/3.0/company/companies'] = json(201, { id: 9, name: 'Acme' });
    expect(await clientOf().create(companyWire, { name: 'Acme' })).toMatchObject({ id: 9 });
    expect(server.seen.filter((line) => line.startsWith('POST'))).toHaveLength(2);
  });

  it('believes a NotFound after the move, and nothing before it', async () => {
    answers['/login/companyinfo/demo'] = companyInfo('v2026_1/');
    answers['/v2026_1/apis/3.0/company/companies'] = notFound;
    expect(await clientOf().get(companyWire, 5)).toBeNull();
  });

  it.each<[string, RequestListener]>([
    ['names the same codebase', (...a) => companyInfo('v4_6_release/')(...a)],
    ['has no such look-up', html404],
    ['is down', raw(503, 'busy')],
    ['names a codebase that leads elsewhere', (...a) => companyInfo('//evil.example/')(...a)],
  ])('takes an HTML 404 for an outage when the site %s', async (_what, info) => {
    answers['/login/companyinfo/demo'] = info;
    const error = await failure(clientOf().get(companyWire, 5));
    expect(error).toMatchObject({ kind: 'unavailable', status: 404, isMisdirected: true });
    expect(error.message).toContain('says nothing about the record');
    expect(lookUps()).toBe(1);
    expect(server.seen.filter((line) => line.includes('/company/companies'))).toHaveLength(3);
  });

  it('reads on when a proxy answered once with an HTML 404', async () => {
    let first = true;
    answers['/login/companyinfo/demo'] = companyInfo('v4_6_release/');
    answers['/v4_6_release/apis/3.0/company/companies'] = (request, response) => {
      (first ? html404 : json(200, { id: 5 }))(request, response);
      first = false;
    };
    expect(await clientOf().get(companyWire, 5)).toMatchObject({ id: 5 });
  });

  it('says whether the list has a record that a look by ID does not find', async () => {
    answers['/v4_6_release/apis/3.0/company/companies'] = json(200, [{ id: 5 }]);
    expect(await clientOf().isListed(companyWire, 5)).toBe(true);
    expect(await clientOf().isListed(companyWire, 6)).toBe(false);
    expect(server.seen[0]).toContain('conditions=id%3D5');
  });

  const unsupported = (knows: (version: string | undefined) => boolean, headers: Record<string, string>) =>
    ((request, response) => {
      const version = /version=(\S+)/.exec(request.headers.accept ?? '')?.[1];
      if (knows(version)) return json(200, { version: 'v2021.1.5' })(request, response);
      const message = `The HTTP resource that matches the request URI '${request.url}' does not support the API version '${version}'.`;
      return json(400, { code: 'ConnectWiseApi', message }, headers)(request, response);
    }) as RequestListener;

  it.each([
    ['its answer names', (v?: string) => v === '2021.1', { 'api-current-version': '2021.1' }, '2021.1'],
    ['companyinfo names', (v?: string) => v === '2019.5', {}, '2019.5'],
    ['is its latest', (v?: string) => v === undefined, { 'api-current-version': '2018.1' }, 'latest'],
  ])('falls back to the version that %s, remembers it, and tells', async (_what, knows, headers, version) => {
    answers['/v4_6_release/apis/3.0/system/info'] = unsupported(knows, headers as Record<string, string>);
    answers['/login/companyinfo/demo'] = companyInfo('v4_6_release/', { VersionCode: 'v2019.5' });
    const shared = endpoint();
    await clientOf(shared).systemInfo();
    const asked = server.seen.length;
    await clientOf(shared).systemInfo();
    expect(server.seen).toHaveLength(asked + 1);
    expect(clientOf(shared).apiVersion).toBe(version);
    expect(told.at(-1)).toBe(version);
    expect(accepts[0]).toContain('version=2025.16');
  });

  it('gives up with what ConnectWise said when no version is known there', async () => {
    answers['/v4_6_release/apis/3.0/system/info'] = unsupported(() => false, { 'api-current-version': '2021.1' });
    const error = await failure(clientOf().systemInfo());
    expect(error).toMatchObject({ isUnsupportedVersion: true });
  });

  it.each<[string, (client: HttpConnectWiseClient) => Promise<unknown>, unknown, string]>([
    [
      'an object for a list',
      (c) => c.find(companyWire),
      { id: 1 },
      'ConnectWise sent an object where a list of company',
    ],
    ['a text for a list', (c) => c.find(companyWire), 'oops', 'where a list of company'],
    ['a list for a record', (c) => c.get(companyWire, 5), [{ id: 5 }], 'ConnectWise sent a list where one company'],
    ['a list for a created record', (c) => c.create(companyWire, {}), [], 'ConnectWise sent a list where one company'],
    ['a forecast whose lines are no list', (c) => c.forecast(5), { id: 5, forecastItems: {} }, 'forecastItems'],
    ['a list for a count', (c) => c.count(companyWire), [3], 'without a number'],
  ])('says clearly what came instead: %s', async (_what, ask, body, said) => {
    answers['/v4_6_release/apis/3.0'] = json(200, body);
    const error = await failure(ask(clientOf()));
    expect(error).toMatchObject({ name: 'ConnectWiseError', kind: 'unexpected' });
    expect(error.message).toContain(said);
  });
});
