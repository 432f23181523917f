import { openLive } from '../support/live-client.ts';
import { createTestApp, PASSWORD, type TestApp } from '../support/test-app.ts';
import { until } from '../support/until.ts';

const signIn = `mutation ($email: String!, $password: String!) {
  signIn(email: $email, password: $password) { viewer { role user { email } workspace { name } canEdit canRetry canAdminister viaToken } problems { code field message } }
}`;
const viewer = '{ viewer { role viaToken user { email } canEdit canRetry canAdminister } }';

describe('signing in', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createTestApp({ recheckEveryMs: 200 });
  });
  afterAll(() => app.stop());

  it('sets a cookie that scripts cannot read, and stores neither password nor token', async () => {
    const { data, headers } = await app.ask(
      signIn,
      { email: ' ADMIN@test.example', password: PASSWORD },
      { as: 'nobody' },
    );
    expect(data?.signIn).toEqual({
      viewer: {
        role: 'ADMIN',
        user: { email: 'admin@test.example' },
        workspace: { name: 'Northwind IT' },
        canEdit: true,
        canRetry: true,
        canAdminister: true,
        viaToken: false,
      },
      problems: [],
    });
    const cookie = headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^causeway_session=[\w-]{43}; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/);
    const token = cookie.slice('causeway_session='.length, cookie.indexOf(';'));
    const stored = JSON.stringify(await app.test.sql('select * from session, app_user'));
    expect(stored).not.toContain(token);
    expect(stored).not.toContain(PASSWORD);
    expect(stored).toContain('$argon2id$v=19$m=19456,t=2,p=1$');
    expect(app.logged()).not.toContain(token);
    expect(app.logged()).not.toContain(PASSWORD);
  });

  it.each([
    ['admin@test.example', 'wrong password'],
    ['unknown@test.example', PASSWORD],
  ])('refuses %s with the same words', async (email, password) => {
    const { data, headers } = await app.ask(signIn, { email, password }, { as: 'nobody' });
    expect(data?.signIn).toEqual({
      viewer: null,
      problems: [
        { code: 'wrong_credentials', field: 'password', message: 'This e-mail and password do not fit together.' },
      ],
    });
    expect(headers.get('set-cookie')).toBeNull();
  });

  it('takes about as long for an unknown user as for a known one', async () => {
    const timeOf = async (email: string) => {
      const started = performance.now();
      await app.ask(signIn, { email, password: 'wrong' }, { as: 'nobody' });
      return performance.now() - started;
    };
    await timeOf('warm-up@test.example');
    const unknown = Math.min(await timeOf('a@test.example'), await timeOf('b@test.example'));
    const known = Math.min(await timeOf('support@test.example'), await timeOf('support@test.example'));
    expect(unknown).toBeGreaterThan(known / 4);
  });

  it('tries no more after five failures, also with the right password, and leaves others alone', async () => {
    for (let n = 0; n < 5; n++)
      await app.ask(signIn, { email: 'viewer@test.example', password: 'wrong' }, { as: 'nobody' });
    const blocked = await app.ask(signIn, { email: 'viewer@test.example', password: PASSWORD }, { as: 'nobody' });
    expect(blocked.data?.signIn.problems[0]).toMatchObject({
      code: 'throttled',
      message: expect.stringMatching(/Wait 15 minutes/),
    });
    const other = await app.ask(signIn, { email: 'support@test.example', password: PASSWORD }, { as: 'nobody' });
    expect(other.data?.signIn.viewer.role).toBe('SUPPORT');
  });

  it('signs out for good, and closes the sockets of that session', async () => {
    const { headers } = await app.ask(signIn, { email: 'admin@test.example', password: PASSWORD }, { as: 'nobody' });
    const cookie = headers.get('set-cookie')?.split(';')[0] ?? '';
    const asThis = (query: string) =>
      fetch(`${app.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie },
        body: JSON.stringify({ query }),
      });
    const live = openLive(app.url, { cookie });
    const followed = live.follow('subscription { auditEventAdded { id } }');
    expect(await (await asThis(viewer)).json()).toMatchObject({ data: { viewer: { role: 'ADMIN' } } });
    const out = await asThis('mutation { signOut }');
    expect(out.headers.get('set-cookie')).toMatch(/^causeway_session=; .*Expires=Thu, 01 Jan 1970/);
    expect(await (await asThis(viewer)).json()).toEqual({
      data: { viewer: null },
      extensions: expect.objectContaining({ cost: expect.anything() }),
    });
    expect(await live.ended).toMatchObject({ code: 4401, reason: 'The session ended. Sign in again.' });
    await until(() => followed.isOver(), 'the subscription ended');
  });

  it('ends the session that the browser had before another sign-in', async () => {
    const variables = { email: 'support@test.example', password: PASSWORD };
    const send = (query: string, cookie: string) =>
      fetch(`${app.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie },
        body: JSON.stringify({ query, variables }),
      });
    const cookieIn = (answer: { headers: Headers }) => answer.headers.get('set-cookie')?.split(';')[0] ?? '';
    const first = cookieIn(await app.ask(signIn, variables, { as: 'nobody' }));
    const second = cookieIn(await send(signIn, first));
    expect(second).not.toBe(first);
    expect(await (await send(viewer, first)).json()).toMatchObject({ data: { viewer: null } });
    expect(await (await send(viewer, second)).json()).toMatchObject({ data: { viewer: { role: 'SUPPORT' } } });
  });

  it('forgets a session when its time is over', async () => {
    const { headers } = await app.ask(signIn, { email: 'admin@test.example', password: PASSWORD }, { as: 'nobody' });
    const cookie = headers.get('set-cookie')?.split(';')[0] ?? '';
    await app.test.sql(`update session set expires_at = now() - interval '1 second'`);
    const answer = await fetch(`${app.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify({ query: viewer }),
    });
    expect(await answer.json()).toEqual({
      data: { viewer: null },
      extensions: expect.objectContaining({ cost: expect.anything() }),
    });
  });
});

describe('API tokens', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createTestApp({ recheckEveryMs: 200 });
  });
  afterAll(() => app.stop());

  const create = async (input: Record<string, unknown>) =>
    (
      await app.graphql(
        'mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) { secret token { id name role prefix expiresAt revokedAt } problems { code field message } } }',
        { input },
      )
    ).createApiToken;

  it('R62: read, and are refused every change', async () => {
    const made = await create({ name: 'Dashboard', role: 'VIEWER' });
    expect(made.secret).toMatch(/^cwy_[\w-]{43}$/);
    expect(made.token).toMatchObject({
      name: 'Dashboard',
      role: 'VIEWER',
      prefix: made.secret.slice(0, 10),
      revokedAt: null,
    });
    const as = { token: made.secret };
    expect((await app.graphql(viewer, {}, { as })).viewer).toEqual({
      role: 'VIEWER',
      viaToken: true,
      user: null,
      canEdit: false,
      canRetry: false,
      canAdminister: false,
    });
    const change = await app.ask('mutation { createClient(input: { name: "X" }) { client { id } } }', {}, { as });
    expect(change.errors[0]?.extensions?.code).toBe('forbidden');
    const { apiTokens } = await app.graphql('{ apiTokens { id lastUsedAt prefix } }');
    expect(apiTokens[0].lastUsedAt).not.toBeNull();
    expect(JSON.stringify(await app.test.sql('select * from api_token'))).not.toContain(made.secret);
    expect(app.logged()).not.toContain(made.secret);
  });

  it('open a socket, which closes when they are revoked', async () => {
    const made = await create({ name: 'Wall screen', role: 'VIEWER' });
    const live = openLive(app.url, {}, { token: made.secret });
    expect(await live.once('{ viewer { viaToken } }')).toMatchObject({ data: { viewer: { viaToken: true } } });
    const { revokeApiToken } = await app.graphql(
      'mutation ($id: ID!) { revokeApiToken(id: $id) { token { revokedAt } problems { code } } }',
      { id: made.token.id },
    );
    expect(revokeApiToken.token.revokedAt).not.toBeNull();
    expect(await live.ended).toMatchObject({ code: 4401 });
    const refused = await app.ask('{ clients { totalCount } }', {}, { as: { token: made.secret } });
    expect(refused.errors[0]?.extensions?.code).toBe('unauthenticated');
    const again = openLive(app.url, {}, { token: made.secret });
    expect(await again.ended).toMatchObject({ code: 4401, reason: 'The token is not valid (any more).' });
  });

  it('end at their time', async () => {
    const made = await create({ name: 'Short', role: 'SUPPORT', expiresAt: new Date(Date.now() + 600).toISOString() });
    const live = openLive(app.url, {}, { token: made.secret });
    expect(await live.once('{ viewer { role } }')).toMatchObject({ data: { viewer: { role: 'SUPPORT' } } });
    expect(await live.ended).toMatchObject({ code: 4401 });
  });

  it.each([
    [{ name: '', role: 'VIEWER' }, 'name'],
    [{ name: 'x', role: 'ADMIN' }, 'role'],
    [{ name: 'x', role: 'VIEWER', expiresAt: '2020-01-01T00:00:00Z' }, 'expiresAt'],
  ])('are refused for %j', async (input, field) => {
    const made = await create(input);
    expect(made).toMatchObject({ secret: null, token: null, problems: [{ code: 'invalid', field }] });
  });
});
