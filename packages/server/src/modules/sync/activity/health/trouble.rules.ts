import { counted } from '@causeway/shared/counted';
import { type ConnectionCause, causeNamed, remedyOf } from '../../../connection/connection-problem.rules.ts';
import type { ConnectionRecord } from '../../../connection/connection-record.ts';
import { isDisconnected } from '../../../connection/disconnect.rules.ts';
import {
  jobStoreAwaySince,
  type ProcessRow,
  type WorkerStanding,
  workerStanding,
} from '../../../liveness/process-standing.rules.ts';
import type { RunRow } from '../../pull/runs/runs.queries.ts';

/** Stable names of what keeps the sync from working, the worst first: the order decides what is said first. */
export const troubleCodes = [
  'not_connected',
  'worker_never_started',
  'worker_stopped',
  'worker_silent',
  'job_store_away',
  'keys_unreadable',
  'keys_refused',
  'permission_missing',
  'connectwise_away',
  'connection_error',
  'disconnected',
  'paused',
  'not_started',
  'run_held_up',
  'run_not_picked_up',
  'push_not_picked_up',
  'poll_late',
  'run_failed',
  'push_old',
  'worker_missing',
  'callbacks_refused',
  'callbacks_silent',
] as const;
export type TroubleCode = (typeof troubleCodes)[number];

/** Something that keeps the sync from working, or will: what, since when, and what to do. */
export interface Trouble {
  code: TroubleCode;
  /** `stopped`: nothing is synced while it lasts. */
  tone: 'attention' | 'stopped';
  sentence: string;
  remedy: string | null;
  since: Date | null;
}

export interface TroubleFacts {
  connection: Pick<
    ConnectionRecord,
    'state' | 'stateCode' | 'stateMessage' | 'stateSince' | 'syncStartedAt' | 'syncStoppedAt' | 'nextPullAt'
  > | null;
  processes: readonly ProcessRow[];
  currentRun: Pick<RunRow, 'startedAt' | 'error'> | null;
  /** A push of one record is no sync that failed: its issue counts. */
  lastPull: Pick<RunRow, 'state' | 'error' | 'finishedAt'> | null;
  waiting: WaitingFacts;
}

/** What waits and for how long, by the database's clock. */
export interface WaitingFacts {
  /** The oldest change that is not in ConnectWise yet. */
  oldestPushAt: Date | null;
  oldestPushMs: number | null;
  oldestPushError: string | null;
  /** For how long changes are due while nobody sends any. */
  unclaimedPushMs: number | null;
  /** For how long nobody works on the run that is going on. */
  idleRunMs: number | null;
  /** Callbacks that were refused since the last one that was believed, and for how long that has been so. */
  refusedCallbacks: number;
  refusedCallbacksSince: Date | null;
  refusedCallbacksMs: number | null;
  /** Since when no callback came, where polls have found what one should have told. */
  silentCallbacksSince: Date | null;
  /** For how long the poll is due. */
  duePollMs: number | null;
}

/** The sweep finds what waits once a minute, so a poll may be due for that long. */
const POLL_LATE_AFTER_MS = 90_000;
const RUN_IDLE_AFTER_MS = 30_000;
/** Long enough for the sweep, which finds what no wake-up came for. */
const PUSH_UNCLAIMED_AFTER_MS = 75_000;
/** A stray message, or one that was signed with a key of before, is no standstill. */
const CALLBACKS_REFUSED_AFTER_MS = 2 * 60_000;
const CALLBACKS_REFUSED_LEAST = 3;
const PUSH_OLD_AFTER_MS = 15 * 60_000;

/** Everything that is wrong, the worst first; none while all is well. */
export function troublesOf(facts: TroubleFacts): Trouble[] {
  const found = [connectionTrouble(facts), ...workerTroubles(facts), jobStoreTrouble(facts), ...syncTroubles(facts)];
  return found
    .filter((trouble) => trouble !== null)
    .sort((a, b) => troubleCodes.indexOf(a.code) - troubleCodes.indexOf(b.code));
}

const connectionCodes: Readonly<Partial<Record<ConnectionCause, TroubleCode>>> = {
  keys_unreadable: 'keys_unreadable',
  wrong_keys: 'keys_refused',
  no_permission: 'permission_missing',
  unreachable: 'connectwise_away',
  host_unknown: 'connectwise_away',
  wrong_address: 'connectwise_away',
  tls: 'connectwise_away',
};

