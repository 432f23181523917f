import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { PulledEntity } from '../../../links/link.ts';
import { BEING_PUSHED, EXCLUDED, MATCH_DECIDED, REMOVAL_HELD } from '../../records/skip-codes.ts';
import type { NaturalKey } from './intent.rules.ts';
import { type OpenOutcome } from './page-facts.ts';

/** What was written down earlier about these records: open issues and what stays out. One statement. */
export async function readNotes(
  tx: Tx,
  connectionId: Id,
  entity: PulledEntity,
  remoteIds: readonly string[],
): Promise<Map<string, OpenOutcome>> {
  if (remoteIds.length === 0) return new Map();
  const rows = await tx.query<OpenOutcome>(
    `select k.id as "remoteId", i.id as "issueId", i.code as "issueCode", i.message as "issueMessage", coalesce(i.attempts, 0) as attempts,
       s.code as "skipCode", s.reason as "skipReason"
     from unnest($3::text[]) as k(id)
     left join sync_issue i on i.connection_id = $1 and i.entity = $2 and i.direction = 'in' and i.record_key = k.id and i.state = 'open'
     left join sync_skip s on s.connection_id = $1 and s.entity = $2 and s.remote_id = k.id
     where i.id is not null or s.remote_id is not null`,
    [connectionId, entity, remoteIds],
  );
  return new Map(rows.map((row) => [row.remoteId, row]));
}

/** Records that stayed out because of a parent that is linked by now, because a push was creating them, or until a person decided. */
export async function readReleased(tx: Tx, connectionId: Id, entity: PulledEntity, limit: number): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `select s.remote_id as id from sync_skip s
     left join entity_link l on l.connection_id = s.connection_id and l.entity = s.waits_for_entity and l.remote_id = s.waits_for_id
     where s.connection_id = $1 and s.entity = $2 and (l.id is not null or s.code in ('${BEING_PUSHED}', '${MATCH_DECIDED}'))
     order by length(s.remote_id), s.remote_id limit $3`,
    [connectionId, entity, limit],
  );
  return rows.map((row) => row.id);
}

/** Records whose note is to be looked at again: judged by filters other than these, or asked for by a person after a change of mode. */
export async function readToLookAtAgain(
  tx: Tx,
  connectionId: Id,
  entity: PulledEntity,
  filterHash: string,
  limit: number,
): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `select s.remote_id as id from sync_skip s
     where s.connection_id = $1 and s.entity = $2 and (s.look_again or (s.code = '${EXCLUDED}' and s.judged_by is distinct from $3))
     order by length(s.remote_id), s.remote_id limit $4`,
    [connectionId, entity, filterHash, limit],
  );
  return rows.map((row) => row.id);
}

/** What pushes are about to create, their links not yet bound; few at any time. */
export async function readIntents(tx: Tx, connectionId: Id, entity: PulledEntity): Promise<NaturalKey[]> {
  const rows = await tx.query<{ key: NaturalKey }>(
    `select natural_key as key from create_intent where connection_id = $1 and entity = $2 and natural_key <> '{}'`,
    [connectionId, entity],
  );
  return rows.map((row) => row.key);
}

/** Which of these records have an open issue, or a removal that waits for a person. Both are few: the joins start from them. */
export async function readOpenIssueKeys(
  tx: Tx,
  connectionId: Id,
  entity: PulledEntity,
  remoteIds: readonly string[],
): Promise<Set<string>> {
  const rows = await tx.query<{ key: string }>(
    `select i.record_key as key from sync_issue i join unnest($3::text[]) as k(id) on k.id = i.record_key
     where i.connection_id = $1 and i.entity = $2 and i.direction = 'in' and i.state = 'open'
     union all
     select s.remote_id from sync_skip s join unnest($3::text[]) as k(id) on k.id = s.remote_id
     where s.connection_id = $1 and s.entity = $2 and s.code = '${REMOVAL_HELD}'`,
    [connectionId, entity, remoteIds],
  );
  return new Set(rows.map((row) => row.key));
}
