import { createReadStream, existsSync } from 'node:fs';
import { mkdir, open, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Stored } from '../model/stored.ts';
import type { CommunicationItem } from '../rules/communication.ts';
import type { Seed } from '../seed/seed.ts';
import type { Commit, Store } from '../store/store.ts';
import type { Tenant } from '../tenant/tenant.ts';
import { GroupCommitLog } from './group-commit-log.ts';
import { readSnapshot, stateOf, syncDirectory, writeSnapshot } from './snapshot.ts';

const LARGEST_LOG = 64 * 1024 * 1024;

/** What a login company keeps beside its rows. */
export interface StoredMeta {
  readonly format: 1;
  readonly company: string;
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
  private blobs: Promise<unknown>[] = [];
  private compacting: Promise<void> | undefined;

  constructor(dataDirectory: string, company: string) {
    this.directory = join(dataDirectory, encodeURIComponent(company.toLowerCase()));
  }

  async readMeta(): Promise<StoredMeta | undefined> {
    const path = join(this.directory, 'meta.json');
    if (!existsSync(path)) return undefined;
    return JSON.parse(await readFile(path, 'utf8')) as StoredMeta;
  }

  /** Brings the rows back, or plants the seed and writes the first snapshot; from then on keeps every commit. */
  async start(tenant: Tenant, seed: Seed, plant: () => void): Promise<void> {
    await mkdir(join(this.directory, 'documents'), { recursive: true });
    const snapshot = join(this.directory, 'snapshot.ndjson');
    if (existsSync(snapshot)) {
      if (typeof seed === 'number') plant();
      this.sequence = await readSnapshot(snapshot, tenant.store);
      await this.replayLogs(tenant.store);
      await this.loadDocuments(tenant);
    } else {
      plant();
      await writeSnapshot(snapshot, 0, stateOf(tenant.store));
      const meta: StoredMeta = {
        format: 1,
        company: tenant.company,
        seed,
        publicKey: tenant.keys.publicKey,
        privateKey: tenant.keys.privateKey,
      };
      await writeDurably(join(this.directory, 'meta.json'), JSON.stringify(meta));
      await syncDirectory(this.directory);
    }
    reserveItemIds(tenant.store);
    this.log = new GroupCommitLog(this.logPath(this.sequence + 1));
    tenant.store.onCommit((commit) => this.keep(tenant.store, commit));
    tenant.blobs.onPut = (key, bytes) => this.blobs.push(writeDurably(join(this.directory, 'documents', key), bytes));
  }

  /** Settles when every commit and document so far is on disk. */
  async settled(): Promise<void> {
    const blobs = this.blobs;
    this.blobs = [];
    await Promise.all(blobs);
    await Promise.all([this.retired?.settled(), this.log?.settled()]);
  }

  /** Writes the whole state anew, after an import or a reset. */
  async rewrite(store: Store): Promise<void> {
    await this.compacting;
    await this.compact(store);
  }

  async close(): Promise<void> {
    await this.compacting;
    await this.log?.close();
  }

  private keep(store: Store, commit: Commit): void {
    const last = new Map<string, readonly [string, number, Stored | null]>();
    for (const { record, id, after } of commit.changes) last.set(`${record} ${id}`, [record, id, after ?? null]);
    this.sequence += 1;
    this.log?.append(JSON.stringify({ s: this.sequence, c: [...last.values()] }));
    if (this.log && this.log.bytes > LARGEST_LOG && !this.compacting) {
      this.compacting = this.compact(store).finally(() => {
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
    await writeSnapshot(path, sequence, state);
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

  private async loadDocuments(tenant: Tenant): Promise<void> {
    const directory = join(this.directory, 'documents');
    for (const key of await readdir(directory)) {
      if (/^\d+\.\d+$/.test(key)) tenant.blobs.load(key, await readFile(join(directory, key)));
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
