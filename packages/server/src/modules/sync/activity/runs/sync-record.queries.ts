import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { EntityLink, PulledEntity } from '../../../links/link.ts';
import { isLeftSql } from '../../records/fields/held-fields.ts';

/** Where the audit log stands. */
export async function newestEvent(tx: Tx): Promise<string> {
  const [row] = await tx.query<{ seq: string }>(`select coalesce(max(seq), 0)::text as seq from audit_event`);
  return row?.seq ?? '0';
}

/** What was written of a record since then: its last word on what became of it, remarks aside. */
export async function lastEventOf(
  tx: Tx,
  { entity, remoteId, after }: { entity: PulledEntity; remoteId: string; after: string },
): Promise<{ description: string; status: string } | null> {
  const [row] = await tx.query<{ description: string; status: string }>(
    `select description, status from audit_event where entity = $1 and remote_id = $2 and seq > $3 and direction = 'in'
     order by (operation = 'check'), seq desc limit 1`,
    [entity, remoteId, after],
  );
  return row ?? null;
}

/** Why something that ConnectWise has of a linked record did not come in, a clause; null where all did. */
export async function whyLeft(
  tx: Tx,
  { connectionId, entity, remoteId }: Pick<EntityLink, 'connectionId' | 'entity' | 'remoteId'>,
): Promise<string | null> {
  const [row] = await tx.query<{ reason: string }>(
    `select s.reason from sync_skip s where s.connection_id = $1 and s.entity = $2 and s.remote_id = $3 and ${isLeftSql('s')}`,
    [connectionId, entity, remoteId],
  );
  return row?.reason ?? null;
}

/** Whether a push of the record has an open issue, or waits for the link of another record, whose issue it is. */
export async function hasPushIssue(tx: Tx, connectionId: Id, entity: PulledEntity, localId: Id): Promise<boolean> {
  const rows = await tx.query(
    `select 1 from sync_issue where connection_id = $1 and entity = $2 and local_id = $3 and direction = 'out' and state = 'open'
     union all select 1 from push_request where connection_id = $1 and entity = $2 and local_id = $3 and state = 'parked' and waits_for is not null limit 1`,
    [connectionId, entity, localId],
  );
  return rows.length > 0;
}

/** How many of these records were changed here by what came in since then. */
export async function countChanged(
  tx: Tx,
  { entity, remoteIds, after }: { entity: PulledEntity; remoteIds: readonly string[]; after: string },
): Promise<number> {
  const [row] = await tx.query<{ n: number }>(
    `select count(distinct remote_id)::int as n from audit_event where entity = $1 and remote_id = any($2::text[]) and seq > $3
       and direction = 'in' and status = 'success' and operation in ('create', 'update')`,
    [entity, remoteIds, after],
  );
  return row?.n ?? 0;
}

/** Which of these records nothing may be sent of because a person said so, and of which a push has an open issue. */
export const standingOfAsked = (tx: Tx, connectionId: Id, entity: PulledEntity, localIds: readonly Id[]) =>
  tx.query<{ localId: Id; isNever: boolean; hasIssue: boolean }>(
    `select k.id as "localId",
       exists (select from never_synced n where n.connection_id = $1 and n.entity = $2 and n.local_id = k.id) as "isNever",
       exists (select from sync_issue i where i.connection_id = $1 and i.entity = $2 and i.local_id = k.id and i.direction = 'out' and i.state = 'open')
         or exists (select from push_request r where r.connection_id = $1 and r.entity = $2 and r.local_id = k.id and r.state = 'parked' and r.waits_for is not null) as "hasIssue"
     from unnest($3::uuid[]) k(id)`,
    [connectionId, entity, localIds],
  );
