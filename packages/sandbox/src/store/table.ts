import type { RecordShape } from '../model/record-shape.ts';
import type { Stored } from '../model/stored.ts';

/** Rows computed on demand for ids 1…count, so that a very large data set costs nothing until it is read. */
export interface GeneratedRows {
  readonly count: number;
  /** No generated row is newer than this (seconds since 1970). */
  readonly newestUpdate: number;
  row(id: number): Stored;
  /** Ids of generated rows whose reference `field` is `targetId`. */
  related(field: string, targetId: number): readonly number[];
  /** Id of the generated row that holds `value` in a unique field. */
  holder(field: string, value: string): number | undefined;
}

/** One record's rows in order of id, with the indexes its definition asks for. */
export class Table {
  readonly definition: RecordShape;
  /** Grows with every change of any row. */
  version = 0;
  /** Grows when what references show of a row may have changed. */
  labelEpoch = 0;
  private readonly rows = new Map<number, Stored>();
  private readonly removedGenerated = new Set<number>();
  private added: number[] = [];
  private generated: GeneratedRows | undefined;
  private highestId = 0;
  private readonly indexes = new Map<string, Map<unknown, Set<number>>>();
  private readonly unique = new Map<string, Map<string, number>>();

  constructor(definition: RecordShape) {
    this.definition = definition;
    for (const field of definition.indexed) this.indexes.set(field, new Map());
    for (const { field } of definition.unique) this.unique.set(field, new Map());
  }

  generate(rows: GeneratedRows): void {
    if (this.highestId > 0)
      throw new Error(`Generated rows must come before any other row of "${this.definition.name}".`);
    this.generated = rows;
    this.highestId = rows.count;
    this.version += 1;
  }

  get size(): number {
    return this.generatedCount - this.removedGenerated.size + this.added.length;
  }

  /** Positions to walk; `idAt` answers 0 where a generated row was removed. */
  get slots(): number {
    return this.generatedCount + this.added.length;
  }

  idAt(slot: number): number {
    if (slot >= this.generatedCount) return this.added[slot - this.generatedCount] ?? 0;
    return this.removedGenerated.has(slot + 1) ? 0 : slot + 1;
  }

  slotAfter(id: number): number {
    if (id < this.generatedCount) return Math.max(0, id);
    return this.generatedCount + lowerBound(this.added, id + 1);
  }

  /** The first slot whose row can be newer than `seconds`. */
  firstSlotNewerThan(seconds: number): number {
    const generated = this.generated;
    return generated && generated.newestUpdate <= seconds && this.touchedGenerated === 0 ? generated.count : 0;
  }

  nextId(): number {
    return this.highestId + 1;
  }

  /** Keeps ids of removed rows from being given again. */
  reserve(id: number): void {
    if (id > this.highestId) this.highestId = id;
  }

  has(id: number): boolean {
    return this.rows.has(id) || (id >= 1 && id <= this.generatedCount && !this.removedGenerated.has(id));
  }

  get(id: number): Stored | undefined {
    const row = this.rows.get(id);
    if (row || !this.generated) return row;
    if (!Number.isInteger(id) || id < 1 || id > this.generated.count || this.removedGenerated.has(id)) return undefined;
    return this.generated.row(id);
  }

  put(row: Stored): void {
    const before = this.get(row.id);
    if (before) this.unindex(before);
    else if (row.id <= this.generatedCount) this.removedGenerated.delete(row.id);
    else this.addId(row.id);
    if (row.id <= this.generatedCount && !this.rows.has(row.id)) this.touchedGenerated += 1;
    this.rows.set(row.id, row);
    this.index(row);
    this.reserve(row.id);
    this.version += 1;
    if (before && this.definition.labelFields.some((field) => before[field] !== row[field])) this.labelEpoch += 1;
  }

