import { type MailServer, startMailServer } from '../../../test/support/mail-server.ts';
import { createTestApp, type TestApp } from '../../../test/support/test-app.ts';
import { until } from '../../../test/support/until.ts';

const invite = `mutation ($email: String!) { invitePerson(input: { email: $email, role: SALES }) { link isMailed problems { message } } }`;
const outboxQuery = '{ outbox { sendsMail mails { to subject state error text } } }';

describe('Mails over SMTP', () => {
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
  const outbox = async () => (await app.graphql(outboxQuery)).outbox;
  const mailTo = async (address: string) => {
    await until(() => server.mails.some(({ to }) => JSON.stringify(to).includes(address)), `a mail to ${address} came`);
    return server.mails.find(({ to }) => JSON.stringify(to).includes(address));
  };

  it('carry an invitation, as text and as HTML, to whom it is for; nothing of it is kept', async () => {
    const { invitePerson } = await app.graphql(invite, { email: 'sol@test.example' });
    expect(invitePerson).toMatchObject({ isMailed: true, problems: [] });
    const mail = await mailTo('sol@test.example');
    expect(mail?.from?.text).toBe('"Causeway" <causeway@test.example>');
    expect(mail?.subject).toBe('admin invites you to Northwind IT in Causeway');
    expect(mail?.text).toContain(invitePerson.link);
    expect(mail?.html).toContain(`href="${invitePerson.link}"`);
    expect(mail?.headers.get('auto-submitted')).toBe('auto-generated');
    await until(async () => (await outbox()).mails[0]?.state === 'SENT', 'it is noted as sent');
    expect(await outbox()).toEqual({
      sendsMail: true,
      mails: [{ to: 'sol@test.example', subject: mail?.subject, state: 'SENT', error: null, text: null }],
    });
    const rows = await app.test.sql('select body from delivery');
    expect(rows).toEqual([{ body: null }]);
  });

  it('take what a person typed as text, never as markup or as a header', async () => {
    const name = 'Eve "<b>Ops</b>"\r\nBcc: all@test.example';
    await app.database.inWorkspace(app.workspaceId, (tx) =>
      app.app.delivery.deliveries.mail(tx, 'max@test.example', {
        subject: `Hello ${name}`,
        paragraphs: [`From ${name}`],
        reason: 'A test.',
      }),
    );
    const mail = await mailTo('max@test.example');
    expect(mail?.html).toContain('From Eve &quot;&lt;b&gt;Ops&lt;/b&gt;&quot;');
    expect(mail?.bcc).toBeUndefined();
    expect(mail?.subject).toContain('Bcc: all@test.example');
  });

  it('wait and are tried again while the server refuses them, each sent once', async () => {
    server.refuse('The mailbox is busy.');
    await app.graphql(invite, { email: 'kim@test.example' });
    await until(async () => Boolean((await outbox()).mails[0]?.error), 'the refusal is noted');
    expect((await outbox()).mails[0]).toMatchObject({
      state: 'WAITING',
      error: expect.stringContaining('The mailbox is busy.'),
    });
    server.refuse(null);
    await app.test.sql(`update delivery set next_attempt_at = now() where state = 'waiting'`);
    await Promise.all([app.app.delivery.loop.sendDue(), app.app.delivery.loop.sendDue()]);
    await mailTo('kim@test.example');
    await until(async () => (await outbox()).mails[0]?.state === 'SENT', 'it is noted as sent');
    expect(server.mails.filter(({ to }) => JSON.stringify(to).includes('kim@'))).toHaveLength(1);
  });

  it('are seen by administrators alone', async () => {
    for (const as of ['sales', 'support', 'viewer'] as const) {
      const { errors } = await app.ask(outboxQuery, {}, { as });
      expect(errors[0]?.extensions?.code).toBe('forbidden');
    }
    expect((await app.graphql(outboxQuery, {}, { as: 'stranger' })).outbox.mails).toEqual([]);
  });

  it('show no password of the mail server in the log', () => {
    expect(app.logged()).toContain('delivery.done');
    expect(app.logged()).not.toContain('letters');
  });
});

describe('Mails without a mail server', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createTestApp({ sandbox: false });
  });
  afterAll(() => app.stop());

  it('are kept in the folder for files, and their text is on the page "Outbox"', async () => {
    const { invitePerson } = await app.graphql(invite, { email: 'sol@test.example' });
    expect(invitePerson.isMailed).toBe(false);
    const outbox = async () => (await app.graphql(outboxQuery)).outbox;
    await until(async () => (await outbox()).mails[0]?.state === 'KEPT', 'it is kept');
    const { sendsMail, mails } = await outbox();
    expect(sendsMail).toBe(false);
    expect(mails).toMatchObject([{ to: 'sol@test.example', state: 'KEPT', text: expect.any(String) }]);
    expect(mails[0].text).toContain(invitePerson.link);
  });
});
