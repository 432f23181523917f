// Everything a root script needs before it runs: Node 24 and pnpm out of the npm registry, the dependencies, the build.
// Runs on Node 20 with nothing installed; each step is skipped when nothing changed.
//   node scripts/setup.mjs <verb> [arguments]; the verbs are below
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { planTests } from './test-plan.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const NODE_VERSION = '24.21.0';
const PNPM_VERSION = '12.20.0';
const tools = join(root, '.tools');
const stamps = join(root, '.cache', 'stamps');
const bin = join(tools, 'node_modules', '.bin');
const env = {
  ...process.env,
  PATH: [bin, join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter),
  npm_config_update_notifier: 'false',
};

const never = () => false;
const always = () => true;

/** What each verb does, whether it needs the build, and what it says of itself. */
const verbs = {
  setup: { about: 'fetch Node, pnpm and the dependencies', needsBuild: never, act: () => 0 },
  build: { about: 'compile everything', needsBuild: always, act: () => 0 },
  start: {
    about: 'run the product on this machine (-- --help lists its options)',
    needsBuild: always,
    act: (args) => supervise('packages/server/dist/src/main/embedded.js', args),
  },
  dev: {
    about: 'the same from the sources: API and worker watched, the web app with hot reload',
    needsBuild: never,
    act: (args) => run('node', [join(root, 'scripts', 'dev.mjs'), ...args], endWithParent),
  },
  test: {
    about: 'run the tests: all, or -- KIND PATTERN',
    needsBuild: (args) => planTests(root, args).needsBuild,
    act: (args) => run('node', [join(root, 'scripts', 'run-tests.mjs'), ...args]),
  },
  check: {
    about: 'run the checks that read the code',
    needsBuild: always,
    act: (args) => run('node', [join(root, 'scripts', 'run-checks.mjs'), ...args]),
  },
  histories: {
    about: 'try random histories of edits on both systems (-- --help lists the options)',
    needsBuild: never,
    act: (args) => run('node', [join(root, 'scripts', 'histories.mjs'), ...args]),
  },
  faults: {
    about: 'kill, cut off, freeze and mislead the product, with a figure for each fault (-- --help lists them)',
    needsBuild: always,
    act: (args) => run('node', [join(root, 'scripts', 'faults.mjs'), ...args]),
  },
  upgrade: {
    about: 'bring the last released version to this one under load, with a figure for each thing that must not happen',
    needsBuild: always,
    act: (args) => run('node', [join(root, 'scripts', 'upgrade.mjs'), ...args]),
  },
  security: {
    about: 'attack the product, with a figure for each limit',
    needsBuild: always,
    act: () => run('node', [join(root, 'scripts', 'security.mjs')]),
  },
  'emit-schema': {
    about: "write the GraphQL schema, the web's types and the database's types from the code",
    needsBuild: never,
    act: () => run('node', [join(root, 'scripts', 'emit.mjs')]),
  },
  sandbox: {
    about: 'run the ConnectWise sandbox alone',
    needsBuild: always,
    act: (args) => supervise('packages/sandbox/dist/cli.js', args),
  },
  admin: {
    about: 'make workspaces and people, reset passwords, check the installation (-- help lists the commands)',
    needsBuild: always,
    act: (args) => run('node', [join(root, 'packages/server/dist/src/main/admin.js'), ...args]),
  },
  bench: {
    about: 'measure',
    needsBuild: always,
    act: (args) => supervise('packages/bench/dist/main.js', args),
  },
  exec: {
    about: 'run a command with the tools on its path',
    needsBuild: never,
    act: ([command, ...args]) => run(command, args),
  },
};

const [verb = 'setup', ...args] = process.argv.slice(2);
if (verb === '--help') {
  process.stdout.write(
    `Usage: npm run <verb> [-- arguments]\n\n${Object.entries(verbs)
      .map(([name, { about }]) => `  ${name.padEnd(12)} ${about}\n`)
      .join('')}`,
  );
  process.exit(0);
}
if (!Object.hasOwn(verbs, verb)) fail(`Unknown verb "${verb}". Known: ${Object.keys(verbs).join(', ')}.`);
ensureTools();
ensureInstalled();
if (verbs[verb].needsBuild(args)) ensureBuilt();
process.exitCode = await verbs[verb].act(args);

function ensureTools() {
  once('tools', `${NODE_VERSION} ${PNPM_VERSION}`, 'fetching Node and pnpm', () => {
    rmSync(tools, { recursive: true, force: true });
    mkdirSync(tools, { recursive: true });
    writeFileSync(join(tools, 'package.json'), '{ "private": true }\n');
    must(
      'npm',
      [
        'install',
        '--prefix',
        tools,
        '--no-audit',
        '--no-fund',
        '--loglevel=error',
        `node@${NODE_VERSION}`,
        `pnpm@${PNPM_VERSION}`,
      ],
      {
        env: process.env,
      },
    );
    const version = spawnSync(join(bin, 'node'), ['--version'], { encoding: 'utf8' }).stdout?.trim();
    if (version !== `v${NODE_VERSION}`) {
      fail(
        `Node ${NODE_VERSION} could not be set up from the npm registry. Allow npm to run install scripts, or delete .tools and try again.`,
      );
    }
  });
}

