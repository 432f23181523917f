import type { ReferenceKind } from '@causeway/shared/vocabulary';
import { ConnectWiseError } from '../../../../connectwise/client/connectwise-error.ts';
import type { Tx } from '../../../../platform/database/database.ts';
import { isSame } from '../../../../platform/is-same.ts';
import { readReferenceLists } from '../../../connection/reference-lists.ts';
import { listsAreNewer } from '../../messages/push-description.messages.ts';
import type { NotSent } from '../../records/fields/derive.ts';
import { listsOf } from './lacking.rules.ts';
import type { PushAttempt } from './push-attempt.ts';
import { PushBusy } from './push-refused.ts';

/** Before it is told that ConnectWise has no such option. */
export const lookForOptions = (attempt: PushAttempt, notSent: readonly NotSent[]): Promise<void> =>
  readListsAnew(attempt, listsOf(notSent));

/**
 * Somebody may have added the option since its list was read: it is read again, if that was not done within the last minute. Where it says something
 * else the push begins anew with it.
 */
export async function readListsAnew(attempt: PushAttempt, lists: readonly ReferenceKind[]): Promise<void> {
  const kinds = [...new Set(lists)];
  if (kinds.length === 0) return;
  const { workspaceId, connectionId } = attempt;
  try {
    await attempt.references.refreshOld(workspaceId, connectionId, kinds);
  } catch (trouble) {
    // Nothing is known better: what was known is told.
    if (trouble instanceof ConnectWiseError) return;
    throw trouble;
  }
  if (await attempt.read((tx) => areNewer(tx, attempt, kinds))) throw new PushBusy(listsAreNewer());
}

/** Whether one of the lists in which something was looked for in vain says something else by now: nobody who reads it anew meets a push under way. */
export const isFoundByNow = (tx: Tx, attempt: PushAttempt): Promise<boolean> =>
  areNewer(
    tx,
    attempt,
    attempt.lacking.flatMap((one) => (one === 'product_map' ? [] : [one])),
  );

async function areNewer(
  tx: Tx,
  { connectionId, setup }: Pick<PushAttempt, 'connectionId' | 'setup'>,
  kinds: readonly ReferenceKind[],
): Promise<boolean> {
  if (kinds.length === 0) return false;
  const now = await readReferenceLists(tx, connectionId, kinds);
  return kinds.some((kind) => !isSame(now[kind] ?? [], setup.lists[kind] ?? []));
}
