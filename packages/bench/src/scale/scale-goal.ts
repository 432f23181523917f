import type { Goal } from '../goals.ts';
import type { BenchServer } from '../postgres.ts';

/** How much is tried: `small` shows that everything works, `full` as much as the figures are asked for. */
export type Size = 'small' | 'full';

/** Some figures that are measured together. */
export interface ScaleBench {
  /** "D1", "A6": what it answers for. */
  codes: readonly string[];
  /** Minutes that it takes, roughly. */
  minutes: Record<Size, number>;
  run(server: BenchServer, size: Size): Promise<Goal[]>;
}

/** Something that this machine lacks; the sentence says what to do. */
export class NotRunError extends Error {}
