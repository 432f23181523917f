import type { EntityType } from '@causeway/shared/vocabulary';
import type { Tx } from '../../../../platform/database/database.ts';
import { type BucketRange, placeOf } from './range.rules.ts';

/** Under this word stands the queue as a whole, of all kinds of records. */
const QUEUE = '*';

export interface StandingRow {
  at: Date;
  entity: EntityType | typeof QUEUE;
  linked: number;
  pending: number;
  failing: number;
  broken: number;
  excluded: number;
  mostPending: number;
  oldestSeconds: number;
}

/** How records stood at the end of each bucket, as far as it was noted: the sweep notes it once a minute. */
export function readStandingCounts(tx: Tx, range: BucketRange): Promise<StandingRow[]> {
  return tx.query<StandingRow>(
    `select at, entity, linked, pending, failing, broken, excluded, most_pending as "mostPending", oldest_seconds as "oldestSeconds"
     from statistic_standing where width = $1 and at >= $2 and at < $3 order by at`,
    [range.width, range.from, range.to],
  );
}

type Line = Array<number | null>;

export interface StandingSeries {
  entity: EntityType;
  linked: Line;
  pending: Line;
  failing: Line;
  broken: Line;
  excluded: Line;
}

const figures = ['linked', 'pending', 'failing', 'broken', 'excluded'] as const;

/** One series a kind of record; null in a bucket in which no worker looked. */
export function standingSeries(range: BucketRange, rows: readonly StandingRow[]): StandingSeries[] {
  const byEntity = new Map<EntityType, StandingSeries>();
  const empty = (): Line => range.starts.map(() => null);
  for (const row of rows) {
    const { entity } = row;
    if (entity === QUEUE) continue;
    const series = byEntity.get(entity) ?? {
      entity,
      linked: empty(),
      pending: empty(),
      failing: empty(),
      broken: empty(),
      excluded: empty(),
    };
    byEntity.set(entity, series);
    for (const figure of figures) series[figure][placeOf(range, row.at)] = row[figure];
  }
  return [...byEntity.values()];
}

/** The most that waited at once, and the longest that anything had waited, by bucket. */
export function queueSeries(range: BucketRange, rows: readonly StandingRow[]): { depth: Line; oldestSeconds: Line } {
  const depth: Line = range.starts.map(() => null);
  const oldestSeconds: Line = range.starts.map(() => null);
  for (const row of rows) {
    if (row.entity !== QUEUE) continue;
    const place = placeOf(range, row.at);
    depth[place] = row.mostPending;
    oldestSeconds[place] = row.oldestSeconds;
  }
  return { depth, oldestSeconds };
}
