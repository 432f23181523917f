import { Secret, TOTP } from 'otpauth';
import type { Data } from '../../../../test/support/graphql-client.ts';
import { openLive } from '../../../../test/support/live-client.ts';
import { createTestApp, PASSWORD, type TestApp } from '../../../../test/support/test-app.ts';

const EMAIL = 'sales@test.example';
const OTHER = 'another password of mine';

describe('a person of several workspaces', () => {
  let app: TestApp;
  let theirs: string;
  beforeEach(async () => {
    app = await createTestApp({ sandbox: false });
    const [row] = await app.test.sql<{ id: string }>(`select id from workspace where name = 'Another MSP'`);
    theirs = row?.id ?? '';
  });
  afterEach(() => app.stop());

  /** A browser with its cookie. */
  const browser = () => {
    let cookie = '';
    const ask = async (query: string, variables: object = {}): Promise<Data> => {
      const response = await fetch(`${app.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(cookie ? { cookie } : {}) },
        body: JSON.stringify({ query, variables }),
      });
      cookie = response.headers.get('set-cookie')?.split(';')[0] ?? cookie;
      const { data, errors } = (await response.json()) as { data: Data | null; errors?: { message: string }[] };
      if (!data) throw new Error(errors?.[0]?.message);
      return data;
    };
    return {
      ask,
      cookie: () => cookie,
      signIn: async (email = EMAIL, password = PASSWORD) =>
        (
          await ask(
            `mutation ($email: String!, $password: String!) {
              signIn(email: $email, password: $password) { viewer { workspace { name } } secondStep problems { code } } }`,
            { email, password },
          )
        ).signIn,
      switchTo: async (workspaceId: string) =>
        (
          await ask(
            `mutation ($workspaceId: ID!) { switchWorkspace(workspaceId: $workspaceId) {
              viewer { role workspace { name } } secondStep problems { code } } }`,
            { workspaceId },
          )
        ).switchWorkspace,
      workspaces: async (): Promise<string[]> =>
        (await ask('{ myWorkspaces { name role isCurrent } }')).myWorkspaces.map(
          ({ name, role, isCurrent }: { name: string; role: string; isCurrent: boolean }) =>
            `${name} as ${role}${isCurrent ? ', here' : ''}`,
        ),
    };
  };
  const alsoThere = (password: string, email = EMAIL) =>
    app.database.inWorkspace(theirs, (tx) =>
      app.app.auth.auth.createUser(tx, { email, name: 'sales', role: 'viewer', password }),
    );

  it('goes from one to the other by the password that both have, and back', async () => {
    await alsoThere(PASSWORD);
    const me = browser();
    expect((await me.signIn()).viewer.workspace.name).toBe('Northwind IT');
    expect(await me.workspaces()).toEqual(['Another MSP as VIEWER', 'Northwind IT as SALES, here']);
    const before = me.cookie();
    const live = openLive(app.url, { cookie: before });
    await live.once('{ viewer { role } }');
    expect(await me.switchTo(theirs)).toMatchObject({
      viewer: { role: 'VIEWER', workspace: { name: 'Another MSP' } },
      problems: [],
    });
    // The session of the other workspace is over, its sockets too.
    expect((await live.ended).code).toBe(4401);
    expect(await me.workspaces()).toEqual(['Another MSP as VIEWER, here', 'Northwind IT as SALES']);
    expect((await me.switchTo(app.workspaceId)).viewer.workspace.name).toBe('Northwind IT');
    // The next sign-in leads to where one was last.
    await me.switchTo(theirs);
    expect((await browser().signIn()).viewer.workspace.name).toBe('Another MSP');
    const { securityEvents } = await app.graphql('{ securityEvents(text: "another workspace") { kind description } }');
    expect(securityEvents).toEqual([
      { kind: 'signed_in', description: 'sales came in from another workspace of theirs.' },
    ]);
  });

  it('reaches nothing by an account of the same e-mail that somebody else made', async () => {
    // Whoever administers the other workspace may make an account of any e-mail, with a password of theirs.
    await alsoThere(OTHER);
    const intruder = browser();
    expect((await intruder.signIn(EMAIL, OTHER)).viewer.workspace.name).toBe('Another MSP');
    expect(await intruder.workspaces()).toEqual(['Another MSP as VIEWER, here']);
    expect((await intruder.switchTo(app.workspaceId)).problems).toEqual([{ code: 'not_proven' }]);
    const me = browser();
    await me.signIn();
    expect(await me.workspaces()).toEqual(['Northwind IT as SALES, here']);
    expect((await me.switchTo('nonsense')).problems).toEqual([{ code: 'not_proven' }]);
  });

  it('stays out of where they were deactivated, or the password changed since', async () => {
    await alsoThere(PASSWORD);
    const me = browser();
    await me.signIn();
    await app.test.sql('update app_user set disabled_at = now() where workspace_id = $1 and email = $2', [
      theirs,
      EMAIL,
    ]);
    expect(await me.workspaces()).toEqual(['Northwind IT as SALES, here']);
    expect((await me.switchTo(theirs)).problems).toEqual([{ code: 'not_proven' }]);
    await app.test.sql('update app_user set disabled_at = null where workspace_id = $1', [theirs]);
    await app.database.inWorkspace(theirs, (tx) => app.app.auth.people.resetPassword(tx, EMAIL, OTHER));
    expect((await me.switchTo(theirs)).problems).toEqual([{ code: 'not_proven' }]);
  });

  it('changes the password of all of them at once, where it was the same', async () => {
    await alsoThere(PASSWORD);
    const [me, elsewhere] = [browser(), browser()];
    await me.signIn();
    await elsewhere.signIn();
    await elsewhere.switchTo(theirs);
    const { changeMyPassword } = await me.ask(
      `mutation ($current: String!, $next: String!) {
        changeMyPassword(currentPassword: $current, newPassword: $next) { endedSessions problems { code } } }`,
      { current: PASSWORD, next: OTHER },
    );
    expect(changeMyPassword).toEqual({ endedSessions: 1, problems: [] });
    expect((await elsewhere.ask('{ viewer { role } }')).viewer).toBeNull();
    expect((await browser().signIn()).problems).toEqual([{ code: 'wrong_credentials' }]);
    expect((await me.switchTo(theirs)).viewer.workspace.name).toBe('Another MSP');
    expect((await browser().signIn(EMAIL, OTHER)).viewer.workspace.name).toBe('Another MSP');
  });

  it('is asked for the second factor of the account there', async () => {
    await alsoThere(PASSWORD);
    const me = browser();
    await me.signIn();
    await me.switchTo(theirs);
    const { beginSecondFactor } = await me.ask(
      'mutation ($password: String!) { beginSecondFactor(password: $password) { secret } }',
      {
        password: PASSWORD,
      },
    );
    const totp = new TOTP({ secret: Secret.fromBase32(beginSecondFactor.secret) });
    await me.ask('mutation ($code: String!) { confirmSecondFactor(code: $code) { problems { code } } }', {
      code: totp.generate({ timestamp: Date.now() - 30_000 }),
    });
    await me.switchTo(app.workspaceId);
    const { viewer, secondStep } = await me.switchTo(theirs);
    expect(viewer).toBeNull();
    expect((await me.ask('{ viewer { workspace { name } } }')).viewer.workspace.name).toBe('Northwind IT');
    const { confirmSignIn } = await me.ask(
      `mutation ($step: String!, $code: String!) { confirmSignIn(secondStep: $step, code: $code) { viewer { workspace { name } } } }`,
      { step: secondStep, code: totp.generate() },
    );
    expect(confirmSignIn.viewer.workspace.name).toBe('Another MSP');
    expect(await me.workspaces()).toEqual(['Another MSP as VIEWER, here', 'Northwind IT as SALES']);
  });

  it('joins another workspace with the password that they have, and may go back at once', async () => {
    const { invitePerson } = await app.graphql(
      'mutation ($input: InviteInput!) { invitePerson(input: $input) { link } }',
      { input: { email: EMAIL, role: 'SUPPORT' } },
      { as: 'stranger' },
    );
    const me = browser();
    const { acceptInvitation } = await me.ask(
      'mutation ($input: AcceptInvitationInput!) { acceptInvitation(input: $input) { viewer { role } problems { code } } }',
      { input: { token: invitePerson.link.split('#')[1], name: 'Sol', password: PASSWORD } },
    );
    expect(acceptInvitation).toEqual({ viewer: { role: 'SUPPORT' }, problems: [] });
    expect(await me.workspaces()).toEqual(['Another MSP as SUPPORT, here', 'Northwind IT as SALES']);
  });
});
