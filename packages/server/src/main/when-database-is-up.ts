import type { Logger } from '../platform/logger.ts';

const PATIENCE_MS = 60_000;

/** A database that is still starting gets a minute; a wrong role or password is told at once. */
export async function whenDatabaseIsUp<T>(logger: Pick<Logger, 'warn'>, work: () => Promise<T>): Promise<T> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await work();
    } catch (err) {
      if (performance.now() > deadline || !isAway(err)) throw err;
      logger.warn({ err }, 'the database does not answer yet');
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    }
  }
}

/** Connection refused or reset, host not (yet) known, or the server is starting up (57P03). */
const isAway = (error: unknown): boolean =>
  /ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|57P03|starting up|timeout/.test(
    error instanceof Error ? `${'code' in error ? error.code : ''} ${error.message}` : '',
  );
