import type { ConnectionRecord } from '../../../connection/connection-record.ts';
import {
  firstSyncRunning,
  heldUp,
  inStep,
  lastSyncFailed,
  looking,
  needsPerson,
  notConnected,
  notReached,
  notStarted,
  paused,
  pollIsLate,
  pushesOnTheWay,
} from '../../messages/health.messages.ts';
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
  if (!connection) return { tone: 'stopped', sentence: notConnected() };
  if (connection.state === 'paused') return { tone: 'stopped', sentence: paused(connection.stateMessage) };
  if (connection.state === 'error') return { tone: 'stopped', sentence: notReached(connection.stateMessage) };
  if (!connection.syncStartedAt) return { tone: 'attention', sentence: notStarted() };
  if (currentRun?.error) return { tone: 'attention', sentence: heldUp(currentRun.error) };
  if (currentRun?.kind === 'initial') return { tone: 'working', sentence: progress(currentRun) };
  if (connection.nextPullAt && now.getTime() - connection.nextPullAt.getTime() > LATE_AFTER_MS && !currentRun)
    return {
      tone: 'attention',
      sentence: pollIsLate(Math.round((now.getTime() - connection.nextPullAt.getTime()) / 60_000)),
    };
  if (lastRun?.state === 'failed') return { tone: 'attention', sentence: lastSyncFailed(lastRun.error) };
  if (openIssues > 0)
    return {
      tone: 'attention',
      sentence: needsPerson({ issues: openIssues, pushes: facts.pendingPushes }),
    };
  if (facts.pendingPushes > 0) return { tone: 'working', sentence: pushesOnTheWay(facts.pendingPushes) };
  if (currentRun) return { tone: 'working', sentence: looking() };
  return { tone: 'ok', sentence: inStep() };
}

function progress(run: Pick<RunRow, 'entities'>): string {
  const done = run.entities.reduce((sum, e) => sum + e.processed, 0);
  const current = run.entities.find((e) => e.startedAt && !e.finishedAt);
  return firstSyncRunning(done, current ?? null);
}
