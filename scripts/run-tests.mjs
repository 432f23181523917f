// All tests, in the order of the cheapest first, with one closing line. Arguments narrow it: see `usage` in test-plan.mjs.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkTestFiles } from './check-tests.mjs';
import { planTests, usage } from './test-plan.mjs';
import { isTestPostgresRunning, startTestPostgres, stopTestPostgres } from './test-postgres.mjs';
import { describeFailures, filesToRepeat, readReport } from './test-report.mjs';

/** At once: what computes takes every processor; whole systems mostly wait for each other, so as many at a time do on any machine. */
const workers = { e2e: 3, browser: 2 };
/** Files of a run that may be tried a second time, for a busy machine may fail for the moment; more than that is no matter of the moment. */
const MAX_REPEATED = 3;
/** The kinds that wait for other programs on a machine that is shared. What reads no clock and no socket fails for a reason. */
const REPEATED = new Set(['integration', 'e2e', 'browser']);
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const reports = join(root, '.cache', 'reports');
/** What test/support/run-typescript.mjs compiled; each change of a source leaves one more file, so now and then it begins anew. */
const compiled = join(root, '.cache', 'compiled');
const MAX_COMPILED = 10_000;
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
if (existsSync(compiled) && readdirSync(compiled).length > MAX_COMPILED) rmSync(compiled, { recursive: true });
// Another run in this folder may be using it.
const wasRunning = await isTestPostgresRunning();
const env = { ...process.env, TEST_POSTGRES_URL: await startTestPostgres() };

const total = { passed: 0, skipped: 0 };
const failed = [];
const unsteady = [];
for (const kind of plan.kinds) {
  const started = Date.now();
  console.log(`\n=== ${kind} tests`);
  const first = run(kind, plan.patterns, 'first');
  total.passed += first.passed;
  total.skipped += first.skipped;
  // A file that fails alone as well is at fault; one that does not is named below for somebody to look at.
  const again = REPEATED.has(kind) ? filesToRepeat(first.failures, MAX_REPEATED - filesOf(unsteady)) : [];
  if (again.length > 0) console.log(`\n=== once again, alone: ${again.join(', ')}`);
  const stillFailing = again.length > 0 ? run(kind, again, 'again', 1).failures : first.failures;
  if (stillFailing.length > 0) failed.push(...first.failures);
  else unsteady.push(...first.failures);
  console.log(`=== ${kind} tests took ${((Date.now() - started) / 1000).toFixed(0)} s`);
}
if (!wasRunning) await stopTestPostgres();

if (!process.env.MONGODB_URL) console.log(`\n!!! ${mongoNotice}`);
if (unsteady.length > 0)
  console.log(`\nUNSTEADY, failed among others and passed alone; find out why:\n${describeFailures(unsteady)}`);
if (failed.length > 0) console.log(`\nFAILED:\n${describeFailures(failed)}`);
const counts = { passed: total.passed, failed: failed.length, unsteady: unsteady.length, skipped: total.skipped };
console.log(
  `\n${Object.entries(counts)
    .filter(([name, count]) => count > 0 || name === 'passed' || name === 'failed')
    .map(([name, count]) => `${count} ${name}`)
    .join(', ')}`,
);
process.exit(failed.length > 0 ? 1 : 0);

function run(kind, patterns, attempt, mostAtOnce = workers[kind] ?? availableParallelism()) {
  const report = join(reports, `${kind}-${attempt}.json`);
  const reporters = ['default', 'json', join(root, 'scripts', 'stray-errors.mjs')];
  const options = ['run', ...reporters.map((name) => `--reporter=${name}`), `--outputFile.json=${report}`];
  const withReport = { ...env, TEST_REPORT: report };
  const done =
    kind === 'web'
      ? spawnSync(
          'pnpm',
          ['--dir', 'packages/web', 'exec', 'vitest', ...options, ...patterns.map(withinWeb), ...plan.more],
          { cwd: root, env: withReport, stdio: 'inherit' },
        )
      : spawnSync(
          'vitest',
          [...options, `--project=${kind}`, `--maxWorkers=${mostAtOnce}`, ...patterns, ...plan.more],
          {
            cwd: root,
            // Programs that e2e tests start are those that were just built, which saves compiling them at each start.
            env: kind === 'e2e' || kind === 'browser' ? { ...withReport, TEST_PROGRAMS: 'built' } : withReport,
            stdio: ['ignore', 'inherit', 'inherit'],
          },
        );
  return readReport(report, root, done.status);
}

/** The web package's runner knows its files from its own folder. */
function withinWeb(pattern) {
  return pattern.replace(/^packages\/web\//, '');
}

function filesOf(failures) {
  return new Set(failures.map((failure) => failure.file)).size;
}
