import { Secret, TOTP } from 'otpauth';
import {
  type ProviderAccount,
  startIdentityProvider,
  type TestIdentityProvider,
  Wanderer,
} from '../../../../test/support/identity-provider.ts';
import { createTestApp, PASSWORD, type TestApp } from '../../../../test/support/test-app.ts';

const PUBLIC_URL = 'http://127.0.0.1';
const saveProvider = `mutation ($input: IdentityProviderInput!) {
  saveIdentityProvider(input: $input) { settings { redirectUri startUrl provider { issuer domains scopes } } problems { code field message } } }`;

const mail = (name: string): string => `${name}@test.example`;
const account = (name: string, change: Partial<ProviderAccount> = {}): ProviderAccount => ({
  sub: `account of ${name}`,
  email: mail(name),
  email_verified: true,
  name: `${name} of Contoso`,
  ...change,
});

describe('signing in with a provider', () => {
  let app: TestApp;
  let provider: TestIdentityProvider;
  /** One of somebody else's, which the operator lets the product speak with as well. */
  let elsewhere: TestIdentityProvider;
  let start: string;
  beforeAll(async () => {
    provider = await startIdentityProvider(`${PUBLIC_URL}/api/sign-in/callback`);
    elsewhere = await startIdentityProvider(`${PUBLIC_URL}/api/sign-in/callback`);
    app = await createTestApp({ sandbox: false, signInHosts: [provider.host, elsewhere.host] });
  });
  afterAll(async () => {
    await app.stop();
    await provider.stop();
    await elsewhere.stop();
  });
  beforeEach(() => configure());

  const entry = (change: object = {}) => ({
    label: 'Contoso',
    issuer: provider.issuer,
    clientId: provider.clientId,
    clientSecret: provider.clientSecret,
    ...change,
  });
  const save = async (change: object = {}) =>
    (await app.graphql(saveProvider, { input: entry(change) })).saveIdentityProvider;
  const configure = async (change: object = {}): Promise<void> => {
    const { settings, problems } = await save(change);
    expect(problems).toEqual([]);
    start = settings.startUrl.replace(PUBLIC_URL, '');
  };
  /** A new browser in which somebody signs in there and comes back. */
  const come = async (who: ProviderAccount | null, from = start) => {
    provider.be(who);
    const browser = new Wanderer(PUBLIC_URL, app.url);
    const { at, way } = await browser.go(from);
    return { browser, way, at: `${at.pathname}${at.search}`, hash: at.hash, viewer: await viewerOf(browser.headers) };
  };
  const viewerOf = async (headers: Record<string, string>) => {
    const response = await fetch(`${app.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query: '{ viewer { role mustSetUpSecondFactor user { email name } } }' }),
    });
    const { data } = (await response.json()) as { data: { viewer: unknown } };
    return data.viewer as {
      role: string;
      mustSetUpSecondFactor: boolean;
      user: { email: string; name: string };
    } | null;
  };
  const people = async (): Promise<string[]> =>
    (await app.graphql('{ people { email } }')).people.map(({ email }: { email: string }) => email);
  const idOf = async (email: string): Promise<string> =>
    (await app.graphql('{ people { id email } }')).people.find((one: { email: string }) => one.email === email).id;
  const newest = async () =>
    (await app.graphql('{ securityEvents(first: 1) { kind actor subject description } }')).securityEvents[0];
  const act = async (field: string, id: string) =>
    app.graphql(`mutation ($id: ID!) { ${field} { problems { code } } }`, { id });
  const refused = (problem: string) => ({ at: `/sign-in?problem=${problem}`, viewer: null });

  it('takes each way back once, also with the cookie of that way', async () => {
    provider.be(account('viewer'));
    const browser = new Wanderer(PUBLIC_URL, app.url);
    const toProvider = await browser.get(new URL(start, app.url));
    const kept = toProvider.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const { way } = await browser.go(toProvider.headers.get('location') ?? '');
    const back = new URL(way.find((address) => address.includes('/api/sign-in/callback')) ?? '');
    const again = () =>
      fetch(new URL(`${back.pathname}${back.search}`, app.url), { redirect: 'manual', headers: { cookie: kept } });
    expect((await again()).headers.get('location')).toBe('/sign-in?problem=expired');
    const failing = await browser.get(new URL(start, app.url));
    const cookie = failing.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const state = new URL(failing.headers.get('location') ?? '').searchParams.get('state') ?? '';
    const problems: (string | null)[] = [];
    for (const _ of [1, 2]) {
      const answer = await fetch(new URL(`${back.pathname}?error=access_denied&state=${state}`, app.url), {
        redirect: 'manual',
        headers: { cookie },
      });
      problems.push(answer.headers.get('location'));
    }
    expect(problems).toEqual(['/sign-in?problem=cancelled', '/sign-in?problem=expired']);
  });

  it('offers it on the sign-in page, asks by code with PKCE, state and nonce, and links the person by the verified e-mail', async () => {
    const { offeredSignIns } = await app.graphql('{ offeredSignIns { label path } }', {}, { as: 'nobody' });
    expect(offeredSignIns).toEqual([{ label: 'Contoso', path: start }]);
    const { at, viewer, way } = await come(account('viewer'), `${start}?redirect=/runs`);
    expect([at, viewer]).toEqual([
      '/runs',
      { role: 'VIEWER', mustSetUpSecondFactor: false, user: { email: mail('viewer'), name: 'viewer' } },
    ]);
    const asked = new URL(way.find((address) => address.startsWith(provider.issuer)) ?? '').searchParams;
    expect(Object.fromEntries(asked)).toMatchObject({
      response_type: 'code',
      scope: 'openid email profile',
      code_challenge_method: 'S256',
      state: expect.stringMatching(/^[\w-]{40,}$/),
      nonce: expect.stringMatching(/^[\w-]{40,}$/),
    });
    const { securityEvents } = await app.graphql('{ securityEvents(text: "Contoso") { kind description } }');
    expect(securityEvents).toEqual(
      expect.arrayContaining([
        { kind: 'signed_in', description: 'viewer signed in with Contoso.' },
        {
          kind: 'identity_linked',
          description: 'viewer was linked to their account at Contoso, by the verified e-mail viewer@test.example.',
        },
      ]),
    );
    // From now on it is the account that counts, whatever its e-mail becomes.
    expect((await come(account('viewer', { email: 'new-name@test.example' }))).viewer?.user.email).toBe(mail('viewer'));
    expect((await come(account('viewer', { sub: 'another account' }))).at).toBe('/sign-in?problem=linked_elsewhere');
  });

  it('leads to pages of its own alone', async () => {
    for (const redirect of ['//evil.example', 'https://evil.example', '/\\evil.example'])
      expect((await come(account('viewer'), `${start}?redirect=${encodeURIComponent(redirect)}`)).at).toBe('/overview');
  });

  it('refuses an answer with another state, of another browser, of before, and one that is made up', async () => {
    provider.be(account('support'));
    const browser = new Wanderer(PUBLIC_URL, app.url);
    const { way } = await browser.go(start);
    const callback = new URL(way.find((address) => address.includes('/callback?')) ?? '');
    const again = async (one: Wanderer, address: URL) => (await one.get(address)).headers.get('location');
    expect(await again(browser, callback)).toBe('/sign-in?problem=expired');
    expect(await again(new Wanderer(PUBLIC_URL, app.url), callback)).toBe('/sign-in?problem=expired');

    const other = new Wanderer(PUBLIC_URL, app.url);
    const sent = new URL((await other.get(new URL(start, app.url))).headers.get('location') ?? '');
    const withState = (state: string) => {
      const address = new URL(callback);
      address.searchParams.set('state', state);
      return address;
    };
    expect(await again(other, withState('made-up'))).toBe('/sign-in?problem=expired');
    const third = new Wanderer(PUBLIC_URL, app.url);
    const own = new URL((await third.get(new URL(start, app.url))).headers.get('location') ?? '');
    expect(own.searchParams.get('state')).not.toBe(sent.searchParams.get('state'));
    // A code of another sign-in, handed over with the right state.
    expect(await again(third, withState(own.searchParams.get('state') ?? ''))).toBe('/sign-in?problem=invalid_answer');
    for (const one of [other, third]) expect(await viewerOf(one.headers)).toBeNull();
  });

  it('never takes an unverified e-mail for anybody’s, nor none at all', async () => {
    for (const email_verified of [false, undefined]) {
      const { email_verified: _, ...without } = account('admin', { sub: 'a stranger' });
      const who = email_verified === undefined ? without : { ...without, email_verified };
      expect(await come(who)).toMatchObject(refused('email_unverified'));
    }
    expect(await newest()).toEqual({
      kind: 'provider_sign_in_refused',
      actor: 'Contoso',
      subject: mail('admin'),
      description: 'admin@test.example was refused: Contoso does not say that the e-mail is verified.',
    });
    expect(await come({ sub: 'a stranger', name: 'Nobody' })).toMatchObject(refused('email_missing'));
    expect(await app.test.sql(`select 1 from user_identity where subject = 'a stranger'`)).toEqual([]);
  });

  it('lets in only who is invited, with the role of the invitation, unless people come in by themselves', async () => {
    expect(await come(account('newcomer'))).toMatchObject(refused('not_invited'));
    expect(await people()).not.toContain(mail('newcomer'));
    await app.graphql('mutation ($input: InviteInput!) { invitePerson(input: $input) { problems { code } } }', {
      input: { email: 'NEWCOMER@test.example', role: 'SALES' },
    });
    expect((await come(account('newcomer'))).viewer).toMatchObject({
      role: 'SALES',
      user: { name: 'newcomer of Contoso' },
    });
    expect((await app.graphql('{ invitations { id } }')).invitations).toEqual([]);

    await configure({ createsPeople: true, domains: ['Test.Example'], defaultRole: 'VIEWER' });
    expect((await come(account('walk-in'))).viewer).toMatchObject({ role: 'VIEWER' });
    const foreign = account('foreign', { email: 'foreign@evil.example' });
    expect(await come(foreign)).toMatchObject(refused('domain_not_allowed'));
    // A domain that only ends alike is another one.
    expect(await come({ ...foreign, email: 'a@nottest.example' })).toMatchObject(refused('domain_not_allowed'));
    // Whom it made has no password that somebody could guess.
    const byPassword = await app.graphql(
      'mutation ($email: String!) { signIn(email: $email, password: "") { problems { code } } }',
      { email: mail('walk-in') },
      { as: 'nobody' },
    );
    expect(byPassword.signIn.problems[0].code).toBe('wrong_credentials');
  });

  it('goes by the role of the claim, and follows it at the next sign-in, except that the last administrator stays one', async () => {
    const roles = [
      { value: 'crm-admins', role: 'ADMIN' },
      { value: 'crm-sales', role: 'SALES' },
    ];
    await configure({ roleClaim: 'groups', roles, scopes: ['groups'] });
    expect((await come(account('sales', { groups: ['all', 'crm-sales'] }))).viewer?.role).toBe('SALES');
    expect((await come(account('sales', { groups: ['crm-sales', 'crm-admins'] }))).viewer?.role).toBe('ADMIN');
    expect(await app.graphql('{ securityEvents(kinds: ["role_changed"], first: 1) { actor description } }')).toEqual({
      securityEvents: [{ actor: 'Contoso', description: 'sales was sales and is admin now.' }],
    });
    const open = await come(account('sales', { groups: ['crm-admins'] }));
    expect((await come(account('sales', { groups: ['crm-sales'] }))).viewer?.role).toBe('SALES');
    expect((await viewerOf(open.browser.headers))?.role).toBe('SALES');
    expect(await come(account('sales', { groups: ['somebody'] }))).toMatchObject(refused('no_role'));
    expect((await come(account('admin', { groups: ['crm-sales'] }))).viewer?.role).toBe('ADMIN');
    expect((await app.graphql('{ securityEvents(kinds: ["role_kept"]) { description } }')).securityEvents).toEqual([
      { description: 'Contoso says sales, but the only administrator stays one.' },
    ]);
    await configure({ roleClaim: 'groups', roles, scopes: ['groups'], defaultRole: 'VIEWER' });
    expect((await come(account('sales', { groups: [] }))).viewer?.role).toBe('VIEWER');
  });

  it('keeps out who was deactivated, and forgets the account of who was removed', async () => {
    const id = await idOf(mail('support'));
    expect((await come(account('support'))).viewer?.role).toBe('SUPPORT');
    await act('deactivatePerson(id: $id)', id);
    expect(await come(account('support'))).toMatchObject(refused('deactivated'));
    await act('activatePerson(id: $id)', id);
    expect((await come(account('support'))).viewer?.role).toBe('SUPPORT');
    await act('removePerson(id: $id)', id);
    expect(await come(account('support'))).toMatchObject(refused('not_invited'));
  });

  it('asks for the second factor of here too, unless the provider sees to it', async () => {
    const me = await come(account('viewer'));
    const as = async (query: string, variables: object = {}) => {
      const response = await fetch(`${app.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...me.browser.headers },
        body: JSON.stringify({ query, variables }),
      });
      // biome-ignore lint/suspicious/noExplicitAny: a test knows what it asked for
      return ((await response.json()) as any).data;
    };
    const { secret } = (
      await as('mutation ($password: String!) { beginSecondFactor(password: $password) { secret } }', {
        password: PASSWORD,
      })
    ).beginSecondFactor;
    const totp = new TOTP({ secret: Secret.fromBase32(secret) });
    const codeOf = (code: string) => ({ code });
    const confirm = 'mutation ($code: String!) { confirmSecondFactor(code: $code) { problems { code } } }';
    await as(confirm, codeOf(totp.generate({ timestamp: Date.now() - 30_000 })));
    const { at, hash, viewer } = await come(account('viewer'), `${start}?redirect=/runs`);
    expect([at, viewer]).toEqual(['/sign-in?redirect=%2Fruns', null]);
    const { confirmSignIn } = await app.graphql(
      `mutation ($step: String!, $code: String!) { confirmSignIn(secondStep: $step, code: $code) { viewer { role } } }`,
      { step: hash.replace('#step=', ''), code: totp.generate() },
      { as: 'nobody' },
    );
    expect(confirmSignIn.viewer).toEqual({ role: 'VIEWER' });
    await configure({ trustsSecondFactor: true });
    expect((await come(account('viewer'))).viewer?.role).toBe('VIEWER');
    const { securityEvents } = await app.graphql(
      '{ securityEvents(kinds: ["signed_in"], text: "viewer", first: 2) { description } }',
    );
    expect(securityEvents).toEqual([
      { description: 'viewer signed in with Contoso, which sees to the second factor.' },
      { description: 'viewer signed in with Contoso and a code of their second factor.' },
    ]);
  });

  it('takes no ID token whose signature is forged, missing or of another text', async () => {
    for (const how of ['another key', 'no signature', 'another text'] as const) {
      provider.forge(how);
      expect([how, await come(account('viewer'))]).toMatchObject([how, refused('invalid_answer')]);
    }
    provider.forge(null);
    expect((await come(account('viewer'))).at).not.toContain('problem');
    expect(app.logged()).toContain('"event":"security.provider_sign_in_refused"');
  });

  it('knows an account by its provider: the same subject of another one is a stranger', async () => {
    await come(account('viewer'));
    const { issuer, clientId, clientSecret } = elsewhere;
    await configure({ issuer, clientId, clientSecret });
    elsewhere.be(account('viewer', { email: 'somebody-else@test.example' }));
    const browser = new Wanderer(PUBLIC_URL, app.url);
    const { at } = await browser.go(start);
    expect(`${at.pathname}${at.search}`).toBe('/sign-in?problem=not_invited');
    expect(await viewerOf(browser.headers)).toBeNull();
  });

  it('spares who came by a provider with a second factor the demand for one, and nobody else', async () => {
    await app.database.inWorkspace(app.workspaceId, (tx) =>
      tx.query('insert into sign_in_settings (requires_second_factor) values (true)'),
    );
    const clear = () => app.test.sql('delete from sign_in_settings');
    // The administrator, who configures it, is held by the demand as well.
    expect((await come(account('newcomer'))).viewer?.mustSetUpSecondFactor).toBe(true);
    await clear();
    await configure({ trustsSecondFactor: true });
    await app.database.inWorkspace(app.workspaceId, (tx) =>
      tx.query('insert into sign_in_settings (requires_second_factor) values (true)'),
    );
    expect((await come(account('newcomer'))).viewer?.mustSetUpSecondFactor).toBe(false);
    await clear();
  });

  it('says to somebody who comes by it alone that there is no password here to change', async () => {
    await configure({ domains: ['test.example'], createsPeople: true, defaultRole: 'VIEWER' });
    const { browser } = await come(account('without-password'));
    const ask = async (query: string) => {
      const headers = { 'content-type': 'application/json', ...browser.headers };
      const answer = await fetch(`${app.url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query }) });
      return ((await answer.json()) as { data: Record<string, unknown> }).data;
    };
    expect(await ask('{ hasPassword }')).toEqual({ hasPassword: false });
    const change =
      'mutation { changeMyPassword(currentPassword: "x", newPassword: "a long new password") { problems { code message } } }';
    expect(await ask(change)).toMatchObject({
      changeMyPassword: {
        problems: [{ code: 'no_password', message: expect.stringMatching(/^You sign in with a provider/) }],
      },
    });
    expect(await app.graphql('{ hasPassword }')).toEqual({ hasPassword: true });
  });

  it('says so when somebody turns back at the provider, or the workspace has none', async () => {
    expect(await come(null)).toMatchObject(refused('cancelled'));
    await app.graphql('mutation { removeIdentityProvider { problems { code } } }');
    expect(await come(account('viewer'))).toMatchObject(refused('no_provider'));
    expect((await app.graphql('{ offeredSignIns { label } }', {}, { as: 'nobody' })).offeredSignIns).toEqual([]);
    const nowhere = new Wanderer(PUBLIC_URL, app.url);
    expect((await nowhere.go('/api/sign-in/not-an-id')).at.search).toBe('?problem=no_provider');
  });

  it('stores a provider that answers, under the rules for addresses, and never tells the secret', async () => {
    const secret = provider.clientSecret;
    const field = async (change: object) => (await save(change)).problems.map((one: { field: string }) => one.field);
    expect(await field({ createsPeople: true, defaultRole: 'VIEWER' })).toEqual(['domains']);
    expect(await field({ createsPeople: true, domains: ['test.example'] })).toEqual(['defaultRole']);
    expect(await field({ roleClaim: 'groups' })).toEqual(['roles']);
    expect(await field({ domains: ['test.example', 'nonsense'] })).toEqual(['domains.1']);
    expect(await field({ label: ' ', clientId: '' })).toEqual(['label', 'clientId']);
    const sentence = async (issuer: string) => (await save({ issuer })).problems[0]?.message;
    expect(await sentence('http://127.0.0.1:1')).toMatch(/Use https.*SIGN_IN_ALLOWED_HOSTS/);
    expect(await sentence('https://10.1.2.3')).toMatch(/private network address/);
    expect(await sentence('https://localhost')).toMatch(/private network address/);
    expect(await sentence(`${provider.issuer}/elsewhere`)).toMatch(/not an OpenID Connect provider/);
    expect(await sentence('login.example.com')).toMatch(/address of the issuer/);
    // The stored secret goes to no other address.
    await app.graphql('mutation { removeIdentityProvider { problems { code } } }');
    expect(await field({ clientSecret: null })).toEqual(['clientSecret']);
    await configure({ issuer: `${provider.issuer}/.well-known/openid-configuration` });
    await configure({ clientSecret: null, label: 'Contoso again' });
    expect(await field({ clientSecret: null, issuer: 'https://login.example.com' })).toEqual(['clientSecret']);
    const told = JSON.stringify([
      await app.graphql('{ identityProvider { redirectUri startUrl provider { label issuer clientId scopes } } }'),
      await app.graphql('{ securityEvents { description subject } }'),
      await app.test.sql('select * from identity_provider'),
      app.logged(),
    ]);
    expect(told).not.toContain(secret);
    expect(told).toContain('Contoso again');
    const { identityProvider } = await app.graphql(
      '{ identityProvider { provider { label } } }',
      {},
      { as: 'stranger' },
    );
    expect(identityProvider.provider).toBeNull();
    expect(
      (await app.ask('{ identityProvider { redirectUri } }', {}, { as: 'sales' })).errors[0]?.extensions?.code,
    ).toBe('forbidden');
  });
});
