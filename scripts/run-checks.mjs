// The checks that read code instead of running it; all of them run, and every failure is named at the end.
import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

if (process.argv.includes('--help')) {
  console.log('Usage: npm run check. Runs every check that reads the code, and names all that fail.');
  process.exit(0);
}
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const checks = [
  ['format and lint', 'biome', ['ci', '.']],
  ['types', 'tsc', ['-b']],
  ['layers', 'depcruise', ['packages', '--config', '.dependency-cruiser.mjs', '--output-type', 'err']],
  ['length of files, casts, SQL text', 'node', ['scripts/code-limits.mjs']],
  ['GraphQL schema is what the code emits', 'node', ['packages/server/dist/src/main/emit-schema.js', '--check']],
  ['types of the tables are those of the migrated schema', 'node', ['scripts/emit.mjs', '--check']],
  ['GraphQL schema breaks no released program', 'node', ['scripts/schema-compatibility.mjs']],
  ['generated web types are up to date', 'pnpm', ['--dir', 'packages/web', 'run', '--silent', 'codegen:check']],
  [
    'words of the web app are in their catalogues, and translated',
    'pnpm',
    ['--dir', 'packages/web', 'run', '--silent', 'words:check'],
  ],
  ['requirements name their tests', 'node', ['scripts/requirements.mjs']],
  ['documents name what is there', 'node', ['scripts/check-documents.mjs']],
  ['unused code', 'knip', ['--no-progress']],
];

const failed = checks.filter(([name, command, args]) => {
  const done = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PATH: process.env.PATH },
  });
  console.log(`${done.status === 0 ? 'ok    ' : 'FAILED'} ${name}`);
  return done.status !== 0;
});
if (failed.length > 0) console.error(`\nFailed: ${failed.map(([name]) => name).join(', ')}.`);
process.exit(failed.length > 0 ? 1 : 0);
