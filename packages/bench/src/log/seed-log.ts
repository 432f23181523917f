import pg from 'pg';
import { type Seeded, seed } from '../api/seed.ts';

/** Days that the rows of the log are spread over. */
export const DAYS = 90;
/** Rows that one statement writes. */
const AT_ONCE = 250_000;
const POLLS_A_DAY = 96;

/**
 * A workspace whose log grew for 90 days: as many rows as wanted, written by a poll each quarter of an hour, and the figures that the product
 * adds up of them, by its own function.
 */
export async function seedLog(ownerUrl: string, rows: number): Promise<Seeded> {
  const seeded = await seed(ownerUrl, { opportunities: 100, auditRows: 0 });
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    await owner.query(`select set_config('app.workspace_id', $1, false)`, [seeded.workspaceId]);
    await owner.query(`select ensure_audit_partitions((now() - interval '${DAYS + 1} days')::date, 6)`);
    for (let from = 0; from < rows; from += AT_ONCE)
      await owner.query(
        `insert into audit_event (at, direction, entity, operation, status, name, remote_id, description, duration_ms, changes)
         select now() - interval '${DAYS} days' + (n * ${DAYS * POLLS_A_DAY}::bigint / $3) * interval '15 minutes',
           case when n % 9 = 0 then 'out' else 'in' end, (array['company', 'contact', 'product', 'opportunity'])[n % 4 + 1],
           (array['update', 'create'])[n % 7 / 6 + 1], case when n % 20 = 0 then 'error' else 'success' end, 'Record ' || n % 50000,
           (n % 50000)::text, 'Updated from ConnectWise: ' || repeat('word ', 12), 1 << (n % 10)::int,
           '[{"field":"phone","from":"1","to":"2"}]'
         from generate_series($1::bigint, $2::bigint - 1) n`,
        [from, Math.min(rows, from + AT_ONCE), rows],
      );
    // As the statement that writes rows of the log counts them, two places of the scale for each doubling of the time.
    await owner.query(
      `insert into statistic_delta (at, measure, direction, entity, operation, status, slot, n)
       select date_trunc('minute', at, 'UTC'), 'event', direction, entity, operation, status, round(log(2, duration_ms) * 2), count(*)
       from audit_event group by 1, 3, 4, 5, 6, 7`,
    );
    for (;;) {
      const { rows: taken } = await owner.query<{ n: number }>('select system_roll_up_statistics(20000) as n');
      if (!taken[0]?.n) break;
    }
    await owner.query('vacuum analyze audit_event');
    await owner.query('vacuum analyze statistic_rollup');
    await owner.query('vacuum analyze statistic_total');
    return seeded;
  } finally {
    await owner.end();
  }
}
