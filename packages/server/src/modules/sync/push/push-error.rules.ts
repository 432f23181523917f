import type { ConnectWiseErrorKind } from '../../../connectwise/client/connectwise-error.ts';

/** What follows from a failed attempt: again later, a person must act on the record, or on the connection. */
export type ErrorAction = 'retry' | 'park' | 'pause';

/** One row for each kind of failure that ConnectWise can answer with. */
export const errorActionOfPush: Readonly<Record<ConnectWiseErrorKind, ErrorAction>> = {
  unauthorized: 'pause',
  client_id_missing: 'pause',
  wrong_company: 'pause',
  // A security role may allow most of it: one forbidden table must not stop the rest.
  forbidden: 'park',
  not_found: 'park',
  invalid: 'park',
  conflict: 'park',
  rate_limited: 'retry',
  unavailable: 'retry',
  timeout: 'retry',
  connection_refused: 'retry',
  unexpected: 'retry',
};

/** After so many attempts a failure that could pass by itself is given to a person. About an hour in all. */
export const MAX_ATTEMPTS = 10;

const FIRST_DELAY_MS = 2_000;
const MAX_DELAY_MS = 15 * 60_000;

/**
 * How long to wait before the next attempt: doubled each time, with full jitter over the upper half so that many requests do not come back at
 * once. `atLeastMs` is what ConnectWise asked for (Retry-After). `random` is 0 to 1.
 */
export function retryDelayMs(attempts: number, random: number, atLeastMs = 0): number {
  const ceiling = Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.max(0, attempts - 1));
  return Math.round(Math.max(atLeastMs, ceiling * (0.5 + random / 2)));
}

/** What to do about a failure that waits for a person. */
export const adviceFor: Readonly<Record<ConnectWiseErrorKind, string>> = {
  unauthorized: 'Check the API keys in Settings, Integrations.',
  client_id_missing: 'Set the client ID in Settings, Integrations.',
  wrong_company: 'Check the company ID in Settings, Integrations.',
  forbidden:
    'Give the API member’s security role the permission that the message names: System, Security Roles in ConnectWise. Then retry.',
  not_found: 'A record that this push needs was removed in ConnectWise. Relink or unlink it, then retry.',
  invalid: 'Correct the named field here or in ConnectWise, then retry.',
  conflict: 'The record is in use in ConnectWise. Finish or undo that there, then retry.',
  rate_limited: 'ConnectWise limits the number of requests. Retry later.',
  unavailable: 'ConnectWise was not available. Retry when it is.',
  timeout: 'ConnectWise did not answer in time. Retry later.',
  connection_refused: 'ConnectWise could not be reached. Retry when it can.',
  unexpected: 'ConnectWise answered in a way that cannot be right. Retry; if it stays, check the site URL.',
};
