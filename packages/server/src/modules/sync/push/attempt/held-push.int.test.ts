import { insertDeal, openPushFixture, type PushFixture, win } from '../../../../../test/support/push-fixture.ts';
import { settingsWith } from '../../../../../test/support/settings.ts';

describe('R22, A22: filters of direction out', () => {
  let fixture: PushFixture;
  const use = (mode: string, ...filters: object[]) =>
    fixture.rows(settingsWith, [fixture.connectionId, JSON.stringify({ mode, filters })]);
  const active = { entity: 'company', direction: 'out', field: 'status', operator: 'is_not', values: ['1'] };
  const events = (localId: string) =>
    fixture.rows<{ operation: string; status: string; code: string | null; description: string }>(
      `select operation, status, code, description from audit_event where local_id = $1 order by seq`,
      [localId],
    );
  const statusLabel = async () =>
    (
      await fixture.rows<{ label: string }>(
        `select label from reference_item where kind = 'company_status' and remote_id = '1'`,
      )
    )[0]?.label;

  beforeAll(async () => {
    fixture = await openPushFixture();
    await fixture.connection.references.refresh(fixture.workspaceId, fixture.connectionId);
  });
  afterAll(() => fixture.close());

  it('hold a record that fails, with the reason, and let others go', async () => {
    await use('real_time', active);
    const held = await insertDeal(fixture, { lines: 0 });
    const free = await insertDeal(fixture, { lines: 0 });
    await fixture.rows(`update client set status = $2 where id = $1`, [held.clientId, await statusLabel()]);
    for (const id of [held.clientId, free.clientId]) await fixture.changed({ entity: 'client', id, kind: 'created' });
    const before = fixture.sandbox.store.count('companies');
    await fixture.run();
    expect(fixture.sandbox.store.count('companies')).toBe(before + 1);
    expect(await events(held.clientId)).toMatchObject([
      {
        operation: 'skip',
        status: 'skipped',
        code: 'excluded',
        description: expect.stringContaining('which is not synced'),
      },
    ]);
    expect(await fixture.rows(`select state from push_request where local_id = $1`, [held.clientId])).toEqual([
      { state: 'done' },
    ]);
  });

  it('never hold what a win needs, and say so', async () => {
    await use('pull_new_push_won', active);
    const deal = await insertDeal(fixture, { lines: 1 });
    await fixture.rows(`update client set status = $2 where id = $1`, [deal.clientId, await statusLabel()]);
    await win(fixture, deal);
    await fixture.run();
    expect(
      await fixture.rows(`select state, last_error from push_request where local_id = $1`, [deal.opportunityId]),
    ).toEqual([{ state: 'done', last_error: null }]);
    expect(await events(deal.clientId)).toMatchObject([
      {
        status: 'info',
        code: 'filter_exempt',
        description: expect.stringContaining('goes out although a filter would hold it'),
      },
      { operation: 'create', status: 'success' },
      { operation: 'update', description: expect.stringContaining('Took company ID and type of the new company') },
    ]);
  });

  it('hold a won opportunity that fails one itself', async () => {
    await use('pull_new_push_won', {
      entity: 'opportunity',
      direction: 'out',
      field: 'created',
      operator: 'after',
      values: ['2099-01-01'],
    });
    const deal = await insertDeal(fixture, { lines: 1 });
    await win(fixture, deal);
    await fixture.run();
    expect(await events(deal.opportunityId)).toMatchObject([{ status: 'skipped', code: 'excluded' }]);
    expect(await fixture.rows(`select 1 from entity_link where local_id = $1`, [deal.clientId])).toEqual([]);
  });
});
