import type { Metrics } from '../../../platform/metrics.ts';
import { msOf } from './slots.rules.ts';
import type { Tally } from './tally.rules.ts';

/** Counts in the metrics of this process what was committed to the log. */
export const countInMetrics =
  (metrics: Metrics) =>
  (tallies: readonly Tally[]): void => {
    for (const { measure, direction, entity, status, slot, n } of tallies) {
      const labels = { direction: direction ?? 'none', entity: entity ?? 'none' };
      if (measure === 'event') metrics.count('records_total', { ...labels, status: status ?? 'none' }, n);
      if (measure !== 'lag') continue;
      for (let i = 0; i < n; i++) metrics.observe('lag_seconds', labels, msOf(slot) / 1_000);
    }
  };
