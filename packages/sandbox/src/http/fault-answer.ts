import type { Fault } from './faults.ts';
import type { Answer } from './operation.ts';

/** What a failing ConnectWise, or the proxy before it, answers. */
export function faultAnswer(fault: Fault): Answer {
  if (fault.kind === 'html') {
    const body = `<html><head><title>${fault.status}</title></head><body><h1>${fault.status} Bad Gateway</h1><p>The web server reported a bad gateway error.</p></body></html>`;
    return { status: fault.status, body, headers: { 'Content-Type': 'text/html; charset=utf-8' } };
  }
  if (fault.kind === 'text') {
    return {
      status: fault.status,
      body: 'Cannot route. Codebase/company is invalid',
      headers: { 'Content-Type': 'text/plain' },
    };
  }
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

/** 429: its key is `error`, not `code` (§1.4). */
export function tooManyRequests(seconds: number): Answer {
  const message = `Too many requests. Please try again in ${seconds} seconds.`;
  return {
    status: 429,
    body: JSON.stringify({ error: 'ConnectWiseAPI', message }),
    headers: { 'Retry-After': String(seconds) },
  };
}
