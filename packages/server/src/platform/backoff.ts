export interface Backoff {
  /** The longest first wait; each following one is twice as long. */
  firstMs: number;
  maxMs: number;
  /** What the other side asked for (Retry-After). */
  atLeastMs?: number;
}

/**
 * How long to wait before the next attempt: doubled each time, with jitter over the upper half, so that many workers do not come back at once.
 * `random` is 0 to 1.
 */
export function backoffMs(attempt: number, random: number, { firstMs, maxMs, atLeastMs = 0 }: Backoff): number {
  const ceiling = Math.min(maxMs, firstMs * 2 ** Math.max(0, attempt - 1));
  return Math.round(Math.max(atLeastMs, ceiling * (0.5 + random / 2)));
}