  remove(id: number): void {
    const before = this.get(id);
    if (!before) return;
    this.unindex(before);
    this.rows.delete(id);
    if (id <= this.generatedCount) this.removedGenerated.add(id);
    else this.added.splice(lowerBound(this.added, id), 1);
    this.version += 1;
    this.labelEpoch += 1;
  }

  isIndexed(field: string): boolean {
    return this.indexes.has(field);
  }

  isUnique(field: string): boolean {
    return this.unique.has(field);
  }

  /** Ids of rows whose indexed `field` is `value`, in ascending order. */
  related(field: string, value: unknown): number[] {
    const index = this.indexes.get(field);
    if (!index) throw new Error(`"${this.definition.name}.${field}" has no index.`);
    const ids = [...(index.get(value) ?? [])];
    if (this.generated && typeof value === 'number') {
      for (const id of this.generated.related(field, value)) {
        if (!this.rows.has(id) && !this.removedGenerated.has(id)) ids.push(id);
      }
    }
    return ids.sort((a, b) => a - b);
  }

  /** Id of the row that holds `value` in a unique field; upper and lower case are the same. */
  holder(field: string, value: string): number | undefined {
    const id = this.unique.get(field)?.get(value.toLowerCase());
    if (id !== undefined) return id;
    const generated = this.generated?.holder(field, value.toLowerCase());
    if (generated === undefined || this.rows.has(generated) || this.removedGenerated.has(generated)) return undefined;
    return generated;
  }

  /** All rows, in order of id. Only for small tables and exports. */
  *all(): Generator<Stored> {
    for (let slot = 0; slot < this.slots; slot += 1) {
      const id = this.idAt(slot);
      const row = id === 0 ? undefined : this.get(id);
      if (row) yield row;
    }
  }

  /** Rows that differ from the generated ones: what a snapshot has to keep. */
  changes(): { rows: Iterable<Stored>; removed: Iterable<number>; highestId: number } {
    return { rows: this.rows.values(), removed: this.removedGenerated.values(), highestId: this.highestId };
  }

  /** Replaces every row that is not a generated one by those of a snapshot. */
  restore(snapshot: { rows: Iterable<Stored>; removed: Iterable<number>; highestId: number }): void {
    this.rows.clear();
    this.removedGenerated.clear();
    this.added = [];
    this.touchedGenerated = 0;
    this.highestId = this.generatedCount;
    for (const index of this.indexes.values()) index.clear();
    for (const index of this.unique.values()) index.clear();
    for (const row of snapshot.rows) this.put(row);
    for (const id of snapshot.removed) this.remove(id);
    this.reserve(snapshot.highestId);
    this.version += 1;
    this.labelEpoch += 1;
  }

  private touchedGenerated = 0;

  private get generatedCount(): number {
    return this.generated?.count ?? 0;
  }

  private addId(id: number): void {
    const last = this.added.at(-1);
    if (last === undefined || id > last) this.added.push(id);
    else this.added.splice(lowerBound(this.added, id), 0, id);
  }

  private index(row: Stored): void {
    for (const [field, index] of this.indexes) {
      const value = row[field];
      if (value === undefined) continue;
      const ids = index.get(value);
      if (ids) ids.add(row.id);
      else index.set(value, new Set([row.id]));
    }
    for (const [field, index] of this.unique) {
      const value = row[field];
      if (typeof value === 'string') index.set(value.toLowerCase(), row.id);
    }
  }

  private unindex(row: Stored): void {
    for (const [field, index] of this.indexes) {
      const ids = index.get(row[field]);
      ids?.delete(row.id);
      if (ids?.size === 0) index.delete(row[field]);
    }
    for (const [field, index] of this.unique) {
      const value = row[field];
      if (typeof value === 'string' && index.get(value.toLowerCase()) === row.id) index.delete(value.toLowerCase());
    }
  }
}

function lowerBound(sorted: readonly number[], id: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < id) low = middle + 1;
    else high = middle;
  }
  return low;
}
