import type { Env } from '../platform/env.ts';
import { type OperationsPort, startOperations } from '../platform/http/operations.ts';
import type { Readiness } from '../platform/http/readiness.ts';
import type { Logger } from '../platform/logger.ts';
import type { Metrics } from '../platform/metrics.ts';

/** Health and metrics on METRICS_PORT, where the operator has set one. */
export async function startOperationsPort(
  { metricsHost: host, metricsPort, metricsToken: token }: Env,
  { metrics, logger }: { metrics: Metrics; logger: Logger },
  readiness: () => Promise<Readiness>,
): Promise<OperationsPort | null> {
  if (metricsPort === null) return null;
  const opened = await startOperations({ host, port: metricsPort }, { metrics, readiness, token });
  logger.info({ host, port: opened.port }, 'health and metrics are served');
  return opened;
}
