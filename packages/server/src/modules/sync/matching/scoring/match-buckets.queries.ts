import { CLEAR_MARGIN } from './score.rules.ts';

export const matchBuckets = ['exact', 'probable', 'ambiguous', 'later', 'linked', 'rejected', 'create'] as const;
/** The first three wait and differ by what a threshold makes of them; the others were decided. */
export type MatchBucket = (typeof matchBuckets)[number];

const isLinked = (side: 'remote_id' | 'local_id') =>
  `exists (select from entity_link l where l.connection_id = p.connection_id and l.entity = p.entity and l.${side} = p.${side})`;

/** What waits: neither record was linked since, by a sync or a push. */
const isWaiting = `p.state = 'proposed' and not ${isLinked('remote_id')} and not ${isLinked('local_id')}`;
/** Says in SQL what `openQuestions` does: a pair is no question while one of its records is in a clear pair. */
export const isOutshone = (threshold: string): string => {
  const clear = (
    side: string,
  ) => `exists (select from match_pair q where q.connection_id = p.connection_id and q.entity = p.entity
    and q.${side} = p.${side} and q.id <> p.id and q.state = 'proposed' and q.veto is null and q.score >= ${threshold}
    and q.score - q.rival >= ${CLEAR_MARGIN})`;
  return `(${clear('remote_id')} or ${clear('local_id')})`;
};
const isUnrivalled = `p.score - p.rival >= ${CLEAR_MARGIN}`;
const isClear = (threshold: string) => `p.veto is null and p.score >= ${threshold} and ${isUnrivalled}`;

/** Each bucket as a condition; the rules are those of `bucketOf`, which a test holds against this. */
export const bucketConditions = (threshold: string): Record<MatchBucket, string> => ({
  exact: `${isWaiting} and ${isClear(threshold)}`,
  probable: `${isWaiting} and ${isUnrivalled} and not (${isClear(threshold)}) and not ${isOutshone(threshold)}`,
  ambiguous: `${isWaiting} and not (${isUnrivalled}) and not ${isOutshone(threshold)}`,
  later: `p.state = 'later' and not ${isLinked('remote_id')} and not ${isLinked('local_id')}`,
  linked: `p.state = 'linked'`,
  rejected: `p.state = 'rejected'`,
  create: `p.state = 'create'`,
});

/** What waits at this threshold: put off, clear, or a question. */
export const isQuestion = (threshold: string): string =>
  `((${bucketConditions(threshold).later}) or (${isWaiting} and (${isClear(threshold)} or not ${isOutshone(threshold)})))`;
