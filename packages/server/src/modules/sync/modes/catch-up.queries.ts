import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';
import { currentTraceParent } from '../../../platform/tracing/tracing.ts';
import type { PulledEntity } from '../../links/link.ts';
import { differsSql } from '../records/fields/columns.ts';
import { configuredSync, type FieldSettings } from '../records/fields/configured-fields.ts';
import { BY_MODE } from '../records/skip-codes.ts';
import { registry, syncOf } from '../registry.ts';

const entities: readonly PulledEntity[] = registry.map(({ entity }) => entity);

/** How a statement narrows what is unsent: won opportunities alone, or what was changed here after the time in this parameter. */
interface Narrowed {
  wonOnly: boolean;
  since?: `$${number}` | null;
}

const changedAfter = (since: Narrowed['since']): string => (since ? `and t.updated_at > ${since}::timestamptz` : '');

/** Linked records that were changed here since they were linked and differ from what both sides last agreed on. */
const unpushedOf = (entity: PulledEntity, settings: FieldSettings, { wonOnly, since }: Narrowed): string => {
  const { table, fields, unsentBesides: more, goesWhenWon = 'false' } = configuredSync(syncOf(entity), settings);
  return `select t.id from entity_link l join ${table.name} t on t.workspace_id = l.workspace_id and t.id = l.local_id
    where l.connection_id = $1 and l.entity = '${entity}' and l.state = 'linked' and l.base is not null
      and ((t.updated_at > l.created_at ${changedAfter(since)} and (${differsSql(fields)}))${more ? ` or ${more}` : ''})
      ${wonOnly ? `and ${goesWhenWon}` : ''}`;
};

/** Records that are not in ConnectWise. */
const newOf = (entity: PulledEntity, { wonOnly, since }: Narrowed): string => {
  const { table, goesWhenWon = 'false' } = syncOf(entity);
  return `select t.id from ${table.name} t where not exists (
      select from entity_link l where l.workspace_id = t.workspace_id and l.connection_id = $1 and l.entity = '${entity}' and l.local_id = t.id)
      ${changedAfter(since)} ${wonOnly ? `and ${goesWhenWon}` : ''}`;
};

/** How much a catch-up would send: edits of linked records, and records that were never sent. One statement. */
export async function countUnsent(
  tx: Tx,
  connectionId: Id,
  { settings, wonOnly, since = null }: { wonOnly: boolean; settings: FieldSettings; since?: Date | null },
): Promise<{ edits: number; newHere: number }> {
  const at = since ? '$2' : null;
  const sum = (of: (entity: PulledEntity) => string) =>
    entities.map((entity) => `(select count(*) from (${of(entity)}) k)`).join(' + ');
  const edits = sum((entity) => unpushedOf(entity, settings, { wonOnly: false, since: at }));
  const rows = await tx.query<{ edits: number; newHere: number }>(
    `select (${edits})::int as edits, (${sum((entity) => newOf(entity, { wonOnly, since: at }))})::int as "newHere"`,
    [connectionId, ...(since ? [since] : [])],
  );
  return rows[0] ?? { edits: 0, newHere: 0 };
}

/** Asks for pushes of all of them at once, as the outbox does for one; answers how many. */
export async function requestUnsent(
  tx: Tx,
  connectionId: Id,
  what: ({ kind: 'edits'; settings: FieldSettings } | { kind: 'new' }) & { wonOnly: boolean; since?: Date | null },
  actor: Id | null,
): Promise<number> {
  const { wonOnly, since = null } = what;
  const narrowed: Narrowed = { wonOnly, since: since ? '$4' : null };
  let asked = 0;
  for (const entity of entities) {
    const ids = what.kind === 'edits' ? unpushedOf(entity, what.settings, narrowed) : newOf(entity, narrowed);
    const rows = await tx.query<{ n: number }>(
      `with made as (
         insert into push_request as r (connection_id, entity, local_id, reason, requested_by, trace_parent)
         select $1::uuid, '${entity}', k.id, '${what.kind === 'edits' ? 'updated' : 'created'}', $2::uuid, $3 from (${ids}) k
         on conflict (workspace_id, connection_id, entity, local_id) do update set
           reason = case when r.reason = 'won' and r.state <> 'done' then 'won' else excluded.reason end,
           revision = r.revision + 1, state = case when r.state = 'running' then 'running' else 'pending' end,
           attempts = case when r.state = 'running' then r.attempts else 0 end,
           next_attempt_at = now(), requested_at = now(), requested_by = excluded.requested_by,
           trace_parent = excluded.trace_parent, updated_at = now()
         returning 1)
       select count(*)::int as n from made`,
      [connectionId, actor, currentTraceParent(), ...(since ? [since] : [])],
    );
    asked += rows[0]?.n ?? 0;
  }
  return asked;
}

