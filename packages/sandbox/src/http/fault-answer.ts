import type { Fault } from './faults.ts';
import type { Answer } from './operation.ts';

/** What a failing ConnectWise, or the proxy before it, answers. */
export function faultAnswer(fault: Fault): Answer {
  if (fault.kind === 'html') return htmlAnswer(fault.status);
  if (fault.kind === 'text') {
    return {
      status: fault.status,
      body: 'Cannot route. Codebase/company is invalid',
      headers: { 'Content-Type': 'text/plain' },
    };
  }
  if (fault.kind === 'stub') return stub(fault);
  if (fault.kind === 'object') return { status: fault.status, body: JSON.stringify({ message: 'OK', errors: null }) };
  if (fault.status === 429) return tooManyRequests(fault.retryAfterSeconds ?? 30);
  if (fault.status === 401) {
    return { status: 401, body: JSON.stringify({ code: 'ConnectWiseApi', message: 'UserNotAuthenticated' }) };
  }
  if (fault.status === 403) {
    const message = 'You do not have security permission to perform this action.';
    return { status: 403, body: JSON.stringify({ code: 'Security', message, errors: null }) };
  }
  const headers: Record<string, string> =
    fault.retryAfterSeconds === undefined ? {} : { 'Retry-After': String(fault.retryAfterSeconds) };
  const body = JSON.stringify({ code: 'InternalServerError', message: 'An unexpected error occurred.', errors: null });
  return { status: fault.status, body, headers };
}

function stub({ status, body, headers }: Fault): Answer {
  const isText = typeof body === 'string';
  return {
    status,
    ...(body === undefined || status === 204 ? {} : { body: isText ? body : JSON.stringify(body) }),
    headers: { ...(isText ? { 'Content-Type': 'text/plain; charset=utf-8' } : {}), ...headers },
  };
}

/** What a proxy or web server answers for itself; its 404 says nothing about the record (§11). */
export function htmlAnswer(status: number): Answer {
  return { status, body: page(status), headers: { 'Content-Type': 'text/html; charset=utf-8' } };
}

function page(status: number): string {
  const [title, text] =
    status === 404
      ? ['404 - File or directory not found.', 'The resource you are looking for might have been removed.']
      : [`${status} Bad Gateway`, 'The web server reported a bad gateway error.'];
  const head = status === 404 ? title : String(status);
  return `<html><head><title>${head}</title></head><body><h1>${title}</h1><p>${text}</p></body></html>`;
}

/** 429: its key is `error`, not `code` (§1.4). */
export function tooManyRequests(seconds: number): Answer {
  const message = `Too many requests. Please try again in ${seconds} seconds.`;
  return {
    status: 429,
    body: JSON.stringify({ error: 'ConnectWiseAPI', message }),
    headers: { 'Retry-After': String(seconds) },
  };
}
