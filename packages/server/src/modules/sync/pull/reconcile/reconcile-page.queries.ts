import type { LinkState } from '@causeway/shared/vocabulary';
import type { Tx } from '../../../../platform/database/database.ts';
import { leaseLost } from '../../../../platform/errors.ts';
import type { Id } from '../../../../platform/ids.ts';
import { isWaitingPush } from '../../../links/record-standing.ts';
import type { EntitySync } from '../../records/entity-sync.ts';
import { differsSql } from '../../records/fields/columns.ts';
import type { ReconcileLease } from './reconcile.queries.ts';
import { noReconcileCounts, type ReconcileCounts } from './reconcile-counts.ts';

/** A link as the comparison of a page needs it: without its base. */
export interface WalkedLink {
  id: Id;
  localId: Id;
  remoteId: string;
  state: LinkState;
  remoteHash: string | null;
  syncedAt: Date;
  name: string | null;
  /** Its record was found to be gone, and somebody decided to keep the link, or was asked. */
  wasGone: boolean;
  /** Whether the CRM still has the record. */
  isHere: boolean;
  /** Whether the CRM's record holds something that a push would send and that was not agreed on. */
  differs: boolean;
  skipCode: string | null;
  /** Whether a push of it waits or runs; whether one waits for a person. */
  isPending: boolean;
  isFailing: boolean;
  /** What the open issue of its push says. */
  pushIssue: string | null;
}

/** The links whose ConnectWise IDs lie after one and up to another, or up to the end, in their order. One statement. */
export const readLinksBetween = (
  tx: Tx,
  connectionId: Id,
  { entity, table, fields, crmSide }: EntitySync,
  { after, upTo }: { after: number; upTo: number | null },
): Promise<WalkedLink[]> =>
  tx.query<WalkedLink>(
    `select l.id, l.local_id as "localId", l.remote_id as "remoteId", l.state, l.remote_hash as "remoteHash", l.synced_at as "syncedAt",
       l.removal_asked_at is not null as "wasGone",
       ${crmSide.name} as name, t.id is not null as "isHere",
       coalesce(t.id is not null and l.base is not null and (${differsSql(fields) || 'false'}), false) as differs,
       s.code as "skipCode", coalesce(${isWaitingPush('p')}, false) as "isPending",
       coalesce(p.state = 'parked' and p.waits_for is null, false) as "isFailing", i.message as "pushIssue"
     from entity_link l
     left join ${table.name} t on t.workspace_id = l.workspace_id and t.id = l.local_id
     left join sync_skip s on s.workspace_id = l.workspace_id and s.connection_id = l.connection_id and s.entity = l.entity and s.remote_id = l.remote_id
     left join push_request p on p.workspace_id = l.workspace_id and p.connection_id = l.connection_id and p.entity = l.entity and p.local_id = l.local_id
     left join sync_issue i on i.workspace_id = l.workspace_id and i.connection_id = l.connection_id and i.entity = l.entity and i.direction = 'out'
       and i.record_key = 'local:' || l.local_id and i.state = 'open'
     where l.connection_id = $1 and l.entity = $2 and l.remote_number > $3 and l.remote_number <= $4
     order by l.remote_number`,
    [connectionId, entity, after, upTo ?? Number.MAX_SAFE_INTEGER],
  );

/** The records that ConnectWise gave and that are not linked, as skips and open issues know them, whose IDs lie in that stretch. */
export const readUnlinkedBetween = (
  tx: Tx,
  connectionId: Id,
  { entity }: Pick<EntitySync, 'entity'>,
  { after, upTo }: { after: number; upTo: number | null },
): Promise<{ remoteId: string }[]> =>
  tx.query(
    `with known as (
       select s.remote_id from sync_skip s
       where s.connection_id = $1 and s.entity = $2 and s.remote_number > $3 and s.remote_number <= $4
       union select i.remote_id from sync_issue i
       where i.connection_id = $1 and i.entity = $2 and i.direction = 'in' and i.state = 'open'
         and case when i.remote_id ~ '^[0-9]{1,18}$' then i.remote_id::bigint end between $3 + 1 and $4)
     select k.remote_id as "remoteId" from known k
     where not exists (select from entity_link l where l.connection_id = $1 and l.entity = $2 and l.remote_id = k.remote_id)`,
    [connectionId, entity, after, upTo ?? Number.MAX_SAFE_INTEGER],
  );

/** What was counted of a kind of record so far; the row stays locked until the commit. Throws AppError "lease_lost". */
export async function lockCounts(
  tx: Tx,
  lease: ReconcileLease,
  entity: string,
): Promise<ReconcileCounts & { afterId: number }> {
  const [row] = await tx.query<ReconcileCounts & { afterId: string }>(
    `select e.after_id as "afterId", e.there, e.linked, e.paused, e.broken, e.excluded, e.skipped, e.differing, e.pending, e.failing, e.healed,
       e.reasons, e.fields
     from reconcile_entity e join reconcile r on r.workspace_id = e.workspace_id and r.id = e.reconcile_id
     where e.reconcile_id = $1 and e.entity = $2 and r.fence = $3 and r.lease_owner = $4 and r.state = 'running' for update of e, r`,
    [lease.reconcileId, entity, lease.fence, lease.owner],
  );
  if (!row) throw leaseLost('reconcile', { entity });
  return { ...noReconcileCounts(), ...row, afterId: Number(row.afterId) };
}

