import { describe, expect, it } from 'vitest';
import { barsOf, planOf } from './bars.ts';

const HOUR = 3_600_000;
const now = Date.parse('2026-12-01T10:20:00.000Z');
const plan = (hours: number, until = now) => planOf(until - hours * HOUR, until, now);

describe('the bars of a time', () => {
  it.each([
    [0.25, 'MINUTE', 1],
    [1, 'MINUTE', 2],
    [24, 'MINUTE', 30],
    [7 * 24, 'HOUR', 6 * 60],
    [30 * 24, 'HOUR', 24 * 60],
    [400 * 24, 'DAY', 14 * 24 * 60],
    [3_000 * 24, 'DAY', 63 * 24 * 60],
  ] as const)('of %d hours are cut by what a clock or a calendar has', (hours, bucket, minutes) => {
    const found = plan(hours);
    expect(found).toEqual({ bucket, stepMs: minutes * 60_000 });
    expect((hours * HOUR) / found.stepMs).toBeLessThanOrEqual(48);
  });

  it('are fewer where there is less room', () => {
    expect(planOf(now - 24 * HOUR, now, now, 24)).toEqual({ bucket: 'HOUR', stepMs: HOUR });
  });

  it('are of an hour at least where the server has no minutes any more', () => {
    expect(plan(1, now - 60 * 24 * HOUR)).toEqual({ bucket: 'HOUR', stepMs: HOUR });
  });

  it('hold what the buckets in them have, each once, and end where the next begins', () => {
    const buckets = Array.from({ length: 12 }, (_, at) => new Date(now - (now % HOUR) + at * HOUR).toISOString());
    const lines = [buckets.map(() => 2), buckets.map((_, at) => (at === 0 ? 1 : 0))];
    const bars = barsOf(buckets, lines, { bucket: 'HOUR', stepMs: 3 * HOUR });
    expect(bars.length).toBeGreaterThanOrEqual(4);
    expect(bars.reduce((sum, { counts }) => sum + (counts[0] ?? 0), 0)).toBe(24);
    expect(bars[0]?.from).toBe(buckets[0]);
    expect(bars.map(({ counts }) => counts[1])).toEqual(bars.map((_, at) => (at === 0 ? 1 : 0)));
    bars.slice(1).forEach((bar, at) => {
      expect(Date.parse(bar.from)).toBe(Date.parse(bars[at]?.to ?? '') + 1);
      expect(new Date(bar.from).getHours() % 3).toBe(0);
    });
  });
});
