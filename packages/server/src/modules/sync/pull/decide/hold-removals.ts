import type { Tx } from '../../../../platform/database/database.ts';
import type { PulledEntity } from '../../../links/link.ts';
import { judgeRemovals } from '../../../links/removal-guard.ts';
import { REMOVAL_HELD } from '../../records/skip-codes.ts';
import type { PullContext } from '../context/pull-context.ts';
import type { Decided } from './page-decisions.ts';

/** Keeps the links of a page from breaking when so many records are gone at once that a person is asked first (see removal-guard.ts). */
export async function holdRemovals(
  tx: Tx,
  { connectionId }: Pick<PullContext, 'connectionId'>,
  entity: PulledEntity,
  decided: readonly Decided[],
): Promise<readonly Decided[]> {
  const breaking = decided.filter(({ decision }) => decision.kind === 'break').length;
  if (breaking === 0 || (await judgeRemovals(tx, { connectionId, entity }, breaking)) === 'broken') return decided;
  return decided.map((one) => {
    if (one.decision.kind !== 'break') return one;
    if (one.note?.skipCode === REMOVAL_HELD) return { ...one, decision: { kind: 'still_skipped' } };
    const { localId } = one.decision.link;
    return { ...one, decision: { kind: 'skip', code: REMOVAL_HELD, reason: REASON, waitsFor: null, localId } };
  });
}

const REASON =
  'it was deleted or merged there, as were so many others at once that somebody has to decide first, see Issues';
