import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { migrate } from '../platform/database/migrate.ts';
import { dropDatabase, ensureDatabase, withClient } from '../platform/database/own-database.queries.ts';
import { readSchema } from '../platform/database/read-schema.ts';

// Migrates a database of its own on the server whose address is the argument, and writes down the types of its tables; with --check it only says
// whether they are those that are committed.
const name = `causeway_emit_${process.pid}`;
const server = new URL(process.argv[2] ?? '');
const owner = new URL(server);
owner.pathname = `/${name}`;
const app = new URL(owner);
app.username = 'causeway_test_app';
app.password = 'causeway_test_app';

/** Without what the formatter decides. */
const words = (text: string): string => text.replace(/[\s,|()]+/g, ' ');

await ensureDatabase(owner);
try {
  await migrate({ ownerUrl: owner.href, appUrl: app.href });
  const packages = fileURLToPath(import.meta.url).replace(/(.*[\\/]packages)[\\/]server[\\/].*/, '$1');
  const file = `${packages}/server/src/platform/database/schema.ts`;
  const types = await withClient(owner, readSchema);
  if (!process.argv.includes('--check')) {
    await writeFile(file, types);
    process.stdout.write('packages/server/src/platform/database/schema.ts written\n');
  } else if (words(types) !== words(await readFile(file, 'utf8'))) {
    process.stderr.write('The types of the tables are not those of the migrated schema. Run: npm run emit-schema\n');
    process.exitCode = 1;
  }
} finally {
  await dropDatabase(owner);
}
