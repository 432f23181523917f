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
