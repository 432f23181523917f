/** A record as the API sends it. */
export type WireRecord = { id: number; [field: string]: unknown };

/** Rows of one login company, for programs. Writes follow the same rules as the API, except `insertRaw` and `patchRaw`. */
export interface SandboxStore {
  list(record: string): WireRecord[];
  get(record: string, id: number): WireRecord | undefined;
  count(record: string): number;
  insert(record: string, body: Readonly<Record<string, unknown>>): WireRecord;
  patch(record: string, id: number, partial: Readonly<Record<string, unknown>>): WireRecord;
  remove(record: string, id: number): void;
  /** Puts a row without validation, defaults or derived rows: for bad records that old data can hold. `id` may be given. */
  insertRaw(record: string, body: Readonly<Record<string, unknown>>): WireRecord;
  /** Changes a row without validation; moves `lastUpdated` unless told not to. */
  patchRaw(
    record: string,
    id: number,
    partial: Readonly<Record<string, unknown>>,
    options?: { touch?: boolean },
  ): WireRecord;
}
