import { setTimeout as pause } from 'node:timers/promises';
import { MongoBackend } from '@agendajs/mongo-backend';
import { PostgresBackend } from '@agendajs/postgres-backend';
import type { AgendaBackend } from 'agenda';
import { MongoClient } from 'mongodb';
import pg from 'pg';
import { backoffMs } from '../backoff.ts';
import { areJobsThere, lockTableMaking } from './job-store.queries.ts';
import { retrying } from './transient.ts';

/** Where Agenda keeps its jobs, with the connections that are ours to close. */
export interface JobStore {
  readonly backend: AgendaBackend;
  isReady(): Promise<boolean>;
  close(): Promise<void>;
}

const TABLE = 'job';

/** Jobs in the schema `jobs` of the product's own PostgreSQL. */
export function postgresJobStore(url: string, onError: (error: unknown) => void): JobStore & { pool: pg.Pool } {
  const pool = new pg.Pool({
    connectionString: url,
    max: 5,
    application_name: 'causeway-jobs',
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    options: '-c search_path=jobs',
  });
  pool.on('error', onError);
  const inner = new PostgresBackend({ pool, tableName: TABLE, logTableName: 'job_log', disableNotifications: true });
  const life = new AbortController();
  return {
    pool,
    backend: patient('PostgreSQL', inner, () => createPostgresTables(pool, inner), life.signal, onError),
    isReady: () => areJobsThere(pool, TABLE),
    close: async () => {
      life.abort();
      await pool.end();
    },
  };
}

/** Jobs in a collection of the database that the URL names (`causeway` when it names none). */
export function mongoJobStore(url: string, onError: (error: unknown) => void, collection = 'jobs'): JobStore {
  const client = new MongoClient(url, {
    serverSelectionTimeoutMS: 5_000,
    connectTimeoutMS: 5_000,
    appName: 'causeway',
  });
  client.on('error', onError);
  const database = client.db(new URL(url).pathname.length > 1 ? undefined : 'causeway');
  const inner = new MongoBackend({ mongo: database, collection });
  const life = new AbortController();
  const connect = async () => {
    // Agenda makes no such index, and two workers that start together would each add the same schedule.
    await database
      .collection(collection)
      .createIndex({ name: 1 }, { name: 'oneSchedule', unique: true, partialFilterExpression: { type: 'single' } });
    await inner.connect();
  };
  return {
    backend: patient('MongoDB', inner, connect, life.signal, onError),
    isReady: () =>
      database.command({ ping: 1 }).then(
        () => true,
        () => false,
      ),
    close: async () => {
      life.abort();
      await client.close();
    },
  };
}

/** One process at a time. */
async function createPostgresTables(pool: pg.Pool, backend: PostgresBackend): Promise<void> {
  const client = await pool.connect();
  try {
    await lockTableMaking(client);
    await backend.connect();
  } finally {
    client.release(true);
  }
}

/** Agenda connects once, without catching a failure; a store that is down when we start must only make us wait. */
function patient(
  name: string,
  inner: AgendaBackend,
  connect: () => Promise<void>,
  life: AbortSignal,
  onError: (error: unknown) => void,
): AgendaBackend {
  return {
    name,
    repository: retrying(inner.repository),
    notificationChannel: undefined,
    ownsConnection: false,
    disconnect: async () => undefined,
    connect: async () => {
      for (let attempt = 1; ; attempt++) {
        try {
          return await connect();
        } catch (error) {
          if (life.aborted) return new Promise<void>(() => undefined);
          onError(error);
          await pause(backoffMs(attempt, Math.random(), { firstMs: 200, maxMs: 5_000 }), undefined, { ref: false });
        }
      }
    },
  };
}
