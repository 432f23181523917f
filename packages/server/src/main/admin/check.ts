import { access, constants, mkdir, statfs } from 'node:fs/promises';
import type { Database } from '../../platform/database/database.ts';
import type { Env } from '../../platform/env.ts';
import type { JobQueue } from '../../platform/jobs/job-queue.ts';

interface Finding {
  what: string;
  isFine: boolean;
  sentence: string;
}

const MIN_FREE_BYTES = 1_000_000_000;

/** Tries what the programs need; one line each. */
export async function checkInstallation(
  env: Env,
  open: { database(): Promise<Database>; jobs(): JobQueue },
): Promise<{ lines: string[]; isFine: boolean }> {
  const findings: Finding[] = [
    { what: 'environment', isFine: true, sentence: `complete; browsers use ${env.publicUrl}` },
    await checkDatabase(open.database),
    await checkJobs(open.jobs),
    await checkFolder(env.storageDir),
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

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
