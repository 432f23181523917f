import { AsyncLocalStorage } from 'node:async_hooks';
import type { Writable } from 'node:stream';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Kysely } from 'kysely';
import type pg from 'pg';
import { AppError } from '../errors.ts';
import type { Id } from '../ids.ts';
import { besideSpan } from '../tracing/tracing.ts';
import { asParameter } from './array-literal.ts';
import type { ConnectionPool } from './connection-pool.ts';
import { isOutdated } from './kept-statements.ts';
import type { Schema } from './schema.ts';
import { sessionKysely } from './session-kysely.ts';
import { isCancelled, tookTooLong } from './statement-limit.ts';
import type { Row, StatementOptions, Tx } from './tx.ts';

export interface SharedReadsOptions {
  connections: ConnectionPool;
  workspaceId: Id;
  /** The most that a statement may take from now on; undefined for no limit. Throws when the time is over. */
  limitMs: () => number | undefined;
  onQuery?: ((sql: string) => void) | undefined;
}

/**
 * What one query reads, in one read-only transaction and one snapshot, so that its parts fit each other: the settings travel with its `begin`,
 * one reader follows the other, and it ends by itself as soon as nobody wants to read any more. A reader that fails takes no other with it: the
 * next one begins anew.
 */
export class SharedReads {
  private last: Promise<unknown> = Promise.resolve();
  private wanted = 0;
  private open: OpenRead | null = null;
  private readonly within = new AsyncLocalStorage<OpenRead>();

  constructor(private readonly options: SharedReadsOptions) {}

  /** Runs `work` after those that were asked for before it; from within another one's work at once, in its transaction. */
  run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const around = this.within.getStore();
    if (around && !around.isOver) return work(around.tx);
    this.wanted++;
    const result = this.last.then(() => this.read(work));
    this.last = result.then(
      () => this.left(),
      () => this.left(),
    );
    return result;
  }

  /** Something was written: whoever reads next shall see it. */
  retire(): void {
    if (this.open) this.open.isStale = true;
  }

  private async read<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    if (this.open?.isStale) await this.end();
    const open = this.open ?? (await this.begin());
    try {
      await open.limit(this.options.limitMs());
      return await this.within.run(open, () => work(open.tx));
    } catch (error) {
      this.open = null;
      await open.end('rollback');
      throw open.limitMs !== undefined && isCancelled(error) ? tookTooLong(open.limitMs, error) : error;
    }
  }

  private async begin(): Promise<OpenRead> {
    // Before a connection is taken: it throws when the time is over.
    const limitMs = this.options.limitMs();
    this.open = new OpenRead(await this.options.connections.connect(), this.options, limitMs);
    return this.open;
  }

  /** What resolvers want next, they want before the next turn of the loop. */
  private left(): void {
    this.wanted--;
    if (this.wanted === 0) setImmediate(() => void (this.wanted === 0 && this.end()));
  }

  private async end(): Promise<void> {
    const { open } = this;
    this.open = null;
    await open?.end('commit');
  }
}

/**
 * A transaction on a connection of the pool. Statements are sent as they come and answered in their order: the first one travels with the `begin`,
 * in one round trip.
 */
class OpenRead {
  isStale = false;
  isOver = false;
  readonly tx: Tx;
  private readonly begun: Promise<unknown>;
  private lastStatement: Promise<unknown>;
  private mustLeave = false;
  private kysely: Kysely<Schema> | null = null;
  private readonly traced = besideSpan('shared read', { 'db.system.name': 'postgresql' });

  constructor(
    private readonly client: pg.PoolClient,
    private readonly options: SharedReadsOptions,
    /** Of the statements from now on. */
    public limitMs: number | undefined,
  ) {
    const run = <R extends object = Row>(sql: string, params?: readonly unknown[], how?: StatementOptions) =>
      this.statement<R>(sql, params, how);
    const db = () => {
      this.kysely ??= sessionKysely(run);
      return this.kysely;
    };
    this.tx = {
      workspaceId: options.workspaceId,
      get db() {
        return db();
      },
      get em(): EntityManager {
        throw new AppError('internal', 'Entities are for writing; a read uses query or db.');
      },
      query: run,
      afterCommit: () => {
        throw new AppError('internal', 'A read has no commit to wait for.');
      },
    };
    const settings = [`set local app.workspace_id = ${client.escapeLiteral(options.workspaceId)}`, ...limits(limitMs)];
    const sql = ['begin isolation level repeatable read, read only', ...settings].join('; ');
    options.onQuery?.(sql);
    // The driver's types take it for fixed; it may change while nothing is on its way.
    Object.assign(client, { pipeline: true });
    holdUntilStatement(client);
    this.begun = client.query(sql);
    this.lastStatement = this.begun.catch(() => undefined);
  }

  /** A statement late in the operation has less time than one at its beginning. */
  async limit(limitMs: number | undefined): Promise<void> {
    if (limitMs === undefined || this.limitMs === undefined || limitMs > this.limitMs - PATIENCE_MS) return;
    this.limitMs = limitMs;
    await this.statement(limits(limitMs).join('; '));
  }

  async end(how: 'commit' | 'rollback'): Promise<void> {
    this.isOver = true;
    // What a reader left behind without waiting for it comes to its end first.
    await this.lastStatement;
    const isEnded = await Promise.all([this.begun, this.client.query(how)]).then(
      () => true,
      () => false,
    );
    Object.assign(this.client, { pipeline: false });
    this.client.release(!isEnded || this.mustLeave);
    this.traced?.end();
  }

  private statement<R extends object>(
    sql: string,
    params: readonly unknown[] = [],
    { isKept = false }: StatementOptions = {},
  ): Promise<R[]> {
    if (this.isOver) throw new AppError('internal', 'A statement was asked for after its transaction had ended.');
    const send = () => this.send<R>(sql, params, isKept);
    const result = this.traced ? this.traced.span.statement(send) : send();
    const before = this.lastStatement;
    this.lastStatement = result.then(
      () => before,
      () => before,
    );
    return result;
  }

  private async send<R extends object>(sql: string, params: readonly unknown[], isKept: boolean): Promise<R[]> {
    this.options.limitMs();
    this.options.onQuery?.(sql);
    const name = isKept ? this.options.connections.kept?.nameOf(sql) : undefined;
    try {
      const answer = this.client.query<R & Row>({ text: sql, values: params.map(asParameter), ...(name && { name }) });
      // Where the transaction could not begin, that is what is told.
      const [, { rows }] = await Promise.all([this.begun, answer]);
      return rows;
    } catch (error) {
      this.mustLeave ||= isOutdated(error);
      throw error;
    }
  }
}

const PATIENCE_MS = 1_000;

/** What is written in this turn leaves in one packet: the `begin` would wake PostgreSQL by itself else, and the statement once more. */
function holdUntilStatement(
  client: pg.PoolClient & { connection?: { stream: Pick<Writable, 'cork' | 'uncork'> } },
): void {
  const stream = client.connection?.stream;
  stream?.cork();
  if (stream) process.nextTick(() => stream.uncork());
}

const limits = (limitMs: number | undefined): string[] =>
  limitMs === undefined ? [] : [`set local statement_timeout = ${Math.max(1, Math.ceil(limitMs))}`];
