import { createConnectedApp } from '../../../test/support/connected-app.ts';
import { type MailServer, startMailServer } from '../../../test/support/mail-server.ts';
import { startWithoutPreview } from '../../../test/support/settings.ts';
import type { TestApp } from '../../../test/support/test-app.ts';
import { until } from '../../../test/support/until.ts';
import { WebhookReceiver } from '../../../test/support/webhook-receiver.ts';
import { workerSigns } from '../../../test/support/worker-signs.ts';

describe('R81: alerts', () => {
  let app: TestApp;
  let mailServer: MailServer;
  let receiver: WebhookReceiver;
  let worker: Awaited<ReturnType<typeof workerSigns>>;

  beforeAll(async () => {
    mailServer = await startMailServer();
    receiver = await WebhookReceiver.start();
    app = await createConnectedApp({
      sandbox: 'empty',
      smtpUrl: mailServer.url,
      webhookHosts: [receiver.host],
      heartbeat: false,
    });
    worker = await workerSigns(app);
    await startWithoutPreview(app);
    await app.settle();
    await check();
  });
  afterAll(async () => {
    await app.stop();
    await receiver.close();
    await mailServer.close();
  });
  beforeEach(async () => {
    await app.app.delivery.loop.sendDue();
    mailServer.mails.length = 0;
    receiver.received.length = 0;
  });

  const check = () => app.app.alerts.checks.check(app.workspaceId);
  const send = async () => {
    await app.app.delivery.loop.sendDue();
    await until(
      async () =>
        (await app.test.sql(`select 1 from delivery where state = 'waiting' and next_attempt_at <= now()`)).length ===
        0,
      'all messages are out',
    );
    await app.app.webhooks.loop.sendDue();
  };
  const silence = () => worker.silence();
  const revive = () => worker.revive();
  /** As if the state had been gone for long enough. */
  const stayClear = async () => {
    await check();
    await app.test.sql(
      `update alert set clear_since = clear_since - interval '1 minute' where clear_since is not null`,
    );
    await check();
  };
  const listed = async (as: 'admin' | 'viewer' = 'admin') =>
    (await app.graphql('{ alerts { open items { key kind sentence remedy resolvedAt } } }', {}, { as })).alerts;
  const subjects = (to: string) =>
    mailServer.mails.filter((mail) => JSON.stringify(mail.to).includes(to)).map(({ subject }) => subject);
  const add = (form: string, path: string) =>
    app.graphql('mutation ($input: WebhookInput!) { addWebhook(input: $input) { problems { message } } }', {
      input: { name: `Hook ${form}`, url: receiver.url(path), form },
    });
  const prefer = (input: object, as: 'admin' | 'viewer' | 'support' = 'support') =>
    app.graphql(
      'mutation ($input: AlertPreferenceInput!) { saveMyAlertPreference(input: $input) { problems { message } } }',
      { input: { atOnce: ['WORKER'], digest: true, quietFrom: 0, quietTo: 0, ...input } },
      { as },
    );

  it('open once and end once, whatever number of processes looks, and are told once to each person', async () => {
    await silence();
    await Promise.all([check(), check(), check()]);
    await check();
    expect(await listed('viewer')).toMatchObject({
      open: 1,
      items: [
        { key: 'worker', kind: 'worker', remedy: expect.stringContaining('Restart the worker'), resolvedAt: null },
      ],
    });
    await revive();
    await check();
    // Flickers: the same state again, before it has stayed gone.
    await silence();
    await check();
    await revive();
    await stayClear();
    await check();
    expect(await listed()).toMatchObject({ open: 0, items: [{ key: 'worker', resolvedAt: expect.any(String) }] });
    await send();
    const both = [
      expect.stringMatching(/^Alert: The worker is silent/),
      expect.stringMatching(/^Resolved: The worker/),
    ];
    expect(subjects('admin@')).toEqual(both);
    expect(subjects('support@')).toEqual(both);
    expect([subjects('sales@'), subjects('viewer@'), subjects('stranger@')]).toEqual([[], [], []]);
    expect(app.logged()).toMatch(/"event":"alert.opened"[^\n]*"key":"worker"/);
  });

  it('say nothing of what follows from a standstill: a poll that is late because no worker lives is no second alert', async () => {
    await silence();
    await app.test.sql(`update connection set next_pull_at = now() - interval '10 minutes'`);
    await check();
    expect((await listed()).items.filter((one: { resolvedAt: unknown }) => !one.resolvedAt)).toMatchObject([
      { key: 'worker' },
    ]);
    await revive();
    await app.test.sql(`update connection set next_pull_at = now() + interval '10 minutes'`);
    await stayClear();
    expect((await listed()).open).toBe(0);
  });

  it.each([
    [
      'sync_late',
      `update connection set next_pull_at = now() - interval '5 minutes'`,
      `update connection set next_pull_at = now() + interval '10 minutes'`,
    ],
    [
      'push_old',
      `insert into push_request (workspace_id, connection_id, entity, local_id, reason, requested_at, next_attempt_at)
       select workspace_id, id, 'company', gen_random_uuid(), 'changed', now() - interval '16 minutes', now() + interval '1 minute' from connection`,
      'delete from push_request',
    ],
    [
      'issue_cause:missing_value',
      `insert into sync_issue (workspace_id, connection_id, entity, direction, code, message, remote_id)
       select workspace_id, id, 'contact', 'in', 'missing_value', 'Contact 7 has no name.', '7' from connection`,
      'delete from sync_issue',
    ],
    [
      'broken_links',
      `insert into entity_link (workspace_id, connection_id, entity, local_id, remote_id, origin, state, broken_at)
       select workspace_id, id, 'company', gen_random_uuid(), 'r' || n, 'pulled', 'broken', now() from connection, generate_series(1, 11) n`,
      `update entity_link set broken_at = now() - interval '2 hours'`,
    ],
    [
      'settings_drift',
      `insert into drift_task (workspace_id, connection_id, key) select workspace_id, id, 'k' from connection`,
      'delete from drift_task',
    ],
    [
      'failure_rate',
      `with run as (insert into sync_run (workspace_id, connection_id, kind, state) select workspace_id, id, 'poll', 'done' from connection returning workspace_id, id)
       insert into sync_run_entity (workspace_id, run_id, entity, position, processed, failed) select workspace_id, id, 'company', 1, 100, 30 from run`,
      `update sync_run set started_at = now() - interval '2 hours'`,
    ],
  ])('open and end with the state: %s', async (key, begin, end) => {
    await app.test.sql(begin);
    await check();
    await check();
    const open = () => app.test.sql('select key from alert where resolved_at is null');
    expect(await open()).toEqual([{ key }]);
    await app.test.sql(end);
    await stayClear();
    expect(await open()).toEqual([]);
    expect(await app.test.sql('select count(*)::int as n from alert where key = $1', [key])).toEqual([{ n: 1 }]);
  });

  it('tell of a token that expires soon, until it is revoked', async () => {
    const { createApiToken } = await app.graphql(
      'mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) { token { id } problems { message } } }',
      { input: { name: 'Dashboard', role: 'VIEWER', expiresAt: new Date(Date.now() + 3 * 86_400_000).toISOString() } },
    );
    await check();
    expect((await listed()).items[0]).toMatchObject({
      key: `token:${createApiToken.token.id}`,
      sentence: expect.stringMatching(/^The API token "Dashboard" expires on/),
    });
    await app.graphql('mutation ($id: ID!) { revokeApiToken(id: $id) { problems { message } } }', {
      id: createApiToken.token.id,
    });
    await stayClear();
    expect((await listed()).open).toBe(0);
  });

  it('wait through quiet hours and come in one mail when they are over', async () => {
    const now = new Date();
    const minute = now.getUTCHours() * 60 + now.getUTCMinutes();
    const day = (n: number) => (n + 1_440) % 1_440;
    await prefer({ quietFrom: day(minute - 60), quietTo: day(minute + 60) });
    await silence();
    await check();
    await revive();
    await stayClear();
    await send();
    expect(subjects('support@')).toEqual([]);
    expect(subjects('admin@')).toHaveLength(2);
    await prefer({});
    await check();
    await check();
    await send();
    expect(subjects('support@')).toEqual(['2 pieces of news from Northwind IT']);
  });

  it('reach webhooks as JSON, and as a message for Slack and Teams', async () => {
    await add('STANDARD', '/standard');
    await add('SLACK', '/slack');
    await add('TEAMS', '/teams');
    await silence();
    await check();
    await revive();
    await stayClear();
    await send();
    const bodies = (path: string) => receiver.at(path).map(({ body }) => JSON.parse(body));
    expect(bodies('/standard')).toMatchObject([
      { type: 'alert.opened', data: { key: 'worker', workspace: 'Northwind IT', url: 'http://127.0.0.1/alerts' } },
      { type: 'alert.resolved', data: { key: 'worker', resolvedAt: expect.any(String) } },
    ]);
    expect(bodies('/slack')[0]).toEqual({ text: expect.stringMatching(/^Alert \(Northwind IT\): The worker/) });
    expect(bodies('/teams')[0]).toMatchObject({
      type: 'message',
      attachments: [{ content: { type: 'AdaptiveCard' } }],
    });
  });

  it('are tried by a mail to oneself', async () => {
    expect(
      (await app.graphql('mutation { sendTestAlert { done problems { message } } }', {}, { as: 'viewer' }))
        .sendTestAlert.done,
    ).toContain('viewer@test.example');
    await send();
    expect(subjects('viewer@')).toEqual(['Test alert of Northwind IT']);
  });

  it('go by the rules of the workspace, which an administrator sets', async () => {
    const save = (rules: object, as: 'admin' | 'support' = 'admin') =>
      app.ask(
        'mutation ($input: AlertRulesInput!) { saveAlertRules(input: $input) { rules { pushOlderThanMinutes } problems { field } } }',
        {
          input: {
            pushOlderThanMinutes: 60,
            failurePercent: 20,
            brokenLinksAnHour: 10,
            tokenExpiresWithinDays: 7,
            ...rules,
          },
        },
        { as },
      );
    expect((await save({})).data?.saveAlertRules).toEqual({ rules: { pushOlderThanMinutes: 60 }, problems: [] });
    expect((await save({ failurePercent: 0 })).data?.saveAlertRules.problems).toEqual([{ field: 'failurePercent' }]);
    expect((await save({}, 'support')).errors[0]?.extensions?.code).toBe('forbidden');
  });
});
