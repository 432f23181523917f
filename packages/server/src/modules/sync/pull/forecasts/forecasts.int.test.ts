import { askConnectWise } from '../../../../../test/support/ask-connectwise.ts';
import { openSyncApp, type SyncApp } from '../../../../../test/support/sync-app.ts';
import { forecastWire } from '../../../../connectwise/wire/forecast.ts';
import { amountsByOpportunity } from '../../../crm/opportunities/opportunity-amount.queries.ts';

describe('R55: the amount of an opportunity that came from ConnectWise is its forecast there', () => {
  let app: SyncApp;
  const lineOf = new Map<string, number>();
  beforeAll(async () => {
    app = await openSyncApp({ seed: 30, mode: 'real_time' });
    for (const { id } of app.sandbox.store.list('opportunities')) {
      const line = { opportunity: { id }, status: { id: 1 }, includeFlag: true, revenue: 100 + id, cost: 0 };
      const { id: lineId } = app.sandbox.store.insert('forecastItems', { ...line, forecastType: 'Product' });
      lineOf.set(String(id), lineId);
      app.sandbox.store.insert('forecastItems', {
        ...line,
        forecastType: 'Agreement',
        revenue: 0,
        recurringFlag: true,
        recurringRevenue: 30,
        billCycle: { id: 1 },
      });
    }
    await app.start();
    await app.work('initial');
  });
  afterAll(() => app.close());

  const linked = () =>
    app.rows<{ id: string; remoteId: string; kind: string }>(
      `select o.id, l.remote_id as "remoteId", s.kind from opportunity o join pipeline_stage s on s.id = o.stage_id
       join entity_link l on l.local_id = o.id and l.entity = 'opportunity' order by o.id`,
    );
  const amounts = async (ids: string[]) => app.write((tx) => amountsByOpportunity(tx, ids));
  const forecastOf = async (remoteId: string) => {
    const body: unknown = await askConnectWise(app, 'GET', `/sales/opportunities/${remoteId}/forecast`);
    const parsed = forecastWire.parse(body);
    if (!('record' in parsed)) throw new Error(parsed.reason);
    return parsed.record;
  };
  /** Forecasts that the poll asked for. */
  async function asked(): Promise<string[]> {
    app.sandbox.clearJournal();
    await app.poll();
    return app.sandbox.journal().flatMap(({ path }) => (path.endsWith('/forecast') ? [path] : []));
  }
  const anHourLater = () => app.rows(`update opportunity_forecast set read_at = read_at - interval '61 minutes'`);

  it('is read with the first sync, once and each cycle, and is what ConnectWise shows', async () => {
    const opportunities = await linked();
    expect(opportunities.length).toBeGreaterThan(9);
    const found = await amounts(opportunities.map(({ id }) => id));
    for (const { id, remoteId } of opportunities) {
      const forecast = await forecastOf(remoteId);
      const amount = found.get(id);
      if ((forecast.forecastItems ?? []).length === 0) expect(amount).toBeUndefined();
      else {
        expect(Number(amount?.amount)).toBeCloseTo(forecast.forecastRevenueTotals?.revenue ?? 0, 2);
        expect(amount?.isForecast).toBe(true);
      }
    }
    expect([...found.values()].some(({ recurring }) => Number(recurring[0]?.subtotal) >= 30)).toBe(true);
  });

  it('says since when it is open: since it was entered there', async () => {
    const [row] = await app.rows<{ entered: boolean }>(
      `select bool_and(f.entered_at < o.created_at) as entered from opportunity_forecast f join opportunity o on o.id = f.opportunity_id`,
    );
    expect(row).toEqual({ entered: true });
  });

  it('follows a forecast that moves no time, within the hour, and makes neither a change nor something to send', async () => {
    const one = (await linked()).find(({ kind }) => kind === 'open');
    const before = await app.rows(`select count(*)::int as n from audit_event`);
    app.sandbox.store.patch('forecastItems', lineOf.get(one?.remoteId ?? '') ?? 0, { revenue: 123_456 });
    await app.poll();
    expect(Number((await amounts([one?.id ?? ''])).get(one?.id ?? '')?.amount)).toBeLessThan(123_456);
    await anHourLater();
    await app.poll();
    expect(Number((await amounts([one?.id ?? ''])).get(one?.id ?? '')?.amount)).toBeGreaterThanOrEqual(123_456);
    expect(await app.rows(`select count(*)::int as n from audit_event`)).toEqual(before);
    expect(await app.rows(`select 1 from push_request`)).toEqual([]);
    expect(await app.rows(`select 1 from sync_issue where code = 'conflict'`)).toEqual([]);
  });

  it('gives way to a quote, and is not asked for where there is one', async () => {
    const [one] = await linked();
    await app.rows(
      `insert into document (opportunity_id, kind, title, number, file_name, content_type) values ($1, 'quote', 'Ours', 9001, 'q.pdf', 'application/pdf')`,
      [one?.id],
    );
    expect((await amounts([one?.id ?? ''])).get(one?.id ?? '')).toMatchObject({ amount: '0.00', isForecast: false });
    await anHourLater();
    const paths = await asked();
    expect(paths.length).toBeGreaterThan(0);
    expect(paths.filter((path) => path.includes(`/opportunities/${one?.remoteId}/`))).toEqual([]);
  });

  it('costs nothing while it is fresh, and goes with the link', async () => {
    expect(await asked()).toEqual([]);
    const [, one] = await linked();
    await app.rows(`delete from entity_link where local_id = $1`, [one?.id]);
    await app.poll();
    expect((await amounts([one?.id ?? ''])).get(one?.id ?? '')).toBeUndefined();
  });

  it('one that cannot be read keeps no other one away, and is asked for again', async () => {
    const opportunities = await linked();
    const [sick, ...others] = opportunities.filter(({ remoteId }) => lineOf.has(remoteId));
    await app.rows(`delete from document where number = 9001`);
    await app.rows(`delete from opportunity_forecast`);
    app.sandbox.fail({ path: `/sales/opportunities/${sick?.remoteId}/forecast`, status: 500 });
    await app.poll();
    const found = await amounts(opportunities.map(({ id }) => id));
    for (const { id, remoteId } of others)
      expect([remoteId, Number(found.get(id)?.amount)]).toEqual([
        remoteId,
        (await forecastOf(remoteId)).forecastRevenueTotals?.revenue,
      ]);
    expect(found.get(sick?.id ?? '')).toBeUndefined();
    // Asked for again by the next poll, behind those that are due, and alone.
    const paths = await asked();
    expect(new Set(paths.map((path) => path.replace(/^.*(?=\/sales)/, '')))).toEqual(
      new Set([`/sales/opportunities/${sick?.remoteId}/forecast`]),
    );
    app.sandbox.clearFaults();
    await app.poll();
    const now = (await amounts([sick?.id ?? ''])).get(sick?.id ?? '');
    expect(Number(now?.amount)).toBe((await forecastOf(sick?.remoteId ?? '')).forecastRevenueTotals?.revenue);
  });

  it('a list without a forecast is one without lines', async () => {
    const [one] = await linked();
    await app.rows(`delete from opportunity_forecast`);
    app.sandbox.stub({ path: `/sales/opportunities/${one?.remoteId}/forecast`, body: [] });
    await app.poll();
    expect(
      await app.rows(`select lines from opportunity_forecast where opportunity_id = $1 and lines is not null`, [
        one?.id,
      ]),
    ).toEqual([{ lines: [] }]);
  });

  it('a ConnectWise that refuses the forecast keeps no record from coming in', async () => {
    await anHourLater();
    app.sandbox.fail({ path: /forecast$/, status: 403 });
    expect(await app.poll()).toBe(true);
  });
});
