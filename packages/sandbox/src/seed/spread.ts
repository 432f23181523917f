/** The last moment of the demo data: nothing in it is newer, on every start. */
export const DEMO_TIME = Date.UTC(2026, 10, 1, 12) / 1000;
const DAY = 86_400;

/** A moment within the `days` before the end of the data, the same for the same `salt` on every start. */
export function pastTime(salt: number, days: number): number {
  return DEMO_TIME - Math.floor(spread(salt) * days) * DAY - Math.floor(spread(salt + 7_919) * DAY);
}

/** A number from 0 to 1 that looks random and is not. */
export function spread(salt: number): number {
  let mixed = Math.imul(salt + 0x9e3779b9, 0x85ebca6b) >>> 0;
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35) >>> 0;
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 4_294_967_296;
}

export function pick<T>(values: readonly T[], salt: number): T {
  return values[Math.floor(spread(salt) * values.length)] as T;
}
