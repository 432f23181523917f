import { ReflectMetadataProvider } from '@mikro-orm/decorators/legacy';
import { type AnyEntity, type EntityClass, type EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { CompiledQuery, type ControlledTransaction } from 'kysely';
import type { Pool } from 'pg';
import type { Id } from '../ids.ts';
import { asParameter } from './array-literal.ts';

export type Row = Record<string, unknown>;

/**
 * A transaction inside one workspace. `query` sends parameters natively ($1, arrays included) over the very connection
 * that `em` writes on, so set-based SQL and entities share the transaction; flush `em` before a `query` that must see its changes.
 * Timestamps come back from `query` as Date, numeric and bigint as text.
 */
export interface Tx {
  readonly workspaceId: Id;
  readonly em: EntityManager;
  query<T extends object = Row>(sql: string, params?: readonly unknown[]): Promise<T[]>;
  /** Runs after the commit, in order; never when the transaction is rolled back. */
  afterCommit(work: () => void | Promise<void>): void;
}

const TIMESTAMPTZ = 1184;
const CLOSE_TIMEOUT_MS = 4_000;

/** MikroORM asks the driver for timestamps as text, in PostgreSQL's own format; it takes dates as well, and set-based code wants them. */
const readTimestampsAsDates = (pool: Pool): void => {
  pool.on('connect', (client) => {
    client.setTypeParser(TIMESTAMPTZ, (text: string) => new Date(text));
  });
};

export interface DatabaseOptions {
  /** DSN of the role without rights over other workspaces. */
  url: string;
  entities: EntityClass<AnyEntity>[];
  poolSize?: number;
  applicationName?: string;
  onQuery?: (sql: string) => void;
}

/**
 * PostgreSQL as this product uses it: every statement runs in a transaction that is bound to one workspace by row-level security
 * (`app.workspace_id`), or in `acrossWorkspaces`, which sees no tenant rows at all but may call the few `door_…` functions.
 */
export class Database {
  private constructor(
    private readonly orm: MikroORM,
    private readonly pool: Pool,
    private readonly onQuery?: (sql: string) => void,
  ) {}

  static async open(options: DatabaseOptions): Promise<Database> {
    const orm = await MikroORM.init({
      clientUrl: options.url,
      entities: options.entities,
      metadataProvider: ReflectMetadataProvider,
      discovery: { warnWhenNoEntities: false },
      forceUtcTimezone: true,
      pool: { min: 0, max: options.poolSize ?? 10 },
      driverOptions: {
        application_name: options.applicationName ?? 'causeway',
        connectionTimeoutMillis: 10_000,
        keepAlive: true,
        onPoolCreated: readTimestampsAsDates,
      },
      ensureDatabase: false,
    });
    const pool = await orm.em.getConnection().getNativeClient();
    const database = new Database(orm, pool as unknown as Pool, options.onQuery);
    await database.refuseTooMightyRole();
    return database;
  }

  /** Runs `work` in one transaction that can read and write rows of this workspace only. */
  inWorkspace<T>(workspaceId: Id, work: (tx: Tx) => Promise<T>, options: { readOnly?: boolean } = {}): Promise<T> {
    return this.transaction(workspaceId, work, options.readOnly ?? false);
  }

  /** Runs `work` without a workspace: tenant tables look empty and refuse writes; `door_…` functions answer. */
  acrossWorkspaces<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.transaction('', work, false);
  }

  /** Whether the database answers, within two seconds. */
  async isReady(): Promise<boolean> {
    const timeout = new Promise<boolean>((resolve) => setTimeout(resolve, 2_000, false).unref());
    const ask = this.pool.query('select 1').then(
      () => true,
      () => false,
    );
    return Promise.race([ask, timeout]);
  }

  /** Hands back the connections; one that a transaction cannot give back (its server went away) is not waited for. */
  async close(): Promise<void> {
    const timeout = new Promise<void>((resolve) => setTimeout(resolve, CLOSE_TIMEOUT_MS).unref());
    await Promise.race([this.orm.close(true), timeout]);
  }

  private async transaction<T>(workspaceId: Id, work: (tx: Tx) => Promise<T>, readOnly: boolean): Promise<T> {
    const after: Array<() => void | Promise<void>> = [];
    const em = this.orm.em.fork();
    em.setSessionContext({ variables: { 'app.workspace_id': workspaceId } });
    const result = await em.transactional((inner) => work(this.bind(inner as EntityManager, workspaceId, after)), {
      readOnly,
    });
    for (const act of after) await act();
    return result;
  }

  private bind(em: EntityManager, workspaceId: Id, after: Array<() => void | Promise<void>>): Tx {
    const trx = em.getTransactionContext() as unknown as ControlledTransaction<unknown>;
    return {
      workspaceId,
      em,
      query: async <R extends object>(sql: string, params: readonly unknown[] = []) => {
        this.onQuery?.(sql);
        const result = await trx.executeQuery(CompiledQuery.raw(sql, params.map(asParameter)));
        return result.rows as R[];
      },
      afterCommit: (act) => void after.push(act),
    };
  }

  /** Row-level security does not bind superusers, owners and roles with BYPASSRLS, so running as one would be a silent hole. */
  private async refuseTooMightyRole(): Promise<void> {
    const { rows } = await this.pool.query<{ mighty: boolean }>(
      `select r.rolsuper or r.rolbypassrls or exists (select from pg_class c where c.relowner = r.oid and c.relname = 'entity_link') as mighty
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
