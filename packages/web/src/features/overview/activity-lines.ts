import type { EntityType, OverviewFiguresQuery } from '../../graphql/graphql.ts';

type Span = OverviewFiguresQuery['week'];
type Series = Span['series'][number];

/** What happened to one kind of record in each bucket. */
export type ActivityPoint = { at: string; created: number; updated: number; failed: number };
export type ActivityLine = { points: ActivityPoint[]; created: number; updated: number; failed: number };

type Kind = 'created' | 'updated' | 'failed';

/** Linking, checking and skipping change no record, so they are not drawn. */
export function kindOf({ operation, status }: Pick<Series, 'operation' | 'status'>): Kind | null {
  if (status === 'ERROR') return 'failed';
  if (status !== 'SUCCESS') return null;
  if (operation === 'CREATE') return 'created';
  return operation === 'UPDATE' || operation === 'PUSH' ? 'updated' : null;
}

/** Created, updated and failed of one kind of record, bucket by bucket, out of the server's series. */
export function activityOf(span: Span, entity: EntityType): ActivityLine {
  const points = span.buckets.map((at) => ({ at, created: 0, updated: 0, failed: 0 }));
  const line: ActivityLine = { points, created: 0, updated: 0, failed: 0 };
  for (const series of span.series) {
    const kind = series.entity === entity ? kindOf(series) : null;
    if (!kind) continue;
    line[kind] += series.total;
    series.counts.forEach((count, at) => {
      const point = points[at];
      if (point) point[kind] += count;
    });
  }
  return line;
}
