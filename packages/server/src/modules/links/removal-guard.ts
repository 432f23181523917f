import type { Tx } from '../../platform/database/database.ts';
import type { Id } from '../../platform/ids.ts';
import { manyRemoved } from './removal.messages.ts';
import {
  keepRemovalHold,
  lockRemovals,
  noteAsked,
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

/** What becomes of links whose records are gone: those that somebody decided to keep stay, and the verdict is about the others. */
export interface Judgement {
  verdict: RemovalVerdict;
  kept: ReadonlySet<Id>;
}

/**
 * Asked before links are marked as broken because ConnectWise no longer has their records, by pulls and pushes alike. When more than a tenth of
 * the links of one kind would break within an hour, it is likelier that something is wrong than that so much was removed: a restored backup, a
 * wrong account, rights taken away. Then no further link breaks, and one issue asks. Who decides to keep them decides about these, not about
 * records that are gone later.
 */
export async function judgeRemovals(tx: Tx, scope: JudgedRemovals, linkIds: readonly Id[]): Promise<Judgement> {
  await lockRemovals(tx, scope);
  const { total, recent, standing, asked } = await readRemovals(tx, scope, linkIds);
  if (standing === 'allowed') return { verdict: 'broken', kept: new Set() };
  const kept = new Set(standing === 'kept' ? asked : []);
  const others = linkIds.filter((id) => !kept.has(id));
  if (others.length === 0) return { verdict: 'kept', kept };
  const removed = recent + others.length;
  if (standing !== 'held' && removed <= Math.max(MIN_LIMIT, Math.floor(total / 10))) return { verdict: 'broken', kept };
  await noteAsked(tx, others);
  if (standing !== 'held') {
    await keepRemovalHold(tx, scope);
    await openRemovalIssue(tx, scope, manyRemoved({ removed, total, what: scope.what }));
  }
  return { verdict: 'held', kept };
}
