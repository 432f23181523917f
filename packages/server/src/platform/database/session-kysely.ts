import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresDialect,
  type QueryResult,
} from 'kysely';
import type { Schema } from './schema.ts';

type Run = <R extends object>(sql: string, params: readonly unknown[]) => Promise<R[]>;

/** Kysely over a connection that somebody else holds, inside the transaction that is open on it. */
export const sessionKysely = (run: Run): Kysely<Schema> => new Kysely<Schema>({ dialect: new SessionDialect(run) });

class SessionDialect extends PostgresDialect {
  constructor(private readonly run: Run) {
    super({ pool: () => Promise.reject(new Error('A session has one connection, and no pool.')) });
  }

  override createDriver(): Driver {
    return new SessionDriver(this.run);
  }
}

const ownTransactionsOnly = (): Promise<never> =>
  Promise.reject(new Error('The session itself begins and ends its transactions.'));

class SessionDriver implements Driver {
  private readonly connection: DatabaseConnection;

  constructor(run: Run) {
    this.connection = {
      executeQuery: async <R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> => {
        const rows: unknown[] = await run(sql, parameters);
        // The builder that made the statement knows the row's type.
        return { rows: rows as R[] };
      },
      streamQuery: () => {
        throw new Error('A session does not stream.');
      },
    };
  }

  readonly beginTransaction = ownTransactionsOnly;
  readonly commitTransaction = ownTransactionsOnly;
  readonly rollbackTransaction = ownTransactionsOnly;

  async acquireConnection(): Promise<DatabaseConnection> {
    return this.connection;
  }
  async init(): Promise<void> {}
  async releaseConnection(): Promise<void> {}
  async destroy(): Promise<void> {}
}
