import { ConnectWiseError, type ConnectWiseErrorKind } from '../../connectwise/client/connectwise-error.ts';
import type { Backoff } from '../../platform/backoff.ts';
import { isLeaseLost } from '../../platform/errors.ts';

/**
 * What follows from an error:
 * - `retry`: later it may work, with backoff; nothing is lost meanwhile;
 * - `park`: a push waits for a person, the others go on;
 * - `quarantine`: a record that came becomes an issue, the others go on;
 * - `pause_connection`: the whole connection needs a person, asking again would only burn requests;
 * - `yield`: another worker has the work.
 */
export type ErrorAction = 'retry' | 'park' | 'quarantine' | 'pause_connection' | 'yield';

interface ErrorRow {
  pull: Extract<ErrorAction, 'retry' | 'quarantine' | 'pause_connection'>;
  push: Extract<ErrorAction, 'retry' | 'park' | 'pause_connection'>;
}

/** One row for each kind of failure of ConnectWise (reference pages §1.3, §1.5): only 429, 5xx and network faults are worth repeating. */
export const connectWiseErrors: Readonly<Record<ConnectWiseErrorKind, ErrorRow>> = {
  unauthorized: {
    pull: 'pause_connection',
    push: 'pause_connection',
  },
  client_id_missing: {
    pull: 'pause_connection',
    push: 'pause_connection',
  },
  wrong_company: {
    pull: 'pause_connection',
    push: 'pause_connection',
  },
  // A pull reads every list, so one that is forbidden stops it. A push needs some: one forbidden table must not stop the rest.
  forbidden: {
    pull: 'pause_connection',
    push: 'park',
  },
  // In a push it is about a write or a part of a record: each attempt begins with a look at the records themselves, which tells what is gone.
  not_found: {
    pull: 'quarantine',
    push: 'retry',
  },
  invalid: { pull: 'quarantine', push: 'park' },
  conflict: {
    pull: 'quarantine',
    push: 'park',
  },
  rate_limited: { pull: 'retry', push: 'retry' },
  unavailable: { pull: 'retry', push: 'retry' },
  timeout: { pull: 'retry', push: 'retry' },
  connection_refused: { pull: 'retry', push: 'retry' },
  unexpected: {
    pull: 'retry',
    push: 'retry',
  },
};

/** PostgreSQL's conditions by class or code: data of one record (22, 23, 54000) is quarantined, all else may pass. */
const databaseActions: readonly [prefix: string, errorAction: ErrorAction][] = [
  ['22', 'quarantine'],
  ['23', 'quarantine'],
  ['54', 'quarantine'],
];

/** What a pull, or a comparison, does after an error. */
export function errorActionOf(error: unknown): ErrorAction {
  if (error instanceof ConnectWiseError) return connectWiseErrors[error.kind].pull;
  if (isLeaseLost(error)) return 'yield';
  const state = sqlStateOf(error);
  if (state) return databaseActions.find(([prefix]) => state.startsWith(prefix))?.[1] ?? 'retry';
  return 'retry';
}

/** Serialization failures and deadlocks: the same transaction works when it is simply run again. */
export const isTransient = (error: unknown): boolean => ['40001', '40P01', '55P03'].includes(sqlStateOf(error) ?? '');

/** Two workers met at one record: besides the above, both linked it at once. The same work goes through when it is done again, and is no fault to be told. */
export const isCollision = (error: unknown): boolean =>
  isTransient(error) || (sqlStateOf(error) === '23505' && constraintOf(error) === 'entity_link_local');

function constraintOf(error: unknown): string | null {
  for (let at: unknown = error; typeof at === 'object' && at !== null; at = Reflect.get(at, 'cause')) {
    const constraint = Reflect.get(at, 'constraint');
    if (typeof constraint === 'string') return constraint;
  }
  return null;
}

/** The five-character SQLSTATE of a database error, also when a library has wrapped it. */
export function sqlStateOf(error: unknown): string | null {
  for (let at: unknown = error; typeof at === 'object' && at !== null; at = Reflect.get(at, 'cause')) {
    const code = Reflect.get(at, 'code');
    if (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) && !/^E[A-Z]{4}$/.test(code)) return code;
  }
  return null;
}

/** How long a pull waits between its attempts within one job. */
export const pullBackoff: Backoff = { firstMs: 1_000, maxMs: 60_000 };

/** How long a push waits between its attempts. */
export const pushBackoff: Backoff = { firstMs: 2_000, maxMs: 15 * 60_000 };

/** After so many attempts a push that could work later is given to a person. About an hour in all. */
export const MAX_PUSH_ATTEMPTS = 10;
