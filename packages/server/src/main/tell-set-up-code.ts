import type { FirstStartService } from '../modules/auth/first-start/first-start.service.ts';
import type { Database } from '../platform/database/database.ts';
import type { Env } from '../platform/env.ts';
import type { Logger } from '../platform/logger.ts';

const AGAIN_MS = 2_000;

/** Prints the set-up code of an empty installation. While the database has no schema of this version, says so, and waits for it; answers how to end. */
export function tellSetUpCode(
  firstStart: Pick<FirstStartService, 'makeCode'>,
  database: Pick<Database, 'readiness'>,
  { publicUrl }: Pick<Env, 'publicUrl'>,
  logger: Pick<Logger, 'warn'>,
): () => void {
  let timer: NodeJS.Timeout | undefined;
  let isEnded = false;
  let said = '';
  const tell = async () => {
    const state = await database.readiness();
    if (state !== 'ok') {
      if (state !== said)
        logger.warn(
          { database: state },
          `The database is not ready: ${state}. See "migrate" in docs/operating.md; this is tried again every two seconds.`,
        );
      said = state;
      throw new Error(state);
    }
    const code = await firstStart.makeCode();
    if (code)
      logger.warn(
        { setUpCode: code, url: publicUrl },
        `This installation is empty. Open ${publicUrl}/first-start and enter the set-up code ${code}.`,
      );
  };
  const soon = () => {
    if (!isEnded) timer = setTimeout(() => tell().catch(soon), AGAIN_MS);
  };
  tell().catch(soon);
  return () => {
    isEnded = true;
    clearTimeout(timer);
  };
}
