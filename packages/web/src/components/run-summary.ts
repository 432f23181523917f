import { t } from '@lingui/core/macro';
import { graphql } from '../graphql/gql.ts';
import type { RunSummaryFragment } from '../graphql/graphql.ts';

/** What lists, the overview and the details of a run show of it. */
export const RunSummary = graphql(`
  fragment RunSummary on SyncRun {
    id
    kind
    state
    startedAt
    finishedAt
    error
    ratePerSecond
    settingsRevision
    currentRecord
    record {
      entity
      localId
      name
    }
    entities {
      entity
      expected
      processed
      created
      updated
      linked
      unchanged
      skipped
      failed
      startedAt
      finishedAt
    }
  }
`);

/** A run goes by the settings that it began with, whatever is changed meanwhile. */
export const settingsOf = (revision: number): string => t`by the settings of revision ${revision}`;

export type RunEntity = RunSummaryFragment['entities'][number];

type Counts = Record<'processed' | 'created' | 'updated' | 'linked' | 'unchanged' | 'skipped' | 'failed', number>;

/** The counts of a run over all its records. */
export function totalsOf(entities: readonly Counts[]): Counts {
  const sum = (pick: (counts: Counts) => number): number => entities.reduce((total, one) => total + pick(one), 0);
  return {
    processed: sum((one) => one.processed),
    created: sum((one) => one.created),
    updated: sum((one) => one.updated),
    linked: sum((one) => one.linked),
    unchanged: sum((one) => one.unchanged),
    skipped: sum((one) => one.skipped),
    failed: sum((one) => one.failed),
  };
}

/** Share that is done, 0 to 1; null when ConnectWise gave no count, or more came than it counted. */
export function shareDone({ expected, processed }: { expected?: number | null; processed: number }): number | null {
  if (expected === null || expected === undefined || processed > expected) return null;
  return expected === 0 ? 1 : processed / expected;
}

type Remaining = { entities: readonly { expected?: number | null; processed: number }[]; rates: readonly number[] };

/**
 * Seconds that are left, or null while that would be a guess: each record type must have a count that holds, and the
 * last five rates (records per second) must lie within a factor of 1.5.
 */
export function secondsLeft({ entities, rates }: Remaining): number | null {
  const recent = rates.slice(-5);
  if (recent.length < 5 || entities.some((one) => shareDone(one) === null)) return null;
  const slowest = Math.min(...recent);
  const fastest = Math.max(...recent);
  if (slowest <= 0 || fastest / slowest > 1.5) return null;
  const left = entities.reduce((total, one) => total + (one.expected ?? 0) - one.processed, 0);
  return left / (recent.reduce((total, rate) => total + rate, 0) / recent.length);
}
