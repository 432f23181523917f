import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, resolve, sep } from 'node:path';
import { AppError } from './errors.ts';
import { newId } from './ids.ts';

/** Where files live. A key is `${workspaceId}/${id}`. */
export interface Storage {
  /** Stores the whole file or nothing; replaces what was there. */
  put(key: string, data: Buffer): Promise<void>;
  /** Throws AppError "not_found" when there is no such file. */
  get(key: string): Promise<Buffer>;
  /** Does nothing when there is no such file. */
  delete(key: string): Promise<void>;
  /** Whether a file can be written at this moment. */
  isWritable(): Promise<boolean>;
}

/** Where whole files are put, piece by piece. */
export interface FileSink {
  putStream(key: string, content: AsyncIterable<Buffer>): Promise<void>;
}

const keyShape = /^[A-Za-z0-9_-]+(\/[A-Za-z0-9_-]+)+(\.[A-Za-z0-9]+)?$/;

/** Whether a path below the folder is one of a stored file, and not what somebody else put there. */
export const isStorageKey = (path: string): boolean => keyShape.test(path) && !path.endsWith('.part');

/** Files below one folder of this machine. */
export class DiskStorage implements Storage, FileSink {
  private readonly root: string;

  constructor(folder: string) {
    this.root = resolve(folder);
  }

  put(key: string, data: Buffer): Promise<void> {
    return this.write(key, data);
  }

  putStream(key: string, content: AsyncIterable<Buffer>): Promise<void> {
    return this.write(key, content);
  }

  private async write(key: string, data: Buffer | AsyncIterable<Buffer>): Promise<void> {
    const path = this.path(key);
    await mkdir(dirname(path), { recursive: true });
    // Written beside and renamed: a reader never sees half a file, a crash leaves the old one.
    const beside = `${path}.${newId()}.part`;
    try {
      await writeFile(beside, data, { mode: 0o600 });
      await rename(beside, path);
    } catch (error) {
      await rm(beside, { force: true });
      throw this.explain(error, key);
    }
  }

  async get(key: string): Promise<Buffer> {
    try {
      return await readFile(this.path(key));
    } catch (error) {
      throw this.explain(error, key);
    }
  }

  async delete(key: string): Promise<void> {
    await rm(this.path(key), { force: true });
  }

  async isWritable(): Promise<boolean> {
    const probe = resolve(this.root, `.probe-${newId()}`);
    try {
      await mkdir(this.root, { recursive: true });
      await writeFile(probe, '', { mode: 0o600 });
      await rm(probe);
      return true;
    } catch {
      return false;
    }
  }

  private path(key: string): string {
    const path = resolve(this.root, key);
    if (!keyShape.test(key) || !path.startsWith(this.root + sep))
      throw new AppError('invalid_input', 'That is not the key of a stored file.', { key: key.slice(0, 100) });
    return path;
  }

  private explain(error: unknown, key: string): unknown {
    // Not `instanceof Error`: the file system's errors may come from another realm.
    const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
    if (code === 'ENOENT') return new AppError('not_found', 'The file is not in the store.', { key }, { cause: error });
    if (code === 'ENOSPC')
      return new AppError('unavailable', 'The file store is full. Free some disk space.', {}, { cause: error });
    return error;
  }
}
