import { badRequest } from './api-error.ts';

const OLDEST_YEAR = 2015;

/**
 * Model version negotiated by `Accept: application/vnd.connectwise.com+json; version=…` (§1.2); `current` is the one of
 * the server, which also answers when `Accept` names none.
 */
export function modelVersion(accept: string | undefined, uri: string, current: string): string {
  const text = /version\s*=\s*"?([^;,"\s]*)/i.exec(accept ?? '')?.[1];
  if (text === undefined) return current;
  const [year = 0, release = 0] = text.split('.').map(Number);
  const [currentYear = 0, currentRelease = 0] = current.split('.').map(Number);
  const isPast = year < currentYear || (year === currentYear && release <= currentRelease);
  if (/^\d{4}\.\d{1,2}$/.test(text) && year >= OLDEST_YEAR && isPast) return text;
  throw badRequest(
    'ConnectWiseApi',
    `The HTTP resource that matches the request URI '${uri.slice(0, 300)}' does not support the API version '${text.slice(0, 20)}'.`,
  );
}
