import { createReadStream, existsSync } from 'node:fs';
import { mkdir, open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Stored } from '../model/stored.ts';
import type { CommunicationItem } from '../rules/communication.ts';
import type { Seed } from '../seed/seed-name.ts';
import type { Commit, Store } from '../store/store.ts';
import type { Tenant } from '../tenant/tenant.ts';
import { GroupCommitLog } from './group-commit-log.ts';
import { companyDirectory, documentPath, isCompanyName } from './paths.ts';
import { readHeader, readSnapshot, stateOf, writeSnapshot } from './snapshot.ts';

/** Bytes of log after which it is folded into a new snapshot, unless the caller names another size. */
export const MAX_LOG_BYTES = 64 * 1024 * 1024;

/** What a login company keeps beside its rows. */
export interface StoredMeta {
  readonly format: 1;
  readonly company: string;
  /** The seed at first; the snapshot names the present one. */
  readonly seed: Seed;
  readonly publicKey: string;
  readonly privateKey: string;
}

/**
 * One login company on disk: a snapshot of all rows, and logs of the commits since. A commit is one line, so it is there
 * whole or not at all; a write is answered only after its line is on disk.
 */
export class TenantStorage {
  private readonly directory: string;
  private log: GroupCommitLog | undefined;
  /** The log before the current one, until its last lines are on disk. */
  private retired: GroupCommitLog | undefined;
  private sequence = 0;
  private seed: Seed = 'empty';
  private compacting: Promise<void> | undefined;
  private compactionFailure: Error | undefined;
  private readonly largestLog: number;

  constructor(dataDirectory: string, company: string, largestLog = MAX_LOG_BYTES) {
    this.directory = companyDirectory(dataDirectory, company);
    this.largestLog = largestLog;
  }

  /** Names of the login companies that a data directory holds. */
  static async companiesIn(dataDirectory: string): Promise<string[]> {
    const names: string[] = [];
    for (const name of (await readdir(dataDirectory)).filter(isCompanyName)) {
      const path = join(companyDirectory(dataDirectory, name), 'meta.json');
      if (existsSync(path)) names.push((JSON.parse(await readFile(path, 'utf8')) as StoredMeta).company);
    }
    return names.sort();
  }

  async readMeta(): Promise<StoredMeta | undefined> {
    const path = join(this.directory, 'meta.json');
    if (!existsSync(path)) return undefined;
    return JSON.parse(await readFile(path, 'utf8')) as StoredMeta;
  }

  /**
   * Brings the rows back, or plants the seed and writes the first snapshot; from then on keeps every commit. Answers the
   * seed that the rows stem from.
   */
  async start(tenant: Tenant, seed: Seed, plant: (seed: Seed) => void): Promise<Seed> {
    await mkdir(join(this.directory, 'documents'), { recursive: true });
    const snapshot = join(this.directory, 'snapshot.ndjson');
    if (existsSync(snapshot)) {
      this.seed = (await readHeader(snapshot)).seed ?? (await this.readMeta())?.seed ?? seed;
      if (typeof this.seed === 'number') plant(this.seed);
      this.sequence = await readSnapshot(snapshot, tenant.store);
      await this.replayLogs(tenant.store);
      await this.loadDocuments(tenant);
    } else {
      this.seed = seed;
      plant(seed);
      const meta: StoredMeta = {
        format: 1,
        company: tenant.company,
        seed,
        publicKey: tenant.keys.publicKey,
        privateKey: tenant.keys.privateKey,
      };
      await writeDurably(join(this.directory, 'meta.json'), JSON.stringify(meta));
      await writeSnapshot(snapshot, { sequence: 0, seed }, stateOf(tenant.store));
    }
    reserveItemIds(tenant.store);
    const oldBytes = await this.logBytes();
    this.log = new GroupCommitLog(this.logPath(this.sequence + 1));
    tenant.store.onCommit((commit) => this.keep(tenant.store, commit));
    tenant.blobs.onPut = (key, bytes) => writeDurably(documentPath(this.directory, key), bytes);
    if (oldBytes > this.largestLog) await this.compact(tenant.store);
    return this.seed;
  }

  /** Settles when every commit so far is on disk; rejects when that cannot be. */
  async settled(): Promise<void> {
    if (this.compactionFailure) throw this.compactionFailure;
    await Promise.all([this.retired?.settled(), this.log?.settled()]);
  }

