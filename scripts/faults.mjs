// What the product does when something breaks: npm run faults -- [F1 …] [--full] [--json]
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isTestPostgresRunning, startTestPostgres, stopTestPostgres } from './test-postgres.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const onlyPrints = process.argv.includes('--help');
const wasRunning = onlyPrints || (await isTestPostgresRunning());
const env = onlyPrints ? process.env : { ...process.env, TEST_POSTGRES_URL: await startTestPostgres() };
const suite = join(root, 'packages', 'server', 'dist', 'test', 'faults', 'main.js');
const done = spawnSync(process.execPath, [suite, ...process.argv.slice(2)], { cwd: root, env, stdio: 'inherit' });
if (!wasRunning) await stopTestPostgres();
process.exitCode = done.status ?? 1;
