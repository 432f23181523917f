import type { Problem } from '../http/api-error.ts';
import type { RecordShape } from '../model/record-shape.ts';
import type { Draft, Stored } from '../model/stored.ts';
import { guidFor } from '../store/guid.ts';
import type { Readings } from '../store/options.ts';
import type { Store } from '../store/store.ts';

export interface ActingMember {
  readonly id: number;
  readonly identifier: string;
}

interface PutOptions {
  /** Derived values: `lastUpdated` stays and nobody is called back. */
  readonly silent?: boolean;
}

/** What a rule may use while one write is being carried out: the rows, the acting member, the clock, the problems found. */
export class WriteContext {
  readonly store: Store;
  readonly member: ActingMember;
  readonly readings: Readings;
  readonly definition: RecordShape;
  readonly problems: Problem[] = [];
  /** The request body as sent (POST and PUT), for rules that ask whether something was given. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly query: URLSearchParams;

  constructor(options: {
    store: Store;
    member: ActingMember;
    readings: Readings;
    definition: RecordShape;
    body?: Readonly<Record<string, unknown>>;
    query?: URLSearchParams;
  }) {
    this.store = options.store;
    this.member = options.member;
    this.readings = options.readings;
    this.definition = options.definition;
    this.body = options.body ?? {};
    this.query = options.query ?? new URLSearchParams();
  }

  get nowSeconds(): number {
    return this.store.clock.seconds();
  }

  problem(code: Problem['code'], message: string, field: string): void {
    this.problems.push({ code, message, resource: this.definition.resource, field });
  }

  find(record: string, id: unknown): Stored | undefined {
    return typeof id === 'number' ? this.store.table(record).get(id) : undefined;
  }

  related(record: string, field: string, id: number): Stored[] {
    const table = this.store.table(record);
    return table.related(field, id).flatMap((rowId) => table.get(rowId) ?? []);
  }

  /** The first row with `defaultFlag`, if the table has one. */
  defaultRow(record: string): Stored | undefined {
    for (const row of this.store.table(record).all())
      if (row.defaultFlag === true && row.inactiveFlag !== true) return row;
    return undefined;
  }

  memberRow(): Stored | undefined {
    return this.find('members', this.member.id);
  }

  /** Adds a row that follows from this write. */
  add(record: string, fields: Readonly<Record<string, unknown>>): Stored {
    const id = this.store.table(record).nextId();
    const row = { ...compact(fields), id, ...this.createdMeta() } as Stored;
    this.store.put(record, row);
    return row;
  }

  change(
    record: string,
    row: Stored,
    fields: Readonly<Record<string, unknown>>,
    { silent = false }: PutOptions = {},
  ): Stored {
    const merged = compact({ ...row, ...fields });
    const meta = silent ? {} : { $updated: this.nowSeconds, $updatedBy: this.member.identifier };
    const next = { ...merged, ...meta, id: row.id } as Stored;
    this.store.put(record, next, { silent });
    return next;
  }

  remove(record: string, id: number): void {
    this.store.remove(record, id);
  }

  createdMeta(): Pick<Stored, '$updated' | '$updatedBy' | '$entered' | '$enteredBy'> {
    const now = this.nowSeconds;
    const by = this.member.identifier;
    return { $updated: now, $updatedBy: by, $entered: now, $enteredBy: by };
  }

  stampEnteredBy(draft: Draft): void {
    draft.enteredBy ??= this.member.identifier;
  }

  stampGuid(draft: Draft, field: string): void {
    draft[field] ??= guidFor(this.definition.name, draft.id);
  }
}

/** Drops empty fields: an absent field is how the store says "nothing here". */
export function compact<T extends Readonly<Record<string, unknown>>>(fields: T): T {
  const kept: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(fields)) {
    if (value !== undefined && value !== null && value !== '') kept[key] = value;
  }
  return kept as T;
}
