import { insertDeal, openPushFixture, type PushFixture, win } from '../../../../test/support/push-fixture.ts';

describe('a question about a record that ends before anybody answered it', () => {
  let fixture: PushFixture;
  beforeAll(async () => {
    fixture = await openPushFixture();
  });
  afterAll(() => fixture.close());

  it('is told with the company that was linked to another client, where a new one is made', async () => {
    const deal = await insertDeal(fixture, { lines: 1 });
    const [client] = await fixture.rows<{ name: string; website: string }>(
      'select name, website from client where id = $1',
      [deal.clientId],
    );
    const company = fixture.sandbox.store.insert('companies', {
      identifier: 'Question',
      ...client,
      city: 'Miami',
      state: 'FL',
      site: { name: 'Main' },
    });
    await win(fixture, deal);
    await fixture.run();
    expect(await fixture.rows('select code from sync_issue where local_id = $1', [deal.opportunityId])).toEqual([
      { code: 'match_needed' },
    ]);
    const [other] = await fixture.rows<{ id: string }>(`insert into client (name) values ('Quick One') returning id`);
    await fixture.rows(
      `insert into entity_link (connection_id, entity, local_id, remote_id, origin) values ($1, 'company', $2, $3, 'matched')`,
      [fixture.connectionId, other?.id, String(company.id)],
    );
    await fixture.rows(`update push_request set state = 'pending', next_attempt_at = now() where local_id = $1`, [
      deal.opportunityId,
    ]);
    await fixture.run();
    const told = await fixture.rows<{ description: string }>(
      `select description from audit_event where local_id = $1 and operation = 'create'`,
      [deal.clientId],
    );
    expect(told).toEqual([
      {
        description: expect.stringContaining(
          `Its question is over: the company "${company.name}" was linked to the client "Quick One".`,
        ),
      },
    ]);
  });
});
