import { randomBytes } from 'node:crypto';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { StartError } from './start-error.ts';

const MIN_FREE_BYTES = 500 * 1024 * 1024;

/** Secrets of the embedded default, made on the first start and readable by the owner of the folder only. */
export interface EmbeddedSecrets {
  ownerPassword: string;
  appPassword: string;
  /** As SECRET_KEYS wants it: "id:base64". */
  secretKeys: string;
}

export interface DataFolder {
  path: string;
  postgres: string;
  sandbox: string;
  files: string;
  logs: string;
  secrets: EmbeddedSecrets;
  /** Lets the next start have the folder. */
  release(): void;
}

export interface DataFolderOptions {
  /** Removes what an earlier start left. */
  fresh: boolean;
  /** Whether PostgreSQL's own user has to be able to enter; when the product runs as root, unless said. */
  mustBeReachable?: boolean;
  /** Bytes that are free where a path lies. */
  freeBytesOf?: (path: string) => number;
}

/** Opens (or makes) the folder that holds everything the embedded default keeps, for this process alone. */
export function openDataFolder(path: string, options: DataFolderOptions): DataFolder {
  const { mustBeReachable = process.getuid?.() === 0, freeBytesOf = freeBytes } = options;
  mkdir(path);
  const release = takeLock(path);
  try {
    if (options.fresh) {
      for (const part of ['postgres', 'sandbox', 'files', 'logs', 'secrets.json'])
        rmSync(join(path, part), { recursive: true, force: true });
    }
    assertSpace(path, freeBytesOf(path));
    if (mustBeReachable) assertReachable(path);
    for (const part of ['sandbox', 'files', 'logs']) mkdir(join(path, part));
    return {
      path,
      postgres: join(path, 'postgres'),
      sandbox: join(path, 'sandbox'),
      files: join(path, 'files'),
      logs: join(path, 'logs'),
      secrets: readSecrets(path),
      release,
    };
  } catch (error) {
    release();
    throw error;
  }
}

function mkdir(path: string): void {
  try {
    mkdirSync(path, { recursive: true });
    accessSync(path, constants.W_OK);
  } catch (error) {
    throw new StartError(
      `The data folder ${path} cannot be written to. Mend its rights, or name another one in CAUSEWAY_DATA.`,
      {
        cause: error,
      },
    );
  }
}

function freeBytes(path: string): number {
  const { bavail, bsize } = statfsSync(path);
  return bavail * bsize;
}

function assertSpace(path: string, free: number): void {
  if (free >= MIN_FREE_BYTES) return;
  const megabytes = Math.floor(free / 1024 / 1024);
  throw new StartError(
    `Only ${megabytes} MB are free where ${path} lies; 500 MB are needed. Free some space, or name another folder in CAUSEWAY_DATA.`,
  );
}

/** PostgreSQL refuses to run as root, so a root start runs it as the user "postgres", who must be able to enter the folder. */
function assertReachable(path: string): void {
  for (let folder = path; ; folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) {
      throw new StartError(
        `PostgreSQL runs as the user "postgres", who cannot enter ${folder}. Start as another user, or put the project and CAUSEWAY_DATA where every user may enter.`,
      );
    }
    if (folder === dirname(folder)) return;
  }
}

function takeLock(path: string): () => void {
  const lock = join(path, 'running.pid');
  const holder = existsSync(lock) ? Number(readFileSync(lock, 'utf8')) : 0;
  if (holder > 0 && holder !== process.pid && isAlive(holder)) {
    throw new StartError(
      `Causeway already runs on ${path} (process ${holder}). Stop that one first, or name another folder in CAUSEWAY_DATA.`,
    );
  }
  writeFileSync(lock, String(process.pid));
  return () => rmSync(lock, { force: true });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function readSecrets(path: string): EmbeddedSecrets {
  const file = join(path, 'secrets.json');
  if (!existsSync(file)) {
    if (existsSync(join(path, 'postgres'))) {
      throw new StartError(
        `${file} is missing, so the stored data cannot be opened. Restore it, or start over with: npm start -- --fresh`,
      );
    }
    const made: EmbeddedSecrets = {
      ownerPassword: randomBytes(18).toString('hex'),
      appPassword: randomBytes(18).toString('hex'),
      secretKeys: `embedded:${randomBytes(32).toString('base64')}`,
    };
    writeFileSync(file, JSON.stringify(made, null, 2), { mode: 0o600 });
    return made;
  }
  try {
    const stored: EmbeddedSecrets = JSON.parse(readFileSync(file, 'utf8'));
    return stored;
  } catch (error) {
    throw new StartError(
      `${file} is damaged, so the stored data cannot be opened. Restore it, or start over with: npm start -- --fresh`,
      { cause: error },
    );
  }
}
