import { setTimeout as sleep } from 'node:timers/promises';
import { backoffMs } from '../../platform/backoff.ts';
import { ConnectWiseError } from './connectwise-error.ts';
import type { Repeatability } from './repeatability.ts';

export interface RetryOptions {
  /** How often a request is sent at most. */
  attempts?: number;
  /** The first pause; each following one is twice as long. */
  baseMs?: number;
  capMs?: number;
}

/**
 * Whether to send a request again (Developer Guide): network faults, 5xx and 429, never other 4xx. One that may have been carried out is only
 * sent again where that changes nothing.
 */
export function mayRetry(error: unknown, repeatability: Repeatability): boolean {
  if (repeatability === 'read_first' || !(error instanceof ConnectWiseError) || !mayPass(error)) return false;
  if (error.kind === 'rate_limited') return true;
  return repeatability === 'safe' || !error.mayHaveCommitted;
}

/** Whether the same request may well succeed in a moment. */
export function mayPass(error: ConnectWiseError): boolean {
  if (error.code === 'tls') return false;
  if (error.kind === 'rate_limited') return error.status === 429;
  // ConnectWise itself says that it has no such path: it will not have one in a second either.
  if (error.isEndpointMissing) return false;
  return error.kind === 'unavailable' || error.kind === 'timeout' || error.kind === 'connection_refused';
}

/** Runs `send` until it succeeds, its failure is final, or the attempts are used up. After a 429 the limiter does the waiting. */
export async function withRetry<T>(
  repeatability: Repeatability,
  send: (attempt: number) => Promise<T>,
  options: RetryOptions & { signal?: AbortSignal | undefined } = {},
): Promise<T> {
  const { attempts = 5, baseMs: firstMs = 300, capMs: maxMs = 30_000 } = options;
  for (let attempt = 1; ; attempt++) {
    try {
      return await send(attempt);
    } catch (error) {
      if (attempt >= attempts || !mayRetry(error, repeatability)) throw error;
      const isLimited = error instanceof ConnectWiseError && error.kind === 'rate_limited';
      if (!isLimited)
        await sleep(backoffMs(attempt, Math.random(), { firstMs, maxMs }), undefined, { signal: options.signal });
    }
  }
}
