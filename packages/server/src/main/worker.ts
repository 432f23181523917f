import { Presence } from '../platform/database/presence.ts';
import { compose } from './compose.ts';
import { run } from './program.ts';
import { openTools } from './tools.ts';

await run('worker', async (env, logger) => {
  const tools = await openTools(env, logger, 'worker');
  const presence = new Presence({
    url: env.databaseUrl,
    onError: (err) =>
      logger.warn({ err }, 'the session that shows that this worker lives has trouble; it comes back by itself'),
  });
  await presence.start();
  const app = compose({ ...tools, pull: { leaseOwner: () => presence.owner() } });
  // Before the job store is asked for the schedule: a worker that waits for it shall say so.
  await app.beat('worker');
  app.watch();
  await tools.jobs.start(app.handlers);
  await app.schedule();
  logger.info({ jobs: app.handlers.map(({ job }) => job.name) }, 'ready');
  return async () => {
    await tools.jobs.stop({ timeoutMs: 8_000 });
    await app.stop();
    await presence.stop();
    await tools.database.close();
  };
});
