import { counted } from '@causeway/shared/counted';
import type { RunRow } from '../../pull/runs/runs.queries.ts';
import type { Trouble, TroubleCode } from './trouble.rules.ts';

export type Tone = 'ok' | 'working' | 'attention' | 'stopped';

export interface HealthFacts {
  /** The worst first. */
  troubles: readonly Trouble[];
  currentRun: Pick<RunRow, 'kind' | 'entities'> | null;
  openIssues: number;
  pendingPushes: number;
  /** Records that differ by choice. */
  differing: number;
}

export interface Health {
  tone: Tone;
  sentence: string;
  /** What to do about it; null while there is nothing to do. */
  remedy: string | null;
}

/** What may go on beside a first sync: its progress is told before them. */
const laterThanFirstSync: ReadonlySet<TroubleCode> = new Set([
  'run_failed',
  'push_old',
  'worker_missing',
  'callbacks_refused',
]);

/**
 * One sentence on how the sync stands; the worst that is true of it. "In step" is only said when nothing else is, and of what can pass: a value that
 * the other side has no place for differs for good, and was told when it did not pass.
 */
export function healthOf({ troubles, currentRun, openIssues, pendingPushes, differing }: HealthFacts): Health {
  const [worst] = troubles;
  const isFirstSync = currentRun?.kind === 'initial';
  if (worst && !(isFirstSync && laterThanFirstSync.has(worst.code)))
    return { tone: worst.tone, sentence: worst.sentence, remedy: worst.remedy };
  if (isFirstSync) return working(`The first sync is running: ${progress(currentRun)}.`);
  const onTheWay = `${counted(pendingPushes, 'change')} on the way to ConnectWise`;
  if (openIssues > 0) {
    const need = `${counted(openIssues, 'record')} that need${openIssues === 1 ? 's' : ''} you`;
    const isElseInStep = pendingPushes === 0 && !currentRun;
    return {
      tone: 'attention',
      sentence: isElseInStep
        ? `Everything that can pass is in step except ${need}.`
        : `There ${openIssues === 1 ? 'is' : 'are'} ${need}; ${pendingPushes > 0 ? `${onTheWay}` : 'a sync is running'}.`,
      remedy: 'Open the issues: each says what to do.',
    };
  }
  if (pendingPushes > 0) return working(`${onTheWay}.`);
  if (currentRun) return working('Looking for changes in ConnectWise.');
  const sentence = ['Everything that can pass is in step.', ...differByChoice(differing)].join(' ');
  return { tone: 'ok', sentence, remedy: null };
}

const differByChoice = (count: number): string[] =>
  count === 0
    ? []
    : [
        `${counted(count, 'record')} differ${count === 1 ? 's' : ''} by choice: by values of ConnectWise that the settings do not take in, or by a stage whose map was changed.`,
      ];

const working = (sentence: string): Health => ({ tone: 'working', sentence, remedy: null });

function progress(run: Pick<RunRow, 'entities'>): string {
  const done = run.entities.reduce((sum, e) => sum + e.processed, 0);
  const current = run.entities.find((e) => e.startedAt && !e.finishedAt);
  const of =
    current?.expected && current.expected >= current.processed ? ` of ${current.expected.toLocaleString('en-US')}` : '';
  const at = current ? `, ${current.entity} ${current.processed.toLocaleString('en-US')}${of}` : '';
  return `${counted(done, 'record')} so far${at}`;
}
