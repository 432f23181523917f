import { createHash } from 'node:crypto';
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { type Pack, pack } from 'tar-stream';
import { fingerprintOf, type SecretKey } from '../../secrets.ts';
import { type BackupComplete, type BackupHeader, COMPLETE, FILES, HEADER, TABLES } from './backup-format.ts';
import { storedFiles } from './stored-files.ts';
import {
  copyOut,
  type KeptTable,
  readFacts,
  readFileKeys,
  readMigrationNames,
  readSealingKeys,
  readSequences,
  readTables,
  seesAllRows,
} from './tables.queries.ts';

/** A table goes into pieces of about this size, so that memory stays flat whatever it holds. */
const PIECE_BYTES = 4 * 1024 * 1024;

export interface BackupOptions {
  /** DSN of the owner of the tables, who sees all workspaces. */
  ownerUrl: string;
  storageDir: string;
  secretKeys: readonly SecretKey[];
  version: string;
}

/** Writes everything of this installation but its secret keys, as it stood at one moment. Programs may go on meanwhile. */
export async function writeBackup(
  options: BackupOptions,
  out: Writable,
): Promise<{ header: BackupHeader; complete: BackupComplete }> {
  const client = new pg.Client({ connectionString: options.ownerUrl, application_name: 'causeway-backup' });
  client.on('error', () => undefined);
  await client.connect();
  const archive = pack();
  const written = pipeline(archive, createGzip({ level: 6 }), out);
  // Told by the awaited one below; until then nobody looks at it.
  written.catch(() => undefined);
  try {
    await client.query('begin isolation level repeatable read, read only');
    if (!(await seesAllRows(client)))
      throw new Error('DATABASE_OWNER_URL has to sign in as the owner of the tables, who sees all workspaces.');
    const header = await headerOf(client, options);
    await put(archive, HEADER, JSON.stringify(header, null, 2));
    const complete: BackupComplete = { rows: {}, hashes: {}, files: 0, missingFiles: [] };
    for (const table of header.tables) {
      const { rows, hash } = await putTable(archive, client, table);
      complete.rows[table.name] = rows;
      complete.hashes[table.name] = hash;
    }
    const missing = new Set(await readFileKeys(client));
    await client.query('commit');
    for await (const { key, size, handle } of storedFiles(options.storageDir)) {
      missing.delete(key);
      const entry = archive.entry({ name: FILES + key, size, mode: 0o600 });
      await pipeline(handle.createReadStream({ autoClose: false, end: Math.max(0, size - 1) }), entry);
      complete.files++;
    }
    complete.missingFiles = [...missing];
    await put(archive, COMPLETE, JSON.stringify(complete));
    archive.finalize();
    await written;
    return { header, complete };
  } catch (error) {
    archive.destroy();
    await written.catch(() => undefined);
    throw error;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function headerOf(client: pg.Client, { secretKeys, version }: BackupOptions): Promise<BackupHeader> {
  const known = new Map(secretKeys.map((one) => [one.id, fingerprintOf(one)]));
  const ids = await readSealingKeys(client);
  return {
    format: 1,
    version,
    ...(await readFacts(client)),
    migrations: await readMigrationNames(client),
    tables: await readTables(client),
    sequences: await readSequences(client),
    secretKeys: ids.map((id) => ({ id, fingerprint: known.get(id) ?? null })),
  };
}

/** Rows in PostgreSQL's text format end with a line break, and hold none. */
async function putTable(archive: Pack, client: pg.Client, table: KeptTable): Promise<{ rows: number; hash: string }> {
  const hash = createHash('sha256');
  const stream = client.query(copyTo(copyOut(table)));
  let waiting: Buffer[] = [];
  let bytes = 0;
  let piece = 0;
  let rows = 0;
  const flush = async (upTo: number) => {
    const all = Buffer.concat(waiting, bytes);
    const content = all.subarray(0, upTo);
    waiting = upTo < bytes ? [all.subarray(upTo)] : [];
    bytes -= upTo;
    if (content.length === 0) return;
    piece++;
    for (const byte of content) if (byte === NEWLINE) rows++;
    hash.update(content);
    await put(archive, `${TABLES}${table.name}/${String(piece).padStart(5, '0')}.copy`, content);
  };
  for await (const chunk of stream) {
    // What the stream gives is not typed.
    const read: Buffer = chunk;
    waiting.push(read);
    bytes += read.length;
    const last = read.lastIndexOf(NEWLINE);
    if (bytes >= PIECE_BYTES && last >= 0) await flush(bytes - (read.length - last - 1));
  }
  await flush(bytes);
  return { rows, hash: hash.digest('hex') };
}

const NEWLINE = 10;

const put = (archive: Pack, name: string, content: string | Buffer): Promise<void> =>
  new Promise((resolve, reject) => {
    archive.entry({ name, mode: 0o600 }, content, (error) => (error ? reject(error) : resolve()));
  });
