import type { RightId } from '@causeway/shared/connectwise-rights';
import type { RightState } from '@causeway/shared/vocabulary';
import { ConnectWiseError } from '../../../connectwise/client/connectwise-error.ts';

/** What trying one right came to; `reason` says why it was not tried, or could not be told. */
export interface RightResult {
  state: RightState;
  reason: string | null;
}

/**
 * What an answer says of a right: refused for the role (403), let through, or let through and refused for what the request lacked on purpose
 * (400 without the required fields, 404 for a record that does not exist). Null when it says nothing of rights at all, but of the
 * connection: then no other answer would either.
 */
export function rightResult(id: RightId, error: unknown): RightResult | null {
  if (error === null) return { state: 'ok', reason: null };
  if (!(error instanceof ConnectWiseError)) return null;
  switch (error.kind) {
    case 'forbidden':
      return { state: 'denied', reason: error.message };
    case 'unauthorized':
    case 'client_id_missing':
    case 'wrong_company':
      return null;
    case 'invalid':
    case 'conflict':
    case 'not_found':
      return triedInVain(id, error) ?? { state: 'ok', reason: null };
    case 'unavailable':
      return triedInVain(id, error) ?? notTold(error);
    case 'rate_limited':
    case 'timeout':
    case 'connection_refused':
    case 'unexpected':
      return notTold(error);
    default:
      return error.kind satisfies never;
  }
}

const notTold = (error: ConnectWiseError): RightResult => ({
  state: 'not_tried',
  reason: `ConnectWise gave no answer that says so: ${error.message}`,
});

/** Answers that come before the role is looked at. */
function triedInVain(id: RightId, { status, code, message }: ConnectWiseError): RightResult | null {
  if (status === 415)
    return {
      state: 'not_tried',
      reason: 'ConnectWise tells only when a document is stored, so the first one that is sent will show it.',
    };
  if (code === 'ConnectWiseApi' && status === 404)
    return { state: 'not_tried', reason: `This version of ConnectWise has no such address (${id}): ${message}` };
  return null;
}
