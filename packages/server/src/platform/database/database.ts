import { ReflectMetadataProvider } from '@mikro-orm/decorators/legacy';
import { type AnyEntity, type EntityClass, type EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { CompiledQuery, type ControlledTransaction } from 'kysely';
import type { Id } from '../ids.ts';
import { type RunningQuery, runningQuery, timeLeft } from '../time-limit.ts';
import { inSpan } from '../tracing/tracing.ts';
import { asParameter } from './array-literal.ts';
import { ConnectionPool, type PoolUse } from './connection-pool.ts';
import { PoolDialect } from './pool-dialect.ts';
import type { WatchedPool } from './pool-watch.ts';
import { type DatabaseReadiness, readSchemaState } from './readiness.queries.ts';
import type { Schema } from './schema.ts';
import { askAt, assertVersion, directIsPooled, poolerInTheWay } from './server-check.ts';
import { SharedReads } from './shared-reads.ts';
import { isCancelled, tookTooLong } from './statement-limit.ts';
import type { Row, StatementOptions, Tx } from './tx.ts';

export type { Row, Tx } from './tx.ts';

export interface TransactionOptions {
  /** Writes are refused, and all statements see what the first one saw ("repeatable read"). */
  readOnly?: boolean;
}

const CLOSE_TIMEOUT_MS = 4_000;
const READY_TIMEOUT_MS = 2_000;
const POSTGRES = { 'db.system.name': 'postgresql' };

export interface DatabaseOptions {
  /** DSN of the role without rights over other workspaces. */
  url: string;
  /** DSN that goes past a pooler; needed where `url` leads through one. */
  directUrl?: string;
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
  private readonly reads = new WeakMap<RunningQuery, Map<Id, SharedReads>>();

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
    try {
      await database.assertServer(options.directUrl ?? options.url, options.url);
      await database.assertRowSecurityApplies();
    } catch (error) {
      await database.close();
      throw error;
    }
    return database;
  }

  /**
   * Runs `work` in one transaction that can read and write rows of this workspace only. What a query of the API only reads, it reads in one
   * transaction, whoever of its resolvers asks. A read travels with its `begin`, and nobody waits for its end.
   */
  async inWorkspace<T>(workspaceId: Id, work: (tx: Tx) => Promise<T>, options: TransactionOptions = {}): Promise<T> {
    const query = runningQuery();
    if (query === null)
      return options.readOnly ? this.newReads(workspaceId).run(work) : this.transaction(workspaceId, work);
    const reads = this.readsOf(query, workspaceId);
    if (options.readOnly) return reads.run(work);
    try {
      return await this.transaction(workspaceId, work);
    } finally {
      reads.retire();
    }
  }

  /**
   * One statement of its own without a workspace, in one round trip, that only asks a `system_…` function: who it is that asks is found out before
   * each request.
   */
  readonly outside: Pick<Tx, 'query'> = {
    query: async <T extends object>(
      sql: string,
      params: readonly unknown[] = [],
      { isKept = false }: StatementOptions = {},
    ) => {
      this.onQuery?.(sql);
      const name = isKept ? this.connections.kept?.nameOf(sql) : undefined;
      const values = params.map(asParameter);
      return (await this.connections.pool.query<T & Row>({ text: sql, values, ...(name && { name }) })).rows;
    },
  };

  /** Runs `work` without a workspace: tenant tables look empty and refuse writes; `system_…` functions answer. */
  acrossWorkspaces<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.transaction('', work);
  }

  /** Whether the database answers over the pool, within two seconds. */
  isReady(): Promise<boolean> {
    return answersInTime(this.connections.pool.query('select 1'));
  }

  /** Whether the database answers, has this version's schema and lets this role work in it: "ok", or what is missing. */
  async readiness(): Promise<DatabaseReadiness> {
    if (!(await this.isReady())) return 'not reachable';
    return readSchemaState(this.connections.pool).catch(() => 'not reachable' as const);
  }

  /** What the pool is doing. */
  get poolUse(): PoolUse {
    return this.connections.use;
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

  private readsOf(query: RunningQuery, workspaceId: Id): SharedReads {
    const ofQuery = this.reads.get(query) ?? new Map<Id, SharedReads>();
    this.reads.set(query, ofQuery);
    const reads = ofQuery.get(workspaceId) ?? this.newReads(workspaceId);
    ofQuery.set(workspaceId, reads);
    return reads;
  }

  private newReads(workspaceId: Id): SharedReads {
    const limitMs = () => leastOf(this.statementTimeoutMs, timeLeft());
    return new SharedReads({ connections: this.connections, workspaceId, limitMs, onQuery: this.onQuery });
  }

  private async transaction<T>(workspaceId: Id, work: (tx: Tx) => Promise<T>): Promise<T> {
    const after: Array<() => void | Promise<void>> = [];
    const em = this.orm.em.fork();
    const limitMs = leastOf(this.statementTimeoutMs, timeLeft());
    const variables: Record<string, string> = { 'app.workspace_id': workspaceId };
    if (limitMs !== undefined) variables.statement_timeout = String(limitMs);
    em.setSessionContext({ variables });
    const result = await inSpan({ name: 'transaction', facts: POSTGRES }, () =>
      // MikroORM types the inner manager by the general one; it is a fork of this one.
      em.transactional((inner) => work(this.bind(inner as EntityManager, workspaceId, after))),
    ).catch((error: unknown) => {
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
    if (rows[0]?.mighty)
      throw new Error(
        'DATABASE_URL signs in as a role that row-level security does not bind. Use the application role that "migrate" sets up, not the owner.',
      );
  }

  /** A server that is too old, or a pooler between us and the sessions that this product needs, is told before anything is done. */
  private async assertServer(directUrl: string, url: string): Promise<void> {
    const server = await this.connections.server();
    assertVersion(server, 'DATABASE_URL');
    if (directUrl === url) {
      if (server.isPooled) throw new Error(poolerInTheWay());
      return;
    }
    const direct = await askAt(directUrl);
    assertVersion(direct, 'DATABASE_DIRECT_URL');
    if (direct.isPooled) throw new Error(directIsPooled());
  }
}

/** A statement ends in the time that is left for the operation that asks it. */
function leastOf(limitMs: number | undefined, leftMs: number | null): number | undefined {
  if (leftMs === null) return limitMs;
  return Math.max(1, Math.ceil(limitMs === undefined ? leftMs : Math.min(limitMs, leftMs)));
}

function answersInTime(ask: Promise<unknown>): Promise<boolean> {
  const timeout = new Promise<boolean>((resolve) => setTimeout(resolve, READY_TIMEOUT_MS, false).unref());
  const answer = ask.then(
    () => true,
    () => false,
  );
  return Promise.race([answer, timeout]);
}
