import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { LinkedEntity } from '../../../links/link.ts';

/** Beside the intents to create: both are the right of one push to write a record, kept alive by its heartbeat. */
const KIND = 'writing_';
/** A push that has not been heard of for so long is taken for dead. */
const LEASE_SECONDS = 20;

/**
 * Gives a push alone the right to write a record in ConnectWise: its own push and the sale that needs it may be under way at the same time, and what
 * both add there would stand twice. False while another push has it.
 */
export async function holdRecord(
  tx: Tx,
  { connectionId, entity, localId }: { connectionId: Id; entity: LinkedEntity; localId: Id },
  owner: string,
): Promise<boolean> {
  const held = await tx.query(
    `insert into create_intent as i (connection_id, entity, local_key, natural_key, lease_owner, lease_until)
     values ($1, $2, $3, '{}', $4, now() + make_interval(secs => $5))
     on conflict (workspace_id, connection_id, entity, local_key) do update set
       lease_owner = excluded.lease_owner, lease_until = excluded.lease_until
     where i.lease_until is null or i.lease_until < now() or i.lease_owner = excluded.lease_owner
     returning i.entity`,
    [connectionId, `${KIND}${entity}`, localId, owner, LEASE_SECONDS],
  );
  return held.length > 0;
}

/** What a push held is free for others. */
export async function letGoRecords(tx: Tx, connectionId: Id, owner: string): Promise<void> {
  await tx.query(
    `delete from create_intent where connection_id = $1 and lease_owner = $2 and entity like '${KIND.replace('_', '\\_')}%'`,
    [connectionId, owner],
  );
}
