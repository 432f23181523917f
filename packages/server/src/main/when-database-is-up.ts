import { isAway, reasonOf } from '../platform/database/away.ts';
import { DatabaseUnusableError, refusalOf } from '../platform/database/unusable.ts';
import type { Logger } from '../platform/logger.ts';

interface Waiting {
  logger: Pick<Logger, 'warn' | 'info'>;
  /** DSN of what is waited for, and the variable that it comes from. */
  url: string;
  variable: string;
  patienceMs?: number;
  everyMs?: number;
}

/** So often it is told that it goes on. */
const TELL_EVERY_MS = 60_000;

/**
 * A database that is still starting gets a minute; a wrong role, password or database is told at once. One line says what is waited for, and then
 * one a minute at most that it goes on.
 */
export async function whenDatabaseIsUp<T>(
  { logger, url, variable, patienceMs = 60_000, everyMs = 1_000 }: Waiting,
  work: () => Promise<T>,
): Promise<T> {
  const began = performance.now();
  const { host } = new URL(url);
  let toldAt: number | null = null;
  for (;;) {
    try {
      const done = await work();
      if (toldAt !== null) logger.info({ host, waitedSeconds: secondsSince(began) }, 'PostgreSQL answers');
      return done;
    } catch (err) {
      const refusal = refusalOf(err, { url, variable });
      if (refusal) throw refusal;
      if (!isAway(err)) throw err;
      const reason = reasonOf(err);
      if (performance.now() - began > patienceMs)
        throw new DatabaseUnusableError(
          `PostgreSQL at ${host} did not answer for ${secondsSince(began)} seconds (${reason}). Start it, or correct ${variable}, then start this program again.`,
        );
      if (toldAt === null || performance.now() - toldAt >= TELL_EVERY_MS) {
        logger.warn(
          { host, reason },
          `PostgreSQL at ${host} does not answer. Waiting for it, for up to ${Math.round(patienceMs / 1_000)} seconds: start it, or correct ${variable}`,
        );
        toldAt = performance.now();
      }
      await new Promise((resolve) => setTimeout(resolve, everyMs));
    }
  }
}

const secondsSince = (began: number): number => Math.round((performance.now() - began) / 1_000);
