// Everything that is generated from the code and committed: the GraphQL schema, the web's types for it and the fragments of its forms, the page of synced fields, the types of the database's tables.
//   node scripts/emit.mjs           writes all of it
//   node scripts/emit.mjs --check   compares the types of the tables, which take a database, with what is committed; goes by what is built
import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isTestPostgresRunning, startTestPostgres, stopTestPostgres } from './test-postgres.mjs';

if (process.argv.includes('--help')) {
  console.log(
    'Usage: npm run emit-schema. Writes what is generated from the code: GraphQL schema, types of the web and of the tables, pages.',
  );
  process.exit(0);
}
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const wasRunning = await isTestPostgresRunning();
const server = await startTestPostgres();
const env = { ...process.env, TEST_POSTGRES_URL: server };
const build = ['tsc', ['-b', 'packages/shared', 'packages/sandbox', 'packages/server']];
const run = ([command, args], stdio = 'inherit') => spawnSync(command, args, { cwd: root, env, stdio }).status === 0;
const tables = ['node', ['packages/server/dist/src/main/emit-tables.js', server]];
const check = [['node', [...tables[1], '--check']]];
const write = [
  tables,
  ['biome', ['check', '--write', 'packages/server/src/platform/database/schema.ts']],
  build,
  ['node', ['packages/server/dist/src/main/emit-schema.js']],
  ['node', ['packages/server/dist/src/main/emit-synced-fields.js']],
  ['node', ['packages/server/dist/src/main/emit-roles.js']],
  ['node', ['packages/server/dist/src/main/emit-form-fragments.js']],
  ['pnpm', ['--dir', 'packages/web', 'run', '--silent', 'codegen']],
];
const isCheck = process.argv.includes('--check');
// A field whose column is not in the types of the tables yet does not compile, so these come first, from what can be built.
if (!isCheck) run(build, 'ignore');
for (const step of isCheck ? check : write) {
  if (run(step)) continue;
  console.error(`"${step[0]} ${step[1][0]}" failed.`);
  process.exitCode = 1;
  break;
}
if (!wasRunning) await stopTestPostgres();
