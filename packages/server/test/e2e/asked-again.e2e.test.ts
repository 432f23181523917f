import { createTestApp, type TestApp } from '../support/test-app.ts';

const json = { 'content-type': 'application/json' };
const accepts = [undefined, '*/*', 'application/json', 'application/graphql-response+json', 'text/html'];

/** What is asked, and the status that a client is told which accepts anything. */
const cases: Record<string, { body: object; status: number }> = {
  'a page': { body: { query: '{ clients(first: 2) { items { name } pageInfo { hasNextPage } } }' }, status: 200 },
  'a page by variable': {
    body: { query: 'query Page($n: Int) { clients(first: $n) { items { name } } }', variables: { n: 1 } },
    status: 200,
  },
  'one operation of two': {
    body: { query: 'query A { viewer { role } } query B { clients(first: 1) { items { name } } }', operationName: 'B' },
    status: 200,
  },
  'none of two': {
    body: { query: 'query A { viewer { role } } query B { clients(first: 1) { items { name } } }' },
    status: 400,
  },
  'a value that does not fit': {
    body: { query: 'query Page($n: Int) { clients(first: $n) { items { name } } }', variables: { n: 'two' } },
    status: 400,
  },
  'a value that cannot be stored': {
    body: { query: 'query ($id: ID!) { client(id: $id) { name } }', variables: { id: 'a\u0000b' } },
    status: 400,
  },
  'too much': {
    body: { query: '{ clients(first: 200) { items { contacts(first: 200) { id name } } } }' },
    status: 400,
  },
  'what a resolver refuses': { body: { query: '{ clients(first: 1000) { items { name } } }' }, status: 200 },
  'a failure beside an answer': {
    body: { query: '{ viewer { role } auditEvents(after: "x") { items { id } } }' },
    status: 200,
  },
  'a document that is wrong': { body: { query: '{ nothing }' }, status: 400 },
  'further words': { body: { query: '{ viewer { role } }', extensions: { some: 'thing' } }, status: 200 },
};

describe('a query that is asked again', () => {
  let app: TestApp;
  let secret: string;
  beforeAll(async () => {
    app = await createTestApp();
    for (const name of ['Ames', 'Bolt', 'Crow'])
      await app.graphql(`mutation { createClient(input: { name: "${name}" }) { client { id } } }`);
    const { createApiToken } = await app.graphql(
      'mutation { createApiToken(input: { name: "board", scopes: [AUDIT, CRM] }) { secret } }',
    );
    secret = createApiToken.secret;
  });
  afterAll(() => app.stop());

  const post = async (body: object, headers: Record<string, string>, accept: string | undefined) => {
    const response = await fetch(`${app.url}/graphql`, {
      method: 'POST',
      headers: { ...json, ...headers, ...(accept === undefined ? {} : { accept }) },
      body: JSON.stringify(body),
    });
    const text = (await response.text()).replaceAll(/"(traceId|errorId)":"[^"]*"/g, '"$1":""');
    const told = Object.fromEntries(response.headers);
    for (const changing of ['date', 'x-ratelimit-remaining', 'x-ratelimit-reset']) {
      expect(changing in told ? Number.isNaN(Number(told[changing])) === (changing === 'date') : true).toBe(true);
      if (changing in told) told[changing] = 'told';
    }
    return { status: response.status, told, text };
  };

  for (const [name, { body, status }] of Object.entries(cases))
    it(`answers ${name} as Apollo does, with a session, a token and nothing`, async () => {
      const callers = [await app.headersOf('viewer'), { authorization: `Bearer ${secret}` }, {}];
      for (const headers of callers)
        for (const accept of accepts) {
          // Whoever sends more than the usual words is answered by Apollo.
          const first = await post({ extensions: null, ...body }, headers, accept);
          expect(await post(body, headers, accept)).toEqual(first);
          expect(await post(body, headers, accept)).toEqual(first);
        }
      expect((await post(body, { authorization: `Bearer ${secret}` }, '*/*')).status).toBe(status);
    });

  it('tells the trace, the cost and what is left of a budget as the first time', async () => {
    const body = { query: 'query Named { clients(first: 1) { items { id } } }' };
    const left: number[] = [];
    for (let times = 0; times < 3; times++) {
      const response = await fetch(`${app.url}/graphql`, {
        method: 'POST',
        headers: { ...json, authorization: `Bearer ${secret}` },
        body: JSON.stringify(body),
      });
      left.push(Number(response.headers.get('x-ratelimit-remaining')));
      expect(await response.json()).toMatchObject({ extensions: { cost: { asked: 3, limit: 25_000 } } });
    }
    expect([left[0], left[0]]).toEqual([(left[1] ?? 0) + 3, (left[2] ?? 0) + 6]);
    expect(app.logged().split('"operation":"Named"').length - 1).toBe(3);
  });

  it('runs and charges what fails once', async () => {
    const body = { query: '{ auditEvents(first: 7, after: "x") { items { id name } } }' };
    const left: number[] = [];
    for (let times = 0; times < 4; times++) {
      const { headers } = await app.ask(body.query, {}, { as: { token: secret } });
      left.push(Number(headers.get('x-ratelimit-remaining')));
    }
    const spent = left.slice(1).map((now, at) => (left[at] ?? 0) - now);
    expect(spent).toEqual([spent[0], spent[0], spent[0]]);
    expect(spent[0]).toBe(22);
  });

  it('refuses what was answered before to whoever may not ask it any more', async () => {
    const body = { query: '{ auditEvents(first: 1) { items { id } } }' };
    expect((await post(body, await app.headersOf('viewer'), undefined)).text).toContain('items');
    expect((await post(body, {}, undefined)).text).toContain('unauthenticated');
    const { createApiToken } = await app.graphql(
      'mutation { createApiToken(input: { name: "crm", scopes: [CRM] }) { secret } }',
    );
    const headers = { authorization: `Bearer ${createApiToken.secret}` };
    expect((await post(body, headers, undefined)).text).toContain('forbidden');
  });
});
