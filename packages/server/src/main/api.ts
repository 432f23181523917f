import { createSchema } from '../platform/graphql/schema.ts';
import { startHttp } from '../platform/http/server.ts';
import { Metrics } from '../platform/metrics.ts';
import { accessRules } from './access-rules.ts';
import { compose } from './compose.ts';
import { run } from './program.ts';
import { referenceRoute } from './reference.route.ts';
import { openTools } from './tools.ts';

await run('api', async (env, logger) => {
  const tools = await openTools(env, logger, 'api');
  const app = compose(tools);
  const metrics = new Metrics();
  metrics.gauge('live_subscribers', () => app.audit.live.watcherCount);
  await app.audit.live.start();
  const schema = await createSchema(app.resolvers, accessRules);
  const server = await startHttp({
    ...env,
    ...tools,
    metrics,
    schema,
    authenticate: app.auth.authenticate,
    isKnownOrigin: app.auth.isKnownOrigin,
    routes: [...app.routes, referenceRoute(schema)],
  });
  await app.beat('api');
  app.watch();
  logger.info({ url: server.url }, 'ready');
  const code = await app.auth.firstStart.makeCode();
  if (code)
    logger.warn(
      { setUpCode: code, url: env.publicUrl },
      `This installation is empty. Open ${env.publicUrl}/first-start and enter the set-up code ${code}.`,
    );
  return async () => {
    await server.close({ timeoutMs: 2_200 });
    await app.stop();
    await tools.jobs.stop({ timeoutMs: 500 });
    await tools.database.close();
  };
});
