import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';

/** When each task was first told. */
export async function detectedAt(tx: Tx, connectionId: Id): Promise<Map<string, Date>> {
  const rows = await tx.query<{ key: string; at: Date }>(
    `select key, detected_at as at from drift_task where connection_id = $1`,
    [connectionId],
  );
  return new Map(rows.map(({ key, at }) => [key, at]));
}

/** Notes the tasks that there are now; answers which of them are new, and whether some are over. */
export async function noteTasks(
  tx: Tx,
  connectionId: Id,
  keys: readonly string[],
): Promise<{ added: Set<string>; isSomeOver: boolean }> {
  const over = await tx.query(
    `delete from drift_task where connection_id = $1 and key <> all($2::text[]) returning 1`,
    [connectionId, keys],
  );
  const added = await tx.query<{ key: string }>(
    `insert into drift_task (connection_id, key) select $1, unnest($2::text[]) on conflict do nothing returning key`,
    [connectionId, keys],
  );
  return { added: new Set(added.map((row) => row.key)), isSomeOver: over.length > 0 };
}

/** Open opportunities by CRM stage. */
export async function openOpportunitiesByStage(tx: Tx, stageIds: readonly Id[]): Promise<Map<Id, number>> {
  if (stageIds.length === 0) return new Map();
  const rows = await tx.query<{ stageId: Id; count: number }>(
    `select o.stage_id as "stageId", count(*)::int as count from opportunity o join pipeline_stage s on s.id = o.stage_id
     where s.kind = 'open' and o.stage_id = any($1::uuid[]) group by o.stage_id`,
    [stageIds],
  );
  return new Map(rows.map(({ stageId, count }) => [stageId, count]));
}
