import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { migrate } from '../platform/database/migrate.ts';
import { readSchema } from '../platform/database/read-schema.ts';

// Migrates a database of its own on the server whose address is the argument, and writes down the types of its tables.
const name = `causeway_emit_${process.pid}`;
const server = new URL(process.argv[2] ?? '');
const owner = new URL(server);
owner.pathname = `/${name}`;
const app = new URL(owner);
app.username = 'causeway_test_app';
app.password = 'causeway_test_app';

const withClient = async <T>(url: URL, work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

await withClient(server, (admin) => admin.query(`create database ${name}`));
try {
  await migrate({ ownerUrl: owner.href, appUrl: app.href });
  const packages = fileURLToPath(import.meta.url).replace(/(.*[\\/]packages)[\\/]server[\\/].*/, '$1');
  await writeFile(`${packages}/server/src/platform/database/schema.ts`, await withClient(owner, readSchema));
  process.stdout.write('packages/server/src/platform/database/schema.ts written\n');
} finally {
  await withClient(server, (admin) => admin.query(`drop database ${name} with (force)`));
}
