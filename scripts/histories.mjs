// Random histories of edits on both systems, with faults between them: npm run histories -- [--seeds N] [--from M] [--seed S] [--steps N] [--path P] [--tell]
import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { isTestPostgresRunning, startTestPostgres, stopTestPostgres } from './test-postgres.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '200' },
    from: { type: 'string', default: '1' },
    seed: { type: 'string' },
    steps: { type: 'string', default: '80' },
    path: { type: 'string' },
    tell: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  console.log(`Usage: npm run histories -- [--seeds N] [--from M] [--seed S] [--steps N] [--path P] [--tell]

  --seeds N   runs so many seeds (200)
  --from M    begins with seed M (1)
  --seed S    runs one seed again; if it fails, its shortest history is printed
  --steps N   takes at most so many steps a history, half of them on average (80); another number gives other histories
  --path P    with --seed and --steps as they were printed: replays the shortest history
  --tell      prints each history, also of seeds that pass`);
  process.exit(0);
}
for (const name of ['seeds', 'from', 'seed', 'steps'])
  if (values[name] !== undefined && !/^[1-9]\d*$/.test(values[name])) {
    console.error(`--${name} wants a whole number from 1 on.`);
    process.exit(2);
  }

const wasRunning = await isTestPostgresRunning();
const env = {
  ...process.env,
  TEST_POSTGRES_URL: await startTestPostgres(),
  HISTORIES_SEEDS: values.seeds,
  HISTORIES_FROM: values.from,
  HISTORIES_STEPS: values.steps,
  ...(values.path === undefined ? {} : { HISTORIES_PATH: values.path }),
  ...(values.seed === undefined ? {} : { HISTORIES_SEED: values.seed }),
  ...(values.tell ? { HISTORIES_TELL: '1' } : {}),
};
const done = spawnSync('vitest', ['run', '--project=integration', '--maxWorkers=1', 'test/histories'], {
  cwd: root,
  env,
  stdio: 'inherit',
});
if (!wasRunning) await stopTestPostgres();
process.exitCode = done.status ?? 1;
