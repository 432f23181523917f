/** How far ConnectWise's servers may differ about the time, and how late a commit may become visible. */
const SETTLED_AFTER_MS = 5_000;

/**
 * Records that ConnectWise answered with within the second of their `lastUpdated`, or nearly: another change in that second would not move it. Both
 * times are ConnectWise's own. A copy of a record is in it no more.
 */
const fresh = new WeakSet<object>();

/** Times are compared as ConnectWise writes them, `2026-06-04T17:14:20Z`, since every record of every page passes here. */
export function noteFresh(records: readonly unknown[], answeredAt: Date | null): void {
  if (answeredAt === null) return;
  const from = secondOf(answeredAt.getTime() - SETTLED_AFTER_MS);
  const to = secondOf(answeredAt.getTime() + SETTLED_AFTER_MS);
  for (const record of records) {
    const changed = changeOf(record);
    if (changed !== null && changed > from && changed < to) fresh.add(Object(record));
  }
}

/** Whether a record may have changed once more since ConnectWise answered, without its time moving. */
export const isFresh = (record: object): boolean => fresh.has(record);

/** The moment that a `Date` header says; null where there is none that can be read. */
export function momentOf(header: string | null): Date | null {
  const time = header === null ? Number.NaN : Date.parse(header);
  return Number.isNaN(time) ? null : new Date(time);
}

const secondOf = (time: number): string => `${new Date(time).toISOString().slice(0, 19)}Z`;

function changeOf(record: unknown): string | null {
  if (typeof record !== 'object' || record === null) return null;
  const info: unknown = Reflect.get(record, '_info');
  const text: unknown = typeof info === 'object' && info !== null ? Reflect.get(info, 'lastUpdated') : null;
  return typeof text === 'string' ? text : null;
}
