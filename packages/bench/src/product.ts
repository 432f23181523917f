import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { type App, compose, entities, type Tools } from '@causeway/server/dist/src/main/compose.js';
import { systemClock } from '@causeway/server/dist/src/platform/clock.js';
import { Database } from '@causeway/server/dist/src/platform/database/database.js';
import { InlineQueue } from '@causeway/server/dist/src/platform/jobs/inline-queue.js';
import { createLogger } from '@causeway/server/dist/src/platform/logger.js';
import { SecretBox } from '@causeway/server/dist/src/platform/secrets.js';
import { DiskStorage } from '@causeway/server/dist/src/platform/storage.js';

export interface Product {
  app: App;
  database: Database;
  secrets: SecretBox;
}

/** The product in this process, on a database that is there; jobs run when a benchmark asks for them. */
export async function openProduct(
  appUrl: string,
  {
    connectwise = { allowedHosts: [], clientId: 'bench' },
    secret = { id: 'bench', key: randomBytes(32) },
    onQuery,
  }: {
    connectwise?: Tools['connectwise'];
    /** Named where other processes open what this one seals. */
    secret?: { id: string; key: Buffer };
    onQuery?: (sql: string) => void;
  } = {},
): Promise<Product> {
  const database = await Database.open({ url: appUrl, entities, ...(onQuery ? { onQuery } : {}) });
  const secrets = new SecretBox([secret]);
  const app = compose({
    database,
    secrets,
    listenUrl: appUrl,
    jobs: new InlineQueue(),
    logger: createLogger({ level: 'silent', name: 'bench' }),
    clock: systemClock,
    storage: new DiskStorage(tmpdir()),
    publicUrl: 'http://127.0.0.1',
    callbackUrl: () => null,
    connectwise,
  });
  return { app, database, secrets };
}
