import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';

/**
 * Linked opportunities without an owner, on both sides' agreement, whose sales representative is a user of the CRM by now: one of that e-mail address was
 * added, or an address was changed. One that we filled in ourselves, which nobody chose, is none (`filled`); nor is one that waits for something else.
 */
export async function readOwnersCome(
  tx: Tx,
  connectionId: Id,
  { filled, limit }: { filled: string | null; limit: number },
): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `select l.remote_id as id from reference_item r
     join app_user u on lower(u.email) = lower(r.flags ->> 'email') and u.disabled_at is null
     join entity_link l on l.workspace_id = r.workspace_id and l.connection_id = r.connection_id and l.base #>> '{$unplaced,primarySalesRep}' = r.remote_id
     join opportunity o on o.id = l.local_id and o.owner_id is null
     where r.connection_id = $1 and r.kind = 'member' and l.entity = 'opportunity' and l.state = 'linked' and l.base ->> 'ownerId' is null
       and l.base #>> '{$unplaced,primarySalesRep}' is not null and not jsonb_exists(coalesce(l.base -> '$standIns', '{}'), 'ownerId')
       and not (l.origin = 'pushed' and r.remote_id = coalesce($2, ''))
       and not exists (select from sync_skip s where s.workspace_id = l.workspace_id and s.connection_id = l.connection_id
         and s.entity = l.entity and s.remote_id = l.remote_id)
       and not exists (select from sync_issue i where i.workspace_id = l.workspace_id and i.connection_id = l.connection_id
         and i.entity = l.entity and i.remote_id = l.remote_id and i.state = 'open')
     order by length(l.remote_id), l.remote_id limit $3`,
    [connectionId, filled, limit],
  );
  return rows.map(({ id }) => id);
}
