// Random histories of edits on both systems, with faults between them: npm run histories -- [--seeds N] [--seed S] [--tell]
import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { isTestPostgresRunning, startTestPostgres, stopTestPostgres } from './test-postgres.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '200' },
    seed: { type: 'string' },
    tell: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  console.log(`Usage: npm run histories -- [--seeds N] [--seed S] [--tell]

  --seeds N   runs the seeds 1 to N (200)
  --seed S    runs one seed again; if it fails, its shortest history is printed
  --tell      prints each history, also of seeds that pass`);
  process.exit(0);
}
for (const name of ['seeds', 'seed'])
  if (values[name] !== undefined && !/^[1-9]\d*$/.test(values[name])) {
    console.error(`--${name} wants a whole number from 1 on.`);
    process.exit(2);
  }

const wasRunning = await isTestPostgresRunning();
const env = {
  ...process.env,
  NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning',
  TEST_POSTGRES_URL: await startTestPostgres(),
  HISTORIES_SEEDS: values.seeds,
  HISTORIES_STEPS: '40',
  ...(values.seed === undefined ? {} : { HISTORIES_SEED: values.seed }),
  ...(values.tell ? { HISTORIES_TELL: '1' } : {}),
};
const done = spawnSync('jest', ['--selectProjects', 'integration', '--runInBand', 'test/histories'], {
  cwd: root,
  env,
  stdio: 'inherit',
});
if (!wasRunning) await stopTestPostgres();
process.exitCode = done.status ?? 1;
