import { REQUESTS_PER_SECOND } from '../modules/connection/request-rate.ts';
import { systemClock } from '../platform/clock.ts';
import { isAway } from '../platform/database/away.ts';
import { Database } from '../platform/database/database.ts';
import { PoolWatch } from '../platform/database/pool-watch.ts';
import type { Env } from '../platform/env.ts';
import { AgendaQueue } from '../platform/jobs/agenda-queue.ts';
import type { Logger } from '../platform/logger.ts';
import type { Metrics } from '../platform/metrics.ts';
import { RepeatedTrouble, repeatedWarning } from '../platform/repeated-trouble.ts';
import { SecretBox } from '../platform/secrets.ts';
import { DiskStorage } from '../platform/storage.ts';
import { entities, type Tools } from './compose.ts';
import { processMetrics } from './process-metrics.ts';
import { START_ANEW } from './program.ts';
import { whenDatabaseIsUp } from './when-database-is-up.ts';

/** Opens what the environment names. Waits for nothing that can come later, except the database. */
export async function openTools(
  env: Env,
  logger: Logger,
  name: 'api' | 'worker',
): Promise<Tools & { jobs: AgendaQueue; metrics: Metrics; stopTraces(): Promise<void> }> {
  const stopTraces = await startTraces(env, logger, name);
  const database = await openDatabase(env, logger, name);
  endWhenLost(database, logger);
  const metrics = processMetrics(name, database, REQUESTS_PER_SECOND);
  const trouble = new RepeatedTrouble({
    say: (fields, sentence) => logger.error(fields, sentence),
    first: 'the job store has trouble',
    again: 'the job store still has trouble',
  });
  const away = repeatedWarning(logger, 'a job could not reach a store; it is done once that is back');
  const jobs = new AgendaQueue({
    databaseUrl: env.databaseDirectUrl,
    ...(env.mongoUrl ? { mongoUrl: env.mongoUrl } : {}),
    onError: (err, job) => {
      if (job === undefined) return trouble.tell(err);
      metrics.count('jobs_failed_total', { job });
      if (isAway(err)) return away.tell(err);
      logger.error({ err, job }, 'a job failed');
    },
  });
  return {
    database,
    jobs,
    logger,
    metrics,
    stopTraces,
    listenUrl: env.databaseDirectUrl,
    clock: systemClock,
    publicUrl: env.publicUrl,
    callbackUrl: () => env.callbackUrl,
    secrets: new SecretBox(env.secretKeys),
    storage: new DiskStorage(env.storageDir),
    webhookHosts: env.webhookAllowedHosts,
    signInHosts: env.signInAllowedHosts,
    mail: { smtpUrl: env.smtpUrl, from: env.mailFrom },
    alertCheckSeconds: env.alertCheckSeconds,
    connectwise: {
      allowedHosts: env.connectwiseAllowedHosts,
      clientId: env.connectwiseClientId,
      webAddresses: env.connectwiseWebAddresses,
    },
  };
}

/** What sends traces is loaded where there is somebody to send them to. */
async function startTraces({ traces }: Env, logger: Logger, name: string): Promise<() => Promise<void>> {
  if (!traces) return async () => undefined;
  const { exportTraces } = await import('../platform/tracing/trace-export.ts');
  return exportTraces(traces, name, logger).stop;
}

/** Without connections nothing can be done any more; the supervisor (compose, systemd, "npm start") starts the process anew. */
export function endWhenLost(
  database: Database,
  logger: Logger,
  timing: { everyMs?: number; patienceMs?: number } = {},
): void {
  new PoolWatch({
    ...timing,
    pool: database,
    onLost: (stuckMs) => {
      logger.fatal(
        { stuckSeconds: Math.round(stuckMs / 1_000) },
        'PostgreSQL answers, but no connection of the pool is free and none comes back; ending, to be started anew',
      );
      process.exit(START_ANEW);
    },
  }).start();
}

const API_STATEMENT_MS = 20_000;

const openDatabase = (env: Env, logger: Logger, name: string): Promise<Database> =>
  whenDatabaseIsUp({ logger, url: env.databaseUrl, variable: 'DATABASE_URL' }, () =>
    Database.open({
      url: env.databaseUrl,
      directUrl: env.databaseDirectUrl,
      entities,
      applicationName: `causeway-${name}`,
      // The worker may take its time; what people and programs ask may not.
      ...(name === 'api' ? { statementTimeoutMs: API_STATEMENT_MS } : {}),
    }),
  );
