import { insertDeal, openPushFixture } from '../../../../../test/support/push-fixture.ts';
import { settingsWith } from '../../../../../test/support/settings.ts';
import { openSyncApp, type SyncApp } from '../../../../../test/support/sync-app.ts';
import { until } from '../../../../../test/support/until.ts';

type Rows = SyncApp['rows'];

const counted = (rows: Rows, measure: string) =>
  rows<{ direction: string | null; code: string | null; n: number; ms: number }>(
    `select direction, code, sum(n)::int as n, max(power(2, slot / 2.0))::float8 as ms from statistic_delta where measure = $1 group by 1, 2 order by 1, 2`,
    [measure],
  );

describe('how long changes are on their way', () => {
  it('is told of what changed in ConnectWise since the sync was started, and not of what was there before', async () => {
    const app = await openSyncApp({ seed: 5, mode: 'real_time' });
    const { store } = app.sandbox;
    const company = (name: string) =>
      store.insert('companies', { name, identifier: name, addressLine1: `1 ${name} St`, site: { name: 'Main' } });
    // ConnectWise tells whole seconds: the start is moved away from them, to either side.
    const startedAt = (offset: string) =>
      app.rows(`update connection set sync_started_at = now() + $1::interval`, [offset]);
    const known = company('Harbor');
    company('Beacon');
    await app.start();
    await startedAt('1 hour');
    await app.work();
    expect(await counted(app.rows, 'lag')).toEqual([]);
    await startedAt('-1 hour');
    store.patch('companies', known.id, { phoneNumber: '813 555 0000' });
    company('Newcomer');
    await app.poll();
    expect(await counted(app.rows, 'lag')).toEqual([expect.objectContaining({ direction: 'in', n: 2 })]);
    await app.close();
  });

  it('is told of what went out, once it is all there', async () => {
    const fixture = await openPushFixture();
    await fixture.rows(settingsWith, [fixture.connectionId, JSON.stringify({ mode: 'real_time' })]);
    const deal = await insertDeal(fixture, { lines: 0 });
    await fixture.changed({ entity: 'client', id: deal.clientId, kind: 'created' });
    await fixture.rows(`update push_request set requested_at = now() - interval '1 hour'`);
    await fixture.run();
    const [lag, ...others] = await counted(fixture.rows, 'lag');
    expect(others).toEqual([]);
    expect(lag).toMatchObject({ direction: 'out', n: 1 });
    expect(lag?.ms).toBeGreaterThanOrEqual(3_600_000);
    expect(lag?.ms).toBeLessThan(5_200_000);
    await fixture.close();
  });
});

describe('requests to ConnectWise', () => {
  it('are counted by outcome, failed ones as often as they were tried', async () => {
    const app = await openSyncApp({ seed: 'empty' });
    app.sandbox.store.insert('companies', {
      name: 'Harbor',
      identifier: 'H',
      addressLine1: '1 Main St',
      site: { name: 'Main' },
    });
    await app.start();
    app.sandbox.clearJournal();
    app.sandbox.fail({ path: '/company', status: 500, times: 1 });
    await app.work();
    const failed = async () => (await counted(app.rows, 'api_call')).filter(({ code }) => code !== 'ok');
    await until(async () => (await failed()).length > 0, 'the requests are written down');
    expect(app.sandbox.journal().filter(({ status }) => status === 500)).toHaveLength(1);
    expect(await failed()).toEqual([expect.objectContaining({ code: 'unavailable', n: 1 })]);
    await app.close();
  }, 120_000);
});
