import type { Database, Tx } from '../../../platform/database/database.ts';
import type { Tally } from './tally.rules.ts';

/** Writes tallies of the running minute, of things that leave no row in the log. Inserts alone: nobody waits for anybody. */
export async function writeTallies(tx: Tx, tallies: readonly Tally[]): Promise<void> {
  if (tallies.length === 0) return;
  await tx.query(
    `insert into statistic_delta (measure, direction, entity, operation, status, code, slot, n)
     select measure, direction, entity, operation, status, code, slot, n
     from jsonb_to_recordset($1::jsonb) as t(measure text, direction text, entity text, operation text, status text, code text, slot smallint, n int)`,
    [JSON.stringify(tallies)],
  );
}

const AT_ONCE = 20_000;

/** Adds up what was counted since the last time, for all workspaces, and notes how records stand now; for the sweep. */
export async function rollUpStatistics(database: Database, entities: readonly string[]): Promise<void> {
  for (;;) {
    const [done] = await database.acrossWorkspaces((tx) =>
      tx.query<{ taken: number }>('select system_roll_up_statistics($1) as taken', [AT_ONCE]),
    );
    if ((done?.taken ?? 0) < AT_ONCE) break;
  }
  await database.acrossWorkspaces((tx) => tx.query('select system_note_standings($1)', [entities]));
}
