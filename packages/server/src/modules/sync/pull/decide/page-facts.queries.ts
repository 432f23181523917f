import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import { type PulledEntity, writingOf } from '../../../links/link.ts';
import type { NaturalKey } from './intent.rules.ts';
import type { OpenOutcome } from './open-outcome.ts';

/** How these records ended the last time, as far as that is open: issues, and what is skipped or excluded. One statement. */
export async function readOpenOutcomes(
  tx: Tx,
  connectionId: Id,
  entity: PulledEntity,
  remoteIds: readonly string[],
): Promise<Map<string, OpenOutcome>> {
  if (remoteIds.length === 0) return new Map();
  const rows = await tx.query<OpenOutcome>(
    `select k.id as "remoteId", i.id as "issueId", i.code as "issueCode", i.message as "issueMessage", i.local_id as "localId", coalesce(i.attempts, 0) as attempts,
       s.code as "skipCode", s.reason as "skipReason"
     from unnest($3::text[]) as k(id)
     left join sync_issue i on i.connection_id = $1 and i.entity = $2 and i.direction = 'in' and i.record_key = k.id and i.state = 'open'
     left join sync_skip s on s.connection_id = $1 and s.entity = $2 and s.remote_id = k.id
     where i.id is not null or s.remote_id is not null`,
    [connectionId, entity, remoteIds],
  );
  return new Map(rows.map((row) => [row.remoteId, row]));
}

/** Which of these linked records of the CRM are being pushed: by a push of their own, or by a sale that needs them. */
export async function readBeingPushed(
  tx: Tx,
  connectionId: Id,
  entity: PulledEntity,
  localIds: readonly Id[],
): Promise<ReadonlySet<Id>> {
  if (localIds.length === 0) return new Set();
  const rows = await tx.query<{ id: Id }>(
    `select local_id as id from push_request where connection_id = $1 and entity = $2 and state = 'running' and local_id = any ($3::uuid[])
     union select local_key::uuid from create_intent
     where connection_id = $1 and entity = $4 and local_key = any ($3::text[]) and lease_until > now()`,
    [connectionId, entity, localIds, writingOf(entity)],
  );
  return new Set(rows.map(({ id }) => id));
}

/** What pushes are about to create, their links not yet bound; few at any time. */
export async function readIntents(tx: Tx, connectionId: Id, entity: PulledEntity): Promise<NaturalKey[]> {
  const rows = await tx.query<{ key: NaturalKey }>(
    `select natural_key as key from create_intent where connection_id = $1 and entity = $2 and natural_key <> '{}'`,
    [connectionId, entity],
  );
  return rows.map((row) => row.key);
}
