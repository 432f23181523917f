import type { Id } from '../../../../platform/ids.ts';
import type { FieldChange } from '../../../audit/diff.ts';
import { conflictAsked, deletedInConnectWise } from '../../messages/pull-problem.messages.ts';
import { modeTakesNoChanges } from '../../messages/skip-reason.messages.ts';
import type { EntitySync } from '../../records/entity-sync.ts';
import { toldChanges, wordOf } from '../../records/fields/field-table.ts';
import { RecordProblem } from '../../records/record-problem.ts';
import { BEING_WRITTEN, BY_MODE, CONFLICT_ASKED } from '../../records/skip-codes.ts';
import type { Decided, Decision } from '../decide/decision.ts';
import type { NewIssue, NewSkip } from './outcomes.queries.ts';

export interface OutcomeWrites {
  issues: NewIssue[];
  skips: NewSkip[];
  /** Open issues of records that came in. */
  cameIn: Id[];
  /** Open issues of records that are skipped or excluded now. */
  skippedNow: Id[];
  noLongerSkipped: string[];
}

/** The issues that a page opens and ends, and the records that it skips or skips no longer. */
export function outcomesOf(sync: EntitySync, filterHash: string, decided: readonly Decided[]): OutcomeWrites {
  const outcomes: OutcomeWrites = { issues: [], skips: [], cameIn: [], skippedNow: [], noLongerSkipped: [] };
  for (const one of decided) {
    outcomes.issues.push(...issueOf(sync, one));
    outcomes.skips.push(...skipOf(sync, filterHash, one));
    resolveOutcome(outcomes, one);
  }
  return outcomes;
}

function issueOf({ words, fields }: EntitySync, { name, parsed: { remoteId }, decision }: Decided): NewIssue[] {
  if (decision.kind === 'fail') return [{ remoteId, name, localId: decision.localId, problem: decision.problem }];
  if (decision.kind === 'update') {
    const asked = decision.conflicts.filter(({ kept }) => kept === 'ask').map(({ field }) => wordOf(fields, field));
    if (asked.length === 0) return [];
    const problem = RecordProblem.of(CONFLICT_ASKED, conflictAsked(asked));
    return [{ remoteId, name, localId: decision.link.localId, problem }];
  }
  if (decision.kind !== 'break') return [];
  const problem = RecordProblem.of('remote_deleted', deletedInConnectWise(words));
  return [{ remoteId, name, localId: decision.link.localId, problem }];
}

function skipOf(
  { fields }: EntitySync,
  filterHash: string,
  { parsed: { remoteId, name }, decision }: Decided,
): NewSkip[] {
  const skip = { remoteId, name, filterHash, waitsFor: null, rule: null };
  const left = leftIn(decision);
  if (left) {
    const names = toldChanges(fields, left).map(({ field }) => wordOf(fields, field));
    return [{ ...skip, code: BY_MODE, reason: modeTakesNoChanges(names) }];
  }
  if (decision.kind !== 'skip') return [];
  const { code, reason, waitsFor, rule = null } = decision;
  return [{ ...skip, code, reason, waitsFor, rule }];
}

/** What ConnectWise's record says and the mode keeps out, so that a person can have it after all; null where it keeps nothing out. */
function leftIn(decision: Decision): readonly FieldChange[] | null {
  if (decision.kind === 'mode_skip') return decision.changes;
  return decision.kind === 'link' && decision.left.length > 0 ? decision.left : null;
}

/** An open issue ends, and a record is skipped no longer, when neither is true any more. */
function resolveOutcome(outcomes: OutcomeWrites, { parsed, decision, openOutcome }: Decided): void {
  if (!openOutcome) return;
  const { issueId, skipCode, issueCode } = openOutcome;
  const fails = decision.kind === 'fail' || decision.kind === 'still_failing' || decision.kind === 'break';
  const isSkipped = decision.kind === 'skip' || decision.kind === 'still_skipped' || decision.kind === 'mode_skip';
  // What the mode left is as it was where only the fields were looked at that go another way.
  const isPassed = 'passed' in decision && (decision.passed ?? []).length > 0;
  const isStillLeft = isSkipped || leftIn(decision) !== null || (isPassed && skipCode === BY_MODE);
  // A question ends when it is answered or has dissolved, see `dissolveQuestions`.
  const endsHere = issueId !== null && issueCode !== CONFLICT_ASKED;
  if (endsHere && isSkipped) outcomes.skippedNow.push(issueId);
  else if (endsHere && !fails) outcomes.cameIn.push(issueId);
  if (skipCode && !isStillLeft && decision.kind !== 'still_failing') outcomes.noLongerSkipped.push(parsed.remoteId);
}

/** Held for a moment only: a push that writes it is not over. */
export const isBeingWritten = ({ decision, openOutcome }: Decided): boolean =>
  (decision.kind === 'skip' && decision.code === BEING_WRITTEN) ||
  (decision.kind === 'still_skipped' && openOutcome?.skipCode === BEING_WRITTEN);
