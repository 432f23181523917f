import type { ConnectionRecord } from '../../../connection/connection-record.ts';
import type { RunRow } from '../../pull/runs/runs.queries.ts';

export type Tone = 'ok' | 'working' | 'attention' | 'stopped';

export interface HealthFacts {
  connection: Pick<ConnectionRecord, 'state' | 'stateMessage' | 'syncStartedAt' | 'nextPullAt'> | null;
  currentRun: Pick<RunRow, 'kind' | 'error' | 'entities'> | null;
  lastRun: Pick<RunRow, 'state' | 'error'> | null;
  openIssues: number;
  pendingPushes: number;
  now: Date;
}

/** A poll that is later than this says that no worker is at it. */
const LATE_AFTER_MS = 5 * 60_000;

/** One sentence on how the sync stands; the first thing that is true of it, the worst first. */
export function healthOf(facts: HealthFacts): { tone: Tone; sentence: string } {
  const { connection, currentRun, lastRun, openIssues, now } = facts;
  if (!connection) return { tone: 'stopped', sentence: 'ConnectWise is not connected.' };
  if (connection.state === 'paused')
    return { tone: 'stopped', sentence: `The sync is paused: ${connection.stateMessage ?? 'by an administrator'}` };
  if (connection.state === 'error')
    return { tone: 'stopped', sentence: connection.stateMessage ?? 'ConnectWise cannot be reached.' };
  if (!connection.syncStartedAt)
    return { tone: 'attention', sentence: 'ConnectWise is connected; the sync has not been started.' };
  if (currentRun?.error)
    return { tone: 'attention', sentence: `The sync is held up and tries again: ${currentRun.error}` };
  if (currentRun?.kind === 'initial')
    return { tone: 'working', sentence: `The first sync is running: ${progress(currentRun)}.` };
  if (connection.nextPullAt && now.getTime() - connection.nextPullAt.getTime() > LATE_AFTER_MS && !currentRun)
    return {
      tone: 'attention',
      sentence: `The poll is ${minutes(now.getTime() - connection.nextPullAt.getTime())} late. Check that a worker is running.`,
    };
  if (lastRun?.state === 'failed')
    return { tone: 'attention', sentence: `The last sync failed: ${lastRun.error ?? 'see the audit log'}` };
  if (openIssues > 0)
    return {
      tone: 'attention',
      sentence: `Everything is in step except ${count(openIssues, 'record')} that need${openIssues === 1 ? 's' : ''} you.`,
    };
  if (facts.pendingPushes > 0)
    return { tone: 'working', sentence: `${count(facts.pendingPushes, 'change')} on the way to ConnectWise.` };
  if (currentRun) return { tone: 'working', sentence: 'Looking for changes in ConnectWise.' };
  return { tone: 'ok', sentence: 'Everything is in step.' };
}

function progress(run: Pick<RunRow, 'entities'>): string {
  const done = run.entities.reduce((sum, e) => sum + e.processed, 0);
  const current = run.entities.find((e) => e.startedAt && !e.finishedAt);
  const of =
    current?.expected && current.expected >= current.processed ? ` of ${current.expected.toLocaleString('en-US')}` : '';
  const at = current ? `, ${current.entity} ${current.processed.toLocaleString('en-US')}${of}` : '';
  return `${done.toLocaleString('en-US')} records so far${at}`;
}

const count = (n: number, word: string): string => `${n.toLocaleString('en-US')} ${word}${n === 1 ? '' : 's'}`;
const minutes = (ms: number): string => count(Math.round(ms / 60_000), 'minute');
