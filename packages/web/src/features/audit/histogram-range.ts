import type { AuditFilter, StatisticsFilter } from '../../graphql/graphql.ts';

const DAY_MS = 86_400_000;
/** Of a log that is not narrowed by time. */
const USUAL_MS = 30 * DAY_MS;

/** The time that the histogram shows, in milliseconds; `isOpen` where it ends now. */
export function histogramRange({ from, to }: AuditFilter, now: number): { from: number; to: number; isOpen: boolean } {
  const end = to ? Date.parse(to) : now;
  const begin = from ? Date.parse(from) : end - USUAL_MS;
  return { from: Math.min(begin, end - 60_000), to: end, isOpen: !to };
}

/** What the figures are asked for, or null where they do not know what the log is narrowed by: a text, a record, a run, a person. */
export function countedBy(filter: AuditFilter): StatisticsFilter | null {
  const { text, runId, localId, remoteId, opportunityId, actor, actors } = filter;
  if (text || runId || localId || remoteId || opportunityId || actor || actors) return null;
  const one = <T>(single: T | null | undefined, several: readonly T[] | null | undefined): T[] | null =>
    single ? [single] : several ? [...several] : null;
  return {
    directions: one(filter.direction, filter.directions),
    entities: one(filter.entity, filter.entities),
    operations: one(filter.operation, filter.operations),
    codes: one(filter.code, filter.codes),
  };
}
