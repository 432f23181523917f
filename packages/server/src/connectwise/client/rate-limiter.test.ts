import { backoffMs } from '../../platform/backoff.ts';
import { RateLimiter } from './rate-limiter.ts';

describe('RateLimiter', () => {
  it('lets a burst through and then keeps to the rate', async () => {
    const limiter = new RateLimiter({ requestsPerSecond: 40, concurrency: 100 });
    const startedAt = performance.now();
    await Promise.all(Array.from({ length: 50 }, () => limiter.run(async () => undefined)));
    const ms = performance.now() - startedAt;
    expect(ms).toBeGreaterThan(200);
    expect(ms).toBeLessThan(1_500);
  });

  it('lets nothing leave while a pause lasts, also what waited for its turn when the pause came', async () => {
    const limiter = new RateLimiter({ requestsPerSecond: 20, concurrency: 10 });
    const startedAt = performance.now();
    const sent: number[] = [];
    const waiting = Array.from({ length: 30 }, () =>
      limiter.run(async () => void sent.push(performance.now() - startedAt)),
    );
    await new Promise((resolve) => setTimeout(resolve, 30));
    const before = sent.length;
    await limiter.slowDown(600);
    const closedAt = performance.now() - startedAt;
    await Promise.all(waiting);
    expect(before).toBeGreaterThan(0);
    expect(sent).toHaveLength(30);
    expect(sent.filter((at) => at > closedAt && at < closedAt + 590)).toEqual([]);
  });

  it('hears of a pause that another process was told, while it waits for its turn', async () => {
    const store = { until: 0 };
    const throttle = {
      remainingMs: async () => store.until - performance.now(),
      raise: async () => undefined,
    };
    const limiter = new RateLimiter({ requestsPerSecond: 10, concurrency: 20, throttle });
    const sent: number[] = [];
    const waiting = Array.from({ length: 14 }, () => limiter.run(async () => void sent.push(performance.now())));
    await new Promise((resolve) => setTimeout(resolve, 20));
    store.until = performance.now() + 700;
    const closedAt = performance.now();
    await Promise.all(waiting);
    expect(sent.filter((at) => at > closedAt && at < store.until - 5)).toEqual([]);
    expect(sent).toHaveLength(14);
  });

  it('reads what has arrived before it lets the next request leave', async () => {
    // As an answer that waits in the socket until this process gets to it.
    const arrives = () => setImmediate(() => void limiter.slowDown(300));
    const throttle = {
      remainingMs: async () => {
        if (performance.now() - startedAt < 200) arrives();
        return 0;
      },
      raise: async () => undefined,
    };
    const limiter = new RateLimiter({ throttle });
    const startedAt = performance.now();
    const leftAt = await limiter.run(async () => performance.now());
    expect(leftAt - startedAt).toBeGreaterThan(290);
  });

  it('gives the place back when the work fails', async () => {
    const limiter = new RateLimiter({ concurrency: 1 });
    await expect(limiter.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await expect(limiter.run(async () => 'next')).resolves.toBe('next');
  });
});

describe('backoffMs', () => {
  it('doubles, is capped, and is between half and the whole', () => {
    expect([1, 2, 3, 4].map((n) => backoffMs(n, 1, { firstMs: 100, maxMs: 500 }))).toEqual([100, 200, 400, 500]);
    expect(backoffMs(3, 0, { firstMs: 100, maxMs: 30_000 })).toBe(200);
  });
});
