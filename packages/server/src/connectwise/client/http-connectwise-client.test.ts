import { gzipSync } from 'node:zlib';
import { hang, json, type OddServer, raw, reset, startOddServer } from '../../../test/support/odd-server.ts';
import { companyWire } from '../wire/company.ts';
import { opportunityNoteWire } from '../wire/opportunity.ts';
import type { ConnectWiseError } from './connectwise-error.ts';
import { HttpConnectWiseClient } from './http-connectwise-client.ts';
import { OutboundGuard } from './outbound-guard.ts';
import { RateLimiter, type ThrottleStore } from './rate-limiter.ts';
import { Transport } from './transport.ts';

const logged: object[] = [];
const logger = { debug: (fields: object) => logged.push(fields), warn: (fields: object) => logged.push(fields) };

describe('HttpConnectWiseClient', () => {
  let server: OddServer;
  let transport: Transport;
  let client: HttpConnectWiseClient;

  const clientWith = (throttle?: ThrottleStore, maxWaitMs = 5_000) =>
    new HttpConnectWiseClient({
      account: {
        apiBaseUrl: `${server.url}/v4_6_release/apis/3.0`,
        loginCompany: 'demo',
        publicKey: 'publickey',
        privateKey: 'privatekey',
        clientId: 'd1b2',
      },
      transport,
      limiter: new RateLimiter({ requestsPerSecond: 1_000, maxWaitMs, ...(throttle ? { throttle } : {}) }),
      logger,
      retry: { attempts: 3, baseMs: 1 },
    });

  beforeEach(async () => {
    server = await startOddServer();
    transport = new Transport({
      guard: new OutboundGuard([server.host]),
      timeoutMs: 150,
      totalTimeoutMs: 400,
      maxAnswerBytes: 4 * 1024 * 1024,
    });
    client = clientWith();
    logged.length = 0;
  });
  afterEach(async () => {
    await transport.close();
    await server.stop();
  });

  const failure = async (work: Promise<unknown>): Promise<ConnectWiseError> =>
    work.then(
      () => Promise.reject(new Error('it succeeded')),
      (error) => error,
    );

  const createsCompany = () => client.create(companyWire, { identifier: 'Acme', name: 'Acme' });

  it('signs requests as the Developer Guide says, and logs neither keys nor conditions', async () => {
    let headers: object = {};
    server.answer((request, response) => {
      headers = request.headers;
      json(200, [])(request, response);
    });
    await client.page(companyWire, { afterId: 0, pageSize: 1000, conditions: 'name="Ann Lee"' });
    expect(headers).toMatchObject({
      authorization: `Basic ${Buffer.from('demo+publickey:privatekey').toString('base64')}`,
      clientid: 'd1b2',
      accept: 'application/vnd.connectwise.com+json; version=2025.16',
      'pagination-type': 'forward-only',
    });
    expect(server.seen).toEqual([
      'GET /v4_6_release/apis/3.0/company/companies?pageId=0&pageSize=1000&conditions=name%3D%22Ann%20Lee%22',
    ]);
    expect(client.lastRequestId).toBe('cw-1');
    expect(logged).toMatchObject([{ method: 'GET', status: 200, requestId: 'cw-1' }]);
    expect(JSON.stringify(logged)).not.toMatch(/privatekey|Basic|Ann Lee/);
  });

  it('walks pages by their IDs and never by the address in a link, and asks no more after a short page', async () => {
    const link = (pageId: number) => ({
      link: `<https://evil.example/v2025_1//apis/3.0/company/companies?pageId=${pageId}>; rel="next"`,
    });
    const full = Array.from({ length: 1_000 }, (_, i) => ({ id: i + 1 }));
    server.answer(json(200, full, link(1_000)), json(200, [{ id: 1_009 }], link(1_009)));
    const found = await client.find(companyWire);
    expect(found.map((c) => c.id)).toEqual([...full.map((c) => c.id), 1_009]);
    expect(server.seen.map((s) => /pageId=(\d+)/.exec(s)?.[1])).toEqual(['0', '1000']);
  });

  it('fetches again what was cut off the end of a page', async () => {
    const link = { link: '<https://x/y?pageId=4>; rel="next"' };
    server.answer(json(200, [{ id: 1 }, { id: 2 }], link), json(200, [{ id: 3 }, { id: 4 }]));
    expect((await client.find(companyWire)).map((c) => c.id)).toEqual([1, 2, 3, 4]);
    expect(server.seen[1]).toContain('pageId=2');
  });

  it('stops at a list that never moves on', async () => {
    server.answer(json(200, [{ id: 1 }], { link: '<https://x/y?pageId=2>; rel="next"' }));
    expect(await failure(client.find(companyWire))).toMatchObject({ kind: 'unexpected' });
    expect(server.seen).toHaveLength(2);
  });

  it('keeps a page with a record that cannot be understood, and refuses a look-up with one', async () => {
    server.answer(json(200, [{ id: 1 }, { id: 2, name: 5 }, { id: 3 }]));
    const page = await client.page(companyWire, { afterId: 0, pageSize: 10 });
    expect(page).toMatchObject({ records: [{ id: 1 }, { id: 3 }], invalid: [{ id: 2 }], lastId: 3, done: true });
    expect(await failure(client.find(companyWire))).toMatchObject({ kind: 'unexpected' });
  });

  it('reads a page with bare control characters inside a text', async () => {
    server.answer(raw(200, '[{"id":1,"name":"a\u0001b\nc"}]'));
    const page = await client.page(companyWire, { afterId: 0, pageSize: 10 });
    expect(page.records[0]?.name).toBe('a b c');
  });

  it('asks for _info and the ID whenever it names fields', async () => {
    server.answer(json(200, []));
    await client.page(companyWire, { afterId: 7, pageSize: 5_000, fields: ['deletedFlag'] });
    expect(server.seen[0]).toContain('pageId=7&pageSize=1000&fields=id%2CdeletedFlag%2C_info');
  });

  it('counts', async () => {
    server.answer(json(200, { count: 3012 }));
    expect(await client.count(companyWire, 'deletedFlag=False')).toBe(3012);
    expect(server.seen[0]).toBe('GET /v4_6_release/apis/3.0/company/companies/count?conditions=deletedFlag%3DFalse');
  });

  it('answers null for a record that is not there', async () => {
    server.answer(json(404, { code: 'NotFound', message: 'Company 5 not found' }));
    expect(await client.get(companyWire, 5)).toBeNull();
    await expect(client.remove(companyWire, 5)).resolves.toBeUndefined();
    expect(await failure(client.patch(companyWire, 5, []))).toMatchObject({ kind: 'not_found' });
  });

  it('creates below a parent and gives back the whole record', async () => {
    server.answer(json(201, { id: 43, text: 'Quote accepted' }));
    expect(await client.create(opportunityNoteWire, { text: 'Quote accepted' }, 123)).toMatchObject({ id: 43 });
    expect(server.seen).toEqual(['POST /v4_6_release/apis/3.0/sales/opportunities/123/notes']);
  });

  it.each([
    ['a 500', raw(500, 'oops')],
    ['a 503 page of HTML', raw(503, '<html>busy</html>', { 'content-type': 'text/html' })],
    ['a broken connection', reset],
    ['half an answer', raw(200, '[{"id":1,"na')],
    ['silence', hang],
  ])('reads again after %s', async (_what, odd) => {
    server.answer(odd, json(200, [{ id: 1 }]));
    expect((await client.find(companyWire)).map((c) => c.id)).toEqual([1]);
    expect(server.seen).toHaveLength(2);
  });

  it.each([
    ['a 500', raw(500, 'oops'), 'unavailable'],
    ['a broken connection', reset, 'unavailable'],
    ['half an answer', raw(201, '{"id":1,"na'), 'unavailable'],
    ['silence', hang, 'timeout'],
    ['HTML', raw(200, '<html></html>'), 'unexpected'],
    ['a record without an ID', json(201, { name: 'Acme' }), 'unexpected'],
  ])('never creates twice after %s, and says that it may be there', async (_what, odd, kind) => {
    server.answer(odd, json(201, { id: 1 }));
    expect(await failure(createsCompany())).toMatchObject({ kind, mayHaveCommitted: true });
    expect(server.seen).toHaveLength(1);
  });

  it.each([
    ['a 500', raw(500, 'oops')],
    ['a broken connection', reset],
    ['silence', hang],
  ])('never adds to a list twice after %s, and says that it may be there', async (_what, odd) => {
    server.answer(odd, json(200, { id: 5 }));
    const operation = { op: 'add', path: 'communicationItems', value: { value: '555' } } as const;
    expect(await failure(client.patch(companyWire, 5, [operation]))).toMatchObject({ mayHaveCommitted: true });
    expect(server.seen).toHaveLength(1);
  });

  it('looks whether a record is still there before it asks a second time to remove it', async () => {
    const gone = json(404, { code: 'NotFound', message: 'Company 5 not found' });
    server.answer(reset, gone);
    await client.remove(companyWire, 5);
    server.answer(reset, json(200, { id: 5 }), raw(204, ''));
    await client.remove(companyWire, 5);
    expect(server.seen.map((line) => line.split(' ')[0])).toEqual(['DELETE', 'GET', 'DELETE', 'GET', 'DELETE']);
  });

  it('creates later when nothing was listening', async () => {
    await server.stop();
    const error = await failure(createsCompany());
    expect(error).toMatchObject({ kind: 'connection_refused', mayHaveCommitted: false });
  });

  it.each([400, 401, 403, 409])('does not try a %i again', async (status) => {
    server.answer(json(status, { code: 'X', message: 'no' }));
    await failure(client.count(companyWire));
    expect(server.seen).toHaveLength(1);
  });

  it('gives up after the last attempt with what was said', async () => {
    server.answer(raw(500, 'String was not recognized as a valid DateTime.'));
    const error = await failure(client.count(companyWire));
    expect(error).toMatchObject({ message: 'String was not recognized as a valid DateTime.' });
    expect(server.seen).toHaveLength(3);
  });

  it.each([
    ['a 500', raw(500, 'oops')],
    ['a 429', json(429, { message: 'Too many' }, { 'retry-after': '0.1' })],
  ])(
    'leaves it to the caller to read the record again before a patch is sent a second time, after %s',
    async (_what, odd) => {
      server.answer(odd, json(200, { id: 5 }));
      await failure(client.patch(companyWire, 5, [{ op: 'replace', path: 'name', value: 'x' }]));
      expect(server.seen).toHaveLength(1);
    },
  );

  it('obeys Retry-After even for a create, and tells every process', async () => {
    const raised: number[] = [];
    const throttle = { remainingMs: async () => 0, raise: async (waitMs: number) => void raised.push(waitMs) };
    client = clientWith(throttle);
    server.answer(
      json(429, { error: 'ConnectWiseAPI', message: 'Too many' }, { 'retry-after': '0.2' }),
      json(201, { id: 7 }),
    );
    const startedAt = Date.now();
    expect(await createsCompany()).toMatchObject({ id: 7 });
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(190);
    expect(raised).toEqual([200]);
  });

  it('sends nothing while another process was told to wait', async () => {
    const throttle = { remainingMs: async () => 60_000, raise: async () => undefined };
    client = clientWith(throttle);
    server.answer(json(200, []));
    const error = await failure(client.find(companyWire));
    expect(error).toMatchObject({ kind: 'rate_limited', status: null });
    expect(error.retryAfterMs).toBeGreaterThan(55_000);
    expect(server.seen).toEqual([]);
  });

  it('follows no redirect', async () => {
    server.answer(raw(302, '', { location: 'http://127.0.0.1:1/' }));
    expect(await failure(client.systemInfo())).toMatchObject({ kind: 'unexpected', code: 'redirected' });
    expect(server.seen).toHaveLength(1);
  });

  it('refuses an answer that is too large', async () => {
    server.answer(raw(200, `["${'x'.repeat(5 * 1024 * 1024)}"]`));
    expect(await failure(client.find(companyWire))).toMatchObject({ kind: 'unexpected', code: 'too_large' });
  });

  it('refuses an answer that is not JSON', async () => {
    server.answer(raw(200, '<html>Welcome</html>'));
    expect(await failure(client.systemInfo())).toMatchObject({ kind: 'unexpected', code: 'not_json' });
  });

  it('sends a document byte by byte', async () => {
    let body = Buffer.alloc(0);
    let type = '';
    server.answer((request, response) => {
      type = request.headers['content-type'] ?? '';
      const pieces: Buffer[] = [];
      request.on('data', (piece: Buffer) => pieces.push(piece));
      request.on('end', () => {
        body = Buffer.concat(pieces);
        json(201, { id: 5, title: 'Quote 1042' })(request, response);
      });
    });
    const data = gzipSync('binary');
    const upload = { recordType: 'Opportunity', recordId: 123, title: 'Quote "1042"', fileName: 'Quote "1042".pdf' };
    expect(await client.uploadDocument({ ...upload, contentType: 'application/pdf', data })).toMatchObject({ id: 5 });
    const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
    const file = form.get('file') as File;
    expect([form.get('recordType'), form.get('recordId'), form.get('title')]).toEqual([
      'Opportunity',
      '123',
      'Quote "1042"',
    ]);
    expect([file.name, file.type]).toEqual(['Quote "1042".pdf', 'application/pdf']);
    expect(Buffer.from(await file.arrayBuffer())).toEqual(data);
  });

  it('stops waiting when the work is called off', async () => {
    const controller = new AbortController();
    const stopped = new HttpConnectWiseClient({
      account: { apiBaseUrl: server.url, loginCompany: 'a', publicKey: 'b', privateKey: 'c', clientId: '' },
      transport,
      limiter: new RateLimiter(),
      signal: controller.signal,
    });
    server.answer(hang);
    const waiting = failure(stopped.systemInfo());
    controller.abort(new Error('shutting down'));
    expect((await waiting).message).toBe('shutting down');
  });

  it('sends no more requests at once than it may', async () => {
    let open = 0;
    let most = 0;
    server.answer((request, response) => {
      most = Math.max(most, ++open);
      setImmediate(() => {
        open--;
        json(200, { count: 1 })(request, response);
      });
    });
    await Promise.all(Array.from({ length: 30 }, () => client.count(companyWire)));
    expect(most).toBeLessThanOrEqual(4);
    expect(server.seen).toHaveLength(30);
  });
});
