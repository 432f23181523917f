import { ReflectMetadataProvider } from '@mikro-orm/decorators/legacy';
import { type AnyEntity, type EntityClass, type EntityManager, IsolationLevel, MikroORM } from '@mikro-orm/postgresql';
import { CompiledQuery, type ControlledTransaction, type Kysely } from 'kysely';
import { AppError } from '../errors.ts';
import type { Id } from '../ids.ts';
import { timeLeft } from '../time-limit.ts';
import { asParameter } from './array-literal.ts';
import { ConnectionPool } from './connection-pool.ts';
import { readMigrations } from './migration-files.ts';
import { PoolDialect } from './pool-dialect.ts';
import type { WatchedPool } from './pool-watch.ts';
import type { Schema } from './schema.ts';

export type Row = Record<string, unknown>;

/**
 * A transaction inside one workspace. `query` sends parameters natively ($1, arrays included) over the very connection
 * that `em` writes on, so set-based SQL and entities share the transaction; flush `em` before a `query` that must see its changes.
 * Timestamps come back from `query` as Date, numeric and bigint as text.
 */
export interface Tx {
  readonly workspaceId: Id;
  readonly em: EntityManager;
  /**
   * Statements that the compiler checks against the tables: plain reads and single writes. Runs over the same connection; names are those of
   * the columns, `as "camelCase"` gives them the code's.
   */
  readonly db: Kysely<Schema>;
  query<T extends object = Row>(sql: string, params?: readonly unknown[]): Promise<T[]>;
  /** Runs after the commit, in order; never when the transaction is rolled back. */
  afterCommit(work: () => void | Promise<void>): void;
}

export interface TransactionOptions {
  readOnly?: boolean;
  /** All statements see what the first one saw ("repeatable read"). */
  oneSnapshot?: boolean;
}

const CLOSE_TIMEOUT_MS = 4_000;
const READY_TIMEOUT_MS = 2_000;

export interface DatabaseOptions {
  /** DSN of the role without rights over other workspaces. */
  url: string;
  entities: EntityClass<AnyEntity>[];
  poolSize?: number;
  applicationName?: string;
  onQuery?: (sql: string) => void;
  /** A statement inside a workspace that runs for longer is cancelled, and told as AppError "unavailable". For what people and programs ask. */
  statementTimeoutMs?: number;
}

/**
 * PostgreSQL as this product uses it: every statement runs in a transaction that is bound to one workspace by row-level security
 * (`app.workspace_id`), or in `acrossWorkspaces`, which sees no tenant rows at all but may call the few `system_…` functions.
 */
export class Database implements WatchedPool {
  private constructor(
    private readonly orm: MikroORM,
    private readonly connections: ConnectionPool,
    private readonly onQuery?: (sql: string) => void,
    private readonly statementTimeoutMs?: number,
  ) {}

  static async open(options: DatabaseOptions): Promise<Database> {
    const connections = new ConnectionPool({
      url: options.url,
      poolSize: options.poolSize ?? 10,
      applicationName: options.applicationName ?? 'causeway',
    });
    const orm = await MikroORM.init({
      clientUrl: options.url,
      entities: options.entities,
      metadataProvider: ReflectMetadataProvider,
      discovery: { warnWhenNoEntities: false },
      forceUtcTimezone: true,
      driverOptions: new PoolDialect({ pool: connections, ...(options.onQuery ? { onQuery: options.onQuery } : {}) }),
      ensureDatabase: false,
    });
    const database = new Database(orm, connections, options.onQuery, options.statementTimeoutMs);
    await database.assertRowSecurityApplies();
    return database;
  }

  /** Runs `work` in one transaction that can read and write rows of this workspace only. */
  inWorkspace<T>(workspaceId: Id, work: (tx: Tx) => Promise<T>, options: TransactionOptions = {}): Promise<T> {
    return this.transaction(workspaceId, work, options);
  }

