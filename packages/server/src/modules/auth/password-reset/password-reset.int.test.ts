import { Secret, TOTP } from 'otpauth';
import { type MailServer, startMailServer } from '../../../../test/support/mail-server.ts';
import { createTestApp, PASSWORD, type TestApp } from '../../../../test/support/test-app.ts';
import { until } from '../../../../test/support/until.ts';

const NEW = 'seven grey herons';
const mailOf = (name: string): string => `${name}@test.example`;

describe('a forgotten password', () => {
  let server: MailServer;
  let app: TestApp;
  beforeAll(async () => {
    server = await startMailServer();
    app = await createTestApp({ sandbox: false, smtpUrl: server.url });
  });
  afterAll(async () => {
    await app.stop();
    await server.close();
  });
  afterEach(async () => {
    await app.test.sql('delete from sign_in_attempt');
    server.mails.length = 0;
  });

  const nobody = async (query: string, variables: object) => {
    const { data, headers } = await app.ask(query, variables, { as: 'nobody' });
    return { ...Object.values(data ?? {})[0], cookie: headers.get('set-cookie') };
  };
  const forget = (email: string) =>
    nobody(
      'mutation ($email: String!) { requestPasswordReset(email: $email) { isMailed problems { code field message } } }',
      { email },
    );
  const set = async (token: string, password = NEW) =>
    nobody(
      'mutation ($input: ResetPasswordInput!) { resetPassword(input: $input) { email problems { code field } } }',
      { input: { token, password } },
    );
  const opened = async (token: string) =>
    (
      await app.graphql(
        'query ($token: String!) { openPasswordReset(token: $token) { email workspaceName } }',
        { token },
        { as: 'nobody' },
      )
    ).openPasswordReset;
  const signIn = (email: string, password: string) =>
    nobody(
      'mutation ($email: String!, $password: String!) { signIn(email: $email, password: $password) { viewer { role workspace { name } } secondStep problems { code } } }',
      { email, password },
    );
  const mailsTo = (email: string) => server.mails.filter(({ to }) => JSON.stringify(to).includes(`"${email}"`));
  /** The tokens of the links that were mailed there; other mails go there, too. */
  const linksTo = (email: string) => mailsTo(email).flatMap(({ text }) => tokenIn(text ?? '') || []);
  /** Says that the password is forgotten; the token of the link in the mail that comes. */
  const link = async (typed: string): Promise<string> => {
    const email = typed.trim().toLowerCase();
    const before = linksTo(email).length;
    expect(await forget(typed)).toMatchObject({ isMailed: true, problems: [] });
    await until(() => linksTo(email).length > before, `a mail to ${email} came`);
    return linksTo(email).at(-1) ?? '';
  };
  const tokenIn = (text: string) => /http:\/\/127\.0\.0\.1\/new-password#([\w-]{43})\s/.exec(text)?.[1] ?? '';
  /** Somebody of the workspace; without a password: who comes by a provider alone. */
  const add = async (name: string, { workspaceId = app.workspaceId, hasPassword = true } = {}): Promise<void> => {
    await app.database.inWorkspace(workspaceId, (tx) =>
      app.app.auth.auth.createUser(tx, { email: mailOf(name), name, role: 'sales', password: PASSWORD }),
    );
    if (!hasPassword) await app.test.sql(`update app_user set password_hash = '' where email = $1`, [mailOf(name)]);
  };
  const told = async (email: string) =>
    (
      await app.graphql('query ($text: String!) { securityEvents(text: $text) { kind actor subject description } }', {
        text: email,
      })
    ).securityEvents;

  it('is set anew by a link that is mailed, works once, ends all sessions, and is told in the log and by mail', async () => {
    await add('ida');
    const email = mailOf('ida');
    const { cookie } = await signIn(email, PASSWORD);
    const token = await link(' IDA@test.example ');
    const [mail] = mailsTo(email);
    expect(mail?.subject).toBe('A new password for Northwind IT in Causeway');
    expect(mail?.html).toContain(`href="http://127.0.0.1/new-password#${token}"`);
    expect(await opened(token)).toEqual({ email, workspaceName: 'Northwind IT' });
    // Until it is used nothing has changed.
    expect((await signIn(email, PASSWORD)).viewer).toMatchObject({ role: 'SALES' });
    expect(await set(token)).toMatchObject({ email, problems: [], cookie: null });
    expect(await opened(token)).toBeNull();
    expect(await set(token, 'five green ladders')).toMatchObject({
      email: null,
      problems: [{ code: 'reset_invalid' }],
    });
    const still = await fetch(`${app.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: cookie?.split(';')[0] ?? '' },
      body: JSON.stringify({ query: '{ viewer { role } }' }),
    });
    expect(await still.json()).toMatchObject({ data: { viewer: null } });
    expect((await signIn(email, PASSWORD)).problems).toEqual([{ code: 'wrong_credentials' }]);
    expect((await signIn(email, NEW)).viewer).toMatchObject({ role: 'SALES' });
    await until(() => mailsTo(email).length === 2, 'the person is told');
    expect(mailsTo(email)[1]?.subject).toBe('Your password for Northwind IT was changed');
    expect(await told(email)).toEqual(
      expect.arrayContaining([
        {
          kind: 'password_reset_asked',
          actor: 'nobody',
          subject: email,
          description: `Somebody said that they forgot the password of ${email}; a link to set a new one was mailed there.`,
        },
        {
          kind: 'password_reset',
          actor: 'ida',
          subject: email,
          description: 'ida set a new password by the link that was mailed; sessions ended: 2.',
        },
      ]),
    );
    const stored = JSON.stringify([
      await app.test.sql('select * from security_event'),
      await app.test.sql('select * from password_reset'),
    ]);
    for (const secret of [token, NEW]) expect(stored + app.logged()).not.toContain(secret);
  });

  it('is answered in the same way whoever it is; nobody unknown, deactivated or without a password is mailed', async () => {
    await add('jon');
    await add('kay');
    await app.test.sql('update app_user set disabled_at = now() where email = $1', [mailOf('kay')]);
    await add('lou', { hasPassword: false });
    const answers = [];
    for (const name of ['nobody-here', 'kay', 'lou', 'jon']) answers.push(await forget(mailOf(name)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toEqual({ isMailed: true, problems: [], cookie: null });
    await app.app.auth.close();
    await until(() => server.mails.length > 0, 'a mail came');
    const rows = await app.test.sql('select recipient from delivery where recipient = any($1)', [
      ['nobody-here', 'jon', 'kay', 'lou'].map(mailOf),
    ]);
    expect(rows).toEqual([{ recipient: mailOf('jon') }]);
    expect(await forget('no address')).toMatchObject({ problems: [{ code: 'invalid', field: 'email' }] });
  });

  it('is answered before anything is looked up, so that its time tells nothing either', async () => {
    await add('mia');
    let isHeld = true;
    // What is written for somebody who is known has to wait for this; the answer does not.
    const holding = app.test
      .sql('do $$ begin lock table password_reset in access exclusive mode; perform pg_sleep(2); end $$')
      .finally(() => {
        isHeld = false;
      });
    const held = `select 1 from pg_locks where relation = 'password_reset'::regclass and mode = 'AccessExclusiveLock' and granted`;
    await until(async () => (await app.test.sql(held)).length > 0, 'the table is held');
    expect(await forget(mailOf('mia'))).toMatchObject({ isMailed: true, problems: [] });
    expect(isHeld).toBe(true);
    await holding;
    await until(() => mailsTo(mailOf('mia')).length === 1, 'the mail came all the same');
  });

  it('has a link that is worthless after a newer one, its hour, a changed password and a deactivation', async () => {
    await add('ned');
    const email = mailOf('ned');
    const first = await link(email);
    const second = await link(email);
    const worthless = async (token: string) => {
      expect(await opened(token)).toBeNull();
      expect((await set(token)).problems).toEqual([{ code: 'reset_invalid', field: null }]);
    };
    await worthless(first);
    const [row] = await app.test.sql<{ minutes: number }>(
      'select round(extract(epoch from expires_at - now()) / 60)::int as minutes from password_reset',
    );
    expect(row).toEqual({ minutes: 60 });
    await app.test.sql(`update password_reset set expires_at = now() - interval '1 second'`);
    await worthless(second);

    const third = await link(email);
    await app.database.inWorkspace(app.workspaceId, (tx) => app.app.auth.people.resetPassword(tx, email, NEW));
    await worthless(third);

    const fourth = await link(email);
    const [person] = await app.test.sql<{ id: string }>('select id from app_user where email = $1', [email]);
    for (const field of ['deactivatePerson', 'activatePerson'])
      await app.graphql(`mutation ($id: ID!) { ${field}(id: $id) { problems { code } } }`, { id: person?.id });
    await worthless(fourth);
    expect((await signIn(email, NEW)).viewer).toMatchObject({ role: 'SALES' });
  });

  it('takes no weak password, and the link stays', async () => {
    await add('olga');
    const token = await link(mailOf('olga'));
    for (const weak of ['short', 'password1234', 'olga-northwind-it'])
      expect((await set(token, weak)).problems).toEqual([{ code: 'password_too_weak', field: 'password' }]);
    const both = await Promise.all([set(token), set(token)]);
    expect(both.map(({ email }) => email !== null).sort()).toEqual([false, true]);
  });

  it('is slowed down as signing in is, known or not, and lets in whom their wrong tries kept out', async () => {
    await add('pia');
    for (const email of [mailOf('pia'), mailOf('nobody-at-all')]) {
      const codes = [];
      for (let n = 0; n < 6; n++) codes.push((await forget(email)).problems[0]?.code);
      expect(codes).toEqual([undefined, undefined, undefined, undefined, undefined, 'throttled']);
    }
    expect(app.logged()).toContain('"event":"security.password_reset_throttled"');
    await app.app.auth.close();
    expect(await app.test.sql('select 1 from delivery where recipient = $1', [mailOf('pia')])).toHaveLength(5);

    // Asking for links takes nobody the tries to sign in; trying in vain takes nobody the link.
    for (let n = 0; n < 5; n++)
      expect((await signIn(mailOf('pia'), 'wrong')).problems).toEqual([{ code: 'wrong_credentials' }]);
    expect((await signIn(mailOf('pia'), PASSWORD)).problems).toEqual([{ code: 'throttled' }]);
    await until(() => mailsTo(mailOf('pia')).length === 5, 'the mails came');
    const tokens = linksTo(mailOf('pia'));
    const results = [];
    for (const token of tokens) results.push((await set(token)).email);
    expect(results.filter((email) => email !== null)).toEqual([mailOf('pia')]);
    expect((await signIn(mailOf('pia'), NEW)).viewer).toMatchObject({ role: 'SALES' });
  });

  it('does not do without the second factor: the sign-in with the new password asks for it', async () => {
    const { beginSecondFactor } = await app.graphql(
      'mutation ($password: String!) { beginSecondFactor(password: $password) { secret } }',
      { password: PASSWORD },
      { as: 'support' },
    );
    const totp = new TOTP({ secret: Secret.fromBase32(beginSecondFactor.secret) });
    await app.graphql(
      'mutation ($code: String!) { confirmSecondFactor(code: $code) { problems { code } } }',
      { code: totp.generate({ timestamp: Date.now() - 30_000 }) },
      { as: 'support' },
    );
    const token = await link(mailOf('support'));
    expect(await set(token)).toMatchObject({ email: mailOf('support'), cookie: null });
    const first = await signIn(mailOf('support'), NEW);
    expect(first).toMatchObject({ viewer: null, secondStep: expect.any(String), cookie: null });
    const { viewer } = await nobody(
      'mutation ($step: String!, $code: String!) { confirmSignIn(secondStep: $step, code: $code) { viewer { role } } }',
      { step: first.secondStep, code: totp.generate() },
    );
    expect(viewer).toEqual({ role: 'SUPPORT' });
  });

  it('is set workspace by workspace, each by a mail of its own, so that no outbox opens another workspace', async () => {
    const [theirs] = await app.test.sql<{ id: string }>('select id from workspace where id <> $1', [app.workspaceId]);
    await add('quin');
    await add('quin', { workspaceId: theirs?.id ?? '' });
    const email = mailOf('quin');
    await forget(email);
    await until(() => mailsTo(email).length === 2, 'a mail for each workspace came');
    const links = await Promise.all(
      mailsTo(email).map(async ({ text }) => ({
        token: tokenIn(text ?? ''),
        leads: await opened(tokenIn(text ?? '')),
      })),
    );
    expect(links.map(({ leads }) => leads.workspaceName).sort()).toEqual(['Another MSP', 'Northwind IT']);
    expect(await app.test.sql('select distinct workspace_id from delivery where recipient = $1', [email])).toHaveLength(
      2,
    );
    await set(links.find(({ leads }) => leads.workspaceName === 'Another MSP')?.token ?? '');
    expect((await signIn(email, PASSWORD)).viewer.workspace).toEqual({ name: 'Northwind IT' });
    expect((await signIn(email, NEW)).viewer.workspace).toEqual({ name: 'Another MSP' });
  });
});

describe('a forgotten password without a mail server', () => {
  it('has its mail in the outbox, where administrators alone find the link', async () => {
    const app = await createTestApp({ sandbox: false });
    const { requestPasswordReset } = await app.graphql(
      'mutation { requestPasswordReset(email: "sales@test.example") { isMailed problems { code } } }',
      {},
      { as: 'nobody' },
    );
    expect(requestPasswordReset).toEqual({ isMailed: false, problems: [] });
    const outbox = async () => (await app.graphql('{ outbox { mails { to state text } } }')).outbox.mails;
    await until(async () => (await outbox())[0]?.state === 'KEPT', 'it is kept');
    expect(await outbox()).toEqual([
      {
        to: 'sales@test.example',
        state: 'KEPT',
        text: expect.stringMatching(/http:\/\/127\.0\.0\.1\/new-password#[\w-]{43}\s/),
      },
    ]);
    await app.stop();
  });
});
