/** Columns by which figures can be told apart. */
export const dimensions = ['entity', 'direction', 'operation', 'status', 'code'] as const;
export type Dimension = (typeof dimensions)[number];

/** So many within a bucket that begins then; `slot` where durations are told too. */
export interface StatisticsRow extends Record<Dimension, string | null> {
  at: Date;
  slot: number | null;
  n: number;
}
