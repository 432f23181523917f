import type { Database } from '../platform/database/database.ts';
import { type SystemFigure, systemFigures } from '../platform/database/system-figures.queries.ts';
import { type GaugeName, gauges } from '../platform/metric-names.ts';
import { Metrics, type Reading } from '../platform/metrics.ts';

/** Scrapers of several processes come together; the database is asked once for all that come within this time. */
const FRESH_MS = 2_000;

type Figured = Pick<Database, 'acrossWorkspaces' | 'poolUse'>;

/** The metrics of a program: its own, its pool, and what is counted in the database. */
export function processMetrics(program: 'api' | 'worker', database: Figured, requestsPerSecond: number): Metrics {
  const metrics = new Metrics({ program });
  let last: { at: number; figures: Promise<SystemFigure[]> } | null = null;
  const figures = (): Promise<SystemFigure[]> => {
    if (!last || performance.now() - last.at > FRESH_MS)
      last = { at: performance.now(), figures: systemFigures(database) };
    return last.figures;
  };
  metrics.gauge('connectwise_requests_per_second_limit', () => requestsPerSecond);
  metrics.gauge('db_connections_waiting', () => database.poolUse.waiting);
  metrics.gauge('db_connections_max', () => database.poolUse.max);
  metrics.source(async () => ({
    db_connections: [
      { labels: { state: 'busy' }, value: database.poolUse.busy },
      { labels: { state: 'idle' }, value: database.poolUse.idle },
    ],
  }));
  metrics.source(async () => {
    const read = await figures().catch(() => null);
    return {
      ...byGauge(read ?? []),
      up: [
        { labels: { part: 'process' }, value: 1 },
        { labels: { part: 'database' }, value: read ? 1 : 0 },
      ],
    };
  });
  return metrics;
}

function byGauge(figures: readonly SystemFigure[]): Partial<Record<GaugeName, Reading[]>> {
  const found: Partial<Record<GaugeName, Reading[]>> = {};
  for (const { name, label, value } of figures) {
    if (!isGauge(name)) continue;
    const [key] = gauges[name].labels;
    found[name] = [...(found[name] ?? []), { value, ...(label !== null && key ? { labels: { [key]: label } } : {}) }];
  }
  return found;
}

const isGauge = (name: string): name is GaugeName => name in gauges;
