import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { PulledEntity } from '../../../links/link.ts';
import type { EntitySync } from '../../records/entity-sync.ts';
import {
  BEING_PUSHED,
  BEING_WRITTEN,
  BY_MODE,
  EXCLUDED,
  MATCH_DECIDED,
  NAME_AWAITED,
  REMOVAL_HELD,
} from '../../records/skip-codes.ts';
import { isRemovalOpen } from '../decide/open-removals.queries.ts';

/**
 * Records that were skipped for a parent that is linked by now, because a push was creating them, or until a person decided; and those whose name another
 * one had that was deleted or edited, or whose link broke or went, since they were last looked at; or one whose link is broken, once that is settled.
 */
export async function readReleased(
  tx: Tx,
  connectionId: Id,
  { entity, table, crmSide }: Pick<EntitySync, 'entity' | 'table' | 'crmSide'>,
  limit: number,
): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `select id from (
     select s.remote_id as id from sync_skip s
     left join entity_link l on l.connection_id = s.connection_id and l.entity = s.waits_for_entity and l.remote_id = s.waits_for_id
     where s.connection_id = $1 and s.entity = $2 and s.code <> '${NAME_AWAITED}'
       and (l.id is not null or s.code in ('${BEING_PUSHED}', '${BEING_WRITTEN}', '${MATCH_DECIDED}'))
     union
     select s.remote_id from sync_skip s
     left join entity_link l on l.connection_id = s.connection_id and l.entity = s.waits_for_entity and l.remote_id = s.waits_for_id
     left join ${table.name} t on t.workspace_id = l.workspace_id and t.id = l.local_id
     where s.connection_id = $1 and s.entity = $2 and s.code = '${NAME_AWAITED}' and (l.state is distinct from 'broken'
       or t.id is null or lower(${crmSide.name}) <> lower(s.name) or not ${isRemovalOpen('s.connection_id', 's.entity', 'l.local_id')})
     union
     select i.remote_id from sync_issue i
     left join ${table.name} t on t.workspace_id = i.workspace_id and t.id = (i.detail ->> 'localId')::uuid
     left join entity_link l on l.connection_id = i.connection_id and l.entity = i.entity and l.local_id = t.id
     where i.connection_id = $1 and i.entity = $2 and i.direction = 'in' and i.state = 'open' and i.code = 'name_taken'
       and i.remote_id is not null and i.detail ? 'localId'
       and (t.id is null or t.updated_at >= i.last_seen_at or l.broken_at > i.last_seen_at or i.detail ->> 'linkedTo' is distinct from l.remote_id)
     ) released order by length(id), id limit $3`,
    [connectionId, entity, limit],
  );
  return rows.map((row) => row.id);
}

/** Linked records whose answer named no company of theirs, the one longest ago first: a role may have shown less for a moment, which moves no time. */
export async function readIllegible(tx: Tx, connectionId: Id, entity: PulledEntity, limit: number): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `select remote_id as id from sync_issue where connection_id = $1 and entity = $2 and direction = 'in' and state = 'open'
       and code = 'company_missing' and remote_id is not null order by last_seen_at, id limit $3`,
    [connectionId, entity, limit],
  );
  return rows.map((row) => row.id);
}

/** Those of them that are still so were looked at now: the others are next. */
export const noteIllegibleSeen = (
  tx: Tx,
  connectionId: Id,
  entity: PulledEntity,
  remoteIds: readonly string[],
): Promise<unknown> =>
  tx.query(
    `update sync_issue set last_seen_at = now() where connection_id = $1 and entity = $2 and direction = 'in' and state = 'open'
       and code = 'company_missing' and remote_id = any($3::text[])`,
    [connectionId, entity, remoteIds],
  );

/** Records to reevaluate: excluded by filters other than these, or asked for by a person after a change of mode. */
export async function readToReevaluate(
  tx: Tx,
  connectionId: Id,
  entity: PulledEntity,
  filterHash: string,
  limit: number,
): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `select s.remote_id as id from sync_skip s
     where s.connection_id = $1 and s.entity = $2 and (s.reevaluate or (s.code = '${EXCLUDED}' and s.filter_hash is distinct from $3))
     order by length(s.remote_id), s.remote_id limit $4`,
    [connectionId, entity, filterHash, limit],
  );
  return rows.map((row) => row.id);
}

/** A decided match is looked at once; what skips the record after all is written down as its own. */
export async function removeDecided(
  tx: Tx,
  connectionId: Id,
  entity: PulledEntity,
  remoteIds: readonly string[],
): Promise<void> {
  await tx.query(
    `delete from sync_skip s using unnest($3::text[]) as k(id)
     where s.connection_id = $1 and s.entity = $2 and s.remote_id = k.id and s.code = '${MATCH_DECIDED}'`,
    [connectionId, entity, remoteIds],
  );
}

/** Those of them whose name is still taken were looked at now, with the link of the one that has it. */
export const noteTakenSeen = (
  tx: Tx,
  connectionId: Id,
  entity: PulledEntity,
  remoteIds: readonly string[],
): Promise<unknown> =>
  tx.query(
    `update sync_issue i set last_seen_at = now(), detail = i.detail || jsonb_build_object('linkedTo', (
       select l.remote_id from entity_link l where l.connection_id = $1 and l.entity = $2 and l.local_id::text = i.detail ->> 'localId'))
     where connection_id = $1 and entity = $2 and direction = 'in' and state = 'open' and code = 'name_taken' and remote_id = any($3::text[])`,
    [connectionId, entity, remoteIds],
  );

/**
 * Forgets that records were skipped which a push has linked meanwhile; a linked one that waits for a new parent, or whose changes are
 * excluded by a filter or skipped by the mode, stays as it is.
 */
export async function removeSkipsOfLinked(tx: Tx, connectionId: Id, entity: PulledEntity): Promise<void> {
  await tx.query(
    `delete from sync_skip s using entity_link l where s.connection_id = $1 and s.entity = $2
       and l.connection_id = $1 and l.entity = $2 and l.remote_id = s.remote_id and s.code not in ('${EXCLUDED}', '${BY_MODE}', '${REMOVAL_HELD}', '${BEING_WRITTEN}', '${NAME_AWAITED}')
       and (s.waits_for_id is null or exists (
         select 1 from entity_link p where p.connection_id = $1 and p.entity = s.waits_for_entity and p.remote_id = s.waits_for_id))`,
    [connectionId, entity],
  );
}

/** Keeps that these were reevaluated, by these filters; those that came in are not there any more. */
export async function markReevaluated(
  tx: Tx,
  connectionId: Id,
  entity: PulledEntity,
  remoteIds: readonly string[],
  filterHash: string,
): Promise<void> {
  await tx.query(
    `update sync_skip s set filter_hash = $4, reevaluate = false from unnest($3::text[]) as k(id)
     where s.connection_id = $1 and s.entity = $2 and s.remote_id = k.id`,
    [connectionId, entity, remoteIds, filterHash],
  );
}

/** Makes a poll due at once when records wait that a person has decided about; false when none do. */
export async function pullDecidedSoon(tx: Tx, connectionId: Id): Promise<boolean> {
  const rows = await tx.query(
    `update connection set next_pull_at = least(next_pull_at, now()) where id = $1 and exists (
       select from sync_skip where connection_id = $1 and code = '${MATCH_DECIDED}') returning 1`,
    [connectionId],
  );
  return rows.length > 0;
}
