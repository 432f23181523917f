import type { PullContext } from '../context/pull-context.ts';
import type { Decided } from '../decide/decision.ts';
import { isAsBefore } from '../decide/drop-repeats.rules.ts';
import type { PreparedPage } from '../prepare/prepare-page.ts';
import { type Counts, noCounts, outcomeOf } from './outcome.ts';

interface PageCounts {
  counts: Counts;
  /** Those that were counted although no listing brought them; see `PullContext.counted`. */
  along: string[];
}

/** What the records of a page came to. One that was decided along with those of another page counts once in a listing, there or on its own page. */
export function countsOf(
  { counted }: Pick<PullContext, 'counted'>,
  { batch: { sync, records, besides, cursor }, unchanged }: Pick<PreparedPage, 'batch' | 'unchanged'>,
  decided: readonly Decided[],
): PageCounts {
  const counts = { ...noCounts(), unchanged };
  const along: string[] = [];
  const keyOf = (id: number) => `${sync.entity} ${id}`;
  const isDecided = new Set(decided.map(({ parsed }) => Number(parsed.remoteId)));
  for (const { id } of records)
    if (!isDecided.has(id) && (besides?.has(id) || counted?.along.has(keyOf(id)))) counts.unchanged--;
  for (const one of decided) {
    const id = Number(one.parsed.remoteId);
    const isBesides = besides?.has(id) === true;
    const hadItsPage = isBesides && counted?.listsAll === true && cursor !== undefined && id <= cursor.lastId;
    // Looked at once more in the end, by itself, and as it was on its page.
    const isRepeated = counted?.listsAll === true && cursor === undefined && isAsBefore(one);
    if (hadItsPage || isRepeated || counted?.along.has(keyOf(id))) continue;
    counts[outcomeOf(one.decision)]++;
    if (isBesides) along.push(keyOf(id));
  }
  return { counts, along };
}

/** More than are asked along in a pull of any size that was seen; of the others the oldest are forgotten, whose own pages are the most likely to be over. */
const MAX_COUNTED_ALONG = 1_000;

/** What is remembered of those that were counted along, with these. */
export const withAlong = (known: Iterable<string>, along: readonly string[]): string[] =>
  [...new Set([...known, ...along])].slice(-MAX_COUNTED_ALONG);
