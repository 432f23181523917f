import { connect, createConnectedApp, saveSettings } from '../../../../test/support/connected-app.ts';
import { createTestApp, PASSWORD, type TestApp } from '../../../../test/support/test-app.ts';

const signIn = `mutation ($email: String!, $password: String!) {
  signIn(email: $email, password: $password) { viewer { role } problems { code } } }`;

describe('The security log', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createConnectedApp({ sandbox: 'empty' });
  });
  afterAll(() => app.stop());

  const tryAs = (email: string, password: string) => app.ask(signIn, { email, password }, { as: 'nobody' });
  const events = async (args = '', as: 'admin' | 'stranger' = 'admin') =>
    (await app.graphql(`{ securityEvents${args} { id kind actor subject address description } }`, {}, { as }))
      .securityEvents;
  const kinds = async (args = '') => (await events(args)).map(({ kind }: { kind: string }) => kind);

  it('tells of a sign-in with a wrong password, in the workspace that knows the person and in no other', async () => {
    await tryAs('viewer@test.example', 'not the password at all');
    expect((await events('(kinds: ["sign_in_failed"])'))[0]).toMatchObject({
      actor: 'nobody',
      subject: 'viewer@test.example',
      address: expect.stringMatching(/127\.0\.0\.1/),
      description: 'Somebody tried to sign in as viewer@test.example with a wrong password.',
    });
    expect((await events('', 'stranger')).map(({ kind }: { kind: string }) => kind)).not.toContain('sign_in_failed');
    await tryAs('nobody-knows@test.example', 'not the password at all');
    expect(await events('(text: "nobody-knows")')).toEqual([]);
    expect(app.logged()).toContain('"event":"security.sign_in_failed"');
    expect(JSON.stringify(await events()) + app.logged()).not.toContain('not the password at all');
  });

  it('tells of tries that were refused for being too many, once in a while', async () => {
    for (let n = 0; n < 8; n++) await tryAs('sales@test.example', `wrong password ${n}`);
    expect(await kinds('(kinds: ["sign_in_throttled"])')).toEqual(['sign_in_throttled']);
    expect(await kinds('(kinds: ["sign_in_failed"], text: "sales@")')).toHaveLength(5);
  });

  it('tells of keys, settings, exports, tokens and webhooks, by whom, and never of a secret', async () => {
    await connect(app);
    await saveSettings(app, { mode: 'PULL_ONLY' });
    await app.graphql('{ exportSettings }');
    const { createApiToken } = await app.graphql(
      'mutation { createApiToken(input: { name: "Dashboard", role: VIEWER }) { secret token { id } } }',
    );
    await app.graphql('mutation ($id: ID!) { revokeApiToken(id: $id) { problems { code } } }', {
      id: createApiToken.token.id,
    });
    const { addWebhook } = await app.graphql(
      'mutation { addWebhook(input: { name: "Ops", url: "https://hooks.example/secret-path", form: STANDARD }) { secret webhook { id } } }',
    );
    await app.graphql('mutation ($id: ID!) { removeWebhook(id: $id) { problems { code } } }', {
      id: addWebhook.webhook.id,
    });
    await app.graphql('mutation { noteSecurityLogExport }');
    const found = await events();
    for (const kind of [
      'connected',
      'keys_replaced',
      'settings_saved',
      'settings_exported',
      'token_created',
      'token_revoked',
      'webhook_added',
      'webhook_removed',
      'security_log_exported',
    ])
      expect(found).toContainEqual(
        expect.objectContaining({ kind, actor: expect.stringContaining('admin'), address: '127.0.0.1' }),
      );
    const text = JSON.stringify(found);
    const { privateKey, publicKey } = app.sandbox;
    for (const secret of [privateKey, publicKey, createApiToken.secret, addWebhook.secret, 'secret-path', PASSWORD])
      expect(text).not.toContain(secret);
  });

  it('tells who won an opportunity, which orders in ConnectWise', async () => {
    const stages = await app.graphql('{ pipelineStages { id kind } }');
    const stageId = stages.pipelineStages.find(({ kind }: { kind: string }) => kind === 'OPEN')?.id;
    const { createClient } = await app.graphql(
      'mutation { createClient(input: { name: "Harbor" }) { client { id } } }',
    );
    const { createOpportunity } = await app.graphql(
      'mutation ($input: OpportunityInput!) { createOpportunity(input: $input) { opportunity { id } problems { message } } }',
      { input: { name: 'Firewall', clientId: createClient.client.id, stageId } },
    );
    const { id } = createOpportunity.opportunity;
    const { markOpportunityWon } = await app.graphql(
      'mutation ($id: ID!) { markOpportunityWon(id: $id) { problems { message } } }',
      { id },
    );
    expect(markOpportunityWon.problems).toEqual([]);
    const [event] = await events('(kinds: ["opportunity_won"])');
    expect(event).toMatchObject({ subject: 'Firewall', address: '127.0.0.1', actor: expect.stringContaining('admin') });
  });

  it('is read in pages, by kind and by text, by administrators alone', async () => {
    const all = await events();
    const first = await events('(first: 2)');
    const second = await events(`(first: 2, before: "${first[1].id}")`);
    expect([...first, ...second]).toEqual(all.slice(0, 4));
    const oldest = await events('(first: 2, oldestFirst: true)');
    const behind = await events(`(first: 2, oldestFirst: true, before: "${oldest[1].id}")`);
    expect([...oldest, ...behind]).toEqual(all.toReversed().slice(0, 4));
    expect(await events('(text: "100%")')).toEqual([]);
    const { errors } = await app.ask('{ securityEvents { id } }', {}, { as: 'support' });
    expect(errors[0]?.extensions?.code).toBe('forbidden');
  });

  it('cannot be changed or emptied by the product', async () => {
    for (const sql of [`update security_event set description = 'nothing'`, 'delete from security_event'])
      await expect(app.database.inWorkspace(app.workspaceId, (tx) => tx.query(sql))).rejects.toThrow(
        /permission denied/,
      );
  });
});

