/** What one attempt came to. */
export interface Attempt {
  statusCode: number | null;
  durationMs: number;
  /** The first part of what the receiver answered. */
  answer: string | null;
  /** A sentence for people; null when it arrived. */
  error: string | null;
  /** What the receiver asked for. */
  retryAfterMs: number | null;
}

export type NextStep =
  | { kind: 'delivered' }
  /** The receiver said that it wants no more. */
  | { kind: 'gone' }
  | { kind: 'retry'; delayMs: number }
  | { kind: 'given_up' };

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** The waits between the attempts; with the jitter about a day in all. */
const waitsMs = [5 * SECOND, MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 4 * HOUR, 8 * HOUR, 10 * HOUR];
export const MAX_ATTEMPTS = waitsMs.length + 1;

/** A receiver to which nothing came for so long is switched off when a message is given up. */
export const SWITCHED_OFF_AFTER_HOURS = 20;

const GONE = 410;
const MAX_RETRY_AFTER_MS = 6 * HOUR;

/** What follows from an attempt, the n-th since the message was written or asked for again. `random` is 0 to 1. */
export function nextStep({ statusCode, error, retryAfterMs }: Attempt, n: number, random: number): NextStep {
  if (error === null) return { kind: 'delivered' };
  if (statusCode === GONE) return { kind: 'gone' };
  const waitMs = waitsMs[n - 1];
  if (waitMs === undefined) return { kind: 'given_up' };
  // Within 15 percent, so that many messages that failed together do not come back together.
  const jittered = Math.round(waitMs * (0.85 + random * 0.3));
  return { kind: 'retry', delayMs: Math.max(jittered, Math.min(retryAfterMs ?? 0, MAX_RETRY_AFTER_MS)) };
}

/** Why an answer counts as not delivered; null for success. */
export function refusalOf(name: string, statusCode: number): string | null {
  if (statusCode >= 200 && statusCode <= 299) return null;
  if (statusCode >= 300 && statusCode <= 399)
    return `The webhook "${name}" answered with ${statusCode}. Redirects are not followed; enter the address that it leads to.`;
  return `The webhook "${name}" answered with ${statusCode}.`;
}

/** `Retry-After` in milliseconds, given as seconds or as a date. */
export function retryAfterOf(header: string | string[] | undefined, now: Date): number | null {
  const text = Array.isArray(header) ? header[0] : header;
  if (!text) return null;
  if (/^\d{1,9}$/.test(text)) return Number(text) * SECOND;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : Math.max(0, at - now.getTime());
}

const day = (at: Date): string => `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;

export const goneReason = (name: string, now: Date): string =>
  `"${name}" answered with 410 on ${day(now)}, which says that it wants no more messages, so it was switched off.`;

export const failingReason = (name: string, since: Date, error: string): string =>
  `Nothing has arrived at "${name}" since ${day(since)}, so it was switched off. ${error}`;

export const personReason = (actor: string, now: Date): string => `${actor} switched it off on ${day(now)}.`;
