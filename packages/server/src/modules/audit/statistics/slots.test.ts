import { percentile, slotOf, UNTIMED } from './slots.rules.ts';

const slotsOf = (durations: readonly number[]) => {
  const slots = new Map<number, number>();
  for (const ms of durations) slots.set(slotOf(ms), (slots.get(slotOf(ms)) ?? 0) + 1);
  return slots;
};

describe('durations by slot', () => {
  it.each([
    ['one second, all alike', Array.from({ length: 100 }, () => 1_000)],
    ['1 to 1,000 ms', Array.from({ length: 1_000 }, (_, n) => n + 1)],
    ['minutes', Array.from({ length: 500 }, (_, n) => 60_000 + n * 900)],
    ['days', [86_400_000, 2 * 86_400_000, 3 * 86_400_000, 20 * 86_400_000]],
    ['mostly quick, some slow', [...Array.from({ length: 90 }, () => 20), ...Array.from({ length: 10 }, () => 30_000)]],
  ])('tell percentiles to within a fifth: %s', (_name, durations) => {
    const sorted = [...durations].sort((a, b) => a - b);
    for (const share of [0.5, 0.95]) {
      const exact = sorted[Math.ceil(share * sorted.length) - 1]!;
      const told = percentile(slotsOf(durations), share)!;
      expect(told / exact).toBeGreaterThan(0.7);
      expect(told / exact).toBeLessThan(1.42);
    }
  });

  it('add up: the percentile of two sums is that of all together', () => {
    const [a, b] = [
      [5, 10, 20],
      [40, 80, 9_000],
    ];
    const sum = slotsOf(a!);
    for (const [slot, count] of slotsOf(b!)) sum.set(slot, (sum.get(slot) ?? 0) + count);
    expect(percentile(sum, 0.5)).toBe(percentile(slotsOf([...a!, ...b!]), 0.5));
  });

  it('leave out what was not timed, and answer null without any', () => {
    expect(slotOf(null)).toBe(UNTIMED);
    expect(percentile(new Map([[UNTIMED, 50]]), 0.5)).toBeNull();
    expect(
      percentile(
        new Map([
          [UNTIMED, 50],
          [slotOf(1_000), 1],
        ]),
        0.5,
      ),
    ).toBeGreaterThan(500);
  });
});