function connectionTrouble({ connection }: TroubleFacts): Trouble | null {
  if (!connection) {
    return {
      code: 'not_connected',
      tone: 'stopped',
      sentence: 'ConnectWise is not connected.',
      remedy: 'Connect it with the keys of an API member. Nothing is synced before.',
      since: null,
    };
  }
  const { state, stateCode, stateMessage, stateSince, syncStartedAt, syncStoppedAt } = connection;
  if (state === 'paused') {
    const isOut = isDisconnected(connection);
    return {
      code: isOut ? 'disconnected' : 'paused',
      tone: 'stopped',
      sentence: isOut
        ? `ConnectWise is disconnected: ${stateMessage ?? 'an administrator took its keys out'}`
        : `The sync is paused: ${stateMessage ?? 'by an administrator'}`,
      remedy: isOut
        ? 'Start the sync again then. What is changed here meanwhile follows with the start, where the mode sends it.'
        : 'Changes are kept and follow when it resumes.',
      since: stateSince,
    };
  }
  if (state === 'error') {
    const cause = causeNamed(stateCode);
    return {
      code: (cause && connectionCodes[cause]) ?? 'connection_error',
      tone: 'stopped',
      sentence: stateMessage ?? 'ConnectWise cannot be reached.',
      remedy: cause && remedyOf(cause),
      since: stateSince,
    };
  }
  if (syncStartedAt) return null;
  return {
    code: 'not_started',
    tone: 'attention',
    sentence: syncStoppedAt
      ? 'ConnectWise is connected; the sync was stopped and is not started again.'
      : 'ConnectWise is connected; the sync has not been started.',
    remedy: syncStoppedAt
      ? 'Start the sync. It goes on with the links and settings that it had; what was changed here meanwhile follows, where the mode sends it.'
      : 'Look over the settings, then start the first sync.',
    since: syncStoppedAt,
  };
}

function workerTroubles({ processes, connection }: TroubleFacts): Trouble[] {
  const standing = workerStanding(processes);
  if (standing.state === 'working') return missingWorkers(standing.silent);
  return [noWorker(standing, connection?.syncStartedAt ? goesOn : begins)];
}

/** What to expect of a worker that is back. Where nothing is to be synced, what an admin does next waits for one all the same. */
const goesOn = 'It goes on where the sync stopped; nothing is lost.';
const begins = 'A comparison, a preview or a sync that is started waits for it.';

function noWorker(standing: Exclude<WorkerStanding, { state: 'working' }>, afterwards: string): Trouble {
  const remedy = `Start a worker. ${afterwards}`;
  switch (standing.state) {
    case 'never_started':
      return {
        code: 'worker_never_started',
        tone: 'stopped',
        sentence: 'No worker has been started, so nothing is synced.',
        remedy: 'Start the program "worker" beside this one.',
        since: null,
      };
    case 'stopped':
      return {
        code: 'worker_stopped',
        tone: 'stopped',
        sentence: 'The worker was stopped, so nothing is synced.',
        remedy,
        since: standing.since,
      };
    case 'silent': {
      const { host, pid } = standing.worker;
      return {
        code: 'worker_silent',
        tone: 'stopped',
        sentence: 'The worker is silent: it is frozen, dead or cut off, so nothing is synced.',
        remedy: `Restart the worker (process ${pid} on ${host}). ${afterwards}`,
        since: standing.since,
      };
    }
  }
}

function missingWorkers(silent: readonly ProcessRow[]): Trouble[] {
  const [first] = [...silent].sort((a, b) => a.at.getTime() - b.at.getTime());
  if (!first) return [];
  const places = silent.map(({ pid, host }) => `process ${pid} on ${host}`).join(', ');
  return [
    {
      code: 'worker_missing',
      tone: 'attention',
      sentence: `${counted(silent.length, 'worker')} ${silent.length === 1 ? 'is' : 'are'} silent; others do the work.`,
      remedy: `Restart ${places}.`,
      since: first.at,
    },
  ];
}

function jobStoreTrouble({ processes }: TroubleFacts): Trouble | null {
  const away = jobStoreAwaySince(processes);
  if (!away) return null;
  const who = away.kinds.map((kind) => `the ${kind}`).join(' and ');
  return {
    code: 'job_store_away',
    tone: 'stopped',
    sentence: 'The job store does not answer, so nothing new is synced.',
    remedy: `Bring the job store back; ${who} cannot reach it. What was changed meanwhile is kept and follows by itself.`,
    since: away.since,
  };
}

