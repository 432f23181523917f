import { keysOf } from '../../../../platform/typed-keys.ts';
import { type Decision, isUpdated } from '../decide/decision.ts';

/** How a record ended, as runs count it. */
export type Outcome = 'created' | 'updated' | 'linked' | 'unchanged' | 'skipped' | 'failed';

export type Counts = Record<Outcome, number>;

export const noCounts = (): Counts => ({ created: 0, updated: 0, linked: 0, unchanged: 0, skipped: 0, failed: 0 });

export const outcomeOf = (decision: Decision): Outcome =>
  decision.kind === 'update' && !isUpdated(decision) ? 'skipped' : outcomes[decision.kind];

/** A broken link is counted as failed: it opens an issue. */
const outcomes: Record<Decision['kind'], Outcome> = {
  unchanged: 'unchanged',
  still_skipped: 'skipped',
  still_failing: 'failed',
  create: 'created',
  link: 'linked',
  update: 'updated',
  seen: 'unchanged',
  mode_skip: 'skipped',
  break: 'failed',
  skip: 'skipped',
  fail: 'failed',
};

export function addCounts(to: Counts, from: Counts): Counts {
  for (const outcome of keysOf(to)) to[outcome] += from[outcome];
  return to;
}
