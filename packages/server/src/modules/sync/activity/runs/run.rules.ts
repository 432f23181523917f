import type { RunRow } from '../../pull/runs/runs.queries.ts';

/** Records a second since the run began, to one decimal; null until it is worth showing. */
export function ratePerSecond(run: Pick<RunRow, 'startedAt' | 'finishedAt' | 'entities'>, now: Date): number | null {
  const seconds = ((run.finishedAt ?? now).getTime() - run.startedAt.getTime()) / 1_000;
  const processed = run.entities.reduce((sum, entity) => sum + entity.processed, 0);
  if (seconds < 0.5 || processed === 0) return null;
  return Math.round((processed / seconds) * 10) / 10;
}
