import { ConnectWiseError, type ConnectWiseErrorKind } from '../../connectwise/client/connectwise-error.ts';
import { AppError } from '../../platform/errors.ts';

/**
 * What to do after an error:
 * - `retry`: later it may work, with backoff; nothing is lost meanwhile;
 * - `quarantine`: this record needs a person, the others go on;
 * - `pause_connection`: the whole connection needs a person, asking again would only burn requests;
 * - `yield`: another worker has the work.
 */
export type ErrorAction = 'retry' | 'quarantine' | 'pause_connection' | 'yield';

/** ConnectWise's failures (reference pages §1.3, §1.5): only 429, 5xx and network faults are worth repeating. */
export const connectWiseFates: Record<ConnectWiseErrorKind, ErrorAction> = {
  unauthorized: 'pause_connection',
  forbidden: 'pause_connection',
  client_id_missing: 'pause_connection',
  wrong_company: 'pause_connection',
  rate_limited: 'retry',
  unavailable: 'retry',
  timeout: 'retry',
  connection_refused: 'retry',
  unexpected: 'retry',
  invalid: 'quarantine',
  conflict: 'quarantine',
  not_found: 'quarantine',
};

/** PostgreSQL's conditions by class or code: data of one record (22, 23, 54000) is set aside, all else may pass. */
const databaseFates: readonly [prefix: string, errorAction: ErrorAction][] = [
  ['22', 'quarantine'],
  ['23', 'quarantine'],
  ['54', 'quarantine'],
];

export function errorActionOf(error: unknown): ErrorAction {
  if (error instanceof ConnectWiseError) return connectWiseFates[error.kind];
  if (error instanceof AppError && error.code === 'lease_lost') return 'yield';
  const state = sqlStateOf(error);
  if (state) return databaseFates.find(([prefix]) => state.startsWith(prefix))?.[1] ?? 'retry';
  return 'retry';
}

/** Serialization failures and deadlocks: the same transaction works when it is simply run again. */
export const isTransient = (error: unknown): boolean => ['40001', '40P01', '55P03'].includes(sqlStateOf(error) ?? '');

/** The five-character SQLSTATE of a database error, also when a library has wrapped it. */
export function sqlStateOf(error: unknown): string | null {
  for (let at: unknown = error; typeof at === 'object' && at !== null; at = Reflect.get(at, 'cause')) {
    const code = Reflect.get(at, 'code');
    if (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) && !/^E[A-Z]{4}$/.test(code)) return code;
  }
  return null;
}

/** Wait before the next attempt: doubles from one second to a minute; `random` between 0 and 1 spreads workers. */
export function backoffMs(attempt: number, random: number): number {
  const full = Math.min(60_000, 1_000 * 2 ** Math.max(0, attempt - 1));
  return Math.round(full * (0.5 + random / 2));
}
