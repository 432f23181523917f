import type { TestDatabase } from './test-database.ts';

/** The figures of every workspace, minute, hour, day and group are what counting the log itself comes to. */
export async function expectStatisticsOfEveryRow(test: Pick<TestDatabase, 'sql'>): Promise<void> {
  const group = 'workspace_id, direction, entity, operation, status, code';
  const counted = await test.sql(
    `select date_trunc('minute', at, 'UTC') as at, ${group}, count(*)::int as n, count(duration_ms)::int as timed
     from audit_event group by 1, 2, 3, 4, 5, 6, 7`,
  );
  const told = await test.sql(
    `select at, ${group}, sum(n)::int as n, coalesce(sum(n) filter (where slot >= 0), 0)::int as timed from (
       select at, ${group}, slot, n from statistic_rollup where width = 'minute' and measure = 'event'
       union all select at, ${group}, slot, n from statistic_delta where measure = 'event') f group by 1, 2, 3, 4, 5, 6, 7`,
  );
  const totals = async (counted: string) =>
    test.sql(
      `select width, date_trunc(width, at, 'UTC') as at, ${group}, sum(n)::int as n from (${counted}) f group by 1, 2, 3, 4, 5, 6, 7, 8`,
    );
  const widths = `(values ('hour'), ('day')) w(width)`;
  const everyRow = await totals(`select width, at, ${group}, 1 as n from audit_event, ${widths}`);
  const toldAsTotals = await totals(
    `select width, at, ${group}, n from statistic_total where measure = 'event'
     union all select width, at, ${group}, n from statistic_delta, ${widths} where measure = 'event'`,
  );
  const sorted = (rows: object[]) => rows.map((row) => JSON.stringify(row)).sort();
  expect(told.length).toBeGreaterThan(0);
  expect(sorted(told)).toEqual(sorted(counted));
  expect(sorted(toldAsTotals)).toEqual(sorted(everyRow));
}
