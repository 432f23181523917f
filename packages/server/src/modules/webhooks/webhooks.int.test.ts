import { createHmac } from 'node:crypto';
import { createConnectedApp } from '../../../test/support/connected-app.ts';
import type { TestApp } from '../../../test/support/test-app.ts';
import { until } from '../../../test/support/until.ts';
import { type Received, WebhookReceiver } from '../../../test/support/webhook-receiver.ts';
import { claimNext } from './webhook-outbox.queries.ts';

const addMutation =
  'mutation ($input: WebhookInput!) { addWebhook(input: $input) { secret webhook { id events } problems { code field message } } }';
const all = `id name url state sentence waiting failingSince offAt
  deliveries(first: 50) { items { id messageId type state payload nextAttemptAt attempts { statusCode durationMs answer error } } }`;

describe('Webhooks', () => {
  let app: TestApp;
  let receiver: WebhookReceiver;
  beforeAll(async () => {
    receiver = await WebhookReceiver.start();
    app = await createConnectedApp({ sandbox: 'empty', webhookHosts: [receiver.host] });
  });
  afterAll(async () => {
    await app.stop();
    await receiver.close();
  });
  afterEach(async () => {
    await app.test.sql('delete from webhook');
    receiver.received.length = 0;
  });

  const add = async (path: string, events: string[], form = 'STANDARD') => {
    const { addWebhook } = await app.graphql(addMutation, {
      input: { name: `Hook ${path}`, url: receiver.url(path), form, events },
    });
    expect(addWebhook.problems).toEqual([]);
    return { id: addWebhook.webhook.id as string, secret: addWebhook.secret as string };
  };
  const read = async (id: string, as: 'admin' | 'support' = 'admin') =>
    (await app.graphql(`query ($id: ID!) { webhook(id: $id) { ${all} } }`, { id }, { as })).webhook;
  const send = () => app.app.webhooks.loop.sendDue();
  const fail = (name: string, work: (failed: boolean) => void = () => undefined) =>
    app.database.inWorkspace(app.workspaceId, async (tx) => {
      await app.app.audit.log.record(tx, [
        { operation: 'update', status: 'success', entity: 'company', name: 'Fine', description: 'All well.' },
        {
          operation: 'update',
          status: 'error',
          entity: 'company',
          name,
          remoteId: '7',
          description: `${name} failed.`,
        },
      ]);
      work(true);
    });
  const isSigned = ({ headers, body }: Received, secret: string) => {
    const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
    const text = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
    const signature = `v1,${createHmac('sha256', key).update(text).digest('base64')}`;
    return String(headers['webhook-signature']).split(' ').includes(signature);
  };
  const change = async (mutation: string, variables: object, as: 'admin' | 'support' = 'admin') =>
    Object.values(await app.graphql(mutation, variables, { as }))[0] as {
      problems: { code: string; message: string }[];
      secret: string;
      count: number;
      done: string;
    };

  it('tell of each kind of event, in the documented shape, signed', async () => {
    const { secret } = await add('/all', [
      'RUN_FINISHED',
      'ISSUE_OPENED',
      'ISSUE_RESOLVED',
      'RECORD_FAILED',
      'LINK_BROKEN',
      'CONNECTION_PAUSED',
    ]);
    await fail('Harbor');
    const [run] = await app.test.sql<{ id: string }>(
      `insert into sync_run (workspace_id, connection_id, kind) select workspace_id, id, 'poll' from connection returning id`,
    );
    await app.test.sql(
      `update sync_run set state = 'failed', finished_at = now(), error_code = 'x', error = 'It broke.'`,
    );
    await app.test.sql(
      `insert into sync_issue (workspace_id, connection_id, entity, direction, code, message, remote_id)
       select workspace_id, id, 'contact', 'in', 'missing_value', 'Contact 7 has no name.', '7' from connection`,
    );
    await app.test.sql(`update sync_issue set state = 'resolved', resolution = 'It came in.'`);
    await app.test.sql(
      `insert into entity_link (workspace_id, connection_id, entity, local_id, remote_id, origin)
       select workspace_id, id, 'company', gen_random_uuid(), '250', 'pulled' from connection`,
    );
    await app.test.sql(`update entity_link set state = 'broken'`);
    await app.test.sql(`update connection set state = 'paused', state_message = 'Paused by Ana.', state_since = now()`);
    await send();
    const messages = receiver.at('/all').map(({ body }) => JSON.parse(body));
    const of = (type: string) => messages.find((one) => one.type === type);
    expect(messages.map(({ type }) => type).sort()).toEqual([
      'connection.paused',
      'issue.opened',
      'issue.resolved',
      'link.broken',
      'record.failed',
      'run.finished',
    ]);
    for (const message of messages)
      expect(message).toEqual({
        type: expect.any(String),
        version: 1,
        timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
        data: expect.objectContaining({
          workspace: 'Northwind IT',
          sentence: expect.stringMatching(/.{10}/),
          url: expect.stringMatching(/^http:\/\/127\.0\.0\.1\//),
        }),
      });
    expect(of('run.finished').data).toMatchObject({
      runId: run?.id,
      kind: 'POLL',
      state: 'FAILED',
      code: 'x',
      sentence: 'A poll failed: It broke.',
    });
    expect(of('issue.opened').data).toMatchObject({
      entity: 'CONTACT',
      direction: 'IN',
      code: 'missing_value',
      remoteId: '7',
    });
    expect(of('issue.resolved').data.sentence).toBe('Resolved: Contact 7 has no name. It came in.');
    expect(of('record.failed').data).toMatchObject({ entity: 'COMPANY', name: 'Harbor', remoteId: '7' });
    const event = await app.graphql('query ($id: ID!) { auditEvent(id: $id) { name } }', {
      id: of('record.failed').data.auditEventId,
    });
    expect(event.auditEvent).toEqual({ name: 'Harbor' });
    expect(of('link.broken').data.sentence).toBe('ConnectWise removed company 250, so its link is broken.');
    expect(of('connection.paused').data.sentence).toBe('The sync is paused: Paused by Ana.');
    expect(receiver.at('/all').every((one) => isSigned(one, secret))).toBe(true);
    expect(new Set(receiver.at('/all').map(({ headers }) => headers['webhook-id'])).size).toBe(6);
  });

  it('hear only what they chose, and share the ID of what two of them hear', async () => {
    await add('/one', ['RECORD_FAILED']);
    await add('/two', ['RECORD_FAILED', 'ISSUE_OPENED']);
    await add('/other', ['LINK_BROKEN']);
    await fail('Shared');
    await send();
    expect([receiver.at('/one').length, receiver.at('/two').length, receiver.at('/other').length]).toEqual([1, 1, 0]);
    expect(receiver.at('/one')[0]?.headers['webhook-id']).toBe(receiver.at('/two')[0]?.headers['webhook-id']);
  });

  it('are told nothing of what was rolled back', async () => {
    await add('/rolled', ['RECORD_FAILED']);
    await fail('Undone', () => {
      throw new Error('rolled back');
    }).catch(() => undefined);
    await send();
    expect(receiver.at('/rolled')).toEqual([]);
  });

  it('lose nothing when the process dies between commit, sending and writing it down', async () => {
    const { id } = await add('/killed', ['RECORD_FAILED']);
    await fail('First');
    // Another process had taken it, sent it perhaps, and was killed: its lease runs out.
    const taken = await app.database.inWorkspace(app.workspaceId, (tx) => claimNext(tx, id));
    await send();
    expect(receiver.at('/killed')).toEqual([]);
    await app.test.sql(`update webhook_delivery set lease_until = now() - interval '1 second'`);
    await send();
    expect(receiver.at('/killed').map(({ headers }) => headers['webhook-id'])).toEqual([taken?.messageId]);
    expect((await read(id)).deliveries.items).toMatchObject([{ state: 'delivered'.toUpperCase() }]);
  });

  it('reach a receiver that was down, with the same ID, once it is up again; each attempt is listed', async () => {
    const { id } = await add('/down', ['RECORD_FAILED']);
    receiver.behave('/down', (response) => response.writeHead(503, { 'retry-after': '90' }).end('Come back later'));
    await fail('Late');
    await send();
    const failing = await read(id);
    expect(failing).toMatchObject({
      state: 'FAILING',
      sentence: 'The webhook "Hook /down" answered with 503.',
      waiting: 1,
    });
    const [waiting] = failing.deliveries.items;
    expect(waiting).toMatchObject({
      state: 'WAITING',
      attempts: [{ statusCode: 503, answer: 'Come back later', error: expect.stringContaining('503') }],
    });
    const waitMs = Date.parse(waiting.nextAttemptAt) - Date.now();
    expect(waitMs).toBeGreaterThan(80_000);
    await send();
    expect(receiver.at('/down')).toHaveLength(1);
    receiver.behave('/down', null);
    await app.test.sql(`update webhook_delivery set next_attempt_at = now()`);
    await send();
    expect(new Set(receiver.at('/down').map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(await read(id)).toMatchObject({
      state: 'ACTIVE',
      sentence: null,
      waiting: 0,
      deliveries: { items: [{ state: 'DELIVERED', attempts: [{ statusCode: 204 }, { statusCode: 503 }] }] },
    });
  });

  it('go on to the others while one hangs', async () => {
    const { id } = await add('/hangs', ['RECORD_FAILED']);
    await add('/quick', ['RECORD_FAILED']);
    const held: (() => void)[] = [];
    receiver.behave('/hangs', (response) => void held.push(() => response.writeHead(204).end()));
    await fail('A');
    await fail('B');
    const sending = send();
    await until(async () => receiver.at('/quick').length === 2 && held.length === 1, 'the quick one has both');
    expect((await read(id)).waiting).toBe(2);
    // No transaction stays open meanwhile.
    const open = `select 1 from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'`;
    await until(async () => (await app.test.sql(open)).length === 0, 'no transaction is open');
    receiver.behave('/hangs', null);
    for (const release of held) release();
    await sending;
    expect((await read(id)).waiting).toBe(0);
  });

  it('are switched off by a 410, with a sentence, an alert and a line in the security log', async () => {
    const { id } = await add('/gone', ['RECORD_FAILED']);
    receiver.behave('/gone', 410);
    await fail('X');
    await fail('Y');
    await send();
    const off = await read(id);
    expect(off).toMatchObject({
      state: 'OFF',
      sentence: expect.stringMatching(/answered with 410 on .* switched off\.$/),
    });
    expect(off.deliveries.items.map(({ state }: { state: string }) => state).sort()).toEqual(['FAILED', 'STOPPED']);
    await app.app.alerts.checks.check(app.workspaceId);
    expect((await app.graphql('{ alerts { items { key kind sentence } } }')).alerts.items[0]).toMatchObject({
      key: `webhook:${id}`,
      kind: 'webhook_off',
      sentence: off.sentence,
    });
    const { securityEvents } = await app.graphql(
      '{ securityEvents(kinds: ["webhook_switched_off"]) { actor description } }',
    );
    expect(securityEvents[0]).toEqual({ actor: 'Causeway', description: off.sentence });
    await fail('Z');
    await send();
    expect(receiver.at('/gone')).toHaveLength(1);
    const missed = 'mutation ($id: ID!) { repeatMissedWebhookDeliveries(webhookId: $id) { count problems { code } } }';
    expect((await change(missed, { id }, 'support')).problems).toEqual([{ code: 'switched_off' }]);
    receiver.behave('/gone', null);
    await change('mutation ($id: ID!) { switchWebhookOn(id: $id) { problems { message } } }', { id });
    expect((await change(missed, { id }, 'support')).count).toBe(2);
    await send();
    expect((await read(id)).deliveries.items).toMatchObject([{ state: 'DELIVERED' }, { state: 'DELIVERED' }]);
  });

  it('are switched off when a message is given up after a day in which nothing arrived, and not sooner', async () => {
    const { id } = await add('/dead', ['RECORD_FAILED']);
    receiver.behave('/dead', 500);
    const giveUp = async () => {
      await fail('Dead');
      await app.test.sql(`update webhook_delivery set attempts = 8 where state = 'waiting'`);
      await send();
    };
    await giveUp();
    expect(await read(id)).toMatchObject({ state: 'FAILING', deliveries: { items: [{ state: 'FAILED' }] } });
    await app.test.sql(`update webhook set failing_since = now() - interval '21 hours'`);
    await giveUp();
    expect(await read(id)).toMatchObject({
      state: 'OFF',
      sentence: expect.stringMatching(/^Nothing has arrived at .* since/),
    });
  });

  it('send a message again on a person’s word, under the same ID', async () => {
    const { id } = await add('/again', ['RECORD_FAILED']);
    await fail('Twice');
    await send();
    const [delivery] = (await read(id)).deliveries.items;
    const repeat = 'mutation ($id: ID!) { repeatWebhookDelivery(id: $id) { delivery { state } problems { message } } }';
    expect(await change(repeat, { id: delivery.id }, 'support')).toEqual({
      delivery: { state: 'WAITING' },
      problems: [],
    });
    await send();
    await until(async () => receiver.at('/again').length === 2, 'it came again');
    const [first, second] = receiver.at('/again');
    expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
    expect(second?.body).toBe(first?.body);
    expect((await app.ask(repeat, { id: delivery.id }, { as: 'viewer' })).errors[0]?.extensions?.code).toBe(
      'forbidden',
    );
  });

  it('are tried by a button, also when off, and the test is listed and not tried again', async () => {
    const { id } = await add('/try', ['LINK_BROKEN']);
    const test = 'mutation ($id: ID!) { testWebhook(id: $id) { done problems { message } } }';
    expect(await change(test, { id })).toEqual({ done: 'The webhook "Hook /try" took the test.', problems: [] });
    expect(JSON.parse(receiver.at('/try')[0]?.body ?? '{}')).toMatchObject({ type: 'webhook.test', version: 1 });
    receiver.behave('/try', (response) => response.writeHead(302, { location: receiver.url('/elsewhere') }).end());
    expect((await change(test, { id })).problems[0]?.message).toMatch(/answered with 302. Redirects are not followed/);
    await send();
    expect(receiver.at('/elsewhere')).toEqual([]);
    expect((await read(id)).deliveries.items).toMatchObject([
      { type: 'webhook.test', state: 'FAILED' },
      { type: 'webhook.test', state: 'DELIVERED' },
    ]);
  });

  it('sign with both secrets while a new one is taken into use', async () => {
    const { id, secret } = await add('/rotate', ['RECORD_FAILED']);
    const rotate = `mutation ($id: ID!, $hours: Float!) { rotateWebhookSecret(id: $id, overlapHours: $hours) { secret webhook { previousSecretUntil } problems { message } } }`;
    const next = (await change(rotate, { id, hours: 1 })).secret;
    await fail('Both');
    await send();
    const [both] = receiver.at('/rotate');
    expect(both && [isSigned(both, secret), isSigned(both, next)]).toEqual([true, true]);
    await app.test.sql(`update webhook set previous_secret_until = now() - interval '1 second'`);
    await fail('New alone');
    await send();
    const late = receiver.at('/rotate')[1];
    expect(late && [isSigned(late, secret), isSigned(late, next)]).toEqual([false, true]);
    expect(await app.test.sql(`select 1 from webhook where secret_sealed like '%whsec%'`)).toEqual([]);
    expect(app.logged()).not.toContain(secret);
  });

  it('keep no more of an answer than its beginning, and take control characters out', async () => {
    const { id } = await add('/large', ['RECORD_FAILED']);
    receiver.behave('/large', (response) => {
      response.writeHead(500);
      response.end(`\u0000no${'x'.repeat(5_000_000)}`);
    });
    await fail('Large');
    await send();
    const [{ attempts }] = (await read(id)).deliveries.items;
    expect(attempts[0]).toMatchObject({ statusCode: 500, answer: expect.stringMatching(/^nox{5}/) });
    expect(attempts[0].answer.length).toBeLessThanOrEqual(1_000);
  });

  it('show their address whole to administrators alone', async () => {
    const { id } = await add('/T0/secret-path', ['RECORD_FAILED']);
    expect((await read(id)).url).toBe(receiver.url('/T0/secret-path'));
    expect((await read(id, 'support')).url).toBe(`http://${receiver.host}/…`);
    for (const as of ['viewer', 'sales'] as const)
      expect((await app.ask('{ webhooks { id } }', {}, { as })).errors[0]?.extensions?.code).toBe('forbidden');
    expect((await app.graphql('{ webhooks { id } }', {}, { as: 'stranger' })).webhooks).toEqual([]);
  });

  it.each([
    'http://example.com/hook',
    'https://127.0.0.1/hook',
    'https://10.1.2.3/hook',
    'https://[::1]/hook',
    'https://localhost/hook',
    'https://0x7f000001/hook',
    'https://user:word@example.com/',
    'ftp://example.com',
    'nonsense',
  ])('take no address like %s', async (url) => {
    const { addWebhook } = await app.graphql(addMutation, { input: { name: 'Bad', url, events: ['RUN_FINISHED'] } });
    expect(addWebhook).toMatchObject({ webhook: null, problems: [{ field: 'url' }] });
  });

  it.each([
    ['https://10.1.2.3/hook', /private network address\. Enter a public one, or .* in WEBHOOK_ALLOWED_HOSTS\.$/],
    [`https://example.com/${'x'.repeat(2_000)}`, /^Enter an address of at most 2,000 characters\.$/],
    ['example.com/hook', /^Enter the whole address, beginning with https:/],
  ])('say what to do about an address like %.30s', async (url, sentence) => {
    const { addWebhook } = await app.graphql(addMutation, { input: { name: 'Bad', url, events: ['RUN_FINISHED'] } });
    expect(addWebhook.problems).toEqual([
      expect.objectContaining({ field: 'url', message: expect.stringMatching(sentence) }),
    ]);
  });

  it('change their name, address and events, each of which is checked', async () => {
    const { id } = await add('/change', ['RECORD_FAILED']);
    const update =
      'mutation ($id: ID!, $input: WebhookChangeInput!) { updateWebhook(id: $id, input: $input) { webhook { name events } problems { field } } }';
    expect(await change(update, { id, input: { name: 'Renamed', events: ['RUN_FINISHED'] } })).toEqual({
      webhook: { name: 'Renamed', events: ['RUN_FINISHED'] },
      problems: [],
    });
    for (const [field, input] of Object.entries({
      url: { url: 'https://10.0.0.1' },
      events: { events: [] },
      name: { name: ' ' },
    }))
      expect(await change(update, { id, input })).toEqual({ webhook: null, problems: [{ field }] });
  });
});
