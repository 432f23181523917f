import { type RealPrograms, startRealPrograms } from '../support/real-programs.ts';
import { until } from '../support/until.ts';
import { WebhookReceiver } from '../support/webhook-receiver.ts';

describe('A process that is killed while it sends a webhook', () => {
  let receiver: WebhookReceiver;
  let programs: RealPrograms;
  beforeAll(async () => {
    receiver = await WebhookReceiver.start();
    programs = await startRealPrograms({ WEBHOOK_ALLOWED_HOSTS: receiver.host, PUBLIC_URL: 'http://causeway.example' });
  }, 120_000);
  afterAll(async () => {
    await programs?.stop();
    await receiver?.close();
  });

  it('has lost nothing: the message comes again, under the same ID, from the next process', async () => {
    const { addWebhook } = await programs.graphql(
      `mutation ($input: WebhookInput!) { addWebhook(input: $input) { webhook { id } problems { message } } }`,
      { input: { name: 'Killed', form: 'STANDARD', url: receiver.url('/killed'), events: ['RECORD_FAILED'] } },
    );
    expect(addWebhook.problems).toEqual([]);
    // It takes the message whole and never answers: the sender stands between sending it and writing that down.
    receiver.behave('/killed', () => undefined);
    await programs.test.sql(
      `insert into audit_event (workspace_id, direction, entity, operation, status, name, remote_id, description)
       select id, 'in', 'company', 'update', 'error', 'Harbor', '7', 'It broke.' from workspace`,
    );
    await until(() => receiver.at('/killed').length === 1, 'the message is on its way', 20_000);
    await programs.api.signal('SIGKILL');
    const standing = () => programs.test.sql<{ state: string }>('select state from webhook_delivery');
    expect(await standing()).toEqual([{ state: 'waiting' }]);

    receiver.behave('/killed', null);
    // The lease of the dead process has not run out: nobody sends what may still be on its way.
    const next = await programs.startApi();
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    expect(receiver.at('/killed')).toHaveLength(1);
    await programs.test.sql(`update webhook_delivery set lease_until = now() - interval '1 second'`);
    await until(async () => (await standing())[0]?.state === 'delivered', 'the message is delivered', 20_000);

    const [first, second, ...more] = receiver.at('/killed');
    expect(more).toEqual([]);
    expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
    expect(second?.body).toBe(first?.body);
    expect(JSON.parse(second?.body ?? '')).toMatchObject({ type: 'record.failed', data: { name: 'Harbor' } });
    await next.signal('SIGTERM');
  }, 90_000);
});
