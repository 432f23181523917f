import type pg from 'pg';

/** Whether the table of the jobs can be read: the table is asked, not only the server, since without it no job is found. */
export const areJobsThere = (pool: pg.Pool, table: string): Promise<boolean> =>
  pool.query(`select from ${table} limit 1`).then(
    () => true,
    () => false,
  );

/** Until the connection is closed: "create … if not exists" of two that start together would collide. */
export async function lockTableMaking(client: pg.PoolClient): Promise<void> {
  await client.query('select pg_advisory_lock(7265627)');
}

export async function notifyOfJob(pool: pg.Pool, channel: string, jobName: string): Promise<void> {
  await pool.query('select pg_notify($1, $2)', [channel, jobName]);
}
