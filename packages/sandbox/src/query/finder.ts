import { ApiError } from '../http/api-error.ts';
import type { RecordDefinition } from '../model/record.ts';
import type { Readings } from '../store/options.ts';
import type { Store } from '../store/store.ts';
import type { Table } from '../store/table.ts';
import { type Candidates, candidates } from './candidates.ts';
import { childPredicate, customFieldPredicate } from './children.ts';
import { type CompileOptions, compile, type Predicate } from './compile.ts';
import type { Condition } from './condition.ts';
import { parseConditions } from './conditions-parser.ts';
import { compareKeys, parseOrderBy, type SortKey, sortKeys } from './order-by.ts';
import { type Accessor, accessor, unknownName } from './paths.ts';
import { sortInTurns, Turns } from './turns.ts';

export interface Filter {
  readonly conditions?: string;
  readonly childConditions?: string;
  readonly customFieldConditions?: string;
  readonly orderBy?: string;
  /** Rows under one parent. */
  readonly parent?: { readonly field: string; readonly id: number };
}

interface Plan {
  readonly table: Table;
  readonly where: Candidates;
  readonly tests: readonly Predicate[];
  readonly order: readonly SortKey[];
}

const KEPT_RESULTS = 200;
const KEPT_IDS = 2_000_000;

/** Finds rows by `conditions` and its companions, pausing in long walks, and keeps results until something changes. */
export class Finder {
  private readonly store: Store;
  private readonly readings: Readings;
  private results = new Map<string, readonly number[]>();
  private revision = -1;
  private keptIds = 0;

  constructor(store: Store, readings: Readings) {
    this.store = store;
    this.readings = readings;
  }

  /** Ids of all matching rows, in order. */
  async ids(definition: RecordDefinition, filter: Filter): Promise<readonly number[]> {
    const key = `${definition.name} ${JSON.stringify(filter)}`;
    const kept = this.kept(key);
    if (kept) return kept;
    const plan = this.plan(definition, filter);
    const revision = this.store.revision;
    const ids: number[] = [];
    await this.walk(plan, 0, (id) => {
      ids.push(id);
      return true;
    });
    const ordered = plan.order.length === 0 ? ids : await this.sort(plan, ids);
    if (revision === this.store.revision) this.keep(key, ordered);
    return ordered;
  }

  /** Up to `limit` matching rows with an id above `afterId`, in order of id. */
  async after(definition: RecordDefinition, filter: Filter, afterId: number, limit: number): Promise<number[]> {
    const plan = this.plan(definition, filter);
    const ids: number[] = [];
    await this.walk(plan, afterId, (id) => {
      ids.push(id);
      return ids.length < limit;
    });
    return ids;
  }

  async count(definition: RecordDefinition, filter: Filter): Promise<number> {
    if (isPlain(filter)) return this.store.table(definition.name).size;
    return (await this.ids(definition, { ...filter, orderBy: undefined })).length;
  }

  /** Throws the 400 of a bad condition without looking at a row. */
  check(definition: RecordDefinition, filter: Filter): void {
    this.plan(definition, filter);
  }

  private plan(definition: RecordDefinition, filter: Filter): Plan {
    const table = this.store.table(definition.name);
    const options: CompileOptions = {
      ignoreCase: this.readings.ignoreCase,
      fractionalSeconds: this.readings.fractionalSeconds,
      allowIn: true,
      likePercent: this.readings.likePercent,
    };
    const tests: Predicate[] = [];
    const { parent } = filter;
    if (parent) tests.push((row) => row[parent.field] === parent.id);
    let condition: Condition | undefined;
    const attempt = (add: () => Predicate) => {
      const test = this.tolerant(add);
      tests.push(test);
    };
    if (filter.conditions?.trim()) {
      const text = filter.conditions;
      attempt(() => {
        condition = parseConditions(text);
        return compile(condition, (path) => this.accessor(definition, path), options);
      });
    }
    if (filter.childConditions?.trim()) {
      const text = filter.childConditions;
      attempt(() => childPredicate(this.store, definition, text, options));
    }
    if (filter.customFieldConditions?.trim()) {
      const text = filter.customFieldConditions;
      attempt(() =>
        customFieldPredicate(this.store, definition, text, {
          ...options,
          needsQuotes: this.readings.customFieldValuesNeedQuotes,
        }),
      );
    }
    const order = filter.orderBy?.trim() ? parseOrderBy(this.store, definition, filter.orderBy) : [];
    return { table, where: candidates(table, condition, parent), tests, order };
  }

  /** Some names that a GET returns are refused in conditions all the same (§2.4); which ones is a reading. */
  private accessor(definition: RecordDefinition, path: string): Accessor {
    const refused = this.readings.refusedNames.toLowerCase().split(/[\s,]+/);
    if (refused.includes(`${definition.name}.${path}`.toLowerCase())) throw unknownName(path);
    return accessor(this.store, definition, path);
  }

  /** Some malformed conditions answer an empty list instead of an error (§2.4); a switch makes all of them do so. */
  private tolerant(add: () => Predicate): Predicate {
    try {
      return add();
    } catch (error) {
      const isMalformed = error instanceof ApiError && error.message.startsWith('The conditions could not be read');
      if (!isMalformed || this.readings.malformedConditions === 'error') throw error;
      return () => false;
    }
  }

  private async walk(plan: Plan, afterId: number, take: (id: number) => boolean): Promise<void> {
    const { table, where, tests } = plan;
    const turns = new Turns();
    const fits = (id: number): boolean => {
      // Without a test no row has to be looked at, or computed.
      if (tests.length === 0) return table.has(id);
      const row = id > 0 ? table.get(id) : undefined;
      return row !== undefined && tests.every((test) => test(row));
    };
    if ('ids' in where) {
      for (const id of where.ids) {
        if (id > afterId && fits(id) && !take(id)) return;
        if (turns.due()) await turns.pause();
      }
      return;
    }
    let slot = Math.max(where.fromSlot, table.slotAfter(afterId));
    while (slot < table.slots) {
      const id = table.idAt(slot);
      if (fits(id) && !take(id)) return;
      slot += 1;
      if (!turns.due()) continue;
      await turns.pause();
      if (id > 0) slot = table.slotAfter(id);
    }
  }

  private async sort(plan: Plan, ids: readonly number[]): Promise<number[]> {
    const turns = new Turns();
    const keyed: ReturnType<typeof sortKeys>[] = [];
    for (const id of ids) {
      const row = plan.table.get(id);
      if (row) keyed.push(sortKeys(row, plan.order));
      if (turns.due()) await turns.pause();
    }
    return (await sortInTurns(keyed, compareKeys(plan.order))).map((entry) => entry.id);
  }

  private kept(key: string): readonly number[] | undefined {
    if (this.revision === this.store.revision) return this.results.get(key);
    this.results = new Map();
    this.keptIds = 0;
    this.revision = this.store.revision;
    return undefined;
  }

  private keep(key: string, ids: readonly number[]): void {
    if (this.results.size >= KEPT_RESULTS || this.keptIds + ids.length > KEPT_IDS) {
      this.results = new Map();
      this.keptIds = 0;
    }
    this.results.set(key, ids);
    this.keptIds += ids.length;
  }
}

export function isPlain(filter: Filter): boolean {
  return (
    !filter.conditions?.trim() &&
    !filter.childConditions?.trim() &&
    !filter.customFieldConditions?.trim() &&
    !filter.parent
  );
}
