import { AppError } from '../../../platform/errors.ts';
import { decodeCursor, encodeCursor } from '../../../platform/graphql/pagination.ts';

/**
 * A place in the stream: the transaction's number, then the row's. Numbers are given when a transaction first writes, so order is safe to
 * hand out only for rows below the oldest transaction that still runs; above it, an earlier number may yet commit.
 */
export interface Position {
  tx: bigint;
  seq: bigint;
}

export function comparePositions(a: Position, b: Position): number {
  if (a.tx !== b.tx) return a.tx < b.tx ? -1 : 1;
  if (a.seq !== b.seq) return a.seq < b.seq ? -1 : 1;
  return 0;
}

/** The place before every row of this transaction and all later ones. */
export const before = (tx: string): Position => ({ tx: BigInt(tx), seq: -1n });

export const positionOf = (row: { tx: string; seq: string }): Position => ({
  tx: BigInt(row.tx),
  seq: BigInt(row.seq),
});

/**
 * What a list saw when it was read, as PostgreSQL writes its snapshots: every transaction below `to` had ended, except those still `running`.
 * A stream that begins behind the list leaves these rows out, so that none comes twice.
 */
export interface Snapshot {
  text: string;
  /** The oldest transaction that ran: everything below it had ended. */
  from: bigint;
  to: bigint;
  running: ReadonlySet<bigint>;
}

/** Where a subscriber begins, and what was listed already. */
export interface Start {
  at: Position;
  listed: Snapshot | null;
}

/** Whether the list could see what this transaction wrote. */
export const wasListed = (tx: bigint, { from, to, running }: Snapshot): boolean =>
  tx < from || (tx < to && !running.has(tx));

/** The place of a row; of one that came while a list's late transactions are still awaited, with the list's snapshot. */
export const cursorOf = (row: { tx: string; seq: string; listed?: string }): string =>
  encodeCursor(row.listed === undefined ? [row.tx, row.seq] : [row.tx, row.seq, row.listed]);

/** The place behind a list that was read in this snapshot: before every row that it could not see. */
export const cursorBehind = (snapshot: string): string =>
  encodeCursor([snapshot.slice(0, snapshot.indexOf(':')), '0', snapshot]);

/** Reads a cursor handed back by a client; throws AppError "invalid_input" when it is not one. */
export function startFrom(cursor: string): Start {
  const [tx, seq, listed] = decodeCursor(cursor, [2, 3]) ?? [];
  if (!isNumber(tx) || !isNumber(seq)) throw foreignCursor();
  return { at: { tx: BigInt(tx), seq: BigInt(seq) }, listed: listed === undefined ? null : snapshotFrom(listed) };
}

export function snapshotFrom(text: unknown): Snapshot {
  const [, from, to, running = ''] = (typeof text === 'string' && /^(\d+):(\d+):([\d,]*)$/.exec(text)) || [];
  const ids = running === '' ? [] : running.split(',');
  if (typeof text !== 'string' || !isNumber(from) || !isNumber(to) || !ids.every(isNumber)) throw foreignCursor();
  return { text, from: BigInt(from), to: BigInt(to), running: new Set(ids.map(BigInt)) };
}

const foreignCursor = () =>
  new AppError('invalid_input', 'This cursor is not one of the live stream. Start without "after".', {
    field: 'after',
  });

const MAX_BIGINT = 2n ** 63n - 1n;

/** What PostgreSQL can take as a number of a transaction or a row. */
const isNumber = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{1,19}$/.test(value) && BigInt(value) <= MAX_BIGINT;
