import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { Reference } from '../../records/entity-sync.ts';
import { keyOf, type ReferenceState } from './reference-state.ts';

/** Where referenced records stand, by `keyOf`; every reference asked for has an entry. One statement. */
export async function readReferences(
  tx: Tx,
  connectionId: Id,
  references: readonly Reference[],
): Promise<Map<string, ReferenceState>> {
  if (references.length === 0) return new Map();
  const asked = new Map(references.map((r) => [keyOf(r.entity, r.remoteId), r]));
  const rows = await tx.query<ReferenceState>(
    `select k.entity, k.id as "remoteId", coalesce(l.local_id, x.local_id) as "localId", s.code as "skipCode", s.reason as "skipReason", i.message as "issueMessage"
     from unnest($2::text[], $3::text[]) as k(entity, id)
     left join lateral (select e.id, e.local_id from entity_link e
       where e.connection_id = $1 and e.entity = k.entity and e.remote_id = k.id offset 0) l on true
     -- Who was erased here holds their place, also without a link.
     left join erased_record x on l.id is null and k.entity = 'contact' and x.connection_id = $1 and x.entity = k.entity
       and x.remote_hash = erased_hash($1, k.entity, k.id)
     left join sync_skip s on l.id is null and s.connection_id = $1 and s.entity = k.entity and s.remote_id = k.id
     left join sync_issue i on l.id is null and i.connection_id = $1 and i.entity = k.entity and i.direction = 'in'
       and i.record_key = k.id and i.state = 'open'`,
    [connectionId, [...asked.values()].map((r) => r.entity), [...asked.values()].map((r) => r.remoteId)],
  );
  return new Map(rows.map((row) => [keyOf(row.entity, row.remoteId), row]));
}
