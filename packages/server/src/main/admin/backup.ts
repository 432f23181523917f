import { existsSync } from 'node:fs';
import { type FileHandle, open, rename, rm, stat } from 'node:fs/promises';
import { restoreBackup } from '../../platform/database/backup/restore-backup.ts';
import { writeBackup } from '../../platform/database/backup/write-backup.ts';
import { unusable } from '../../platform/database/unusable.ts';
import type { Env } from '../../platform/env.ts';
import { DiskStorage } from '../../platform/storage.ts';
import { productVersion } from '../../platform/version.ts';
import { UsageError } from './commands.ts';

/** In place of a file: standard output, or input. */
const STREAM = '-';

/** Writes the backup beside its name and renames it, so that a file of that name is always whole. Answers the lines to print. */
export async function backup(env: Env, file: string): Promise<string[]> {
  if (file !== STREAM && existsSync(file)) throw new UsageError(`${file} is there already. Name another file.`);
  const ownerUrl = ownerOf(env);
  const part = `${file}.part`;
  const out = file === STREAM ? process.stdout : (await openFile(part, 'written')).createWriteStream();
  const { storageDir, secretKeys } = env;
  const { header, complete } = await writeBackup(
    { ownerUrl, storageDir, secretKeys, version: productVersion() },
    out,
  ).catch(async (error: unknown) => {
    if (file !== STREAM) await rm(part, { force: true });
    throw unusable(error, owner(ownerUrl));
  });
  if (file !== STREAM) await rename(part, file);
  const rows = Object.values(complete.rows).reduce((sum, count) => sum + count, 0);
  const size = file === STREAM ? '' : `, ${((await stat(file)).size / 1e6).toFixed(1)} MB`;
  return [
    `Backed up ${counted(header.workspaces.length, 'workspace')}: ${counted(rows, 'row')} of ${header.tables.length} tables and ${counted(complete.files, 'file')}${size}, as of ${header.takenAt}.`,
    ...missing(complete.missingFiles),
    ...keys(header.secretKeys.map(({ id }) => id)),
  ];
}

/** Puts a backup into an empty installation. */
export async function restore(env: Env, file: string, { withoutKeys }: { withoutKeys: boolean }): Promise<string[]> {
  if (file !== STREAM && !existsSync(file)) throw new UsageError(`There is no file ${file}.`);
  const ownerUrl = ownerOf(env);
  const { header, complete } = await restoreBackup(
    {
      ownerUrl,
      appUrl: env.databaseUrl,
      storage: new DiskStorage(env.storageDir),
      secretKeys: env.secretKeys,
      withoutKeys,
    },
    file === STREAM ? process.stdin : (await openFile(file, 'read')).createReadStream(),
  ).catch((error: unknown) => {
    throw unusable(error, owner(ownerUrl));
  });
  const rows = Object.values(complete.rows).reduce((sum, count) => sum + count, 0);
  return [
    `Restored ${counted(header.workspaces.length, 'workspace')} (${header.workspaces.join(', ')}): ${counted(rows, 'row')} and ${counted(complete.files, 'file')}, as of ${header.takenAt}.`,
    ...missing(complete.missingFiles),
    'Everybody has to sign in again, and invitations have to be sent again. People, roles, second factors, API tokens and recovery codes are as they were then: deactivate again who was deactivated since, and revoke again what was revoked.',
    'Quotes are numbered on from the backup: a number that was given since is given once more.',
    'Start the api and the worker now. The next poll reads what changed in ConnectWise since the backup, and finds there what was pushed meanwhile.',
  ];
}

const owner = (url: string) => ({ url, variable: 'DATABASE_OWNER_URL' });

/** A stream that could not be opened would end the program with an error of its own, so the file is opened before. */
async function openFile(file: string, purpose: 'written' | 'read'): Promise<FileHandle> {
  const handle = await open(file, purpose === 'written' ? 'w' : 'r', 0o600).catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw new UsageError(`${file} cannot be ${purpose}: ${whyNot[code] ?? code}`);
  });
  if (!(await handle.stat()).isDirectory()) return handle;
  await handle.close();
  throw new UsageError(`${file} is a folder. Name a file in it.`);
}

const whyNot: Readonly<Record<string, string>> = {
  ENOENT: 'its folder is not there. Make it first, or name another one.',
  ENOTDIR: 'a part of its path is a file, not a folder. Name another one.',
  EACCES: 'this user has no rights there. Name another folder, or give the rights.',
  EPERM: 'this user has no rights there. Name another folder, or give the rights.',
  EROFS: 'the disk can only be read. Name a folder on another one.',
  EISDIR: 'it is a folder. Name a file in it.',
  ENAMETOOLONG: 'its name is too long.',
};

function ownerOf(env: Env): string {
  if (env.databaseOwnerUrl) return env.databaseOwnerUrl;
  throw new UsageError('DATABASE_OWNER_URL is missing: only the owner of the tables sees the rows of all workspaces.');
}

const keys = (ids: readonly string[]): string[] =>
  ids.length === 0
    ? ['It holds no sealed secrets.']
    : [
        `Needed to restore it, and not in it: SECRET_KEYS with ${ids.map((id) => `the key "${id}"`).join(' and ')}. Keep them apart from the backup.`,
      ];

const missing = (files: readonly string[]): string[] =>
  files.length === 0
    ? []
    : [
        `${counted(files.length, 'file')} that the database names ${files.length === 1 ? 'was' : 'were'} not in STORAGE_DIR: ${files.slice(0, 10).join(', ')}${files.length > 10 ? ' …' : ''}`,
      ];

const counted = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;
