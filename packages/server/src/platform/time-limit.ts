import { AsyncLocalStorage } from 'node:async_hooks';
import { AppError } from './errors.ts';

interface Running {
  endsAt: number | null;
  limitMs: number;
}

/** A query that runs, to hang on it what its parts share. */
export type RunningQuery = object;

const running = new AsyncLocalStorage<Running>();

/** Runs work that a limit may be set for from within, once it is known what it is. */
export const limitable = <T>(work: () => T): T => running.run({ endsAt: null, limitMs: 0 }, work);

/** From now on the work that runs may take so long; its statements end in time, and no further one begins. */
export function limitTime(limitMs: number): void {
  const current = running.getStore();
  if (!current) return;
  current.limitMs = limitMs;
  current.endsAt = Date.now() + limitMs;
}

/** The query that runs; null outside of one: what changes something and what lives long are none. */
export function runningQuery(): RunningQuery | null {
  const current = running.getStore();
  return current && current.endsAt !== null ? current : null;
}

/** What is left for the work that runs, in milliseconds; null without a limit. Throws AppError "unavailable" when it is over. */
export function timeLeft(): number | null {
  const current = running.getStore();
  if (!current || current.endsAt === null) return null;
  const leftMs = current.endsAt - Date.now();
  if (leftMs <= 0)
    throw new AppError(
      'unavailable',
      `This operation ran for ${current.limitMs / 1_000} seconds, which is the limit, and was ended. Ask for less at once: fewer fields, a smaller "first", a narrower filter or a shorter time.`,
      { limitMs: current.limitMs },
    );
  return leftMs;
}
