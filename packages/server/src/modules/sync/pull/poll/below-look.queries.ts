import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { EntitySync } from '../../records/entity-sync.ts';

/** Linked records with something below them, the next ones by their IDs behind the last look. */
export async function readNextBelow(
  tx: Tx,
  connectionId: Id,
  { entity, table, hasBelow }: Pick<EntitySync, 'entity' | 'table' | 'hasBelow'>,
  limit: number,
): Promise<number[]> {
  const rows = await tx.query<{ id: string }>(
    `select l.remote_number as id from entity_link l join ${table.name} t on t.id = l.local_id and ${hasBelow ?? 'false'}
     where l.connection_id = $1 and l.entity = $2 and l.state = 'linked'
       and l.remote_number > coalesce((select c.looked_below from sync_cursor c where c.connection_id = $1 and c.entity = $2), 0)
     order by l.remote_number limit $3`,
    [connectionId, entity, limit],
  );
  return rows.map(({ id }) => Number(id));
}

/** Those of these records that are linked, have something below them, and were not synced since then. */
export async function readBelowOf(
  tx: Tx,
  connectionId: Id,
  { entity, table, hasBelow }: Pick<EntitySync, 'entity' | 'table' | 'hasBelow'>,
  { ids, since }: { ids: readonly number[]; since: Date },
): Promise<number[]> {
  const rows = await tx.query<{ id: string }>(
    `select l.remote_number as id from entity_link l join ${table.name} t on t.id = l.local_id and ${hasBelow ?? 'false'}
     where l.connection_id = $1 and l.entity = $2 and l.state = 'linked' and l.remote_number = any($3::bigint[]) and l.synced_at < $4`,
    [connectionId, entity, ids, since],
  );
  return rows.map(({ id }) => Number(id));
}

/** Where the next look goes on; null: at the beginning. */
export const noteLookedBelow = (
  tx: Tx,
  connectionId: Id,
  { entity }: Pick<EntitySync, 'entity'>,
  upTo: number | null,
): Promise<unknown> =>
  tx.query(
    `update sync_cursor set looked_below = $3 where connection_id = $1 and entity = $2 and looked_below is distinct from $3`,
    [connectionId, entity, upTo],
  );
