import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';

export interface ArchiveEntry {
  name: string;
  size: number;
  content: AsyncIterable<Buffer>;
}

/** The entries of a packed archive in order; each has to be read before the next one comes. */
export async function* readArchive(source: Readable): AsyncGenerator<ArchiveEntry> {
  const archive = extract();
  const read = pipeline(source, createGunzip(), archive);
  // Told by the loop below, or by the awaited one after it.
  read.catch(() => undefined);
  for await (const entry of archive) {
    yield { name: entry.header.name, size: entry.header.size ?? 0, content: buffersOf(entry) };
    // What nobody read would hold everything up.
    entry.resume();
  }
  await read;
}

async function* buffersOf(source: AsyncIterable<unknown>): AsyncGenerator<Buffer> {
  for await (const piece of source) if (Buffer.isBuffer(piece)) yield piece;
}

/** A whole entry; for the small ones. */
export async function textOf({ content }: ArchiveEntry): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of content) pieces.push(piece);
  return Buffer.concat(pieces).toString('utf8');
}
