/**
 * The lists of `syncStatistics` have a figure for each bucket, and its series one such list for each group. How many is said at the root, while
 * cost is added up from the leaves: until the root is reached, they are counted in units of their own, apart from the plain fields.
 */
const BUCKETS = 1e5;
const GROUPS = 1e10;

/** More are refused; the same as of the range. */
const MOST_BUCKETS = 2_400;

const widthMs: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };
const DAY_MS = 86_400_000;

/** How many values of each are usual together; not each occurs with each, so there is a most of all. */
const valuesOf: Readonly<Record<string, number>> = { entity: 4, direction: 2, operation: 3, status: 2, code: 5 };
const MOST_GROUPS = 20;
/** A figure is a number in a list, with no name and no resolver of its own: so many come to one field. */
const FIGURES_A_FIELD = 10;

const USUAL_SERIES = 10;

const perBucket: ReadonlySet<string> = new Set([
  'SyncStatistics.buckets',
  ...['counts', 'p50Ms', 'p95Ms'].map((field) => `StatisticsLag.${field}`),
  ...['p50Ms', 'p95Ms'].map((field) => `StatisticsDurations.${field}`),
  ...['depth', 'oldestSeconds'].map((field) => `StatisticsQueue.${field}`),
  ...['linked', 'pending', 'failing', 'broken', 'excluded'].map((field) => `StatisticsStanding.${field}`),
  'StatisticsSeries.counts',
  'ApiCallOutcome.counts',
]);

/** Null for a field that is counted as everywhere. */
export function statisticsCost(name: string, args: Record<string, unknown>, childCost: number): number | null {
  if (perBucket.has(name)) return 1 + BUCKETS;
  // Worked out for all buckets, whatever of them is asked for.
  if (name === 'StatisticsSeries.durations') return 1 + BUCKETS + childCost;
  if (name === 'SyncStatistics.series') {
    const { plain, lists } = unitsOf(childCost);
    return 1 + USUAL_SERIES * plain + (1 + lists) * GROUPS;
  }
  if (name !== 'Query.syncStatistics') return null;
  const { plain, lists, lines } = unitsOf(childCost);
  const buckets = bucketsOf(args);
  return 1 + plain + Math.ceil((buckets * (lists + groupsOf(args.groupBy) * lines)) / FIGURES_A_FIELD);
}

const unitsOf = (cost: number) => ({
  plain: cost % BUCKETS,
  lists: Math.floor((cost % GROUPS) / BUCKETS),
  lines: Math.floor(cost / GROUPS),
});

function bucketsOf({ from, to, bucket }: Record<string, unknown>): number {
  const width = widthMs[String(bucket).toLowerCase()] ?? DAY_MS;
  const end = timeOf(to) ?? Date.now();
  const start = timeOf(from) ?? end - DAY_MS;
  return Math.min(Math.max(Math.ceil((end - start) / width), 1), MOST_BUCKETS);
}

function timeOf(value: unknown): number | null {
  const time = value instanceof Date || typeof value === 'string' ? new Date(value).getTime() : Number.NaN;
  return Number.isNaN(time) ? null : time;
}

const groupsOf = (groupBy: unknown): number =>
  [...new Set([groupBy].flat().map((one) => String(one).toLowerCase()))].reduce(
    (groups, one) => Math.min(groups * (valuesOf[one] ?? 1), MOST_GROUPS),
    1,
  );
