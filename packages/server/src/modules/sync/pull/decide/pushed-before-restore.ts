import type { WireRecord } from '../../../../connectwise/wire/wire.ts';
import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import { type Forgotten, readForgotten } from '../../../connection/restored.queries.ts';
import { pushedBeforeRestore } from '../../messages/match.messages.ts';
import type { EntitySync } from '../../records/entity-sync.ts';
import type { Matched, OpenRecord } from './decision.ts';

/**
 * Records that are not linked, and that ConnectWise got between the backup and the restore, with the row of the CRM that a push had made them of.
 * Each row stands for one record, the oldest for the oldest. What ConnectWise says of them stands: the backup is older.
 */
export async function findPushedBeforeRestore(
  tx: Tx,
  connectionId: Id,
  sync: EntitySync,
  unlinked: readonly OpenRecord[],
): Promise<Matched[]> {
  if (!sync.madeOf || unlinked.length === 0) return [];
  const forgotten = await readForgotten(tx, connectionId);
  const lost = forgotten ? unlinked.filter(({ parsed }) => wasEnteredIn(forgotten, parsed.record)) : [];
  if (lost.length === 0) return [];
  const rows = await sync.madeOf(
    tx,
    connectionId,
    lost.map(({ parsed: { remoteId }, fields }) => ({ remoteId, fields })),
  );
  const taken = new Set<Id>();
  const inOrder = [...lost].sort((a, b) => Number(a.parsed.remoteId) - Number(b.parsed.remoteId));
  return inOrder.flatMap((one): Matched[] => {
    const localId = rows.get(one.parsed.remoteId)?.find((id) => !taken.has(id));
    if (localId === undefined) return [];
    taken.add(localId);
    return [{ one, localId, because: pushedBeforeRestore(), owner: 'connectwise' }];
  });
}

function wasEnteredIn({ from, until }: Forgotten, record: WireRecord | null): boolean {
  const text = record?._info?.dateEntered;
  const entered = text ? new Date(text) : null;
  return entered !== null && entered >= from && entered <= until;
}
