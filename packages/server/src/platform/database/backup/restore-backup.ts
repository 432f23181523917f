import { createHash, type Hash } from 'node:crypto';
import { type Readable, Readable as Streams } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { fingerprintOf, type SecretKey } from '../../secrets.ts';
import type { FileSink } from '../../storage.ts';
import { migrate, migrateTo } from '../migrate.ts';
import { readMigrations } from '../migration-files.ts';
import {
  type BackupComplete,
  type BackupHeader,
  COMPLETE,
  complete,
  FILES,
  HEADER,
  header,
  TABLES,
} from './backup-format.ts';
import { filledOnes, forgetWhatIsOver, makeMonths, setAside, setSequences } from './loading.queries.ts';
import { type ArchiveEntry, readArchive, textOf } from './read-archive.ts';
import { copyIn, isMigrated, readMigrationNames } from './tables.queries.ts';

export interface RestoreOptions {
  ownerUrl: string;
  /** The role that the programs sign in as; made where it is missing. */
  appUrl: string;
  storage: FileSink;
  secretKeys: readonly SecretKey[];
  /** Restores also where the keys are not at hand that stored secrets are sealed with. */
  withoutKeys: boolean;
}

/** A backup that cannot be restored here; the sentence is for the operator. */
export class RestoreRefused extends Error {}

/** Puts a backup into an empty installation: all of it or nothing. Afterwards the schema is of this version. */
export async function restoreBackup(
  options: RestoreOptions,
  source: Readable,
): Promise<{ header: BackupHeader; complete: BackupComplete }> {
  const entries = readArchive(source);
  const head = await readHeader(entries);
  const lacking = lackingKeys(head, options.secretKeys);
  if (lacking.length > 0 && !options.withoutKeys) throw new RestoreRefused(keysMissing(lacking));
  const client = new pg.Client({ connectionString: options.ownerUrl, application_name: 'causeway-restore' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await prepareSchema(client, head, options);
    await client.query('begin');
    const filled = await filledOnes(client, head.tables);
    if (filled.length > 0) throw new RestoreRefused(notEmpty(filled));
    const aside = await setAside(client);
    if (head.logBegins) await makeMonths(client, head.logBegins);
    const told = await load(client, head, entries, options.storage);
    await setSequences(client, head.sequences);
    await aside.putBack();
    await forgetWhatIsOver(client, head.takenAt);
    await client.query('commit');
    await client.query('analyze');
    // What this version has added since.
    await migrate(options);
    return { header: head, complete: told };
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function readHeader(entries: AsyncGenerator<ArchiveEntry>): Promise<BackupHeader> {
  const first = await entries.next().catch(() => ({ done: true as const, value: undefined }));
  if (first.done || first.value.name !== HEADER)
    throw new RestoreRefused('This is not a backup of Causeway: "admin backup FILE" makes one.');
  const read = header.safeParse(JSON.parse(await textOf(first.value)));
  if (read.success) return read.data;
  throw new RestoreRefused('This backup was made by a later version of Causeway. Restore it with that version.');
}

/** An empty database gets the schema that the backup has; one that is migrated has to have the same. */
async function prepareSchema(client: pg.Client, { migrations }: BackupHeader, options: RestoreOptions): Promise<void> {
  const known = (await readMigrations()).map(({ name }) => name);
  const later = migrations.filter((name) => !known.includes(name));
  if (later.length > 0)
    throw new RestoreRefused(
      `This backup was made by a later version of Causeway (${later.at(-1)}). Restore it with that version.`,
    );
  if (!(await isMigrated(client))) return migrateTo(options, migrations);
  const applied = await readMigrationNames(client);
  const isSame = applied.length === migrations.length && applied.every((name) => migrations.includes(name));
  if (!isSame)
    throw new RestoreRefused(
      'This database has the tables of another version than the backup. Give an empty database that was never migrated: the restore brings it to the version of the backup, and then to this one.',
    );
}

/** Reads all entries to the end, which has to be the one that says that the backup is whole. */
async function load(
  client: pg.Client,
  head: BackupHeader,
  entries: AsyncGenerator<ArchiveEntry>,
  storage: FileSink,
): Promise<BackupComplete> {
  const tables = new Map(head.tables.map((table) => [table.name, table]));
  const hashes = new Map<string, Hash>();
  let files = 0;
  let told: BackupComplete | null = null;
  try {
    for await (const entry of entries) {
      if (entry.name.startsWith(TABLES)) {
        const name = entry.name.slice(TABLES.length).split('/')[0] ?? '';
        const table = tables.get(name);
        if (!table) throw new RestoreRefused(`The backup holds "${entry.name}", which its header does not name.`);
        const hash = hashes.get(name) ?? createHash('sha256');
        hashes.set(name, hash);
        await pipeline(Streams.from(hashing(entry.content, hash)), client.query(copyFrom(copyIn(table))));
      } else if (entry.name.startsWith(FILES)) {
        await storage.putStream(entry.name.slice(FILES.length), entry.content);
        files++;
      } else if (entry.name === COMPLETE) {
        told = complete.parse(JSON.parse(await textOf(entry)));
      }
    }
  } catch (error) {
    if (error instanceof RestoreRefused || (error instanceof Error && 'severity' in error)) throw error;
    throw new RestoreRefused(`${CUT_SHORT} (${error instanceof Error ? error.message : String(error)})`);
  }
  if (!told) throw new RestoreRefused(CUT_SHORT);
  for (const { name } of head.tables) {
    const found = (hashes.get(name) ?? createHash('sha256')).digest('hex');
    if (found !== told.hashes[name])
      throw new RestoreRefused(`The table "${name}" is not in this backup as it was written. Take another backup.`);
  }
  if (files !== told.files)
    throw new RestoreRefused(`This backup holds ${files} files of ${told.files}. Take another backup.`);
  return told;
}

const CUT_SHORT = 'This backup is cut short or damaged; nothing was restored. Take another one.';

async function* hashing(content: AsyncIterable<Buffer>, hash: Hash): AsyncGenerator<Buffer> {
  for await (const piece of content) {
    hash.update(piece);
    yield piece;
  }
}

/** Keys that secrets in the backup are sealed with, and that SECRET_KEYS here does not hold. */
export function lackingKeys({ secretKeys }: Pick<BackupHeader, 'secretKeys'>, here: readonly SecretKey[]): string[] {
  const known = new Map(here.map((one) => [one.id, fingerprintOf(one)]));
  return secretKeys
    .filter(({ id, fingerprint }) => !known.has(id) || (fingerprint !== null && known.get(id) !== fingerprint))
    .map(({ id }) => id);
}

const keysMissing = (ids: readonly string[]): string =>
  `The secrets in this backup are sealed with ${ids.map((id) => `the key "${id}"`).join(' and ')} of SECRET_KEYS, which this installation does not have, or has with another value. Set SECRET_KEYS as it was where the backup was made. Without it, restore with --without-keys: then the ConnectWise keys and the secrets of webhooks have to be entered again.`;

const notEmpty = (tables: readonly string[]): string =>
  `This installation is not empty (${tables.slice(0, 5).join(', ')}${tables.length > 5 ? ' …' : ''} hold rows). A restore replaces nothing: give an empty database.`;
