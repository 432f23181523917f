import { access, constants, mkdir, statfs } from 'node:fs/promises';
import { allWorkspaces } from '../../modules/workspace/new-workspace.queries.ts';
import type { Database } from '../../platform/database/database.ts';
import type { Env } from '../../platform/env.ts';
import type { JobQueue } from '../../platform/jobs/job-queue.ts';
import { SecretBox } from '../../platform/secrets.ts';
import { keysOf } from '../../platform/typed-keys.ts';
import type { Finding } from './finding.ts';
import { checkOutbound, type OutboundEnv } from './outbound.ts';
import { sealedPlaces } from './sealed-places.ts';
import { opens, walkSealed } from './sealed-walk.ts';

const MIN_FREE_BYTES = 1_000_000_000;

/** Tries what the programs need; one line each. */
export async function checkInstallation(
  env: Pick<Env, 'publicUrl' | 'storageDir' | 'secretKeys'> & OutboundEnv,
  open: { database(): Promise<Database>; jobs(): JobQueue },
): Promise<{ lines: string[]; isFine: boolean }> {
  const findings: Finding[] = [
    { what: 'environment', isFine: true, sentence: `complete; browsers use ${env.publicUrl}` },
    await checkDatabase(open.database),
    await checkJobs(open.jobs),
    await checkFolder(env.storageDir),
    await checkSecrets(open.database, new SecretBox(env.secretKeys)),
    ...(await checkOutbound(env, open.database)),
  ];
  return {
    lines: findings.map(({ what, isFine, sentence }) => `${isFine ? 'ok   ' : 'FAULT'} ${what}: ${sentence}`),
    isFine: findings.every(({ isFine }) => isFine),
  };
}

async function checkDatabase(open: () => Promise<Database>): Promise<Finding> {
  const what = 'database';
  try {
    const database = await open();
    const state = await database.readiness();
    return { what, isFine: state === 'ok', sentence: state === 'ok' ? 'reached, of this version' : state };
  } catch (error) {
    return { what, isFine: false, sentence: messageOf(error) };
  }
}

async function checkJobs(open: () => JobQueue): Promise<Finding> {
  const what = 'job store';
  try {
    const isFine = await open().isReady();
    return {
      what,
      isFine,
      sentence: isFine ? 'reached' : 'not reachable; look at MONGODB_URL, or DATABASE_URL without it',
    };
  } catch (error) {
    return { what, isFine: false, sentence: messageOf(error) };
  }
}

async function checkFolder(folder: string): Promise<Finding> {
  const what = 'folder for files';
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.R_OK | constants.W_OK);
    const { bavail, bsize } = await statfs(folder);
    const free = bavail * bsize;
    const size = `${(free / 1e9).toFixed(1)} GB free in ${folder}`;
    return { what, isFine: free >= MIN_FREE_BYTES, sentence: free >= MIN_FREE_BYTES ? size : `only ${size}` };
  } catch (error) {
    return { what, isFine: false, sentence: `STORAGE_DIR cannot be written: ${messageOf(error)}` };
  }
}

/** Whether SECRET_KEYS opens what is stored: a key of the right name with another value opens nothing. */
async function checkSecrets(open: () => Promise<Database>, secrets: SecretBox): Promise<Finding> {
  const what = 'stored secrets';
  let [stored, unreadable] = [0, 0];
  try {
    const database = await open();
    for (const { id: workspaceId } of await database.acrossWorkspaces(allWorkspaces))
      for (const column of keysOf(sealedPlaces))
        await walkSealed(database, { workspaceId, column }, async (_tx, one) => {
          stored++;
          if (!opens(secrets, one)) unreadable++;
        });
  } catch (error) {
    return { what, isFine: false, sentence: messageOf(error) };
  }
  if (unreadable === 0) return { what, isFine: true, sentence: `${stored}, all opened with SECRET_KEYS` };
  const sentence = `${unreadable} of ${stored} cannot be opened: their key is missing in SECRET_KEYS, or stands there with another value. Put back the value that sealed them, or enter those secrets anew`;
  return { what, isFine: false, sentence };
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
