import type { Database, Tx } from '../../../platform/database/database.ts';
import { refuse } from '../../../platform/errors.ts';
import { type Id, newId } from '../../../platform/ids.ts';
import type { PulledEntity } from '../../links/link.ts';
import { lockCursor } from '../pull/write/cursor.queries.ts';
import { CreateIntents } from '../push/attempt/create-intents.queries.ts';
import { holdRecord, letGoRecords } from '../push/attempt/record-holds.queries.ts';
import { syncOf } from '../registry.ts';
import type { Desk } from './record-sides.ts';

const LEASE_MS = 20_000;

/**
 * Does something to a linked record in ConnectWise on a person's word, as a push does: meanwhile no push writes it, and no poll takes it in. What is
 * held is free again once a lease is over after this process has ended. `check` is in the transaction that begins it. ProblemsError: busy.
 */
export async function whileHeld<T>(
  database: Database,
  { workspaceId, connectionId }: Pick<Desk, 'workspaceId' | 'connectionId'>,
  { entity, localId, check }: { entity: PulledEntity; localId: Id; check: (tx: Tx) => Promise<unknown> },
  work: () => Promise<T>,
): Promise<T> {
  const intents = new CreateIntents(LEASE_MS);
  const owner = `person:${newId()}`;
  await database.inWorkspace(workspaceId, async (tx) => {
    await lockCursor(tx, connectionId, entity);
    await check(tx);
    if (!(await holdRecord(tx, intents, { connectionId, entity, localId }, owner)))
      refuse(
        'busy',
        `This ${syncOf(entity).words.local} is being sent to ConnectWise right now. Try again in a moment.`,
      );
  });
  const heart = setInterval(() => {
    database.inWorkspace(workspaceId, (tx) => intents.keep(tx, owner)).catch(() => undefined);
  }, LEASE_MS / 3);
  try {
    return await work();
  } finally {
    clearInterval(heart);
    // What cannot be freed now is free when its lease is over.
    await database.inWorkspace(workspaceId, (tx) => letGoRecords(tx, connectionId, owner)).catch(() => undefined);
  }
}
