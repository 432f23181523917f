import { setTimeout as sleep } from 'node:timers/promises';
import { ConnectWiseError } from './connectwise-error.ts';

/** Where a pause that ConnectWise asked for is kept, so that every process obeys it. */
export interface ThrottleStore {
  read(): Promise<Date | null>;
  raise(until: Date): Promise<void>;
}

export interface RateLimiterOptions {
  requestsPerSecond?: number;
  concurrency?: number;
  /** Longest pause that is waited out in place; for a longer one the request fails with `rate_limited` and its `retryAfterMs`. */
  maxWaitMs?: number;
  throttle?: ThrottleStore;
}

const THROTTLE_CACHE_MS = 1_000;

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
  private lookedAt = Number.NEGATIVE_INFINITY;

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
      await this.opened(signal);
      await this.token(signal);
      return await work();
    } finally {
      this.leave();
    }
  }

  /** ConnectWise asked for a pause: nothing leaves until it is over. */
  async slowDown(waitMs: number): Promise<void> {
    const until = Date.now() + waitMs;
    this.closedUntil = Math.max(this.closedUntil, until);
    await this.throttle?.raise(new Date(until));
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
      await this.look();
      const waitMs = this.closedUntil - Date.now();
      if (waitMs <= 0) return;
      if (waitMs > this.maxWaitMs) throw throttled(waitMs);
      await sleep(waitMs, undefined, { signal });
    }
  }

  private async look(): Promise<void> {
    if (!this.throttle || performance.now() - this.lookedAt < THROTTLE_CACHE_MS) return;
    this.lookedAt = performance.now();
    const until = await this.throttle.read();
    if (until) this.closedUntil = Math.max(this.closedUntil, until.getTime());
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
