import type { RecordShape } from '../model/record-shape.ts';
import type { Stored } from '../model/stored.ts';
import type { Clock } from './clock.ts';
import { Table } from './table.ts';

export interface Change {
  readonly record: string;
  readonly id: number;
  readonly before: Stored | undefined;
  readonly after: Stored | undefined;
  /** Derived values that neither move `lastUpdated` nor call anyone back. */
  readonly silent: boolean;
}

/** What one transaction changed; `memberId` is who did it. */
export interface Commit {
  readonly changes: readonly Change[];
  readonly memberId: number;
  readonly memberIdentifier: string;
}

/** All rows of one login company. Writes happen inside `transaction`, all or nothing. */
export class Store {
  readonly clock: Clock;
  private tables = new Map<string, Table>();
  private pending: Change[] | undefined;
  private readonly itemIds = new Map<string, number>();
  /** Grows with every change of any row of this company. */
  revision = 0;
  private readonly listeners: ((commit: Commit) => void)[] = [];

  constructor(
    clock: Clock,
    private readonly records: ReadonlyMap<string, RecordShape>,
  ) {
    this.clock = clock;
    for (const definition of records.values()) this.tables.set(definition.name, new Table(definition));
  }

  table(record: string): Table {
    return this.tables.get(record) ?? this.missing(record);
  }

  /** Empties every table, generated rows included. */
  clear(): void {
    const versions = new Map([...this.tables].map(([name, table]) => [name, table.version + table.labelEpoch + 1]));
    this.tables = new Map();
    for (const definition of this.records.values()) {
      const table = new Table(definition);
      // Versions go on growing, so that nothing kept from before can pass for new.
      table.version = versions.get(definition.name) ?? 0;
      table.labelEpoch = table.version;
      this.tables.set(definition.name, table);
    }
    this.itemIds.clear();
    this.revision += 1;
  }

  allTables(): IterableIterator<Table> {
    return this.tables.values();
  }

  onCommit(listener: (commit: Commit) => void): void {
    this.listeners.push(listener);
  }

  /** Runs `work`; when it throws, every change it made is taken back. A transaction inside another joins it. */
  transaction<T>(member: { id: number; identifier: string }, work: () => T): T {
    if (this.pending) return work();
    const changes: Change[] = [];
    this.pending = changes;
    try {
      const result = work();
      this.pending = undefined;
      this.publish({ changes, memberId: member.id, memberIdentifier: member.identifier });
      return result;
    } catch (error) {
      this.pending = undefined;
      for (const change of changes.reverse()) this.restore(change);
      throw error;
    }
  }

  put(record: string, row: Stored, { silent = false } = {}): void {
    const table = this.table(record);
    this.pending?.push({ record, id: row.id, before: table.get(row.id), after: row, silent });
    table.put(row);
    this.revision += 1;
  }

  remove(record: string, id: number): void {
    const table = this.table(record);
    this.pending?.push({ record, id, before: table.get(id), after: undefined, silent: false });
    table.remove(id);
    this.revision += 1;
  }

  /** Ids of items that live inside rows, such as communication items. */
  nextItemId(kind: string): number {
    const id = (this.itemIds.get(kind) ?? 0) + 1;
    this.itemIds.set(kind, id);
    return id;
  }

  reserveItemId(kind: string, id: number): void {
    if (id > (this.itemIds.get(kind) ?? 0)) this.itemIds.set(kind, id);
  }

  private publish(commit: Commit): void {
    if (commit.changes.length === 0) return;
    for (const listener of this.listeners) listener(commit);
  }

  private restore({ record, id, before }: Change): void {
    if (before) this.table(record).put(before);
    else this.table(record).remove(id);
  }

  private missing(record: string): never {
    throw new Error(`No record is called "${record}". There are: ${[...this.records.keys()].join(', ')}.`);
  }
}
