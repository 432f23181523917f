import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import { type LinkedEntity, writingOf } from '../../../links/link.ts';
import type { CreateIntents } from './create-intents.queries.ts';

/**
 * Gives a push alone the right to write a record in ConnectWise, kept alive by its heartbeat like an intent: its own push and the sale that needs it may
 * be under way at the same time, and what both add there would stand twice. False while another push has it.
 */
export async function holdRecord(
  tx: Tx,
  intents: Pick<CreateIntents, 'open'>,
  { connectionId, entity, localId }: { connectionId: Id; entity: LinkedEntity; localId: Id },
  owner: string,
): Promise<boolean> {
  const opened = await intents.open(tx, { connectionId, entity: writingOf(entity), localKey: localId }, owner);
  return opened.state !== 'busy';
}

/** What a push held is free for others. */
export async function letGoRecords(tx: Tx, connectionId: Id, owner: string): Promise<void> {
  await tx.query(
    `delete from create_intent where connection_id = $1 and lease_owner = $2 and entity like 'writing\\_%'`,
    [connectionId, owner],
  );
}
