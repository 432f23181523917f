import { createPostgreSqlTypeParsers } from '@mikro-orm/postgresql';
import pg from 'pg';
import { parse as parseArray } from 'postgres-array';
import { AppError } from '../errors.ts';
import { KeptStatements } from './kept-statements.ts';
import { askServer, type ServerFacts } from './server-check.ts';

export interface ConnectionPoolOptions {
  url: string;
  poolSize: number;
  applicationName: string;
}

/** How long a caller waits for a connection that is free, or that is opened. */
const MAX_WAIT_MS = 10_000;

/** `pg` names the cause only in its words. */
function toldAsBusy(cause: unknown): never {
  if (!(cause instanceof Error) || !/timeout exceeded when trying to connect/.test(cause.message)) throw cause;
  throw new AppError(
    'unavailable',
    `The database is busy: no connection came free within ${MAX_WAIT_MS / 1_000} seconds. Try again in a moment.`,
    {},
    { cause },
  );
}

/** How many connections work, wait for work, and are waited for. */
export interface PoolUse {
  busy: number;
  idle: number;
  waiting: number;
  max: number;
}

/** MikroORM asks the driver for timestamps as text, in PostgreSQL's own format; it takes dates as well, and set-based code wants them. */
const valueParsers = (): pg.CustomTypesConfig => {
  const types = new pg.TypeOverrides();
  const parsers = Object.entries(createPostgreSqlTypeParsers((text) => parseArray(text)));
  for (const [oid, parser] of parsers) types.setTypeParser(Number(oid), parser);
  types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, (text: string) => new Date(text));
  return types;
};

/**
 * The connections of one process. Whoever takes one with `connect` may forget it: a connection that its server ended leaves the pool at once,
 * even while it is lent out, and one that comes back in the midst of a transaction is destroyed instead of served to the next caller.
 */
export class ConnectionPool {
  readonly pool: pg.Pool;
  /** Null where a pooler stands in between: what is prepared on one of its connections may be missing on the next. */
  kept: KeptStatements | null = null;
  private readonly url: string;
  private readonly poolSize: number;
  private returned = 0;

  constructor({ url, poolSize, applicationName }: ConnectionPoolOptions) {
    this.url = url;
    this.poolSize = poolSize;
    this.pool = new pg.Pool({
      connectionString: url,
      application_name: applicationName,
      min: 0,
      max: poolSize,
      connectionTimeoutMillis: MAX_WAIT_MS,
      keepAlive: true,
      types: valueParsers(),
    });
    // A lost connection is told by the statement that fails on it; without listeners it would end the process.
    this.pool.on('error', () => undefined);
    this.pool.on('connect', (client) => void client.on('error', () => undefined));
    this.pool.on('release', () => {
      this.returned++;
    });
  }

  /** How many times a connection came back; standing still while callers wait, nothing comes back any more. */
  get returnedSoFar(): number {
    return this.returned;
  }

  /** The options of the pool; Kysely opens connections for cancelling with them. */
  get options(): pg.PoolOptions {
    return this.pool.options;
  }

  /** Throws AppError "unavailable" when none comes free in time. */
  async connect(): Promise<pg.PoolClient> {
    const client = await this.pool.connect().catch(toldAsBusy);
    const giveBack = client.release.bind(client);
    let isLent = true;
    const release = (fault?: Error | boolean) => {
      if (!isLent) return;
      isLent = false;
      client.off('end', destroy);
      giveBack(fault || client.getTransactionStatus() !== 'I');
    };
    const destroy = () => release(true);
    client.once('end', destroy);
    client.release = release;
    return client;
  }

  /** What stands at the other end: asked over a connection of the pool. */
  async server(): Promise<ServerFacts> {
    const client = await this.connect();
    try {
      const facts = await askServer(client);
      this.kept = facts.isPooled ? null : new KeptStatements();
      return facts;
    } finally {
      client.release();
    }
  }

  /** What the pool is doing, for the metrics. */
  get use(): PoolUse {
    const { totalCount, idleCount, waitingCount } = this.pool;
    return { busy: totalCount - idleCount, idle: idleCount, waiting: waitingCount, max: this.poolSize };
  }

  /** One statement over a connection of its own: does the server answer, whatever became of the pool? */
  async askBesideThePool(): Promise<void> {
    const client = new pg.Client({ connectionString: this.url, connectionTimeoutMillis: 2_000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query('select 1');
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  async end(): Promise<void> {
    if (!this.pool.ending) await this.pool.end();
  }
}
