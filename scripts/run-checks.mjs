// The checks that read code instead of running it; all of them run, and every failure is named at the end.
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
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

/** At once; some of them take half a gigabyte. */
const AT_ONCE = Math.min(3, availableParallelism());
const waiting = [...checks];
const failed = [];
const runNext = async () => {
  for (let check = waiting.shift(); check; check = waiting.shift()) {
    const [name, command, args] = check;
    const { status, said } = await run(command, args);
    // What it says at once, so that two do not talk into each other.
    process.stdout.write(`${said}${status === 0 ? 'ok    ' : 'FAILED'} ${name}\n`);
    if (status !== 0) failed.push(name);
  }
};
await Promise.all(Array.from({ length: AT_ONCE }, runNext));
if (failed.length > 0) console.error(`\nFailed: ${failed.join(', ')}.`);
process.exit(failed.length > 0 ? 1 : 0);

function run(command, args) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => {
        said += chunk;
      });
    child.on('error', (error) => resolve({ status: 1, said: `${error.message}\n` }));
    child.on('close', (status) => resolve({ status, said }));
  });
}
