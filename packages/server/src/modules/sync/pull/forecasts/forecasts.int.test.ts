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

  describe('R81: one that cannot be read', () => {
    let sick: { id: string; remoteId: string };
    let since = '0';
    const path = () => `/sales/opportunities/${sick.remoteId}/forecast`;
    const issues = () =>
      app.rows<{ id: string; localId: string; name: string; state: string; by: string | null; attempts: number }>(
        `select id, local_id as "localId", record_name as name, state, settled_by as by, attempts from sync_issue
         where code = 'forecast_unread' order by first_seen_at, id`,
      );
    const told = () =>
      app.rows<{ description: string }>(
        `select description from audit_event where code = 'forecast_unread' and local_id = $1 and seq > $2::bigint`,
        [sick.id, since],
      );
    const fails = () => app.sandbox.fail({ path: path(), status: 500 });
    /** As often as a poll ends with a look. */
    const poll = async (times: number) => {
      const { signal } = new AbortController();
      for (let n = 0; n < times; n++) await app.sync.forecasts.run(app.workspaceId, app.connectionId, signal);
    };
    beforeEach(async () => {
      const [, , one] = (await linked()).filter(({ remoteId }) => lineOf.has(remoteId));
      sick = one ?? { id: '', remoteId: '' };
      app.sandbox.clearFaults();
      await app.rows(`delete from sync_issue where code = 'forecast_unread'`);
      const [last] = await app.rows<{ seq: string }>(`select max(seq)::text as seq from audit_event`);
      since = last?.seq ?? '0';
      await app.poll();
      await app.rows(`delete from opportunity_forecast where opportunity_id = $1`, [sick.id]);
    });
    afterAll(() => app.sandbox.clearFaults());

    it('for good is one issue of its opportunity, told once, which ends by itself when it is read', async () => {
      fails();
      await poll(2);
      expect(await issues()).toEqual([]);
      await poll(3);
      const [{ name } = { name: '' }] = await app.rows<{ name: string }>(`select name from opportunity where id = $1`, [
        sick.id,
      ]);
      expect(await issues()).toMatchObject([{ localId: sick.id, name, state: 'open', attempts: 3 }]);
      expect(await told()).toEqual([{ description: expect.stringContaining('Its forecast could not be read') }]);
      app.sandbox.clearFaults();
      await poll(1);
      expect(await issues()).toMatchObject([{ state: 'resolved', by: null }]);
      expect((await amounts([sick.id])).get(sick.id)).toMatchObject({ isForecast: true });
    });

    it('for a while is nobody’s matter', async () => {
      for (let round = 0; round < 2; round++) {
        fails();
        await poll(2);
        app.sandbox.clearFaults();
        await poll(1);
        await app.rows(`update opportunity_forecast set lines = null where opportunity_id = $1`, [sick.id]);
      }
      expect(await issues()).toEqual([]);
    });

    it('since ConnectWise answers something else is an issue too; a retry asks for it alone, and names who asked', async () => {
      app.sandbox.stub({ path: path(), times: 10, body: { id: 'none', forecastItems: [] } });
      await poll(3);
      const [issue] = await issues();
      expect((await app.sync.issues.retry(app.actor, issue?.id ?? '')).state).toBe('open');
      app.sandbox.clearFaults();
      app.sandbox.clearJournal();
      expect(await app.sync.issues.retry(app.actor, issue?.id ?? '')).toMatchObject({
        state: 'resolved',
        settledBy: 'Ann',
      });
      expect(app.sandbox.journal().filter(({ path: asked }) => asked.endsWith('/forecast'))).toHaveLength(1);
      expect((await amounts([sick.id])).get(sick.id)).toMatchObject({ isForecast: true });
    });

    it('is none any more where a quote gives the amount, and stays dismissed', async () => {
      fails();
      await poll(3);
      const [issue] = await issues();
      await app.sync.issues.dismiss(app.actor, issue?.id ?? '', 'We know');
      await poll(2);
      expect(await issues()).toMatchObject([{ state: 'dismissed' }]);
      await app.rows(`update sync_issue set state = 'open' where id = $1`, [issue?.id]);
      await app.rows(
        `insert into document (opportunity_id, kind, title, number, file_name, content_type) values ($1, 'quote', 'Ours', 9002, 'q.pdf', 'application/pdf')`,
        [sick.id],
      );
      await poll(1);
      expect(await issues()).toMatchObject([{ state: 'resolved' }]);
      await app.rows(`delete from document where number = 9002`);
    });
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
