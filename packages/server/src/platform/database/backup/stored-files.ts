import { type FileHandle, open, readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { isStorageKey } from '../../storage.ts';

export interface StoredFile {
  key: string;
  size: number;
  handle: FileHandle;
}

/** Every file below the folder, one after the other, opened, so that its size is that of what will be read. What goes meanwhile is left out. */
export async function* storedFiles(folder: string): AsyncGenerator<StoredFile> {
  for (const key of await keysIn(folder)) {
    const handle = await open(join(folder, key), 'r').catch(() => null);
    if (!handle) continue;
    try {
      const { size } = await handle.stat();
      yield { key, size, handle };
    } finally {
      await handle.close().catch(() => undefined);
    }
  }
}

/** Paths below the folder with `/` between. Not those that are being written, nor what the product did not store, such as other backups. */
async function keysIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter(isStorageKey)
    .sort();
}
