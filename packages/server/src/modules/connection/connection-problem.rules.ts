import { ConnectWiseError } from '../../connectwise/client/connectwise-error.ts';
import type { Problem } from '../../platform/errors.ts';

/** Causes for which a connection does not work; also the codes of its error state. */
export type ConnectionCause =
  | 'host_unknown'
  | 'unreachable'
  | 'wrong_address'
  | 'tls'
  | 'wrong_company'
  | 'wrong_keys'
  | 'keys_unreadable'
  | 'client_id_missing'
  | 'no_permission'
  | 'rate_limited'
  | 'host_not_allowed'
  | 'invalid_url';

const fields: Record<ConnectionCause, string | null> = {
  host_unknown: 'siteUrl',
  unreachable: 'siteUrl',
  wrong_address: 'siteUrl',
  tls: 'siteUrl',
  wrong_company: 'loginCompany',
  wrong_keys: 'privateKey',
  keys_unreadable: null,
  client_id_missing: 'clientId',
  no_permission: null,
  rate_limited: null,
  host_not_allowed: 'siteUrl',
  invalid_url: 'siteUrl',
};

/** What a person should hear and do. `{host}` and `{company}` stand for the account's. */
const sentences: Record<ConnectionCause, string> = {
  host_unknown: 'There is no host called {host}. Check the site URL for a typing error.',
  unreachable:
    'ConnectWise at {host} does not answer. Check that the site is up and that this server may reach it, then try again.',
  wrong_address:
    'The ConnectWise API was not found at {host} (HTTP 404). ConnectWise may be under maintenance or have moved, and its cloud answers so for wrong keys at times. Causeway tries again by itself. If this stays, check the site URL and the keys in Settings > Integrations.',
  tls: 'A secure connection to {host} could not be made. Its certificate must be valid and match the name.',
  wrong_company:
    'ConnectWise at {host} does not know the company "{company}". Enter the company that you type when you sign in to ConnectWise.',
  wrong_keys:
    'ConnectWise does not accept these keys for the company "{company}". Make new keys in System > Members > API Members > (member) > API Keys, and enter both.',
  keys_unreadable:
    'The stored ConnectWise keys of the company "{company}" cannot be opened: SECRET_KEYS no longer holds the key that sealed them.',
  client_id_missing:
    'ConnectWise asks for a client ID. Register the integration at developer.connectwise.com and enter its client ID, or have the operator set CONNECTWISE_CLIENT_ID.',
  no_permission:
    'ConnectWise does not let the API member use its API. Give the member a security role with the permissions listed in the steps, at level Corporate: System > Members > API Members > (member) > Role ID.',
  rate_limited: 'ConnectWise asks to slow down. Nothing is wrong with your entries; try again in a minute.',
  host_not_allowed: 'Requests to {host} are not allowed. The operator must name it in CONNECTWISE_ALLOWED_HOSTS.',
  invalid_url: 'What answers at {host} is not ConnectWise. Check the site URL.',
};

/** The cause behind a failed request, as far as it lies in the connection and not in one record; null for all else. */
export function causeOf(error: unknown): ConnectionCause | null {
  if (!(error instanceof ConnectWiseError)) return null;
  switch (error.code) {
    case 'host_unknown':
    case 'tls':
    case 'host_not_allowed':
    case 'keys_unreadable':
      return error.code;
  }
  switch (error.kind) {
    case 'unauthorized':
      return 'wrong_keys';
    case 'client_id_missing':
    case 'wrong_company':
    case 'rate_limited':
      return error.kind;
    case 'unavailable':
      // That one path is not served, or one record answered for oddly, says nothing about the connection.
      if (error.isEndpointMissing || error.code === 'listed_though_gone') return null;
      return error.isMisdirected ? 'wrong_address' : 'unreachable';
    case 'timeout':
    case 'connection_refused':
      return 'unreachable';
    case 'unexpected':
      return error.code === 'not_json' || error.code === 'redirected' ? 'invalid_url' : null;
    case 'forbidden':
    case 'not_found':
    case 'invalid':
    case 'conflict':
      return null;
    default:
      return error.kind satisfies never;
  }
}

/** The cause while an account is verified, where more is known: nothing but the account itself was asked for. */
export function verificationCauseOf(error: ConnectWiseError): ConnectionCause {
  const cause = causeOf(error);
  if (cause !== null) return cause;
  if (error.kind === 'forbidden') return 'no_permission';
  return 'invalid_url';
}

export function messageOf(cause: ConnectionCause, account: { host: string; loginCompany: string }): string {
  return sentences[cause].replaceAll('{host}', account.host).replaceAll('{company}', account.loginCompany);
}

export function problemOf(cause: ConnectionCause, account: { host: string; loginCompany: string }): Problem {
  return { code: cause, field: fields[cause], message: messageOf(cause, account) };
}
