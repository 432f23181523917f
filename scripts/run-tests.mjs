// All tests, in the order of the cheapest first, with one closing line. Arguments narrow it: see `usage` in test-plan.mjs.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkTestFiles } from './check-tests.mjs';
import { planTests, usage } from './test-plan.mjs';
import { isTestPostgresRunning, startTestPostgres, stopTestPostgres } from './test-postgres.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const reports = join(root, '.cache', 'reports');
if (process.argv.includes('--help')) {
  console.log(usage);
  process.exit(0);
}
checkTestFiles(root);
const plan = planTests(root, process.argv.slice(2));
if (plan.fault) {
  console.error(plan.fault);
  process.exit(2);
}
const mongoNotice =
  'MONGODB_URL is not set: the tests of the job store on MongoDB are SKIPPED. They run where MONGODB_URL names a server.';
if (!process.env.MONGODB_URL) console.log(`\n!!! ${mongoNotice}\n`);

rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });
// Another run in this folder may be using it.
const wasRunning = await isTestPostgresRunning();
const env = {
  ...process.env,
  NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning',
  TEST_POSTGRES_URL: await startTestPostgres(),
};

const total = { passed: 0, failed: 0, skipped: 0 };
for (const kind of plan.kinds) {
  const started = Date.now();
  const report = join(reports, `${kind}.json`);
  console.log(`\n=== ${kind} tests`);
  const done =
    kind === 'web'
      ? spawnSync(
          'pnpm',
          [
            '--dir',
            'packages/web',
            'exec',
            'vitest',
            'run',
            '--reporter=default',
            '--reporter=json',
            `--outputFile=${report}`,
            ...plan.patterns,
            ...plan.more,
          ],
          {
            cwd: root,
            env: { ...env, NODE_OPTIONS: '' },
            stdio: 'inherit',
          },
        )
      : spawnSync(
          'jest',
          [
            '--selectProjects',
            kind,
            '--json',
            `--outputFile=${report}`,
            // Jest would leave a processor idle. Whole systems mostly wait for each other, so as many at a time do on any machine.
            ...(kind === 'unit' || kind === 'integration'
              ? ['--maxWorkers=100%']
              : [`--maxWorkers=${kind === 'e2e' ? 3 : 2}`, '--forceExit']),
            ...plan.more,
            ...(plan.patterns.length > 0 ? ['--testPathPatterns', ...plan.patterns] : []),
          ],
          {
            cwd: root,
            // Programs that e2e tests start are those that were just built, which saves compiling them at each start.
            env: kind === 'e2e' ? { ...env, TEST_PROGRAMS: 'built' } : env,
            stdio: ['ignore', 'ignore', 'inherit'],
          },
        );
  count(report, done.status);
  console.log(`=== ${kind} tests took ${((Date.now() - started) / 1000).toFixed(0)} s`);
}
if (!wasRunning) await stopTestPostgres();

if (!process.env.MONGODB_URL) console.log(`\n!!! ${mongoNotice}`);
console.log(`\n${total.passed} passed, ${total.failed} failed${total.skipped ? `, ${total.skipped} skipped` : ''}`);
process.exit(total.failed > 0 ? 1 : 0);

/** A runner that failed without a failed test (a file that could not be loaded, no test at all) counts as a failure. */
function count(report, status) {
  let failed = 0;
  try {
    const result = JSON.parse(readFileSync(report, 'utf8'));
    total.passed += result.numPassedTests;
    failed = result.numFailedTests;
    total.skipped += result.numPendingTests + (result.numTodoTests ?? 0);
  } catch {
    failed = 1;
  }
  total.failed += status === 0 ? failed : Math.max(1, failed);
}
