import type { Tx } from '../../platform/database/database.ts';
import { manyRemoved } from './removal.messages.ts';
import {
  keepRemovalHold,
  lockRemovals,
  openRemovalIssue,
  type RemovalScope,
  readRemovals,
} from './removal-guard.queries.ts';

/** `broken`: go on and break the links; `held`: nothing is broken until a person has decided; `kept`: a person decided to keep the links. */
export type RemovalVerdict = 'broken' | 'held' | 'kept';

export interface JudgedRemovals extends RemovalScope {
  /** The records in ConnectWise's word, several: companies. */
  what: string;
}

/** So few are never taken for a wave. */
const MIN_LIMIT = 10;

/**
 * Asked before links are marked as broken because ConnectWise no longer has their records, by pulls and pushes alike. When more than a tenth of
 * the links of one kind would break within an hour, it is likelier that something is wrong than that so much was removed: a restored backup, a
 * wrong account, rights taken away. Then no further link breaks, and one issue asks.
 */
export async function judgeRemovals(tx: Tx, scope: JudgedRemovals, count: number): Promise<RemovalVerdict> {
  await lockRemovals(tx, scope);
  const { total, recent, standing } = await readRemovals(tx, scope);
  if (standing === 'allowed') return 'broken';
  if (standing !== null) return standing;
  if (recent + count <= Math.max(MIN_LIMIT, Math.floor(total / 10))) return 'broken';
  await hold(tx, scope, { removed: recent + count, total });
  return 'held';
}

async function hold(
  tx: Tx,
  scope: JudgedRemovals,
  { removed, total }: { removed: number; total: number },
): Promise<void> {
  await keepRemovalHold(tx, scope);
  await openRemovalIssue(tx, scope, manyRemoved({ removed, total, what: scope.what }));
}
