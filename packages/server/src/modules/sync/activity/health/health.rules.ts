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
  /** Changes that were not sent because somebody holds their record. */
  held: number;
  /** Of those that differ: records that an earlier mode left, and that come in on a person's word. */
  leftBefore: number;
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
  'callbacks_silent',
]);

/**
 * One sentence on how the sync stands; the worst that is true of it. "In step" is only said when nothing else is, and of what can pass: a value that
 * the other side has no place for differs for good, and was told when it did not pass.
 */
export function healthOf(facts: HealthFacts): Health {
  const { troubles, currentRun, openIssues, pendingPushes, differing, held, leftBefore } = facts;
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
        ? [`${inStep(leftBefore)} except ${need}.`, ...leftByMode(leftBefore), ...heldBack(held)].join(' ')
        : `There ${openIssues === 1 ? 'is' : 'are'} ${need}; ${pendingPushes > 0 ? `${onTheWay}` : 'a sync is running'}.`,
      remedy: 'Open the issues: each says what to do.',
    };
  }
  if (pendingPushes > 0) return working(`${onTheWay}.`);
  if (currentRun) return working('Looking for changes in ConnectWise.');
  const others = differByChoice(Math.max(0, differing - leftBefore));
  const sentence = [`${inStep(leftBefore)}.`, ...leftByMode(leftBefore), ...heldBack(held), ...others].join(' ');
  return { tone: 'ok', sentence, remedy: null };
}

/** What waits for a person's word can pass, too. */
const inStep = (leftBefore: number): string =>
  leftBefore > 0 ? 'Everything that syncs by itself is in step' : 'Everything that can pass is in step';

const leftByMode = (count: number): string[] =>
  count === 0
    ? []
    : [
        `ConnectWise has other values in ${counted(count, 'record')}, which an earlier sync mode did not take in. They come in by Catch up, or when the record changes again.`,
      ];

const heldBack = (count: number): string[] =>
  count === 0
    ? []
    : [
        `${counted(count, 'record')} ${count === 1 ? 'has changes that were' : 'have changes that were'} not sent, because somebody paused ${count === 1 ? 'it' : 'them'} or set ${count === 1 ? 'it' : 'them'} never to sync.`,
      ];

const differByChoice = (count: number): string[] =>
  count === 0
    ? []
    : [
        `${counted(count, 'record')} differ${count === 1 ? 's' : ''} by choice: by values of ConnectWise that the settings do not take in or did not, or by a stage whose map was changed.`,
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