describe('What is refused for want of a right', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createTestApp({ sandbox: false });
  });
  afterAll(() => app.stop());

  it('is a line in the log of the api, with who and what, over GraphQL and by path', async () => {
    const { createApiToken } = await app.graphql(
      'mutation { createApiToken(input: { name: "Reader", scopes: [CRM] }) { secret token { id } } }',
    );
    const before = app.logged().length;
    await app.ask('{ people { id } }', {}, { as: 'sales' });
    await app.ask('{ auditEvents { items { id } } }', {}, { as: { token: createApiToken.secret } });
    await fetch(`${app.url}/api/workspace/logo`, { method: 'POST', headers: await app.headersOf('support') });
    // A stranger's is none, and the token of a link does not come into the log by it.
    const preflight = { origin: 'https://x.example', 'access-control-request-method': 'POST' };
    await fetch(`${app.url}/api/shared/quotes/token-of-a-link/accept`, { method: 'OPTIONS', headers: preflight });
    expect(app.logged()).not.toContain('token-of-a-link');
    const lines = app
      .logged()
      .slice(before)
      .split('\n')
      .filter((line) => line.includes('security.access_refused'))
      .map((line) => JSON.parse(line));
    const ids = await app.test.sql<{ id: string; role: string }>(
      'select id, role from app_user where workspace_id = $1',
      [app.workspaceId],
    );
    const idOf = (role: string) => ids.find((one) => one.role === role)?.id;
    const { workspaceId } = app;
    expect(lines).toMatchObject([
      { workspaceId, callerId: idOf('sales'), isProgram: false, role: 'sales', needed: 'admin', what: 'people' },
      { workspaceId, callerId: createApiToken.token.id, isProgram: true, needed: 'audit', what: 'auditEvents' },
      { workspaceId, callerId: idOf('support'), role: 'support', needed: 'admin', what: '/api/workspace/logo' },
    ]);
    expect(JSON.stringify(lines)).not.toContain(createApiToken.secret);
  });
});
