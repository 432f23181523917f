import { openLive } from '../support/live-client.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';

const PAGE = 'https://board.example.com';
const SAVE = `mutation ($origins: [String!]!) { saveAccessSettings(input: { allowedOrigins: $origins }) {
  settings { allowedOrigins } problems { field message } } }`;
const HELLO = '{ viewer { viaToken } }';

describe('a page of another address', () => {
  let app: TestApp;
  let token: string;
  const allow = async (origins: string[]) => (await app.graphql(SAVE, { origins })).saveAccessSettings;
  const preflight = (origin: string) =>
    fetch(`${app.url}/graphql`, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type',
      },
    });
  const ask = async (origin: string, headers: Record<string, string>, query = HELLO) => {
    const response = await fetch(`${app.url}/graphql`, {
      method: 'POST',
      headers: { origin, 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query }),
    });
    return {
      status: response.status,
      mayRead: response.headers.get('access-control-allow-origin'),
      text: await response.text(),
      response,
    };
  };

  beforeAll(async () => {
    app = await createTestApp({ sandbox: false });
    const { createApiToken } = await app.graphql(
      'mutation { createApiToken(input: { name: "board", scopes: [AUDIT] }) { secret } }',
    );
    token = createApiToken.secret;
  });
  afterAll(() => app.stop());

  it('asks with a token once its address is allowed, and reads the answer with its limits', async () => {
    expect(await allow([`${PAGE}/`, ' HTTP://127.0.0.1:8080'])).toMatchObject({
      problems: [],
      settings: { allowedOrigins: [PAGE, 'http://127.0.0.1:8080'] },
    });
    const asked = await preflight(PAGE);
    expect(asked.status).toBe(204);
    expect(asked.headers.get('access-control-allow-origin')).toBe(PAGE);
    expect(asked.headers.get('access-control-allow-headers')).toMatch(/authorization/);
    expect(asked.headers.get('access-control-allow-credentials')).toBeNull();
    expect(asked.headers.get('vary')).toMatch(/Origin/);
    const { status, mayRead, text, response } = await ask(PAGE, { authorization: `Bearer ${token}` });
    expect({ status, mayRead }).toEqual({ status: 200, mayRead: PAGE });
    expect(JSON.parse(text).data).toEqual({ viewer: { viaToken: true } });
    expect(response.headers.get('access-control-expose-headers')).toMatch(/x-ratelimit-remaining/);
  });

  it('may read why a token is worth nothing', async () => {
    const { status, mayRead, text } = await ask(PAGE, { authorization: 'Bearer cwy_wrong' });
    expect({ status, mayRead }).toEqual({ status: 401, mayRead: PAGE });
    expect(text).toMatch(/This token is not valid/);
  });

  it('is refused where its address is not allowed, the preflight too', async () => {
    for (const origin of [
      'https://evil.example.com',
      'https://board.example.com.evil.example',
      'null',
      'http://board.example.com',
    ]) {
      expect((await preflight(origin)).status).toBe(403);
      const { status, mayRead, text } = await ask(origin, { authorization: `Bearer ${token}` });
      expect({ origin, status, mayRead }).toEqual({ origin, status: 403, mayRead: null });
      expect(JSON.parse(text).errors[0].message).toMatch(/may not ask/);
    }
  });

  it('never counts with a cookie, allowed or not', async () => {
    const cookie = await app.headersOf('admin');
    for (const origin of [PAGE, 'https://evil.example.com']) {
      const { status, text } = await ask(
        origin,
        cookie,
        'mutation { createClient(input: { name: "Planted" }) { client { id } } }',
      );
      expect({ origin, status }).toEqual({ origin, status: 401 });
      expect(text).toMatch(/cookies do not count/);
    }
    const both = await ask(PAGE, { ...cookie, authorization: `Bearer ${token}` });
    expect(JSON.parse(both.text).data).toEqual({ viewer: { viaToken: true } });
  });

  it('counts in the workspace that allowed it alone', async () => {
    const { createApiToken } = await app.graphql(
      'mutation { createApiToken(input: { name: "theirs", scopes: [AUDIT] }) { secret } }',
      {},
      { as: 'stranger' },
    );
    const { status, text } = await ask(PAGE, { authorization: `Bearer ${createApiToken.secret}` });
    expect(status).toBe(403);
    expect(text).toMatch(/may not ask/);
    const live = openLive(app.url, { origin: PAGE }, { token: createApiToken.secret });
    expect((await live.ended).code).toBe(4403);
  });

  it('follows over a socket, with a token and never with a cookie, until its address is taken off', async () => {
    const live = openLive(app.url, { origin: PAGE }, { token });
    expect(await live.once(HELLO)).toMatchObject({ data: { viewer: { viaToken: true } } });
    const withCookie = openLive(app.url, { origin: PAGE, ...(await app.headersOf('admin')) });
    expect((await withCookie.ended).code).toBe(4403);
    const own = openLive(app.url, {}, { token });
    await own.once(HELLO);
    await allow([]);
    const started = performance.now();
    expect(await live.ended).toMatchObject({ code: 4403, reason: expect.stringContaining(PAGE) });
    expect(performance.now() - started).toBeLessThan(1_000);
    expect(await own.once(HELLO)).toMatchObject({ data: { viewer: { viaToken: true } } });
    await own.close();
    expect((await ask(PAGE, { authorization: `Bearer ${token}` })).status).toBe(403);
  });

  it.each([
    ['https://board.example.com/path', /without a path/],
    ['board.example.com', /not the address of a page/],
    ['*', /not the address of a page/],
    ['https://*.example.com', /wildcards are not known here\. Name each page/],
    ['https://%2A.example.com', /not the address of a page/],
    ['javascript:alert(1)', /not the address of a page/],
    ['https://user:pw@board.example.com', /without a path/],
  ])('is not allowed as %j', async (origin, says) => {
    const { settings, problems } = await allow([PAGE, origin]);
    expect(settings).toBeNull();
    expect(problems).toEqual([{ field: 'allowedOrigins.1', message: expect.stringMatching(says) }]);
  });
});
