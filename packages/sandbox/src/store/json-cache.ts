import type { RecordDefinition } from '../model/record.ts';
import type { Stored } from '../model/stored.ts';
import type { Renderer } from './render.ts';
import type { Commit, Store } from './store.ts';

const LIMIT_BYTES = 512 * 1024 * 1024;

/** The JSON bytes of each row, kept until the row or what it refers to changes; the oldest go first when it grows too large. */
export class JsonCache {
  private readonly renderer: Renderer;
  private readonly records = new Map<string, { epoch: number; bytes: Map<number, Buffer> }>();
  private size = 0;

  constructor(store: Store, renderer: Renderer) {
    this.renderer = renderer;
    store.onCommit((commit) => this.forget(commit));
  }

  /** A reader of whole rows, good until the next turn of the event loop. */
  reader(definition: RecordDefinition): (row: Stored) => Buffer {
    const kept = this.current(definition);
    return (row) => this.cached(kept, row.id) ?? this.keep(kept, definition, row);
  }

  /** The bytes of a row that need no row at all, when they are still there. */
  peek(definition: RecordDefinition): (id: number) => Buffer | undefined {
    const kept = this.current(definition);
    return (id) => this.cached(kept, id);
  }

  clear(): void {
    this.records.clear();
    this.size = 0;
  }

  private current(definition: RecordDefinition) {
    const epoch = this.renderer.epoch(definition);
    let kept = this.records.get(definition.name);
    if (kept?.epoch !== epoch) {
      if (kept) for (const bytes of kept.bytes.values()) this.size -= bytes.length;
      kept = { epoch, bytes: new Map() };
      this.records.set(definition.name, kept);
    }
    return kept;
  }

  private cached(kept: { bytes: Map<number, Buffer> }, id: number): Buffer | undefined {
    return kept.bytes.get(id);
  }

  private keep(kept: { bytes: Map<number, Buffer> }, definition: RecordDefinition, row: Stored): Buffer {
    const bytes = Buffer.from(this.renderer.json(definition, row));
    if (this.size + bytes.length > LIMIT_BYTES) this.shrink(bytes.length);
    kept.bytes.set(row.id, bytes);
    this.size += bytes.length;
    return bytes;
  }

  /** Makes room for many rows at once: a Map steps over every slot deleted before, so making room row by row would crawl. */
  private shrink(needed: number): void {
    const wanted = LIMIT_BYTES * 0.875 - needed;
    for (const { bytes } of this.records.values()) {
      for (const [id, entry] of bytes) {
        if (this.size <= wanted) return;
        bytes.delete(id);
        this.size -= entry.length;
      }
    }
  }

  private forget(commit: Commit): void {
    for (const { record, id } of commit.changes) {
      const bytes = this.records.get(record)?.bytes;
      const entry = bytes?.get(id);
      if (!bytes || !entry) continue;
      bytes.delete(id);
      this.size -= entry.length;
    }
  }
}
