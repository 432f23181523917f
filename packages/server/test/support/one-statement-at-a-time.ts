import pg from 'pg';

// pg queues a statement that is handed to a connection which still works on another one, warns of it once a process, and will refuse it from
// version 9 on. Such statements can run outside of the transaction they were meant for, so here each of them fails where it is made.
type Busy = pg.Client & { pipeline: boolean; _activeQuery: unknown; _queryQueue: readonly unknown[] };

const query: (...args: unknown[]) => unknown = pg.Client.prototype.query as never;

pg.Client.prototype.query = function checked(this: Busy, ...args: unknown[]) {
  // A pipelined one is sent its statements as they come, and answers them in their order.
  if (!this.pipeline && (this._activeQuery || this._queryQueue.length > 0)) {
    throw new Error(`A connection was given a statement while it still works on another one: ${textOf(args[0])}`);
  }
  return query.apply(this, args);
} as never;

const textOf = (statement: unknown): string =>
  typeof statement === 'string' ? statement : String((statement as { text?: unknown }).text);
