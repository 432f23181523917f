import type { Decided, Decision } from './decision.ts';
import type { OpenOutcome } from './open-outcome.ts';

/** Stage 9: an unchanged outcome writes nothing: what is skipped, or fails, as it did the last time. */
export function dropRepeat(decision: Decision, before: OpenOutcome | undefined): Decision {
  if (!before) return decision;
  if (decision.kind === 'skip' && isSameSkip(decision, before)) return { kind: 'still_skipped' };
  if (decision.kind === 'fail' && isSameIssue(decision, before))
    return { kind: 'still_failing', problem: decision.problem };
  return decision;
}

/** An open issue has to be closed first when the record is skipped now. */
const isSameSkip = ({ code, reason }: Extract<Decision, { kind: 'skip' }>, before: OpenOutcome): boolean =>
  !before.issueId && before.skipCode === code && before.skipReason === reason;

const isSameIssue = ({ problem }: Extract<Decision, { kind: 'fail' }>, before: OpenOutcome): boolean =>
  before.issueCode === problem.code && before.issueMessage === problem.message;

/** Whether nothing at all would be written of it. */
export const isAsBefore = ({ decision, openOutcome, remarks }: Decided): boolean =>
  remarks.length === 0 &&
  (decision.kind === 'still_skipped' ||
    decision.kind === 'still_failing' ||
    (decision.kind === 'unchanged' && openOutcome === undefined));
