import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';

/** What is kept of a task: when it was first told, and whether a person has left it as it is. */
export interface NotedTask {
  detectedAt: Date;
  acceptedAt: Date | null;
}

/** By key. */
export async function notedTasks(tx: Tx, connectionId: Id): Promise<Map<string, NotedTask>> {
  const rows = await tx.query<NotedTask & { key: string }>(
    `select key, detected_at as "detectedAt", accepted_at as "acceptedAt" from drift_task where connection_id = $1`,
    [connectionId],
  );
  return new Map(rows.map(({ key, ...noted }) => [key, noted]));
}

/** It may not have been noted yet: the rate of a region can change between two readings of the lists. */
export async function acceptTask(tx: Tx, connectionId: Id, key: string, acceptedBy: string): Promise<void> {
  await tx.query(
    `insert into drift_task (connection_id, key, accepted_at, accepted_by) values ($1, $2, now(), $3)
     on conflict (workspace_id, connection_id, key) do update set accepted_at = now(), accepted_by = $3`,
    [connectionId, key, acceptedBy],
  );
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

/** Open opportunities by the tax region that a push would go by: that of the quote that stands for them, else that of the client. */
export async function openOpportunitiesByTaxRegion(tx: Tx, taxRegionIds: readonly Id[]): Promise<Map<Id, number>> {
  if (taxRegionIds.length === 0) return new Map();
  const rows = await tx.query<{ taxRegionId: Id; count: number }>(
    `select r.id as "taxRegionId", count(*)::int as count
     from opportunity o join pipeline_stage s on s.id = o.stage_id and s.kind = 'open' join client c on c.id = o.client_id
     left join lateral (
       select d.tax_region_id from document d where d.opportunity_id = o.id and d.kind = 'quote' and d.state <> 'declined'
       order by (d.state = 'accepted') desc, d.created_at desc, d.id desc limit 1) q on true
     join unnest($1::uuid[]) as r(id) on r.id = coalesce(q.tax_region_id, c.tax_region_id)
     group by r.id`,
    [taxRegionIds],
  );
  return new Map(rows.map(({ taxRegionId, count }) => [taxRegionId, count]));
}
