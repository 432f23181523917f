import { ConnectWiseError } from '../../connectwise/client/connectwise-error.ts';
import type { Problem } from '../../platform/errors.ts';

/** Causes for which a connection does not work; also the codes of its error state. */
export const connectionCauses = [
  'host_unknown',
  'unreachable',
  'wrong_address',
  'tls',
  'wrong_company',
  'wrong_keys',
  'keys_unreadable',
  'client_id_missing',
  'no_permission',
  'rate_limited',
  'host_not_allowed',
  'invalid_url',
] as const;
export type ConnectionCause = (typeof connectionCauses)[number];

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
    'The stored ConnectWise keys of the company "{company}" cannot be opened: SECRET_KEYS no longer holds the key that sealed them. Have the operator put the former key back, behind the first, and restart; or reconnect with new keys.',
  client_id_missing:
    'ConnectWise asks for a client ID. Register the integration at developer.connectwise.com and enter its client ID, or have the operator set CONNECTWISE_CLIENT_ID.',
  no_permission:
    'ConnectWise does not let the API member use its API. Give the member a security role with the permissions listed in the steps, at level Corporate: System > Members > API Members > (member) > Role ID.',
  rate_limited: 'ConnectWise asks to slow down. Nothing is wrong with your entries; try again in a minute.',
  host_not_allowed:
    'This installation may not send requests to {host}: it is no ConnectWise cloud address, or its name leads into a private network, and CONNECTWISE_ALLOWED_HOSTS does not name it.',
  invalid_url: 'What answers at {host} is not ConnectWise. Check the site URL.',
};

const ASKED_AGAIN = 'Causeway asks again every 30 seconds and goes on by itself.';

/** What to do about a connection that broke, and who: an administrator here, somebody in ConnectWise, or the operator of this installation. */
const remedies: Record<ConnectionCause, string> = {
  host_unknown: `${ASKED_AGAIN} If it stays, have the operator look whether this server resolves the name; where the name is wrong, reconnect with the right site URL.`,
  unreachable: `${ASKED_AGAIN} If it stays, look whether ConnectWise is up, and have the operator look whether this server reaches it.`,
  wrong_address: `${ASKED_AGAIN} If it stays, check the site URL and the keys.`,
  tls: `${ASKED_AGAIN} Whoever runs that ConnectWise must give it a certificate that is valid for its name; behind a proxy that opens TLS, the operator must make its certificate known here (NODE_EXTRA_CA_CERTS).`,
  wrong_company: 'Reconnect with the company that you type when you sign in to ConnectWise.',
  wrong_keys: 'Reconnect with the new keys. What was changed meanwhile is kept and follows then.',
  keys_unreadable: 'Give the worker its former SECRET_KEYS and restart it, or reconnect with new keys.',
  client_id_missing:
    'Reconnect with the client ID of the integration; or have the operator set CONNECTWISE_CLIENT_ID for each api and worker and restart them.',
  no_permission: `Add what is missing to that role in ConnectWise, under System > Security Roles; the page Permissions lists it. ${ASKED_AGAIN}`,
  rate_limited: ASKED_AGAIN,
  host_not_allowed:
    'The operator must name this host, with its port, in CONNECTWISE_ALLOWED_HOSTS of each api and worker, and restart them; it goes on by itself then. An administrator can do nothing here but ask for it. Changes are kept meanwhile.',
  invalid_url: `${ASKED_AGAIN} If it stays, look what answers at the site URL: a proxy or a sign-in page may stand before ConnectWise.`,
};

export const remedyOf = (cause: ConnectionCause): string => remedies[cause];

/** A cause by its stored name; null for one that is not known. */
export const causeNamed = (code: string | null): ConnectionCause | null =>
  connectionCauses.find((cause) => cause === code) ?? null;

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
