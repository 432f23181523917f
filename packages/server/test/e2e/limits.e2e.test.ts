import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { openLive } from '../support/live-client.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';

const nested = (depth: number) =>
  `{ clients { items { ${'contacts { client { '.repeat(depth)} id ${'} }'.repeat(depth)} } } }`;
const json = { 'content-type': 'application/json' };
const large = JSON.stringify({ query: `{ viewer { role } } #${'x'.repeat(600 * 1024)}` });
const attacks: Array<[string, string]> = [
  ['a depth of 20', nested(10)],
  ['1,000 aliases', `{ ${Array.from({ length: 1_000 }, (_, n) => `a${n}: viewer { role }`).join(' ')} }`],
  ['100 aliases', `{ ${Array.from({ length: 100 }, (_, n) => `a${n}: viewer { role }`).join(' ')} }`],
  ['1,000 directives', `{ viewer { role ${'@skip(if: false) '.repeat(1_000)} } }`],
  ['circular fragments', '{ viewer { ...a } } fragment a on Viewer { role ...b } fragment b on Viewer { ...a }'],
  ['a page of a million', '{ clients(first: 1000000) { items { id name } } }'],
  ['half a megabyte', `{ viewer { role } } #${'x'.repeat(600 * 1024)}`],
  ['a deep literal', `{ auditEvents(filter: { text: ${'['.repeat(3_000)}${']'.repeat(3_000)} }) { items { id } } }`],
  ['nothing', ''],
  ['no GraphQL', 'DROP TABLE client'],
  ['an unknown field', '{ clientz { id } }'],
];