function ensureInstalled() {
  const manifests = [
    'package.json',
    'pnpm-lock.yaml',
    'pnpm-workspace.yaml',
    ...packages().map((p) => join('packages', p, 'package.json')),
  ];
  once('install', hashOf(manifests.map((file) => join(root, file))), 'installing dependencies', () => {
    must('pnpm', ['install', '--frozen-lockfile', '--reporter=append-only', '--loglevel=warn'], {
      env: { ...env, CI: 'true' },
    });
  });
}

function ensureBuilt() {
  const sources = packages().flatMap((p) => walk(join(root, 'packages', p)));
  once('build', hashOf([join(root, 'tsconfig.json'), join(root, 'tsconfig.base.json'), ...sources]), 'building', () => {
    dropOrphans();
    must('tsc', ['-b']);
    // Whatever asks for the build: under a test runner's NODE_ENV the page would get the libraries as they are for development.
    must('pnpm', ['--dir', 'packages/web', 'run', '--silent', 'build'], { env: { ...env, NODE_ENV: 'production' } });
  });
}

/** The compiler leaves what it made of a file that is gone; a migration that another branch left would run. */
function dropOrphans() {
  const made = join(root, 'packages/server/dist/src/platform/database/migrations');
  if (!existsSync(made)) return;
  for (const name of readdirSync(made)) {
    const source = `${name.replace(/\.(js|js\.map|d\.ts|d\.ts\.map)$/, '')}.ts`;
    if (!existsSync(join(root, 'packages/server/src/platform/database/migrations', source))) rmSync(join(made, name));
  }
}

/** Runs `work` unless it was done before for the same `fingerprint` and what it made still lies there. */
function once(name, fingerprint, label, work) {
  const file = join(stamps, name);
  const made = {
    tools: join(bin, 'node'),
    install: join(root, 'node_modules', '.modules.yaml'),
    build: join(root, 'packages', 'web', 'dist', 'index.html'),
  }[name];
  if (existsSync(file) && readFileSync(file, 'utf8') === fingerprint && existsSync(made)) return;
  rmSync(file, { force: true });
  const started = Date.now();
  process.stderr.write(`causeway: ${label} …\n`);
  work();
  mkdirSync(stamps, { recursive: true });
  writeFileSync(file, fingerprint);
  process.stderr.write(`causeway: ${label} took ${((Date.now() - started) / 1000).toFixed(1)} s\n`);
}

function packages() {
  return readdirSync(join(root, 'packages')).filter((name) => existsSync(join(root, 'packages', name, 'package.json')));
}

function walk(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (['node_modules', 'dist', 'coverage'].includes(entry.name) || entry.name.endsWith('.tsbuildinfo')) return [];
    const path = join(folder, entry.name);
    // The build writes it.
    if (path === join(root, 'packages', 'web', 'src', 'graphql')) return [];
    return entry.isDirectory() ? walk(path) : [path];
  });
}

function hashOf(files) {
  const hash = createHash('sha256');
  for (const file of files.sort()) {
    if (!existsSync(file) || !statSync(file).isFile()) continue;
    hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

function must(command, commandArgs, options = {}) {
  const done = spawnSync(command, commandArgs, { cwd: root, env, stdio: ['ignore', 2, 2], ...options });
  if (done.error) fail(`"${command}" could not be started: ${done.error.message}`);
  if (done.status !== 0) fail(`"${command} ${commandArgs.join(' ')}" failed.`);
}

function run(command, commandArgs, watch = () => undefined) {
  return new Promise((resolve) => {
    const child = spawn(command, commandArgs, { cwd: root, env, stdio: 'inherit' });
    watch(child);
    child.on('error', (error) => fail(`"${command}" could not be started: ${error.message}`));
    child.on('exit', (code, signal) => resolve(code ?? (signal ? 1 : 0)));
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  });
}

/**
 * Runs a long-lived program in a process group of its own, so that Ctrl-C in the terminal reaches it once, through here, and it can
 * stop its own children in order. Its IPC channel tells it when this process is gone.
 */
function supervise(script, scriptArgs) {
  return new Promise((resolve) => {
    const child = spawn('node', [join(root, script), ...scriptArgs], {
      cwd: root,
      env,
      detached: true,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    child.on('error', (error) => fail(`Node could not be started: ${error.message}`));
    child.on('exit', (code, signal) => {
      process.removeAllListeners('SIGINT');
      resolve(code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1));
    });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
      process.on(signal, () => child.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal));
    endWithParent(child);
  });
}

/** npm that is told to end takes its shell with it, and the shell tells nobody. */
function endWithParent(child) {
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 500).unref();
}

function fail(sentence) {
  process.stderr.write(`causeway: ${sentence}\n`);
  process.exit(1);
}
