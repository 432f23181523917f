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

export const cursorOf = (row: { tx: string; seq: string }): string => encodeCursor([row.tx, row.seq]);

/** Reads a cursor handed back by a client; throws AppError "invalid_input" when it is not one. */
export function positionFrom(cursor: string): Position {
  const [tx, seq] = decodeCursor(cursor, 2) ?? [];
  if (!isNumber(tx) || !isNumber(seq))
    throw new AppError('invalid_input', 'This cursor is not one of the live stream. Start without "after".', {
      field: 'after',
    });
  return { tx: BigInt(tx), seq: BigInt(seq) };
}

const isNumber = (value: unknown): value is string => typeof value === 'string' && /^\d{1,19}$/.test(value);