/** Records that a mode skipped, or whose changes it skipped, as far as this one lets them in. */
const skippedByMode = `from sync_skip s left join entity_link l on l.workspace_id = s.workspace_id and l.connection_id = s.connection_id
    and l.entity = s.entity and l.remote_id = s.remote_id
  where s.connection_id = $1 and s.code = '${BY_MODE}' and case when l.id is null then $2::boolean else $3::boolean end`;

type Pulls = { pullCreate: boolean; pullUpdate: boolean };

export async function countSkippedByMode(tx: Tx, connectionId: Id, { pullCreate, pullUpdate }: Pulls): Promise<number> {
  const rows = await tx.query<{ n: number }>(`select count(*)::int as n ${skippedByMode}`, [
    connectionId,
    pullCreate,
    pullUpdate,
  ]);
  return rows[0]?.n ?? 0;
}

/** Has the next poll look at them again; answers how many. */
export async function askForSkipped(tx: Tx, connectionId: Id, { pullCreate, pullUpdate }: Pulls): Promise<number> {
  const rows = await tx.query<{ n: number }>(
    `with asked as (
       update sync_skip u set reevaluate = true from (select s.id ${skippedByMode}) k where u.id = k.id returning u.entity),
     noted as (
       update sync_cursor c set reevaluate = true where c.connection_id = $1 and c.entity in (select entity from asked))
     select count(*)::int as n from asked`,
    [connectionId, pullCreate, pullUpdate],
  );
  return rows[0]?.n ?? 0;
}

/** Where the next poll begins for each kind of record that was listed once. */
export async function readWatermarks(tx: Tx, connectionId: Id): Promise<Map<string, Date>> {
  const rows = await tx.query<{ entity: string; watermark: Date | null }>(
    `select entity, watermark from sync_cursor where connection_id = $1`,
    [connectionId],
  );
  return new Map(rows.flatMap((row) => (row.watermark ? [[row.entity, row.watermark] as const] : [])));
}

/** As of when these records of ConnectWise were last looked at: its own time of what was taken in, left or sent; else when they were skipped or failed. */
export async function readSeenAt(
  tx: Tx,
  connectionId: Id,
  entity: PulledEntity,
  remoteIds: readonly string[],
): Promise<Map<string, Date>> {
  const rows = await tx.query<{ remoteId: string; seenAt: Date | null }>(
    `select k.id as "remoteId", coalesce(l.remote_updated_at, greatest(s.at, i.last_seen_at)) as "seenAt" from unnest($3::text[]) as k(id)
     left join entity_link l on l.connection_id = $1 and l.entity = $2 and l.remote_id = k.id
     left join sync_skip s on s.connection_id = $1 and s.entity = $2 and s.remote_id = k.id
     left join sync_issue i on i.connection_id = $1 and i.entity = $2 and i.direction = 'in' and i.record_key = k.id and i.state = 'open'`,
    [connectionId, entity, remoteIds],
  );
  return new Map(rows.flatMap(({ remoteId, seenAt }) => (seenAt ? [[remoteId, seenAt] as const] : [])));
}

export interface WaitingPushes {
  entity: PulledEntity;
  reason: string;
  isLinked: boolean;
  stageKind: 'open' | 'won' | 'lost' | null;
  count: number;
}

/** The pushes that wait, by what decides whether a mode lets them go. */
export const readWaitingPushes = (tx: Tx, connectionId: Id): Promise<WaitingPushes[]> =>
  tx.query<WaitingPushes>(
    `select r.entity, r.reason, l.id is not null as "isLinked", s.kind as "stageKind", count(*)::int as count from push_request r
     left join entity_link l on l.workspace_id = r.workspace_id and l.connection_id = r.connection_id and l.entity = r.entity and l.local_id = r.local_id
     left join opportunity o on r.entity = 'opportunity' and o.workspace_id = r.workspace_id and o.id = r.local_id
     left join pipeline_stage s on s.workspace_id = o.workspace_id and s.id = o.stage_id
     where r.connection_id = $1 and r.state in ('pending', 'running') group by 1, 2, 3, 4`,
    [connectionId],
  );
