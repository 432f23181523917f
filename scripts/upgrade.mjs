// Upgrades the last released version under load: npm run upgrade [-- --from REF] [--json]
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isTestPostgresRunning, startTestPostgres, stopTestPostgres } from './test-postgres.mjs';

/** Releases that have no tag. */
const untagged = { '0.1.0': 'f086a915ce7421ae184b4788c73e58ef83a46a09' };

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const args = process.argv.slice(2);
if (args.includes('--help')) {
  console.log(`Usage: npm run upgrade [-- --from VERSION-OR-COMMIT] [--json]

  Builds the programs of the last released version from the git history, fills them with the demo, and brings them to this version while
  clients read, edit and win. Prints a figure for each thing that must not happen.`);
  process.exit(0);
}
const at = args.indexOf('--from');
const asked = at >= 0 ? args.splice(at, 2)[1] : lastRelease();
const commit = git('rev-parse', '--verify', '--quiet', `${untagged[asked] ?? asked}^{commit}`).stdout.trim();
if (commit === '') {
  console.error(
    `The commit of ${asked} is not in this clone, so its programs cannot be built. Fetch the history first: git fetch --unshallow --tags`,
  );
  process.exit(2);
}
const before = buildOnce(commit);
const wasRunning = await isTestPostgresRunning();
const env = { ...process.env, TEST_POSTGRES_URL: await startTestPostgres(), BEFORE: before, BEFORE_VERSION: asked };
const program = join(root, 'packages', 'server', 'dist', 'test', 'upgrade', 'main.js');
const done = spawnSync(process.execPath, [program, ...args], { cwd: root, env, stdio: 'inherit' });
if (!wasRunning) await stopTestPostgres();
process.exitCode = done.status ?? 1;

function git(...words) {
  return spawnSync('git', words, { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 30 });
}

/** The newest tag before this commit. */
function lastRelease() {
  const tag = git('describe', '--tags', '--abbrev=0', '--match', '[0-9]*', 'HEAD^').stdout.trim();
  return tag === '' ? Object.keys(untagged).at(-1) : tag;
}

/** Takes the commit's files out of the history and builds them with their own lockfile; a build that is there already is used again. */
function buildOnce(commit) {
  const folder = join(root, '.cache', 'upgrade', commit);
  if (existsSync(join(folder, 'packages/server/dist/src/main/api.js'))) return folder;
  console.log(
    `Building ${asked} (${commit.slice(0, 8)}) in ${folder.slice(root.length + 1)}, which takes two minutes.`,
  );
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const archive = join(folder, 'sources.tar');
  must('git', ['archive', '--output', archive, commit], root);
  must('tar', ['-xf', archive, '-C', folder], root);
  rmSync(archive);
  must(process.execPath, ['scripts/setup.mjs', 'build'], folder);
  return folder;
}

function must(command, words, cwd) {
  const { status, stderr } = spawnSync(command, words, { cwd, encoding: 'utf8', maxBuffer: 2 ** 30 });
  if (status === 0) return;
  console.error(`${stderr}\n"${command} ${words[0]}" failed, so ${asked} could not be built.`);
  process.exit(2);
}
