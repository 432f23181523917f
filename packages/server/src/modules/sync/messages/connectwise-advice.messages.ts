import type { ConnectWiseErrorKind } from '../../../connectwise/client/connectwise-error.ts';
import { withoutStop } from './message.ts';

/** What a person can do about a failure of ConnectWise, by its kind. */
export const connectWiseAdvice = (kind: ConnectWiseErrorKind): string => advice[kind];

const advice: Readonly<Record<ConnectWiseErrorKind, string>> = {
  unauthorized: 'Check the API keys in Settings, Integrations.',
  client_id_missing: 'Set the client ID in Settings, Integrations.',
  wrong_company: 'Check the company ID in Settings, Integrations.',
  forbidden:
    'Give the API member’s security role the permission that the message names: System, Security Roles in ConnectWise. Then retry.',
  not_found: 'Look for the record in ConnectWise. Relink or unlink it when it was removed there, then retry.',
  invalid: 'Correct the named field here or in ConnectWise, then retry.',
  conflict: 'The record is in use in ConnectWise. Finish or undo that there, then retry.',
  rate_limited: 'ConnectWise limits the number of requests. Retry later.',
  unavailable:
    'ConnectWise was not available, or failed by itself. Retry; if it stays so, open the record in ConnectWise and try to save it there.',
  timeout: 'ConnectWise did not answer in time. Retry later.',
  connection_refused: 'ConnectWise could not be reached. Retry when it can.',
  unexpected:
    'ConnectWise, or a proxy before it, answered in a way that cannot be right. Retry; if it stays so, open the record in ConnectWise, and check the site URL in Settings, Integrations.',
};

/** A person asked for something that ConnectWise has to answer first, and it did not; `because` is its own sentence or that of the connection. */
export const connectWiseNotAsked = (because: string): string =>
  `ConnectWise could not be asked: ${withoutStop(because)}. Try again later.`;
