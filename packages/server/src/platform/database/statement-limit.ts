import { AppError } from '../errors.ts';

const QUERY_CANCELED = '57014';

export const isCancelled = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === QUERY_CANCELED;

/** Told in place of PostgreSQL's error when a statement was ended for its time. */
export const tookTooLong = (limitMs: number, cause: unknown): AppError =>
  new AppError(
    'unavailable',
    `A statement of this request ran for ${Math.round(limitMs / 100) / 10} seconds, which is the limit, and was ended. Ask for less at once: a smaller "first", a narrower filter or a shorter time.`,
    { limitMs },
    { cause },
  );
