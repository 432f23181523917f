/**
 * A scale of durations whose counts add up: each slot is the square root of two wider than the one before, from a millisecond to weeks. The
 * percentile of any sum of counts is told to within a fifth, whatever was added up.
 */
export const UNTIMED = -1;
const LAST = 80;

/** The slot of a duration; of none, `UNTIMED`. */
export function slotOf(ms: number | null | undefined): number {
  if (ms == null) return UNTIMED;
  return ms <= 1 ? 0 : Math.min(LAST, Math.ceil(2 * Math.log2(ms)));
}

/** The longest duration of a slot, in milliseconds. */
const upperOf = (slot: number): number => 2 ** (slot / 2);

/** What a duration of this slot is taken for, in milliseconds: the middle of the slot. */
export const msOf = (slot: number): number => (slot <= 0 ? 1 : (upperOf(slot - 1) + upperOf(slot)) / 2);

/** Counts by slot. */
export type Slots = ReadonlyMap<number, number>;

/** The duration that this share (0 to 1) of what was timed did not exceed, in milliseconds; null when nothing was timed. */
export function percentile(slots: Slots, share: number): number | null {
  const timed = [...slots].filter(([slot, count]) => slot !== UNTIMED && count > 0).sort(([a], [b]) => a - b);
  const total = timed.reduce((sum, [, count]) => sum + count, 0);
  let left = share * total;
  for (const [slot, count] of timed) {
    if (left <= count) {
      const from = slot === 0 ? 0 : upperOf(slot - 1);
      return Math.round((from + (upperOf(slot) - from) * (left / count)) * 10) / 10;
    }
    left -= count;
  }
  return null;
}
