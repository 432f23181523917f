import { existsSync, readFileSync } from 'node:fs';

/** The version of this product, as its package says, from the sources as from what was compiled. */
export function productVersion(): string {
  const file = ['../../package.json', '../../../package.json']
    .map((path) => new URL(path, import.meta.url))
    .find((path) => existsSync(path));
  const read: unknown = file && JSON.parse(readFileSync(file, 'utf8'));
  return typeof read === 'object' && read !== null && 'version' in read ? String(read.version) : 'unknown';
}
