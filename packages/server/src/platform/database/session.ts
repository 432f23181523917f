import type { EntityManager } from '@mikro-orm/postgresql';
import type { Kysely } from 'kysely';
import pg from 'pg';
import { AppError } from '../errors.ts';
import type { Id } from '../ids.ts';
import { asParameter } from './array-literal.ts';
import type { Schema } from './schema.ts';
import { sessionKysely } from './session-kysely.ts';
import type { Row, Tx } from './tx.ts';

export interface SessionOptions {
  /** DSN of the application role; with PgBouncer in front of PostgreSQL, one that goes past it. */
  url: string;
  applicationName: string;
}

export interface SessionTransactionOptions {
  /** PostgreSQL then refuses every write except to temporary tables. */
  readOnly?: boolean;
  /** Sees what the transaction saw that exported this snapshot and is still open. */
  snapshot?: string;
}

/** Times that MikroORM asks for as text come so here too; see `Database`. */
const AS_TEXT: readonly number[] = [pg.types.builtins.DATE, pg.types.builtins.TIMESTAMP, pg.types.builtins.INTERVAL];

/**
 * One PostgreSQL session of its own, with transactions one after another whoever asks: what lives in a session, such as temporary tables,
 * is seen by all of them. When the connection is lost everything after it fails; nothing is quietly begun anew without those tables.
 */
export class Session {
  private last: Promise<unknown> = Promise.resolve();
  private lastStatement: Promise<unknown> = Promise.resolve();

  private readonly db: Kysely<Schema>;

  private constructor(private readonly client: pg.Client) {
    this.db = sessionKysely((sql, params) => this.run(sql, params));
  }

  static async open({ url, applicationName }: SessionOptions): Promise<Session> {
    const client = new pg.Client({
      connectionString: url,
      application_name: applicationName,
      connectionTimeoutMillis: 10_000,
      keepAlive: true,
      types: {
        getTypeParser: (oid, format) =>
          AS_TEXT.includes(oid) ? (text: string) => text : pg.types.getTypeParser(oid, format),
      },
    });
    // A lost connection is told by the next statement; without a listener it would end the process.
    client.on('error', () => undefined);
    await client.connect();
    return new Session(client);
  }

  /** Runs `work` in one transaction inside this workspace, after those that were asked for before it. */
  inWorkspace<T>(workspaceId: Id, work: (tx: Tx) => Promise<T>, options: SessionTransactionOptions = {}): Promise<T> {
    const result = this.last.then(() => this.transaction(workspaceId, work, options));
    this.last = result.catch(() => undefined);
    return result;
  }

  /** Waits for the transaction that runs. */
  async close(): Promise<void> {
    await this.last;
    await this.client.end().catch(() => undefined);
  }

  private async transaction<T>(
    workspaceId: Id,
    work: (tx: Tx) => Promise<T>,
    { readOnly, snapshot }: SessionTransactionOptions,
  ): Promise<T> {
    const after: Array<() => void | Promise<void>> = [];
    const modes = [...(snapshot ? ['isolation level repeatable read'] : []), ...(readOnly ? ['read only'] : [])];
    await this.run(`begin ${modes.join(', ')}`);
    try {
      if (snapshot) await this.run(`set transaction snapshot ${this.client.escapeLiteral(snapshot)}`);
      await this.run(`select set_config('app.workspace_id', $1, true)`, [workspaceId]);
      const result = await work(this.bind(workspaceId, after));
      await this.run('commit');
      for (const act of after) await act();
      return result;
    } catch (error) {
      await this.run('rollback').catch(() => undefined);
      throw error;
    }
  }

  /** One statement after another: a connection takes a statement only when the one before has ended. */
  private run<R extends object = Row>(sql: string, params: readonly unknown[] = []): Promise<R[]> {
    const result = this.lastStatement.then(
      async () => (await this.client.query<R & Row>(sql, params.map(asParameter))).rows,
    );
    this.lastStatement = result.catch(() => undefined);
    return result;
  }

  private bind(workspaceId: Id, after: Array<() => void | Promise<void>>): Tx {
    return {
      workspaceId,
      db: this.db,
      get em(): EntityManager {
        throw new AppError('internal', 'Entities are not at hand in a session of its own; use query.');
      },
      query: (sql, params) => this.run(sql, params),
      afterCommit: (act) => void after.push(act),
    };
  }
}
