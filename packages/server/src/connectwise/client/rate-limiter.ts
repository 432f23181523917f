import { setImmediate as answersRead, setTimeout as sleep } from 'node:timers/promises';
import { ConnectWiseError } from './connectwise-error.ts';

/** Where a pause that ConnectWise asked for is kept, so that every process obeys it. */
export interface ThrottleStore {
  /** How long the pause still lasts, by the store's own clock; 0 or less when there is none. */
  remainingMs(): Promise<number>;
  raise(waitMs: number): Promise<void>;
}

export interface RateLimiterOptions {
  requestsPerSecond?: number;
  concurrency?: number;
  /** Longest pause that is waited out in place; for a longer one the request fails with `rate_limited` and its `retryAfterMs`. */
  maxWaitMs?: number;
  throttle?: ThrottleStore;
}

/**
 * How fast requests of one connection may leave: a token bucket (ConnectWise throttles above 1,000 a minute), a few at a time,
 * and none before the time that a 429 has named, in this process or in another.
 */
export class RateLimiter {
  private readonly perSecond: number;
  private readonly concurrency: number;
  private readonly maxWaitMs: number;
  private readonly throttle: ThrottleStore | undefined;
  private readonly waiting: (() => void)[] = [];
  private running = 0;
  private tokens: number;
  private filledAt = performance.now();
  private closedUntil = 0;

  constructor(options: RateLimiterOptions = {}) {
    this.perSecond = options.requestsPerSecond ?? 12;
    this.concurrency = options.concurrency ?? 4;
    this.maxWaitMs = options.maxWaitMs ?? 35_000;
    this.throttle = options.throttle;
    this.tokens = this.perSecond;
  }

  /** Runs `work` when it is its turn. */
  async run<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    await this.enter();
    try {
      await this.token(signal);
      // Last of all: while it waited for its token, another request may have been told to pause, in this process or in another one.
      await this.opened(signal);
      return await work();
    } finally {
      this.leave();
    }
  }

  /** ConnectWise asked for a pause: nothing leaves until it is over. */
  async slowDown(waitMs: number): Promise<void> {
    this.closedUntil = Math.max(this.closedUntil, Date.now() + waitMs);
    await this.throttle?.raise(waitMs);
  }

  private async enter(): Promise<void> {
    if (this.running < this.concurrency) {
      this.running++;
      return;
    }
    await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  /** Hands the place to the next in line, or frees it. */
  private leave(): void {
    const next = this.waiting.shift();
    if (next) next();
    else this.running--;
  }

  private async opened(signal?: AbortSignal): Promise<void> {
    for (;;) {
      signal?.throwIfAborted();
      if (this.closedUntil <= Date.now()) {
        await this.look();
        // An answer that has arrived but was not read yet, because this process was busy, may be a 429 as well.
        await answersRead();
      }
      const waitMs = this.closedUntil - Date.now();
      if (waitMs <= 0) return;
      if (waitMs > this.maxWaitMs) throw throttled(waitMs);
      await sleep(waitMs, undefined, { signal });
    }
  }

  /** Asked before every request: what another process was told a moment ago counts as well. */
  private async look(): Promise<void> {
    if (!this.throttle) return;
    const remainingMs = await this.throttle.remainingMs();
    if (remainingMs > 0) this.closedUntil = Math.max(this.closedUntil, Date.now() + remainingMs);
  }

  private async token(signal?: AbortSignal): Promise<void> {
    if (this.perSecond === Number.POSITIVE_INFINITY) return;
    const now = performance.now();
    this.tokens = Math.min(this.perSecond, this.tokens + ((now - this.filledAt) / 1_000) * this.perSecond);
    this.filledAt = now;
    this.tokens -= 1;
    if (this.tokens < 0) await sleep((-this.tokens / this.perSecond) * 1_000, undefined, { signal });
  }
}

function throttled(waitMs: number): ConnectWiseError {
  return new ConnectWiseError({
    kind: 'rate_limited',
    message: `ConnectWise asked for a pause of ${Math.ceil(waitMs / 1_000)} more seconds.`,
    retryAfterMs: waitMs,
  });
}
