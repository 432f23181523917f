import type { EntityManager } from '@mikro-orm/postgresql';
import type { Kysely } from 'kysely';
import type { Id } from '../ids.ts';
import type { Schema } from './schema.ts';

export type Row = Record<string, unknown>;

export interface StatementOptions {
  /** Has the same good plan whatever its parameters are, and is asked for often: PostgreSQL may keep it prepared. */
  isKept?: boolean;
}

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
  query<T extends object = Row>(sql: string, params?: readonly unknown[], options?: StatementOptions): Promise<T[]>;
  /** Runs after the commit, in order; never when the transaction is rolled back. */
  afterCommit(work: () => void | Promise<void>): void;
}
