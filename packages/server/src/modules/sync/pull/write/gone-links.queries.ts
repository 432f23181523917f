import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { PulledEntity } from '../../../links/link.ts';
import { recordNotThere } from '../../messages/callback-description.messages.ts';
import type { EntitySync } from '../../records/entity-sync.ts';

export interface UnbrokenLink {
  id: Id;
  localId: Id;
  remoteId: string;
  name: string;
  skipCode: string | null;
}

/**
 * Of these links those that are not broken yet and were not synced since ConnectWise was asked; locked, in the order of their IDs. Of one that is never
 * synced nobody asks.
 */
export const readUnbroken = (
  tx: Tx,
  { entity, table, crmSide }: EntitySync,
  linkIds: readonly Id[],
  lookedAt: Date,
): Promise<UnbrokenLink[]> =>
  tx.query<UnbrokenLink>(
    `select l.id, l.local_id as "localId", l.remote_id as "remoteId", coalesce(${crmSide.name}, l.remote_id) as name,
       (select s.code from sync_skip s where s.connection_id = l.connection_id and s.entity = l.entity and s.remote_id = l.remote_id) as "skipCode"
     from unnest($1::uuid[]) as k(id) join entity_link l on l.id = k.id
     left join ${table.name} t on t.workspace_id = l.workspace_id and t.id = l.local_id
     where l.entity = $2 and l.state not in ('broken', 'never') and l.synced_at < $3 order by l.id for update of l`,
    [linkIds, entity, lookedAt.toISOString()],
  );

export const breakLinks = (tx: Tx, linkIds: readonly Id[]): Promise<unknown> =>
  tx.query(`update entity_link l set state = 'broken' from unnest($1::uuid[]) as k(id) where l.id = k.id`, [linkIds]);

/** Of these records, which ConnectWise does not have, those that are not linked: nothing is left to bring in. */
export async function forgetUnlinked(
  tx: Tx,
  connectionId: Id,
  entity: PulledEntity,
  remoteIds: readonly string[],
): Promise<void> {
  await tx.query(
    `with gone as (
       select k.id from unnest($3::text[]) as k(id) where not exists (
         select from entity_link l where l.connection_id = $1 and l.entity = $2 and l.remote_id = k.id)),
     skips as (delete from sync_skip s using gone where s.connection_id = $1 and s.entity = $2 and s.remote_id = gone.id)
     update sync_issue i set state = 'resolved', resolution = $4 from gone
     where i.connection_id = $1 and i.entity = $2 and i.direction = 'in' and i.remote_id = gone.id and i.state = 'open'`,
    [connectionId, entity, remoteIds, recordNotThere()],
  );
}
