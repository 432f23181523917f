import { expectStatisticsOfEveryRow } from '../../../../../test/support/statistics.ts';
import { createTestApp, type TestApp } from '../../../../../test/support/test-app.ts';
import type { NewAuditEvent } from '../../../audit/audit-log.service.ts';
import { rollUpStatistics } from '../../../audit/statistics/tallies.queries.ts';

const QUERY = `query($from: DateTime, $to: DateTime, $bucket: StatisticsBucket! = HOUR, $groupBy: [StatisticsGroup!]! = [], $filter: StatisticsFilter) {
  syncStatistics(from: $from, to: $to, bucket: $bucket, groupBy: $groupBy, filter: $filter) {
    from to bucket buckets total
    series { entity direction operation status code total counts durations { p50Ms p95Ms overallP50Ms overallP95Ms } }
    lag { direction total p50Ms p95Ms overallP95Ms } queue { depth oldestSeconds }
    apiCalls { budgetPerMinute budgetPerBucket outcomes { outcome total counts } } standings { entity linked pending }
  }
}`;

const pulled = (more: Partial<NewAuditEvent> = {}): NewAuditEvent => ({
  direction: 'in',
  entity: 'company',
  operation: 'create',
  status: 'success',
  description: 'Came in.',
  ...more,
});

describe('R83: the figures of the sync', () => {
  let app: TestApp;
  const record = (events: NewAuditEvent[]) =>
    app.database.inWorkspace(app.workspaceId, (tx) => app.app.audit.log.record(tx, events));
  const ask = async (variables = {}) => (await app.graphql(QUERY, variables)).syncStatistics;
  const rollUp = () => rollUpStatistics(app.database, ['company', 'contact']);

  beforeAll(async () => {
    app = await createTestApp({ sandbox: false });
    await record([
      ...Array.from({ length: 40 }, () => pulled()),
      ...Array.from({ length: 5 }, () => pulled({ operation: 'skip', status: 'skipped', code: 'excluded' })),
      pulled({ entity: 'contact', lagMs: 90_000 }),
      ...Array.from({ length: 10 }, () =>
        pulled({ direction: 'out', entity: 'opportunity', operation: 'push', durationMs: 400 }),
      ),
      { operation: 'setting', status: 'success', description: 'Mode changed.' },
    ]);
  });
  afterAll(() => app.stop());

  it('are right to the row, before they are added up and afterwards, and in between', async () => {
    await expectStatisticsOfEveryRow(app.test);
    expect((await ask()).total).toBe(57);
    await rollUp();
    expect(await app.test.sql('select 1 from statistic_delta')).toEqual([]);
    await expectStatisticsOfEveryRow(app.test);
    await record([pulled(), pulled({ code: 'odd' })]);
    await expectStatisticsOfEveryRow(app.test);
    for (const bucket of ['MINUTE', 'HOUR', 'DAY']) expect((await ask({ bucket })).total).toBe(59);
    await rollUp();
    for (const bucket of ['MINUTE', 'HOUR', 'DAY']) expect((await ask({ bucket })).total).toBe(59);
  });

  it('vanish with a transaction that is taken back', async () => {
    const before = (await ask()).total;
    const write = app.database.inWorkspace(app.workspaceId, async (tx) => {
      await app.app.audit.log.record(tx, [pulled()]);
      throw new Error('changed my mind');
    });
    await expect(write).rejects.toThrow('changed my mind');
    expect((await ask()).total).toBe(before);
  });

  it('come as lines over one axis, the largest group first', async () => {
    const { buckets, series } = await ask({ groupBy: ['ENTITY', 'STATUS'] });
    expect(series.map(({ entity, status, total }: never) => [entity, status, total])).toEqual([
      ['COMPANY', 'SUCCESS', 42],
      ['OPPORTUNITY', 'SUCCESS', 10],
      ['COMPANY', 'SKIPPED', 5],
      ['CONTACT', 'SUCCESS', 1],
      [null, 'SUCCESS', 1],
    ]);
    for (const line of series) {
      expect(line.counts).toHaveLength(buckets.length);
      expect(line.counts.reduce((a: number, b: number) => a + b)).toBe(line.total);
      expect(line.code).toBeNull();
    }
  });

  it('tell durations where something was timed', async () => {
    const { series } = await ask({ groupBy: ['DIRECTION'] });
    const durationOf = (direction: string | null) =>
      series.find((line: { direction: string | null }) => line.direction === direction).durations;
    expect(durationOf('OUT').overallP50Ms).toBeGreaterThan(300);
    expect(durationOf('OUT').overallP95Ms).toBeLessThan(560);
    expect(durationOf('IN').overallP50Ms).toBeNull();
  });

  it('are narrowed by lists, and by an empty one not at all', async () => {
    expect((await ask({ filter: { statuses: ['SKIPPED', 'ERROR'] } })).total).toBe(5);
    expect((await ask({ filter: { codes: ['odd', 'excluded'], directions: ['IN'] } })).total).toBe(6);
    expect((await ask({ filter: { statuses: [], entities: ['COMPANY'] } })).total).toBe(47);
  });

  it('tell how long changes were on their way, and what waits', async () => {
    const { lag } = await ask();
    expect(lag).toEqual([expect.objectContaining({ direction: 'IN', total: 1 })]);
    expect(lag[0].overallP95Ms).toBeGreaterThan(60_000);
    expect(lag[0].overallP95Ms).toBeLessThan(130_000);
  });

  it('belong to their workspace alone', async () => {
    const { syncStatistics } = await app.graphql(QUERY, {}, { as: 'stranger' });
    expect(syncStatistics).toMatchObject({ total: 0, series: [], lag: [], standings: [] });
  });

  it('refuse a time that cannot be drawn, with the field', async () => {
    const { errors } = await app.ask(QUERY, { from: '2020-01-01T00:00:00Z', bucket: 'HOUR' });
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'invalid_input', field: 'bucket' } });
    expect(errors?.[0]?.message).toMatch(/at most 2,400/);
  });

  it('count the rows of a list: exactly by the figures, and up to a bound by hand', async () => {
    const count = async (filter: object) =>
      (
        await app.graphql(
          'query($filter: AuditFilter) { auditEvents(first: 1, filter: $filter) { value: totalCount kind: totalCountKind } }',
          {
            filter,
          },
        )
      ).auditEvents;
    expect(await count({})).toEqual({ value: 59, kind: 'EXACT' });
    expect(await count({ entities: ['COMPANY', 'CONTACT'], status: 'SUCCESS' })).toEqual({ value: 43, kind: 'EXACT' });
    expect(await count({ status: 'SUCCESS', statuses: ['SKIPPED'] })).toEqual({ value: 0, kind: 'EXACT' });
    expect(await count({ text: 'mode' })).toEqual({ value: 1, kind: 'EXACT' });
    await app.test.sql(
      `insert into audit_event (workspace_id, operation, status, name, description) select $1, 'check', 'info', 'bulk', 'Many.' from generate_series(1, 10050)`,
      [app.workspaceId],
    );
    expect(await count({ text: 'bulk' })).toEqual({ value: 10_000, kind: 'AT_LEAST' });
  });
});