/** What goes wrong although the connection works. */
function syncTroubles(facts: TroubleFacts): Trouble[] {
  const { connection, currentRun, lastPull } = facts;
  if (connection?.state !== 'connected') return [];
  const found: Trouble[] = [...pushTroubles(facts), ...callbackTroubles(facts)];
  if (currentRun?.error) {
    found.push({
      code: 'run_held_up',
      tone: 'attention',
      sentence: `The sync is held up and tries again: ${currentRun.error}`,
      remedy: 'It goes on by itself once the cause is gone.',
      since: currentRun.startedAt,
    });
  }
  const { idleRunMs, duePollMs } = facts.waiting;
  if (currentRun && (idleRunMs ?? 0) > RUN_IDLE_AFTER_MS) {
    found.push({
      code: 'run_not_picked_up',
      tone: 'attention',
      sentence: 'A sync was asked for, and no worker has taken it up.',
      remedy: 'The next sweep takes it up within a minute. If it stays, restart the worker.',
      since: currentRun.startedAt,
    });
  }
  if (!currentRun && (duePollMs ?? 0) > POLL_LATE_AFTER_MS) {
    found.push({
      code: 'poll_late',
      tone: 'attention',
      sentence: `The poll is ${minutes(duePollMs ?? 0)} late.`,
      remedy: 'Restart the worker if it does not follow within a minute.',
      since: connection.nextPullAt,
    });
  }
  if (!currentRun && lastPull?.state === 'failed') {
    found.push({
      code: 'run_failed',
      tone: 'attention',
      sentence: `The last sync failed: ${lastPull.error ?? 'see the audit log'}`,
      remedy: 'Sync again; the page of the run tells more.',
      since: lastPull.finishedAt,
    });
  }
  return found;
}

function pushTroubles({ waiting }: TroubleFacts): Trouble[] {
  const { oldestPushAt, oldestPushMs, oldestPushError, unclaimedPushMs } = waiting;
  if ((unclaimedPushMs ?? 0) > PUSH_UNCLAIMED_AFTER_MS) {
    return [
      {
        code: 'push_not_picked_up',
        tone: 'attention',
        sentence: 'Changes wait to go to ConnectWise, and no worker sends them.',
        remedy: 'Restart the worker if they do not follow within a minute.',
        since: oldestPushAt,
      },
    ];
  }
  if ((oldestPushMs ?? 0) <= PUSH_OLD_AFTER_MS) return [];
  return [
    {
      code: 'push_old',
      tone: 'attention',
      sentence: `The oldest change has been on its way to ConnectWise for ${minutes(oldestPushMs ?? 0)}${oldestPushError ? `: ${oldestPushError}` : '.'}`,
      remedy: 'Its page tells what holds it up.',
      since: oldestPushAt,
    },
  ];
}

function callbackTroubles({ waiting }: TroubleFacts): Trouble[] {
  const { refusedCallbacks, refusedCallbacksSince, refusedCallbacksMs, silentCallbacksSince } = waiting;
  if (silentCallbacksSince)
    return [
      {
        code: 'callbacks_silent',
        tone: 'attention',
        sentence:
          'The callbacks of ConnectWise are silent: polls have found changes that none told of. Changes come with the poll every 15 minutes.',
        remedy: 'Check that ConnectWise can reach PUBLIC_URL. The next callback ends this by itself.',
        since: silentCallbacksSince,
      },
    ];
  if (refusedCallbacks < CALLBACKS_REFUSED_LEAST || (refusedCallbacksMs ?? 0) <= CALLBACKS_REFUSED_AFTER_MS) return [];
  return [
    {
      code: 'callbacks_refused',
      tone: 'attention',
      sentence: `The callbacks of ConnectWise are refused: ${counted(refusedCallbacks, 'message')}, none with a signature of this company. Changes come with the poll every 15 minutes.`,
      remedy:
        'Check the callbacks under Integrations. If it lasts, see whether a proxy in front of this product alters what ConnectWise sends.',
      since: refusedCallbacksSince,
    },
  ];
}

const minutes = (ms: number): string => counted(Math.max(1, Math.floor(ms / 60_000)), 'minute');
