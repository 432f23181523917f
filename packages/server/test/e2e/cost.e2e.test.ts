import { type LiveClient, openLive } from '../support/live-client.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';

const nested = (levels: number) => {
  const inner = Array.from({ length: levels }, (_, n) => (n % 2 === 0 ? 'contacts { id ' : 'client { id ')).join('');
  return `query ($id: ID!) { client(id: $id) { ${inner} ${'}'.repeat(levels)} } }`;
};

describe('what an operation costs', () => {
  let app: TestApp;
  let live: LiveClient;
  let clientId: string;
  let token: string;
  beforeAll(async () => {
    app = await createTestApp();
    const made = await app.graphql('mutation { createClient(input: { name: "Harbor Dental" }) { client { id } } }');
    clientId = made.createClient.client.id;
    await app.test.sql(
      `insert into contact (workspace_id, client_id, first_name, last_name) select $1, $2, 'Ada', 'Number ' || n from generate_series(1, 300) n`,
      [app.workspaceId, clientId],
    );
    const { createApiToken } = await app.graphql(
      'mutation { createApiToken(input: { name: "dashboard", role: VIEWER }) { secret } }',
    );
    token = createApiToken.secret;
    live = openLive(app.url, await app.headersOf('viewer'));
  });
  afterAll(async () => {
    await live.close();
    await app.stop();
  });

  it('refuses five levels on a client with 300 contacts at once, over HTTP and socket, and says how to ask for less', async () => {
    await app.ask(nested(1), { id: clientId }, { as: 'viewer' });
    const times: number[] = [];
    for (let n = 0; n < 5; n++) {
      const started = performance.now();
      const { errors, status } = await app.ask(nested(5), { id: clientId }, { as: 'viewer' });
      times.push(performance.now() - started);
      expect(status).toBe(400);
      expect(errors[0]).toMatchObject({
        message: expect.stringMatching(/came to a cost of [\d,]+; at most 25,000 .*Ask for less/),
        extensions: { code: 'invalid_input', reason: 'too_costly', limit: 25_000, cost: expect.any(Number) },
      });
      const overSocket = await live.once(nested(5), { id: clientId });
      expect(overSocket.errors?.[0]).toMatchObject({ extensions: { code: 'invalid_input', reason: 'too_costly' } });
    }
    // The best of five: the machine does other things too. Asking who asks is a statement of it.
    expect(Math.min(...times)).toBeLessThan(50);
  });

  it.each([
    ['literally', '{ clients(first: 200) { items { contacts(first: 200) { id } } } }', {}],
    ['by variable', 'query ($n: Int) { clients(first: $n) { items { contacts(first: $n) { id } } } }', { n: 200 }],
    [
      'by default of a variable',
      'query ($n: Int = 200) { clients(first: $n) { items { contacts(first: $n) { id } } } }',
      {},
    ],
    ['by default of the list', '{ clients { items { contacts { client { contacts { id } } } } } }', {}],
    [
      'through a fragment',
      '{ clients(first: 200) { items { ...c } } } fragment c on Client { contacts(first: 200) { id } }',
      {},
    ],
  ])('counts the size of lists that is said %s', async (_how, query, variables) => {
    const { errors } = await app.ask(query, variables, { as: 'viewer' });
    expect(errors[0]).toMatchObject({ extensions: { reason: 'too_costly' } });
    expect((await live.once(query, variables)).errors?.[0]).toMatchObject({ extensions: { reason: 'too_costly' } });
  });

  it('tells with each answer what it came to, and a token what is left of its minute', async () => {
    const ask = (query: string) =>
      fetch(`${app.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ query }),
      });
    const answer = await ask('{ clients(first: 10) { items { id name } } }');
    expect(await answer.json()).toMatchObject({ extensions: { cost: { asked: 31, limit: 25_000 } } });
    expect(answer.headers.get('x-ratelimit-limit')).toBe('250000');
    expect(answer.headers.get('x-ratelimit-remaining')).toBe('249969');
    expect(Number(answer.headers.get('x-ratelimit-reset'))).toBeGreaterThan(0);
    expect(await live.once('{ clients(first: 10) { items { id name } } }')).toMatchObject({
      extensions: { cost: { asked: 31 } },
    });
    await app.test.sql(`update query_cost set points = 250000`);
    let refused = await ask('{ clients(first: 200) { items { id name phone city } } }');
    for (let n = 0; n < 6 && refused.status === 200; n++)
      refused = await ask('{ clients(first: 200) { items { id name phone city } } }');
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: 'rate_limited' } }] });
  });

  it('pages the contacts of a client, each once, the size and the last one as arguments', async () => {
    const seen: string[] = [];
    for (let after: string | null = null; ; ) {
      const { client } = await app.graphql(
        'query ($id: ID!, $after: ID) { client(id: $id) { contacts(first: 120, after: $after) { id } } }',
        { id: clientId, after },
      );
      seen.push(...client.contacts.map((one: { id: string }) => one.id));
      if (client.contacts.length < 120) break;
      after = seen.at(-1) ?? null;
    }
    expect([seen.length, new Set(seen).size]).toEqual([300, 300]);
    const { client } = await app.graphql('query ($id: ID!) { client(id: $id) { contacts { id } } }', { id: clientId });
    expect(client.contacts.map((one: { id: string }) => one.id)).toEqual(seen.slice(0, 50));
  });

  it('tells its schema to members alone', async () => {
    const { errors, status } = await app.ask('{ __schema { types { name } } }', {}, { as: 'nobody' });
    expect([status, errors[0]?.extensions?.code]).toEqual([401, 'unauthenticated']);
  });
});
