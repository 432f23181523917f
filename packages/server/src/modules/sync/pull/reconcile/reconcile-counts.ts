/**
 * What a reconcile found of one kind of record. Each record that ConnectWise has is counted once: as linked, paused, broken, excluded, skipped,
 * pending or failing. `differing` and `healed` are among the linked and the pending ones.
 */
export interface ReconcileCounts {
  there: number;
  linked: number;
  paused: number;
  broken: number;
  excluded: number;
  skipped: number;
  differing: number;
  pending: number;
  failing: number;
  healed: number;
  /** Why records are excluded or skipped, with how many. */
  reasons: Record<string, number>;
  /** The fields that differ, with how many records. */
  fields: Record<string, number>;
}

export const noReconcileCounts = (): ReconcileCounts => ({
  there: 0,
  linked: 0,
  paused: 0,
  broken: 0,
  excluded: 0,
  skipped: 0,
  differing: 0,
  pending: 0,
  failing: 0,
  healed: 0,
  reasons: {},
  fields: {},
});

/** Records of ConnectWise for which no reason is known. Anything but zero is a fault of the product. */
export const unexplained = (c: ReconcileCounts): number =>
  c.there - c.linked - c.paused - c.broken - c.excluded - c.skipped - c.pending - c.failing;

/** Few reasons are named one by one; a tail of many is told together. */
const MAX_REASONS = 40;
const OTHERS = 'other reasons';

export function countReason(reasons: Record<string, number>, reason: string, count = 1): void {
  const key = reason in reasons || Object.keys(reasons).length < MAX_REASONS ? reason : OTHERS;
  reasons[key] = (reasons[key] ?? 0) + count;
}
