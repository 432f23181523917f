import { migrate } from '../platform/database/migrate.ts';
import { run } from './program.ts';
import { whenDatabaseIsUp } from './when-database-is-up.ts';

await run('migrate', async (env, logger) => {
  if (!env.databaseOwnerUrl) throw new Error('DATABASE_OWNER_URL is missing. Give the DSN of the owner of the tables.');
  const urls = { ownerUrl: env.databaseOwnerUrl, appUrl: env.databaseUrl };
  const done = await whenDatabaseIsUp({ logger, url: urls.ownerUrl, variable: 'DATABASE_OWNER_URL' }, () =>
    migrate(urls),
  );
  logger.info({ migrations: done }, done.length > 0 ? 'the schema is up to date now' : 'the schema was up to date');
  process.exit(0);
});
