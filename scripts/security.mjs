// What an attacker gets: npm run security. One line and figure for each of S1 to S6; it ends with 1 when one is missed.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isTestPostgresRunning, startTestPostgres, stopTestPostgres } from './test-postgres.mjs';

if (process.argv.includes('--help')) {
  console.log(
    'Usage: npm run security. Attacks a product of its own, and prints one line and figure for each of S1 to S6.',
  );
  process.exit(0);
}
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const wasRunning = await isTestPostgresRunning();
const env = { ...process.env, TEST_POSTGRES_URL: await startTestPostgres() };
const folder = mkdtempSync(join(tmpdir(), 'causeway-security-'));
let isMissed = false;

const print = (code, title, figure, isMet) => {
  isMissed ||= !isMet;
  console.log(`${code}   ${title}   ${figure}   ${isMet ? 'ok' : 'MISSED'}`);
};

/** Real processes that are attacked: S1 and S3. */
const suite = join(root, 'packages', 'server', 'dist', 'test', 'security', 'main.js');
const attacked = spawnSync(process.execPath, [suite], { cwd: root, env, stdio: 'inherit' });
isMissed ||= attacked.status !== 0;

/** What tests show case by case. */
const tested = [
  [
    'S2',
    'every root field as nobody, as another workspace and with foreign IDs',
    'e2e',
    ['e2e/access', 'token-scopes'],
  ],
  ['S4', 'addresses that nothing is sent to', 'unit', ['outbound-guard', 'site-url.rules']],
  ['S5', 'forged and replayed callbacks', 'integration', ['callbacks.int']],
];
for (const [code, title, kind, patterns] of tested) {
  const report = join(folder, `${code}.json`);
  spawnSync(
    'vitest',
    ['run', `--project=${kind}`, '--reporter=json', `--outputFile=${report}`, '--maxWorkers=1', ...patterns],
    { cwd: root, env: kind === 'e2e' ? { ...env, TEST_PROGRAMS: 'built' } : env, stdio: 'ignore' },
  );
  const { numPassedTests = 0, numTotalTests = 0 } = readReport(report);
  print(
    code,
    title,
    `${numPassedTests} of ${numTotalTests} cases`,
    numTotalTests > 0 && numPassedTests === numTotalTests,
  );
}

const audit = spawnSync('pnpm', ['audit', '--prod', '--json'], { cwd: root, env, encoding: 'utf8' });
const { metadata } = parse(audit.stdout);
if (metadata?.vulnerabilities) {
  const { high = 0, critical = 0 } = metadata.vulnerabilities;
  print('S6', 'known faults of what it depends on', `${high + critical} high`, high + critical === 0);
} else console.log('S6   known faults of what it depends on   NOT RUN: the registry tells none here');

rmSync(folder, { recursive: true, force: true });
if (!wasRunning) await stopTestPostgres();
process.exitCode = isMissed ? 1 : 0;

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {};
  }
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