/** Keeps the counts and how far the walk has come; the lease holds on. */
export async function keepCounts(
  tx: Tx,
  lease: ReconcileLease,
  entity: string,
  c: ReconcileCounts,
  { afterId, isListed, gone }: { afterId: number; isListed: boolean; gone: number },
): Promise<void> {
  await tx.query(
    `with held as (update reconcile set lease_until = clock_timestamp() + make_interval(secs => $18), error = null, error_code = null where id = $1)
     update reconcile_entity set started_at = coalesce(started_at, now()), after_id = $3, is_listed = $4, there = $5, linked = $6, paused = $7,
       broken = $8, excluded = $9, skipped = $10, differing = $11, pending = $12, failing = $13, healed = $14, reasons = $15, fields = $16,
       gone = gone + $17
     where reconcile_id = $1 and entity = $2`,
    [
      lease.reconcileId,
      entity,
      afterId,
      isListed,
      c.there,
      c.linked,
      c.paused,
      c.broken,
      c.excluded,
      c.skipped,
      c.differing,
      c.pending,
      c.failing,
      c.healed,
      JSON.stringify(c.reasons),
      JSON.stringify(c.fields),
      gone,
      lease.leaseMs / 1000,
    ],
  );
}

export type FindingKind = 'gone' | 'deleted' | 'differing' | 'not_here' | 'failing' | 'not_in_crm';

export interface FieldDifference {
  field: string;
  here: unknown;
  there: unknown;
}

export interface Finding {
  kind: FindingKind;
  remoteId: string;
  localId: Id | null;
  name: string | null;
  detail: string;
  fields: readonly FieldDifference[];
  isHealed: boolean;
}

export async function writeFindings(
  tx: Tx,
  reconcileId: Id,
  entity: string,
  findings: readonly Finding[],
): Promise<void> {
  if (findings.length === 0) return;
  await tx.query(
    `insert into reconcile_finding (reconcile_id, entity, kind, remote_id, local_id, name, detail, fields, is_healed)
     select $1, $2, v.kind, v.remote_id, v.local_id, v.name, v.detail, v.fields::jsonb, v.healed
     from unnest($3::text[], $4::text[], $5::uuid[], $6::text[], $7::text[], $8::text[], $9::boolean[])
       as v(kind, remote_id, local_id, name, detail, fields, healed)
     on conflict do nothing`,
    [
      reconcileId,
      entity,
      findings.map((f) => f.kind),
      findings.map((f) => f.remoteId),
      findings.map((f) => f.localId),
      findings.map((f) => f.name),
      findings.map((f) => f.detail),
      findings.map((f) => JSON.stringify(f.fields)),
      findings.map((f) => f.isHealed),
    ],
  );
}

/** The links of the records that this reconcile found gone or deleted. */
export async function readGone(tx: Tx, connectionId: Id, reconcileId: Id, entity: string): Promise<Id[]> {
  const rows = await tx.query<{ id: Id }>(
    `select l.id from reconcile_finding f join entity_link l on l.connection_id = $1 and l.entity = f.entity and l.remote_id = f.remote_id
     where f.reconcile_id = $2 and f.entity = $3 and f.kind in ('gone', 'deleted')`,
    [connectionId, reconcileId, entity],
  );
  return rows.map(({ id }) => id);
}

/** Ends a kind of record: what became of those that are gone, and how many there are in the CRM. */
export async function finishReconciledEntity(
  tx: Tx,
  { connectionId, reconcileId }: { connectionId: Id; reconcileId: Id },
  { entity, table }: EntitySync,
  { verdict, kept }: { verdict: string | null; kept: number },
): Promise<void> {
  await tx.query(
    `with tied as (
       select count(*) filter (where l.state = 'linked') as linked, count(*) filter (where l.state in ('paused', 'never')) as paused,
         count(*) filter (where l.state = 'broken') as broken
       from entity_link l join ${table.name} t on t.workspace_id = l.workspace_id and t.id = l.local_id
       where l.connection_id = $3 and l.entity = $2)
     update reconcile_entity set finished_at = now(), removals = $4, kept = $5, here = (select count(*) from ${table.name}),
       linked_here = (select linked from tied), paused_here = (select paused from tied), broken_here = (select broken from tied),
       only_here = (select count(*) from ${table.name} t where not exists (
         select from entity_link l where l.workspace_id = t.workspace_id and l.connection_id = $3 and l.entity = $2 and l.local_id = t.id))
     where reconcile_id = $1 and entity = $2`,
    [reconcileId, entity, connectionId, verdict, kept],
  );
  if (verdict === 'broken')
    await tx.query(
      `update reconcile_finding f set is_healed = true where f.reconcile_id = $1 and f.entity = $2 and f.kind in ('gone', 'deleted')
         and not exists (select from entity_link l where l.connection_id = $3 and l.entity = $2 and l.remote_id = f.remote_id and l.state <> 'broken')`,
      [reconcileId, entity, connectionId],
    );
}
