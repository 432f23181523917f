import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { EntitySync } from '../../records/entity-sync.ts';

export interface UnbrokenLink {
  id: Id;
  localId: Id;
  remoteId: string;
  name: string;
  skipCode: string | null;
}

/** Of these links those that are not broken yet and were not synced since ConnectWise was asked; locked, in the order of their IDs. */
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
     where l.entity = $2 and l.state <> 'broken' and l.synced_at < $3 order by l.id for update of l`,
    [linkIds, entity, lookedAt.toISOString()],
  );

export const breakLinks = (tx: Tx, linkIds: readonly Id[]): Promise<unknown> =>
  tx.query(`update entity_link l set state = 'broken' from unnest($1::uuid[]) as k(id) where l.id = k.id`, [linkIds]);