describe('documents that ask too much', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createTestApp();
    // Signing in takes its time on purpose; it is no part of what is measured.
    await app.headersOf('admin');
  });
  afterAll(() => app.stop());

  it.each(attacks)('are refused over HTTP and socket: %s', async (_what, query) => {
    const started = performance.now();
    const overHttp = await app.ask(query).catch(() => null);
    expect(performance.now() - started).toBeLessThan(1_000);
    expect(overHttp?.data ?? null).toBeNull();
    if (overHttp?.errors[0])
      expect(overHttp.errors[0]).toMatchObject({
        message: expect.not.stringContaining('went wrong'),
        extensions: { code: 'invalid_input' },
      });
    else expect(overHttp?.status).toBe(413);
    const live = openLive(app.url, await app.headersOf('admin'));
    const overSocket = await live.once(query);
    expect(overSocket.data ?? null).toBeNull();
    expect(overSocket.errors?.length).toBeGreaterThan(0);
    await live.close();
    expect((await app.graphql('{ viewer { role } }')).viewer.role).toBe('ADMIN');
  });

  it('repeats no value of an input that does not fit, since it may be a key', async () => {
    const { errors } = await app.ask(
      'mutation ($input: ConnectInput!) { connect(input: $input) { problems { code } } }',
      {
        input: { siteUrl: 'x', loginCompany: 'x', publicKey: 'x', privateKey: 'kept "}]; to itself', nothing: 1 },
      },
    );
    expect(errors[0]).toMatchObject({
      message: 'Variable "$input" got an invalid value; Field "nothing" is not defined by type "ConnectInput".',
      extensions: { code: 'invalid_input' },
    });
  });

  it('refuses a page of a million that hides in a variable', async () => {
    const { errors } = await app.ask('query ($n: Int) { clients(first: $n) { items { id } } }', { n: 1_000_000 });
    expect(errors[0]).toMatchObject({
      message: expect.stringContaining('Ask for 1 to 200'),
      extensions: { code: 'invalid_input', field: 'first' },
    });
  });

  it.each([
    [
      'words that there are not',
      'query ($v: [AuditOperation!]) { auditEvents(filter: { operations: $v }) { totalCount } }',
      'CREAT',
      'nobody',
    ],
    ['texts', 'query ($v: [String!]) { auditEvents(filter: { codes: $v }) { totalCount } }', 'code_', 'viewer'],
  ] as const)('refuses a list of 20,000 %s at once, for little', async (_what, query, word, as) => {
    const v = Array.from({ length: 20_000 }, (_, at) => `${word}${at}`);
    await app.ask(query, { v: v.slice(0, 1) }, { as });
    const before = process.cpuUsage();
    const { errors, data } = await app.ask(query, { v }, { as });
    const { user, system } = process.cpuUsage(before);
    expect(data ?? null).toBeNull();
    expect(errors).toHaveLength(1);
    expect(['invalid_input', 'BAD_USER_INPUT', 'GRAPHQL_VALIDATION_FAILED']).toContain(errors[0]?.extensions?.code);
    // Reading the 200 kB and writing them here are in it; looking for what might have been meant was a second.
    expect((user + system) / 1_000).toBeLessThan(400);
  });

  it.each([
    ['query A { viewer { role } }', 'C', /no operation "C"; it has A\. Name one/],
    ['{ viewer { role } }', '__proto__', /no operation "__proto__".*Leave "operationName" out/],
    ['query A { viewer { role } } query B { viewer { role } }', 'C', /no operation "C"; it has A, B\. Name one/],
  ])('names the operations that a document has: %s without %s', async (query, operationName, sentence) => {
    const fault = {
      message: expect.stringMatching(sentence),
      extensions: expect.objectContaining({ code: 'invalid_input' }),
    };
    const search = new URLSearchParams({ query, operationName });
    const headers = await app.headersOf('viewer');
    const body = JSON.stringify({ query, operationName });
    const before = app.logged().length;
    for (const who of [{}, headers]) {
      const posted = await fetch(`${app.url}/graphql`, { method: 'POST', headers: { ...json, ...who }, body });
      expect([posted.status, await posted.json()]).toEqual([400, { errors: [expect.objectContaining(fault)] }]);
    }
    const got = await fetch(`${app.url}/graphql?${search}`);
    expect([got.status, await got.json()]).toEqual([400, { errors: [expect.objectContaining(fault)] }]);
    expect(app.logged().slice(before)).not.toContain('"level":50');
    expect(app.logged().slice(before)).not.toContain('did not resolve an operation');
  });

  it('says of a list by which something is looked for how long it may be', async () => {
    const query = 'query ($codes: [String!]) { auditEvents(filter: { codes: $codes }) { totalCount } }';
    const codes = Array.from({ length: 201 }, (_, at) => `code_${at}`);
    const { errors } = await app.ask(query, { codes });
    expect(errors[0]).toMatchObject({
      message: expect.stringContaining('lists 201 values; at most 200'),
      extensions: { code: 'invalid_input', field: 'codes' },
    });
    expect((await app.ask(query, { codes: codes.slice(1) })).errors).toEqual([]);
  });

  it('leads a subscription by HTTP to the socket', async () => {
    const { errors, status } = await app.ask('subscription { auditEventAdded { id } }');
    expect([status, errors[0]?.extensions?.code]).toEqual([400, 'invalid_input']);
    expect(errors[0]?.message).toMatch(/over a WebSocket at this same address/);
  });

  it.each([
    ['NUL', { text: '\u0000' }, 'filter.text'],
    ['half a character', { actors: ['\ud800'] }, 'filter.actors'],
  ])('refuses %s in an export at its field', async (_what, filter, field) => {
    const address = `${app.url}/api/audit/export?format=csv&filter=${encodeURIComponent(JSON.stringify(filter))}`;
    const response = await fetch(address, { headers: await app.headersOf('admin') });
    expect(response.status).toBe(400);
    expect(JSON.stringify(await response.json())).toContain(field);
  });

  it('answers one operation a request', async () => {
    const body = JSON.stringify(Array.from({ length: 100 }, () => ({ query: '{ viewer { role } }' })));
    const response = await fetch(`${app.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    expect(response.status).toBe(400);
  });

  it.each([
    [
      'GET of a mutation',
      '/graphql?query=mutation{signOut}',
      { method: 'GET', headers: { 'apollo-require-preflight': 'true' } },
    ],
    [
      'simple GET from a foreign page, with which a cookie goes along',
      '/graphql?query={viewer{role}}',
      { method: 'GET', headers: { cookie: 'causeway_session=abc' } },
    ],
    [
      'form post',
      '/graphql',
      {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: 'query={viewer{role}}',
      },
    ],
    [
      'text post',
      '/graphql',
      { method: 'POST', headers: { 'content-type': 'text/plain' }, body: '{"query":"{viewer{role}}"}' },
    ],
    ['broken JSON', '/graphql', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"query"' }],
    ['PUT', '/graphql', { method: 'PUT', headers: json, body: '{"query":"{viewer{role}}"}' }],
  ])('refuses a %s', async (_what, path, init) => {
    const response = await fetch(app.url + path, init);
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(response.status).toBeLessThan(500);
    const text = await response.text();
    expect(text).not.toContain('node_modules');
    expect(JSON.parse(text).errors).toEqual([
      expect.objectContaining({
        message: expect.any(String),
        extensions: expect.objectContaining({ code: 'invalid_input' }),
      }),
    ]);
  });

  it.each<[what: string, code: string, path: string, init: RequestInit]>([
    ['a body that is no JSON', 'invalid_input', '/graphql', { method: 'POST', headers: json, body: '{"query"' }],
    ['a body that is too large', 'invalid_input', '/graphql', { method: 'POST', headers: json, body: large }],
    [
      'another encoding',
      'invalid_input',
      '/graphql',
      { method: 'POST', headers: { ...json, 'content-encoding': 'zstd' }, body: '{}' },
    ],
    ['a document that nests deep', 'invalid_input', `/graphql?query=${'['.repeat(2_000)}`, {}],
    ['a token that is none', 'unauthenticated', '/graphql', { headers: { authorization: 'Bearer cwy_none' } }],
    [
      'a page that nobody has allowed',
      'forbidden',
      '/graphql',
      { method: 'OPTIONS', headers: { origin: 'https://evil.example' } },
    ],
  ])('tells everything that is refused at the edge by code and sentence, and in errors: %s', async (...asked) => {
    const [, code, path, init] = asked;
    const response = await fetch(app.url + path, init);
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(response.status).toBeLessThan(500);
    const { message, ...told } = (await response.json()) as { message: string };
    expect(told).toEqual({ code, errors: [{ message, extensions: { code } }] });
    // What was wrong, and what to do.
    expect(message).toMatch(/[.:] .+\.$/);
  });

  it.each([
    ['/elsewhere', {}, 404, 'not_found', /opened at \/graphql/],
    ['/graphql', { origin: 'https://evil.example' }, 403, 'forbidden', /An administrator can allow them/],
  ])('tells in the same form why no socket is opened: %s %o', async (path, headers, status, code, sentence) => {
    const asked = request(`${app.url}${path}`, {
      headers: {
        connection: 'upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
        ...headers,
      },
    });
    asked.end();
    const [response]: IncomingMessage[] = await once(asked, 'response');
    const told = JSON.parse(Buffer.concat(await response!.toArray()).toString());
    expect([response!.statusCode, told]).toEqual([
      status,
      {
        code,
        message: expect.stringMatching(sentence),
        errors: [{ message: told.message, extensions: { code } }],
      },
    ]);
  });

  it('tells its schema to those who are signed in alone, and suggests nothing to the others', async () => {
    const introspection = '{ __schema { types { name } } }';
    expect((await app.ask(introspection, {}, { as: 'nobody' })).errors[0]?.extensions?.code).toBe('unauthenticated');
    expect((await app.graphql(introspection, {}, { as: 'viewer' })).__schema.types.length).toBeGreaterThan(20);
    const stranger = openLive(app.url);
    expect((await stranger.ended).code).toBe(4401);
    const typo = await app.ask('{ viewr { role } }', {}, { as: 'nobody' });
    expect(typo.errors[0]?.message).toBe('Cannot query field "viewr" on type "Query".');
  });

  it('opens no socket to a foreign page, whatever cookie it brings', async () => {
    const foreign = openLive(app.url, { ...(await app.headersOf('admin')), origin: 'https://evil.example' });
    expect((await foreign.ended).code).toBe(1006);
    const own = openLive(app.url, { ...(await app.headersOf('admin')), origin: app.url });
    expect(await own.once('{ viewer { role } }')).toMatchObject({ data: { viewer: { role: 'ADMIN' } } });
    await own.close();
  });

  it('hides an unexpected error behind a number that the log explains', async () => {
    await app.test.sql('alter table client rename to client_away');
    try {
      const { errors } = await app.ask('{ clients { totalCount } }');
      const errorId = String(errors[0]?.extensions?.errorId);
      expect(errors[0]).toMatchObject({ message: expect.stringContaining(errorId), extensions: { code: 'internal' } });
      expect(JSON.stringify(errors)).not.toMatch(/relation|client_away|select/);
      expect(app.logged().split(errorId)).toHaveLength(2);
      expect(app.logged()).toMatch(/relation \\"client\\" does not exist/);
    } finally {
      await app.test.sql('alter table client_away rename to client');
    }
  });
});

describe('the HTTP server', () => {
  it('says how it is, and sends the headers that keep pages safe', async () => {
    const app = await createTestApp();
    const health = await fetch(`${app.url}/healthz`);
    expect([health.status, await health.json()]).toEqual([200, { status: 'up' }]);
    const ready = await fetch(`${app.url}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([
      200,
      {
        status: 'ready',
        database: 'ok',
        jobs: 'ok',
        storage: 'ok',
        listener: 'ok',
        webApp: 'not served: WEB_DIST is not set',
      },
    ]);
    expect(ready.headers.get('content-security-policy')).toContain(
      "default-src 'self';style-src 'self' 'unsafe-inline'",
    );
    expect(ready.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(ready.headers.get('x-powered-by')).toBeNull();
    const nowhere = await fetch(`${app.url}/api/nowhere`);
    expect([nowhere.status, await nowhere.json()]).toEqual([
      404,
      { code: 'not_found', message: 'There is nothing at /api/nowhere.' },
    ]);
    await app.jobs.stop({ timeoutMs: 100 });
    const unready = await fetch(`${app.url}/readyz`);
    expect([unready.status, ((await unready.json()) as { jobs: string }).jobs]).toEqual([503, 'not reachable']);
    await app.stop();
  });

  it.each([
    ['br', 'br'],
    ['gzip', 'gzip'],
    ['identity', null],
  ])('packs an answer of the API for one who accepts %s', async (accepted, encoding) => {
    const app = await createTestApp();
    const answer = await fetch(`${app.url}/graphql`, {
      method: 'POST',
      headers: { ...(await app.headersOf('admin')), 'content-type': 'application/json', 'accept-encoding': accepted },
      body: JSON.stringify({
        query: `{ ${manyTimes('viewer { role user { id name email } workspace { id name } }', 10)} }`,
      }),
    });
    const { data } = (await answer.json()) as { data: object };
    await app.stop();
    expect([answer.status, answer.headers.get('content-encoding')]).toEqual([200, encoding]);
    expect(answer.headers.get('vary')).toContain('Accept-Encoding');
    expect(Object.keys(data)).toHaveLength(10);
  });

  it('stops within seconds, telling sockets to come back, while a client holds a connection open', async () => {
    const app = await createTestApp();
    const live = openLive(app.url, await app.headersOf('admin'));
    live.follow('subscription { auditEventAdded { id } }');
    await live.once('{ viewer { role } }');
    const idle = connect({ host: '127.0.0.1', port: Number(new URL(app.url).port) });
    idle.on('error', () => undefined);
    await new Promise((resolve) => idle.once('connect', resolve));
    const started = performance.now();
    await app.stop();
    expect(performance.now() - started).toBeLessThan(8_000);
    expect((await live.ended).code).toBe(1012);
    idle.destroy();
  }, 20_000);
});

const manyTimes = (field: string, times: number): string =>
  Array.from({ length: times }, (_, at) => `a${at}: ${field}`).join(' ');
