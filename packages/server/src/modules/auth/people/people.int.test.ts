import type { As } from '../../../../test/support/as.ts';
import { openLive } from '../../../../test/support/live-client.ts';
import { createTestApp, PASSWORD, type TestApp } from '../../../../test/support/test-app.ts';

const signInAs = `mutation ($email: String!, $password: String!) {
  signIn(email: $email, password: $password) { viewer { role } problems { code } } }`;

describe('R80: the people of a workspace', () => {
  let app: TestApp;
  beforeEach(async () => {
    app = await createTestApp();
  });
  afterEach(() => app.stop());

  const idOf = async (email: string): Promise<string> => {
    const [row] = await app.test.sql<{ id: string }>('select id from app_user where email = $1', [email]);
    return row?.id ?? '';
  };
  const act = async (mutation: string, variables: object = {}) => {
    const [answer] = Object.values(await app.graphql(mutation, variables));
    return answer as { problems: { code: string; field: string | null }[] } & Record<string, unknown>;
  };
  const signIn = async (email: string, password: string) =>
    (await app.ask(signInAs, { email, password }, { as: 'nobody' })).data?.signIn;
  const invite = (email: string, role = 'SALES') =>
    act(
      `mutation ($input: InviteInput!) { invitePerson(input: $input) { link invitation { id email } problems { code field } } }`,
      { input: { email, role } },
    );
  const accept = async (token: string, values: object = {}) =>
    (
      await app.ask(
        `mutation ($input: AcceptInvitationInput!) { acceptInvitation(input: $input) { viewer { role workspace { name } } problems { code field } } }`,
        { input: { token, name: 'Sol', password: 'seven grey herons', ...values } },
        { as: 'nobody' },
      )
    ).data?.acceptInvitation;
  const tokenOf = (link: unknown) => String(link).split('#')[1] ?? '';

  it('invites a salesperson by a link that works once, and shows who signed in when', async () => {
    const { link, problems } = await invite('sol@test.example');
    expect(problems).toEqual([]);
    expect(link).toMatch(/^http:\/\/127\.0\.0\.1\/invitation#[\w-]{43}$/);
    const token = tokenOf(link);
    expect(JSON.stringify(await app.test.sql('select * from invitation'))).not.toContain(token);
    const { openInvitation } = await app.graphql(
      'query ($token: String!) { openInvitation(token: $token) { email role workspaceName } }',
      { token },
      { as: 'nobody' },
    );
    expect(openInvitation).toEqual({ email: 'sol@test.example', role: 'SALES', workspaceName: 'Northwind IT' });
    expect(await accept(token)).toEqual({
      viewer: { role: 'SALES', workspace: { name: 'Northwind IT' } },
      problems: [],
    });
    expect(await accept(token)).toMatchObject({ viewer: null, problems: [{ code: 'invitation_invalid' }] });
    const { people, invitations } = await app.graphql('{ people { email lastSignInAt } invitations { id } }');
    expect(people.find(({ email }: { email: string }) => email === 'sol@test.example').lastSignInAt).not.toBeNull();
    expect(people.find(({ email }: { email: string }) => email === 'viewer@test.example').lastSignInAt).toBeNull();
    expect(invitations).toEqual([]);
  });

  it('makes a link worthless by a newer one, by withdrawing it and after its time', async () => {
    const first = await invite('sol@test.example');
    const second = await invite('SOL@test.example');
    expect(await accept(tokenOf(first.link))).toMatchObject({ problems: [{ code: 'invitation_invalid' }] });
    const { id } = second.invitation as { id: string };
    await act('mutation ($id: ID!) { withdrawInvitation(id: $id) { removedId problems { code } } }', { id });
    expect(await accept(tokenOf(second.link))).toMatchObject({ problems: [{ code: 'invitation_invalid' }] });
    const third = await invite('sol@test.example');
    await app.test.sql(`update invitation set expires_at = now() - interval '1 second'`);
    expect(await accept(tokenOf(third.link))).toMatchObject({ problems: [{ code: 'invitation_invalid' }] });
    expect((await invite('viewer@test.example')).problems).toEqual([{ code: 'email_taken', field: 'email' }]);
  });

  it('changes a role at once, also of who is signed in', async () => {
    await app.graphql('{ viewer { role } }', {}, { as: 'viewer' });
    const id = await idOf('viewer@test.example');
    await act('mutation ($id: ID!) { changePersonRole(id: $id, role: SALES) { person { role } problems { code } } }', {
      id,
    });
    const { viewer } = await app.graphql('{ viewer { role canEdit canRetry } }', {}, { as: 'viewer' });
    expect(viewer).toEqual({ role: 'SALES', canEdit: true, canRetry: false });
  });

  it('signs out and keeps out who was deactivated, until activated again', async () => {
    await app.graphql('{ viewer { role } }', {}, { as: 'support' });
    const id = await idOf('support@test.example');
    await act('mutation ($id: ID!) { deactivatePerson(id: $id) { problems { code } } }', { id });
    expect((await app.graphql('{ viewer { role } }', {}, { as: 'support' })).viewer).toBeNull();
    expect(await signIn('support@test.example', PASSWORD)).toMatchObject({ viewer: null });
    await act('mutation ($id: ID!) { activatePerson(id: $id) { problems { code } } }', { id });
    expect(await signIn('support@test.example', PASSWORD)).toMatchObject({ viewer: { role: 'SUPPORT' } });
  });

  it('removes a person, keeps what they own, and lets the same e-mail be invited again', async () => {
    const id = await idOf('sales@test.example');
    await app.database.inWorkspace(app.workspaceId, (tx) =>
      tx.query(
        `with c as (insert into client (name) values ('Harbor') returning id),
              s as (insert into pipeline_stage (name, position, kind) values ('Lead', 1, 'open') returning id)
         insert into opportunity (name, client_id, stage_id, owner_id) select 'Deal', c.id, s.id, $1 from c, s`,
        [id],
      ),
    );
    expect(await act('mutation ($id: ID!) { removePerson(id: $id) { removedId problems { code } } }', { id })).toEqual({
      removedId: id,
      problems: [],
    });
    expect(await signIn('sales@test.example', PASSWORD)).toMatchObject({ viewer: null });
    const { people, opportunities } = await app.graphql(
      '{ people { email } opportunities { items { name owner { name } } } }',
    );
    expect(people).not.toContainEqual({ email: 'sales@test.example' });
    expect(opportunities.items).toEqual([{ name: 'Deal', owner: { name: 'sales' } }]);
    expect((await invite('sales@test.example')).problems).toEqual([]);
  });

  it.each([['changePersonRole(id: $id, role: VIEWER)'], ['deactivatePerson(id: $id)'], ['removePerson(id: $id)']])(
    'keeps the last administrator: %s',
    async (field) => {
      const id = await idOf('admin@test.example');
      expect((await act(`mutation ($id: ID!) { ${field} { problems { code field } } }`, { id })).problems).toEqual([
        { code: 'last_admin', field: 'id' },
      ]);
      expect((await app.graphql('{ viewer { role } }')).viewer).toEqual({ role: 'ADMIN' });
    },
  );

  it('are all signed out at once, but for the administrator’s own session and for API tokens', async () => {
    const { createApiToken } = await app.graphql(
      'mutation { createApiToken(input: { name: "Board", role: VIEWER }) { secret } }',
    );
    const viewer = async (as: As) => (await app.graphql('{ viewer { role } }', {}, { as })).viewer;
    for (const as of ['sales', 'viewer', 'stranger'] as const) await viewer(as);
    await signIn('admin@test.example', PASSWORD);
    const all = 'mutation { endAllSessions }';
    const others: As[] = ['sales', { token: createApiToken.secret }];
    for (const as of others) expect((await app.ask(all, {}, { as })).errors[0]?.extensions?.code).toBe('forbidden');
    const live = openLive(app.url, await app.headersOf('sales'));
    await live.once('{ viewer { role } }');
    expect(await app.graphql(all)).toEqual({ endAllSessions: 3 });
    expect((await live.ended).code).toBe(4401);
    expect(await Promise.all((['sales', 'viewer'] as const).map(viewer))).toEqual([null, null]);
    expect(await viewer('admin')).toEqual({ role: 'ADMIN' });
    expect(await viewer('stranger')).toEqual({ role: 'ADMIN' });
    expect(await viewer({ token: createApiToken.secret })).toEqual({ role: 'VIEWER' });
    const { securityEvents } = await app.graphql('{ securityEvents(first: 1) { kind actor description } }');
    expect(securityEvents).toEqual([
      {
        kind: 'sessions_ended',
        actor: 'admin',
        description: 'admin signed everybody out, but for the session in which they did; sessions ended: 3.',
      },
    ]);
  });

  it('need no new password, however long they have theirs', async () => {
    await app.test.sql(
      `update app_user set created_at = now() - interval '9 years', last_sign_in_at = now() - interval '8 years'`,
    );
    expect(await signIn('viewer@test.example', PASSWORD)).toMatchObject({ viewer: { role: 'VIEWER' }, problems: [] });
  });

  it('knows nobody of another workspace', async () => {
    const id = await idOf('stranger@test.example');
    expect(
      (await act('mutation ($id: ID!) { removePerson(id: $id) { problems { code field } } }', { id })).problems,
    ).toEqual([{ code: 'not_found', field: 'id' }]);
    expect(await signIn('stranger@test.example', PASSWORD)).toMatchObject({ viewer: { role: 'ADMIN' } });
  });

  it('writes down who did what to whom, unchangeably, and shows it to administrators', async () => {
    const id = await idOf('viewer@test.example');
    await act('mutation ($id: ID!) { changePersonRole(id: $id, role: SUPPORT) { problems { code } } }', { id });
    const { securityEvents } = await app.graphql('{ securityEvents { kind actor subject description } }');
    expect(securityEvents[0]).toEqual({
      kind: 'role_changed',
      actor: 'admin',
      subject: 'viewer@test.example',
      description: 'viewer was viewer and is support now.',
    });
    expect(securityEvents[1]).toMatchObject({ kind: 'signed_in', actor: 'admin' });
    for (const sql of [`update security_event set actor = 'x'`, 'delete from security_event'])
      await expect(app.database.inWorkspace(app.workspaceId, (tx) => tx.query(sql))).rejects.toThrow(
        /permission denied/,
      );
  });
});

describe('one’s own profile', () => {
  let app: TestApp;
  beforeEach(async () => {
    app = await createTestApp();
  });
  afterEach(() => app.stop());
  const change = async (currentPassword: string, newPassword: string) =>
    (
      await app.graphql(
        `mutation ($currentPassword: String!, $newPassword: String!) {
          changeMyPassword(currentPassword: $currentPassword, newPassword: $newPassword) { endedSessions problems { code field } } }`,
        { currentPassword, newPassword },
        { as: 'sales' },
      )
    ).changeMyPassword;
  const signIn = async (password: string) =>
    (await app.ask(signInAs, { email: 'sales@test.example', password }, { as: 'nobody' })).data?.signIn.viewer;

  it('changes the password, which ends the other sessions and keeps this one', async () => {
    await app.graphql('{ viewer { role } }', {}, { as: 'sales' });
    await signIn(PASSWORD);
    expect(await change('not my password', 'seven grey herons')).toMatchObject({
      problems: [{ code: 'wrong_credentials', field: 'currentPassword' }],
    });
    expect(await change(PASSWORD, PASSWORD)).toMatchObject({
      problems: [{ code: 'same_password', field: 'newPassword' }],
    });
    const before = await app.graphql('{ mySessions { isCurrent address } }', {}, { as: 'sales' });
    expect(before.mySessions.map(({ isCurrent }: { isCurrent: boolean }) => isCurrent)).toEqual([false, true]);
    expect(await change(PASSWORD, 'seven grey herons')).toEqual({ endedSessions: 1, problems: [] });
    expect(await signIn(PASSWORD)).toBeNull();
    expect(await signIn('seven grey herons')).toEqual({ role: 'SALES' });
    expect((await app.graphql('{ viewer { role } }', {}, { as: 'sales' })).viewer).toEqual({ role: 'SALES' });
  });

  it('gives the session in which the password was changed a new cookie, and the former one is worth nothing', async () => {
    const viewerWith = async (headers: Record<string, string>) => {
      const answer = await fetch(`${app.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query: '{ viewer { role } }' }),
      });
      return ((await answer.json()) as { data: { viewer: object | null } }).data.viewer;
    };
    const before = await app.headersOf('sales');
    const [{ id }] = (await app.graphql('{ mySessions { id } }', {}, { as: 'sales' })).mySessions;
    await change('not my password', 'seven grey herons');
    expect(await app.headersOf('sales')).toEqual(before);
    await change(PASSWORD, 'seven grey herons');
    expect(await viewerWith(before)).toBeNull();
    expect(await viewerWith(await app.headersOf('sales'))).toEqual({ role: 'SALES' });
    // It is the same session, with the time that it had.
    expect((await app.graphql('{ mySessions { id } }', {}, { as: 'sales' })).mySessions).toEqual([{ id }]);
  });

  it('is told that the new password is the one they have, and stays signed in, here and elsewhere', async () => {
    await app.graphql('{ viewer { role } }', {}, { as: 'sales' });
    await signIn(PASSWORD);
    expect(await change(PASSWORD, PASSWORD)).toEqual({
      endedSessions: null,
      problems: [{ code: 'same_password', field: 'newPassword' }],
    });
    expect((await app.graphql('{ viewer { role } }', {}, { as: 'sales' })).viewer).toEqual({ role: 'SALES' });
    expect((await app.graphql('{ mySessions { id } }', {}, { as: 'sales' })).mySessions).toHaveLength(2);
    const told = async () =>
      (await app.graphql('{ securityEvents(kinds: ["password_changed"]) { description } }')).securityEvents;
    expect(await told()).toEqual([]);
    await change(PASSWORD, 'seven grey herons');
    expect(await told()).toHaveLength(1);
  });

  it('signs out everywhere else', async () => {
    await app.graphql('{ viewer { role } }', {}, { as: 'sales' });
    await signIn(PASSWORD);
    await signIn(PASSWORD);
    expect(await app.graphql('mutation { endMyOtherSessions }', {}, { as: 'sales' })).toEqual({
      endMyOtherSessions: 2,
    });
    expect((await app.graphql('{ mySessions { isCurrent } }', {}, { as: 'sales' })).mySessions).toEqual([
      { isCurrent: true },
    ]);
  });

  it('ends one session, and nobody else’s', async () => {
    await app.graphql('{ viewer { role } }', {}, { as: 'sales' });
    await signIn(PASSWORD);
    const sessions = async (as: 'sales' | 'viewer') =>
      (await app.graphql('{ mySessions { id isCurrent } }', {}, { as })).mySessions as {
        id: string;
        isCurrent: boolean;
      }[];
    const end = async (id: string | undefined) =>
      (
        await app.graphql(
          'mutation ($id: ID!) { endMySession(id: $id) { removedId problems { code } } }',
          { id },
          { as: 'sales' },
        )
      ).endMySession;
    const [others] = await sessions('viewer');
    expect(await end(others?.id)).toEqual({ removedId: null, problems: [{ code: 'not_found' }] });
    const id = (await sessions('sales')).find(({ isCurrent }) => !isCurrent)?.id;
    expect(await end(id)).toEqual({ removedId: id, problems: [] });
    expect(await sessions('sales')).toEqual([{ id: expect.any(String), isCurrent: true }]);
    expect(await sessions('viewer')).toHaveLength(1);
    const { securityEvents } = await app.graphql('{ securityEvents(kinds: ["session_ended"]) { actor } }');
    expect(securityEvents).toEqual([{ actor: 'sales' }]);
  });

  it('is nothing that an API token has', async () => {
    const { createApiToken } = await app.graphql(
      'mutation { createApiToken(input: { name: "Board", role: VIEWER }) { secret problems { message } } }',
    );
    const { errors } = await app.ask('{ mySessions { id } }', {}, { as: { token: createApiToken.secret } });
    expect(errors[0]?.extensions?.code).toBe('forbidden');
  });
});
