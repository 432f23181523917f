import { compose } from './compose.ts';
import { run } from './program.ts';
import { openTools } from './tools.ts';

await run('worker', async (env, logger) => {
  const tools = await openTools(env, logger, 'worker');
  const app = compose(tools);
  // Before the job store is asked for the schedule: a worker that waits for it shall say so.
  await app.beat('worker');
  await tools.jobs.start(app.handlers);
  await app.schedule();
  logger.info({ jobs: app.handlers.map(({ job }) => job.name) }, 'ready');
  return async () => {
    await tools.jobs.stop({ timeoutMs: 8_000 });
    await app.stop();
    await tools.database.close();
  };
});
