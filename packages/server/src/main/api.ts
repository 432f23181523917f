import { createSchema } from '../platform/graphql/schema.ts';
import { readinessOf } from '../platform/http/readiness.ts';
import { startHttp } from '../platform/http/server.ts';
import { accessRules } from './access-rules.ts';
import { compose } from './compose.ts';
import { nodes } from './node.queries.ts';
import { startOperationsPort } from './operations-port.ts';
import { run } from './program.ts';
import { referenceRoute } from './reference.route.ts';
import { tellSetUpCode } from './tell-set-up-code.ts';
import { openTools } from './tools.ts';

await run('api', async (env, logger) => {
  const tools = await openTools(env, logger, 'api');
  const app = compose(tools);
  tools.metrics.gauge('live_subscribers', () => app.audit.live.watcherCount);
  await app.audit.live.start();
  const isListening = () => app.audit.live.isListening;
  const schema = await createSchema(app.resolvers, accessRules, nodes);
  const server = await startHttp({
    ...env,
    ...tools,
    isListening,
    schema,
    authenticate: app.auth.authenticate,
    isKnownOrigin: app.auth.isKnownOrigin,
    routes: [...app.routes, referenceRoute(schema)],
  });
  const operations = await startOperationsPort(env, tools, () =>
    readinessOf({ ...tools, api: { isListening, webDist: env.webDist } }),
  );
  await app.beat('api');
  app.watch();
  logger.info({ url: server.url }, 'ready');
  const stopTelling = tellSetUpCode(app.auth.firstStart, tools.database, env, logger);
  return async () => {
    stopTelling();
    await server.close({ timeoutMs: 2_200 });
    await operations?.close();
    await app.stop();
    await tools.jobs.stop({ timeoutMs: 500 });
    await tools.stopTraces();
    await tools.database.close();
  };
});
