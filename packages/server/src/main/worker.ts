import { Presence } from '../platform/database/presence.ts';
import { readinessOf } from '../platform/http/readiness.ts';
import { giveBackAtRest } from '../platform/memory-at-rest.ts';
import { repeatedWarning } from '../platform/repeated-trouble.ts';
import { compose } from './compose.ts';
import { startOperationsPort } from './operations-port.ts';
import { run } from './program.ts';
import { openTools } from './tools.ts';

await run('worker', async (env, logger) => {
  const tools = await openTools(env, logger, 'worker');
  const trouble = repeatedWarning(
    logger,
    'the session that shows that this worker lives has trouble; it comes back by itself',
  );
  const presence = new Presence({
    url: env.databaseDirectUrl,
    onError: (err) => trouble.tell(err),
  });
  await presence.start();
  const app = compose({ ...tools, pull: { leaseOwner: () => presence.owner() } });
  const operations = await startOperationsPort(env, tools, () => readinessOf(tools));
  // Before the job store is asked for the schedule: a worker that waits for it shall say so.
  await app.beat('worker');
  app.watch();
  giveBackAtRest();
  // In the background: while it waits for the job store it can be told to end, and ends in order.
  let isEnding = false;
  const begin = async () => {
    await tools.jobs.start(app.handlers);
    await app.schedule();
    logger.info({ jobs: app.handlers.map(({ job }) => job.name) }, 'ready');
  };
  begin().catch((err: unknown) => {
    if (isEnding) return;
    logger.fatal({ err }, 'the worker could not begin its jobs');
    process.exit(1);
  });
  return async () => {
    isEnding = true;
    await tools.jobs.stop({ timeoutMs: 8_000 });
    await app.stop();
    await presence.stop();
    await operations?.close();
    await tools.stopTraces();
    await tools.database.close();
  };
});
