import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { PulledEntity } from '../../../links/link.ts';
import type { RecordProblem } from '../../records/record-problem.ts';
import { BY_MODE, NAME_AWAITED } from '../../records/skip-codes.ts';
import type { WaitsFor } from '../decide/decision.ts';

export interface NewIssue {
  remoteId: string;
  localId: Id | null;
  name: string;
  problem: RecordProblem;
}

/** Opens issues, or counts one more attempt on those that are open for the same record. */
export async function openIssues(
  tx: Tx,
  connectionId: Id,
  entity: PulledEntity,
  issues: readonly NewIssue[],
): Promise<void> {
  if (issues.length === 0) return;
  await tx.query(
    `insert into sync_issue as i (connection_id, entity, direction, code, message, advice, record_name, local_id, remote_id, detail)
     select $1, $2, 'in', v.code, v.message, v.advice, v.name, v.local_id, v.remote_id, v.detail::jsonb
     from unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::uuid[], $8::text[], $9::text[])
       as v(code, message, advice, name, local_id, remote_id, detail)
     -- A push that waits for the same removal has told it already: one cause is one issue.
     where v.code <> 'remote_deleted' or not exists (
       select from sync_issue o where o.connection_id = $1 and o.direction = 'out' and o.state = 'open' and o.code = 'link_broken'
         and (o.local_id = v.local_id or o.detail ->> 'about' = v.local_id::text))
     on conflict (workspace_id, connection_id, entity, direction, record_key) where state = 'open' do update set
       code = excluded.code, message = excluded.message, advice = excluded.advice, record_name = excluded.record_name,
       local_id = coalesce(excluded.local_id, i.local_id), detail = excluded.detail, attempts = i.attempts + 1, last_seen_at = now()`,
    [
      connectionId,
      entity,
      issues.map((i) => i.problem.code),
      issues.map((i) => i.problem.message),
      issues.map((i) => i.problem.advice),
      issues.map((i) => i.name),
      issues.map((i) => i.localId),
      issues.map((i) => i.remoteId),
      issues.map((i) => JSON.stringify(i.problem.detail)),
    ],
  );
}

/** Closes what was open for records that came in, or that are skipped for a reason by now, by whom asked for them last. */
export async function resolveIssues(tx: Tx, issueIds: readonly Id[], resolution: string): Promise<void> {
  if (issueIds.length === 0) return;
  await tx.query(
    `update sync_issue i set state = 'resolved', resolution = $2, settled_by = i.detail ->> 'retriedBy', last_seen_at = now(),
       next_retry_at = null
     from unnest($1::uuid[]) as k(id) where i.id = k.id and i.state = 'open'`,
    [issueIds, resolution],
  );
}

export interface NewSkip {
  remoteId: string;
  code: string;
  reason: string;
  waitsFor: WaitsFor | null;
  name: string;
  /** ID of the filter rule that it failed. */
  rule: string | null;
  /** Key of the filters by which it was judged; null where none did. */
  filterHash: string | null;
}

export async function writeSkips(
  tx: Tx,
  connectionId: Id,
  entity: PulledEntity,
  skips: readonly NewSkip[],
): Promise<void> {
  if (skips.length === 0) return;
  await tx.query(
    `insert into sync_skip (connection_id, entity, remote_id, code, reason, waits_for_entity, waits_for_id, name, rule, filter_hash)
     select $1, $2, v.* from unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[])
       as v(remote_id, code, reason, waits_entity, waits_id, name, rule, filter_hash)
     on conflict (workspace_id, connection_id, entity, remote_id) do update set
       code = excluded.code, reason = excluded.reason, waits_for_entity = excluded.waits_for_entity, waits_for_id = excluded.waits_for_id,
       name = excluded.name, rule = excluded.rule, filter_hash = excluded.filter_hash, reevaluate = false, at = now()`,
    [
      connectionId,
      entity,
      skips.map((s) => s.remoteId),
      skips.map((s) => s.code),
      skips.map((s) => s.reason),
      skips.map((s) => s.waitsFor?.entity ?? null),
      skips.map((s) => s.waitsFor?.remoteId ?? null),
      skips.map((s) => s.name),
      skips.map((s) => s.rule),
      skips.map((s) => s.filterHash),
    ],
  );
}

export async function removeSkips(
  tx: Tx,
  connectionId: Id,
  entity: PulledEntity,
  remoteIds: readonly string[],
): Promise<void> {
  if (remoteIds.length === 0) return;
  await tx.query(
    `delete from sync_skip s using unnest($3::text[]) as k(id) where s.connection_id = $1 and s.entity = $2 and s.remote_id = k.id`,
    [connectionId, entity, remoteIds],
  );
}

/** These records of the CRM were edited, or their links broke: where one keeps another out by its name, the next poll does not wait for its time. */
export async function lookAgainAtTaken(
  tx: Tx,
  connectionId: Id,
  entity: PulledEntity,
  localIds: readonly Id[],
): Promise<void> {
  await tx.query(
    `update connection set next_pull_at = least(next_pull_at, now()) where id = $1 and sync_started_at is not null and exists (
       select from sync_issue i where i.connection_id = $1 and i.entity = $2 and i.direction = 'in' and i.state = 'open'
         and i.code = 'name_taken' and i.detail ->> 'localId' = any($3::text[])
       union all select from sync_skip s join entity_link l on l.connection_id = s.connection_id and l.entity = s.waits_for_entity and l.remote_id = s.waits_for_id
       where s.connection_id = $1 and s.entity = $2 and s.code = '${NAME_AWAITED}' and l.local_id = any($3::text[]::uuid[]))`,
    [connectionId, entity, localIds],
  );
}

/**
 * These linked records of the CRM stand otherwise now: where the mode left something of ConnectWise's records out, the next poll looks whether
 * both sides hold the same by now. The cursor stays untouched: a page that is being written holds it, and may wait for these rows.
 */
export async function lookAgainAtLeft(
  tx: Tx,
  connectionId: Id,
  entity: PulledEntity,
  localIds: readonly Id[],
): Promise<void> {
  if (localIds.length === 0) return;
  const asked = await tx.query(
    `update sync_skip s set reevaluate = true from entity_link l
     where l.connection_id = $1 and l.entity = $2 and l.local_id = any($3::uuid[]) and l.state = 'linked'
       and s.workspace_id = l.workspace_id and s.connection_id = l.connection_id and s.entity = l.entity and s.remote_id = l.remote_id
       and s.code = '${BY_MODE}' returning 1`,
    [connectionId, entity, localIds],
  );
  if (asked.length > 0) await lookAgainSoon(tx, connectionId);
}

const SOON_SECONDS = 5;

/** A record was held for a moment: the next poll does not wait for its time. */
export async function lookAgainSoon(tx: Tx, connectionId: Id): Promise<void> {
  await tx.query(
    `update connection set next_pull_at = least(next_pull_at, now() + make_interval(secs => $2)) where id = $1 and sync_started_at is not null`,
    [connectionId, SOON_SECONDS],
  );
}
