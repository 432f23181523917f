import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type Env, processEnv, readEnv } from '../../platform/env.ts';

const secrets = z.object({ ownerPassword: z.string(), appPassword: z.string(), secretKeys: z.string() });
/** PostgreSQL writes its port into the fourth line of its lock file while it runs. */
const PORT_LINE = 3;

/** The environment of this process; without a database in it that of the product which "npm start" runs in this checkout. */
export function environmentHere(): Env {
  const { DATABASE_URL, CAUSEWAY_DATA = '.data' } = process.env;
  return DATABASE_URL ? processEnv() : readEnv({ ...runningEnvironment(CAUSEWAY_DATA), ...process.env });
}

/** Empty when none runs with its data in this folder. */
function runningEnvironment(folder: string): Record<string, string> {
  const lockFile = join(folder, 'postgres', 'postmaster.pid');
  const secretsFile = join(folder, 'secrets.json');
  if (!existsSync(lockFile) || !existsSync(secretsFile)) return {};
  const port = readFileSync(lockFile, 'utf8').split('\n')[PORT_LINE]?.trim();
  const read = secrets.safeParse(JSON.parse(readFileSync(secretsFile, 'utf8')));
  if (!port || !read.success) return {};
  const { ownerPassword, appPassword, secretKeys } = read.data;
  const at = `@127.0.0.1:${port}/causeway`;
  return {
    DATABASE_URL: `postgresql://causeway_embedded:${appPassword}${at}`,
    DATABASE_OWNER_URL: `postgresql://causeway_owner:${ownerPassword}${at}`,
    SECRET_KEYS: secretKeys,
    STORAGE_DIR: join(folder, 'files'),
  };
}