  /** Runs `work` without a workspace: tenant tables look empty and refuse writes; `system_…` functions answer. */
  acrossWorkspaces<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.transaction('', work, {});
  }

  /** Whether the database answers over the pool, within two seconds. */
  isReady(): Promise<boolean> {
    return answersInTime(this.connections.pool.query('select 1'));
  }

  /** Whether the database answers and has this version's schema: "ok", or what is missing. */
  async readiness(): Promise<'ok' | 'not reachable' | 'not migrated'> {
    if (!(await this.isReady())) return 'not reachable';
    try {
      const { rows } = await this.connections.pool.query<{ name: string }>('select name from schema_migration');
      const applied = new Set(rows.map(({ name }) => name));
      const wanted = await readMigrations();
      return wanted.every(({ name }) => applied.has(name)) ? 'ok' : 'not migrated';
    } catch {
      // The table is not there, or this role was not let in: both are done by "migrate".
      return 'not migrated';
    }
  }

  /** Whether PostgreSQL answers beside the pool, within two seconds. */
  isServerUp(): Promise<boolean> {
    return answersInTime(this.connections.askBesideThePool());
  }

  /** How many times a connection came back to the pool. */
  get returnedSoFar(): number {
    return this.connections.returnedSoFar;
  }

  /** Ends the connections; one that a transaction does not give back in time is not waited for. */
  async close(): Promise<void> {
    const timeout = new Promise<void>((resolve) => setTimeout(resolve, CLOSE_TIMEOUT_MS).unref());
    const closed = this.orm.close(true).then(() => this.connections.end());
    await Promise.race([closed, timeout]);
  }

  private async transaction<T>(
    workspaceId: Id,
    work: (tx: Tx) => Promise<T>,
    { readOnly = false, oneSnapshot = false }: TransactionOptions,
  ): Promise<T> {
    const after: Array<() => void | Promise<void>> = [];
    const em = this.orm.em.fork();
    const limitMs = leastOf(this.statementTimeoutMs, timeLeft());
    const variables: Record<string, string> = { 'app.workspace_id': workspaceId };
    if (limitMs !== undefined) variables.statement_timeout = String(limitMs);
    em.setSessionContext({ variables });
    const result = await em
      // MikroORM types the inner manager by the general one; it is a fork of this one.
      .transactional((inner) => work(this.bind(inner as EntityManager, workspaceId, after)), {
        readOnly,
        ...(oneSnapshot ? { isolationLevel: IsolationLevel.REPEATABLE_READ } : {}),
      })
      .catch((error: unknown) => {
        throw limitMs !== undefined && isCancelled(error) ? tookTooLong(limitMs, error) : error;
      });
    for (const act of after) await act();
    return result;
  }

  private bind(em: EntityManager, workspaceId: Id, after: Array<() => void | Promise<void>>): Tx {
    const trx = em.getTransactionContext<ControlledTransaction<Schema>>();
    if (!trx) throw new Error('Statements run in a transaction.');
    return {
      workspaceId,
      em,
      db: trx,
      query: async <R extends object>(sql: string, params: readonly unknown[] = []) => {
        timeLeft();
        this.onQuery?.(sql);
        const result = await trx.executeQuery<R>(CompiledQuery.raw(sql, params.map(asParameter)));
        return result.rows;
      },
      afterCommit: (act) => void after.push(act),
    };
  }

  /** Row-level security does not bind superusers, owners and roles with BYPASSRLS, so running as one would be a silent hole. */
  private async assertRowSecurityApplies(): Promise<void> {
    const { rows } = await this.connections.pool.query<{ mighty: boolean }>(
      `select r.rolsuper or r.rolbypassrls or exists (select from pg_class c where c.oid = to_regclass('public.entity_link') and c.relowner = r.oid) as mighty
       from pg_roles r where r.rolname = current_user`,
    );
    if (rows[0]?.mighty) {
      await this.close();
      throw new Error(
        'DATABASE_URL signs in as a role that row-level security does not bind. Use the application role that "migrate" sets up, not the owner.',
      );
    }
  }
}

/** A statement ends in the time that is left for the operation that asks it. */
function leastOf(limitMs: number | undefined, leftMs: number | null): number | undefined {
  if (leftMs === null) return limitMs;
  return Math.max(1, Math.ceil(limitMs === undefined ? leftMs : Math.min(limitMs, leftMs)));
}

const QUERY_CANCELED = '57014';

const isCancelled = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === QUERY_CANCELED;

const tookTooLong = (limitMs: number, cause: unknown): AppError =>
  new AppError(
    'unavailable',
    `A statement of this request ran for ${Math.round(limitMs / 100) / 10} seconds, which is the limit, and was ended. Ask for less at once: a smaller "first", a narrower filter or a shorter time.`,
    { limitMs },
    { cause },
  );

function answersInTime(ask: Promise<unknown>): Promise<boolean> {
  const timeout = new Promise<boolean>((resolve) => setTimeout(resolve, READY_TIMEOUT_MS, false).unref());
  const answer = ask.then(
    () => true,
    () => false,
  );
  return Promise.race([answer, timeout]);
}
