import { signedHeaders } from './webhook-message.rules.ts';
import { MAX_ATTEMPTS, nextStep, refusalOf, retryAfterOf } from './webhook-outcome.rules.ts';

const failed = (change: object = {}) => ({
  statusCode: 500,
  durationMs: 3,
  answer: null,
  error: 'No.',
  retryAfterMs: null,
  ...change,
});

describe('What follows from an attempt', () => {
  it('is waiting, ever longer, for about a day in all, then giving up', () => {
    const total = (random: number) => {
      let ms = 0;
      for (let n = 1; n < MAX_ATTEMPTS; n++) {
        const step = nextStep(failed(), n, random);
        if (step.kind !== 'retry') throw new Error(`given up after ${n}`);
        ms += step.delayMs;
      }
      return ms / 3_600_000;
    };
    expect(total(0)).toBeGreaterThan(20);
    expect(total(1)).toBeLessThan(30);
    expect(nextStep(failed(), MAX_ATTEMPTS, 0)).toEqual({ kind: 'given_up' });
  });

  it.each([
    [failed({ error: null, statusCode: 200 }), { kind: 'delivered' }],
    [failed({ statusCode: 410 }), { kind: 'gone' }],
    [failed({ statusCode: null }), { kind: 'retry', delayMs: 5_000 }],
    [failed({ retryAfterMs: 90_000 }), { kind: 'retry', delayMs: 90_000 }],
    [failed({ retryAfterMs: 9e9 }), { kind: 'retry', delayMs: 6 * 3_600_000 }],
  ])('%o: %o', (attempt, step) => {
    expect(nextStep(attempt, 1, 0.5)).toEqual(step);
  });

  it('reads Retry-After as seconds or a date', () => {
    const now = new Date('2026-11-29T02:00:00Z');
    expect(retryAfterOf('120', now)).toBe(120_000);
    expect(retryAfterOf('Sun, 29 Nov 2026 02:01:00 GMT', now)).toBe(60_000);
    expect([retryAfterOf('soon', now), retryAfterOf(undefined, now)]).toEqual([null, null]);
  });

  it('counts answers of 200 to 299 alone as delivered', () => {
    expect([refusalOf('x', 200), refusalOf('x', 299)]).toEqual([null, null]);
    expect(refusalOf('x', 301)).toMatch(/Redirects are not followed/);
    expect(refusalOf('x', 404)).toBe('The webhook "x" answered with 404.');
  });
});

describe('The signature', () => {
  it('is that of the example of Standard Webhooks', () => {
    const headers = signedHeaders(['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'], {
      id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      at: new Date(1_614_265_330_000),
      body: '{"test": 2432232314}',
    });
    expect(headers['webhook-signature']).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  });
});
