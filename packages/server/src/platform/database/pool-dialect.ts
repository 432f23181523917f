import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  PostgresDialect,
  type PostgresDialectConfig,
  PostgresDriver,
  PostgresQueryCompiler,
  type QueryCompiler,
  type QueryId,
  type RootOperationNode,
  type TransactionSettings,
} from 'kysely';
import { statement } from '../tracing/tracing.ts';
import type { ConnectionPool } from './connection-pool.ts';

/**
 * Kysely gives a connection of `startTransaction` back after a commit or a rollback that succeeded, and keeps it for ever when the
 * `begin` or the `rollback` itself fails. Here both are ways out like any other.
 */
class ReturningDriver extends PostgresDriver {
  private readonly counted = new WeakSet<DatabaseConnection>();

  /** Statements are counted where all of them pass, those of entities included. */
  override async acquireConnection(...options: Parameters<PostgresDriver['acquireConnection']>) {
    const connection = await super.acquireConnection(...options);
    if (!this.counted.has(connection)) {
      this.counted.add(connection);
      const run: DatabaseConnection['executeQuery'] = connection.executeQuery.bind(connection);
      connection.executeQuery = (...query) => statement(() => run(...query));
    }
    return connection;
  }

  override async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    try {
      await super.beginTransaction(connection, settings);
    } catch (error) {
      // Kysely hands the driver back what the driver made; its type is not exported.
      await this.releaseConnection(connection as never);
      throw error;
    }
  }

  /** PostgreSQL rolls back by itself what its client could not; Kysely then releases, and the pool destroys what is not idle. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    // As above.
    await super.rollbackTransaction(connection).catch(() => undefined);
  }
}

/** Tells what Kysely is about to run. */
class TellingCompiler extends PostgresQueryCompiler {
  constructor(private readonly onQuery: (sql: string) => void) {
    super();
  }

  override compileQuery(node: RootOperationNode, queryId: QueryId): CompiledQuery {
    const compiled = super.compileQuery(node, queryId);
    this.onQuery(compiled.sql);
    return compiled;
  }
}

export interface PoolDialectConfig extends PostgresDialectConfig {
  pool: ConnectionPool;
  onQuery?: (sql: string) => void;
}

/** PostgreSQL for Kysely over a pool that no failed transaction can empty. */
export class PoolDialect extends PostgresDialect {
  constructor(private readonly config: PoolDialectConfig) {
    super(config);
  }

  override createDriver(): Driver {
    return new ReturningDriver(this.config);
  }

  override createQueryCompiler(): QueryCompiler {
    return this.config.onQuery ? new TellingCompiler(this.config.onQuery) : super.createQueryCompiler();
  }
}
