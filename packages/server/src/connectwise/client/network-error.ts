import { ConnectWiseError, type ConnectWiseErrorDetails } from './connectwise-error.ts';

/** Turns a failure below HTTP into words, and says whether a write may have reached ConnectWise. */
export function networkError(error: unknown, { method, host }: { method: string; host: string }): ConnectWiseError {
  const known = causes(error).find((cause) => cause instanceof ConnectWiseError);
  if (known instanceof ConnectWiseError) return known;
  const code = codeOf(error);
  const writes = method !== 'GET';
  return new ConnectWiseError({ ...describe(code, host, writes) }, { cause: error });
}

function describe(code: string, host: string, writes: boolean): ConnectWiseErrorDetails {
  if (code === 'ECONNREFUSED' || code === 'EHOSTUNREACH' || code === 'ENETUNREACH')
    return { kind: 'connection_refused', code, message: `${host} does not accept connections.` };
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return { kind: 'connection_refused', code: 'host_unknown', message: `There is no host called ${host}.` };
  if (code === 'UND_ERR_CONNECT_TIMEOUT' || code === 'ETIMEDOUT')
    return { kind: 'timeout', code: 'connect_timeout', message: `${host} did not answer the connection in time.` };
  if (isTls(code))
    return { kind: 'unavailable', code: 'tls', message: `A secure connection to ${host} could not be made (${code}).` };
  if (/TIMEOUT|TimeoutError/i.test(code))
    return { kind: 'timeout', code: 'timeout', message: `${host} took too long to answer.`, mayHaveCommitted: writes };
  return {
    kind: 'unavailable',
    code: 'dropped',
    message: `The connection to ${host} broke off.`,
    mayHaveCommitted: writes,
  };
}

const isTls = (code: string): boolean =>
  /^(ERR_TLS|ERR_SSL|CERT_|EPROTO$|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|HOSTNAME_MISMATCH|INVALID_CA|PATH_LENGTH)/.test(
    code,
  );

/** The most telling code along the chain of causes; several addresses of a host fail as one AggregateError. */
function codeOf(error: unknown): string {
  for (const cause of causes(error)) {
    if (typeof cause !== 'object' || cause === null) continue;
    if ('code' in cause && typeof cause.code === 'string') return cause.code;
    if ('name' in cause && cause.name === 'TimeoutError') return 'TimeoutError';
  }
  return error instanceof Error ? error.name : 'unknown';
}

function causes(error: unknown): unknown[] {
  if (typeof error !== 'object' || error === null) return [error];
  const inner = error instanceof AggregateError ? error.errors : [];
  const cause = 'cause' in error && error.cause !== undefined ? causes(error.cause) : [];
  return [error, ...inner.flatMap(causes), ...cause];
}
