import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';

/** A contact that its push made, and that is to become the default one of its company. */
export interface DefaultClaim {
  companyId: number;
  /** The company may have been patched already, by an attempt that was not finished. */
  isSent: boolean;
}

/** Kept among the intents: both are about to happen in ConnectWise, and are ended in the transaction that tells of them. */
const ENTITY = 'default_contact';

/** Written along with the link of the contact: a push that dies in between goes on with it. */
export async function openClaim(tx: Tx, connectionId: Id, contactId: Id, companyId: number): Promise<void> {
  await tx.query(
    `insert into create_intent (connection_id, entity, local_key, natural_key) values ($1, '${ENTITY}', $2, $3)
     on conflict (workspace_id, connection_id, entity, local_key) do update set natural_key = excluded.natural_key`,
    [connectionId, contactId, JSON.stringify({ companyId, isSent: false })],
  );
}

export async function readClaim(tx: Tx, connectionId: Id, contactId: Id): Promise<DefaultClaim | null> {
  const rows = await tx.query<{ claim: DefaultClaim }>(
    `select natural_key as claim from create_intent where connection_id = $1 and entity = '${ENTITY}' and local_key = $2`,
    [connectionId, contactId],
  );
  return rows[0]?.claim ?? null;
}

/** The company is patched after this commit. */
export async function noteClaimSent(tx: Tx, connectionId: Id, contactId: Id): Promise<void> {
  await tx.query(
    `update create_intent set natural_key = natural_key || '{"isSent": true}'
     where connection_id = $1 and entity = '${ENTITY}' and local_key = $2`,
    [connectionId, contactId],
  );
}

export async function endClaim(tx: Tx, connectionId: Id, contactId: Id): Promise<void> {
  await tx.query(`delete from create_intent where connection_id = $1 and entity = '${ENTITY}' and local_key = $2`, [
    connectionId,
    contactId,
  ]);
}
