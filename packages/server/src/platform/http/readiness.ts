import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from '../database/database.ts';
import type { JobQueue } from '../jobs/job-queue.ts';
import type { Storage } from '../storage.ts';

/** Whether a process can do its work, with a word for each thing that it needs: "ok", or what is wrong. */
export interface Readiness {
  status: 'ready' | 'not ready';
  database: string;
  jobs: string;
  storage: string;
  /** Of the api alone. */
  listener?: string;
  webApp?: string;
}

export interface ReadinessDeps {
  database: Pick<Database, 'readiness'>;
  jobs: Pick<JobQueue, 'isReady'>;
  storage: Pick<Storage, 'isWritable'>;
  /** What the api needs besides: to hear of commits, and the web app that it was told to serve. */
  api?: { isListening(): boolean; webDist: string | null };
}

/** Not a kind of "ok": an api may well serve no pages, but whoever forgot WEB_DIST shall see it. */
const NO_PAGES = 'not served: WEB_DIST is not set';

export async function readinessOf({ database, jobs, storage, api }: ReadinessDeps): Promise<Readiness> {
  const [databaseState, isJobStoreReady, isWritable, webApp] = await Promise.all([
    database.readiness(),
    jobs.isReady(),
    storage.isWritable(),
    api ? webAppAt(api.webDist) : undefined,
  ]);
  const parts = {
    database: databaseState,
    jobs: isJobStoreReady ? 'ok' : 'not reachable',
    storage: isWritable ? 'ok' : 'not writable',
    ...(api ? { listener: api.isListening() ? 'ok' : 'not connected' } : {}),
    ...(webApp === undefined ? {} : { webApp }),
  };
  const isReady = Object.values(parts).every((part) => part === 'ok' || part === NO_PAGES);
  return { status: isReady ? 'ready' : 'not ready', ...parts };
}

const webAppAt = (folder: string | null): Promise<string> =>
  folder === null
    ? Promise.resolve(NO_PAGES)
    : access(join(folder, 'index.html')).then(
        () => 'ok',
        () => 'not built: WEB_DIST has no index.html',
      );