  /** Writes the whole state anew, after an import or a reset. */
  async rewrite(tenant: Tenant, seed: Seed): Promise<void> {
    await this.compacting;
    this.seed = seed;
    for (const [key, bytes] of tenant.blobs.entries()) {
      await writeDurably(documentPath(this.directory, key), bytes);
    }
    // The number grows, so that a log kept by a crash in between cannot be read on top of the new state.
    this.sequence += 1;
    await this.compact(tenant.store);
  }

  async close(): Promise<void> {
    await this.compacting;
    await this.log?.close();
  }

  /** Forgets the login company: nothing of it is left on disk. */
  async drop(): Promise<void> {
    await this.close();
    await rm(this.directory, { recursive: true, force: true });
  }

  private keep(store: Store, commit: Commit): void {
    const last = new Map<string, readonly [string, number, Stored | null]>();
    for (const { record, id, after } of commit.changes) last.set(`${record} ${id}`, [record, id, after ?? null]);
    this.sequence += 1;
    this.log?.append(JSON.stringify({ s: this.sequence, c: [...last.values()] }));
    if (this.log && this.log.bytes > this.largestLog && !this.compacting && !this.compactionFailure) {
      this.compacting = this.compact(store)
        .catch((error: Error) => {
          this.compactionFailure = new Error(
            `The data directory cannot be written: ${error.message}. Free space there and restart the sandbox.`,
          );
        })
        .finally(() => {
          this.compacting = undefined;
        });
    }
  }

  /** Takes the state, starts a new log after it, and drops the old logs once the snapshot is safe. */
  private async compact(store: Store): Promise<void> {
    const path = join(this.directory, 'snapshot.ndjson');
    const sequence = this.sequence;
    const state = stateOf(store);
    const next = this.logPath(sequence + 1);
    if (this.log && this.log.path !== next) {
      this.retired = this.log;
      this.log = new GroupCommitLog(next);
      await this.retired.close();
    }
    await writeSnapshot(path, { sequence, seed: this.seed }, state);
    for (const name of await this.logNames()) {
      if (join(this.directory, name) !== next) await rm(join(this.directory, name), { force: true });
    }
    this.retired = undefined;
  }

  private logPath(first: number): string {
    return join(this.directory, `log-${String(first).padStart(12, '0')}.ndjson`);
  }

  private async logNames(): Promise<string[]> {
    return (await readdir(this.directory)).filter((name) => /^log-\d+\.ndjson$/.test(name)).sort();
  }

  private async logBytes(): Promise<number> {
    const sizes = await Promise.all((await this.logNames()).map((name) => stat(join(this.directory, name))));
    return sizes.reduce((sum, { size }) => sum + size, 0);
  }

  private async replayLogs(store: Store): Promise<void> {
    const names = await this.logNames();
    for (const name of names) {
      const lines = createInterface({
        input: createReadStream(join(this.directory, name)),
        crlfDelay: Number.POSITIVE_INFINITY,
      });
      for await (const line of lines) {
        const commit = parseLine(line);
        if (!commit || commit.s <= this.sequence) continue;
        for (const [record, id, row] of commit.c) {
          if (row) store.table(record).put(row);
          else store.table(record).remove(id);
        }
        this.sequence = commit.s;
      }
    }
  }

  /** Bytes of documents that are there; those of removed ones, and of uploads that a crash cut short, are thrown away. */
  private async loadDocuments(tenant: Tenant): Promise<void> {
    const directory = join(this.directory, 'documents');
    for (const key of await readdir(directory)) {
      const row = tenant.store.table('documents').get(Number(key.split('.')[0]));
      const version = Number(key.split('.')[1]);
      const path = documentPath(this.directory, key);
      if (row && version <= Number(row.version ?? 1)) tenant.blobs.load(key, await readFile(path));
      else await rm(path, { force: true });
    }
  }
}

/** A line that was being written when the process died is not whole; it was never answered, so it is left out. */
function parseLine(line: string): { s: number; c: [string, number, Stored | null][] } | undefined {
  try {
    return JSON.parse(line) as { s: number; c: [string, number, Stored | null][] };
  } catch {
    return undefined;
  }
}

async function writeDurably(path: string, content: string | Buffer): Promise<void> {
  await writeFile(path, content);
  const file = await open(path, 'r');
  await file.sync();
  await file.close();
}

export function reserveItemIds(store: Store): void {
  for (const row of store.table('contacts').changes().rows) {
    for (const item of (row.communicationItems ?? []) as readonly CommunicationItem[]) {
      if (item.id !== undefined) store.reserveItemId('communication', item.id);
    }
  }
}
