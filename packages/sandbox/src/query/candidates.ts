import type { Table } from '../store/table.ts';
import type { Condition, Literal } from './condition.ts';

/** Where rows that can fit a condition are: some ids, or all rows from a slot on. */
export type Candidates = { readonly ids: readonly number[] } | { readonly fromSlot: number };

/** Uses ids, indexes and the age of generated rows, so that the usual questions of a sync do not walk the whole table. */
export function candidates(
  table: Table,
  condition: Condition | undefined,
  parent?: { field: string; id: number },
): Candidates {
  const terms = condition === undefined ? [] : condition.kind === 'and' ? condition.terms : [condition];
  let best: readonly number[] | undefined;
  let fromSlot = 0;
  const narrow = (ids: readonly number[]) => {
    if (!best || ids.length < best.length) best = ids;
  };
  if (parent && table.isIndexed(parent.field)) narrow(table.related(parent.field, parent.id));
  for (const term of terms) {
    const ids = idsOf(table, term);
    if (ids) narrow(ids);
    else fromSlot = Math.max(fromSlot, firstSlotOf(table, term));
  }
  return best ? { ids: best } : { fromSlot };
}

function idsOf(table: Table, term: Condition): readonly number[] | undefined {
  if (term.kind === 'in' && !term.negated) {
    const path = term.path.toLowerCase();
    const numbers = term.values.map(numberOf);
    if (numbers.some((number) => number === undefined)) return undefined;
    const wanted = [...new Set(numbers as number[])].sort((a, b) => a - b);
    if (path === 'id') return wanted;
    const field = indexedField(table, path);
    return field === undefined ? undefined : ascending(wanted.flatMap((id) => table.related(field, id)));
  }
  if (term.kind !== 'compare' || term.operator !== '=') return undefined;
  const path = term.path.toLowerCase();
  const id = numberOf(term.value);
  if (path === 'id' && id !== undefined) return [id];
  const field = indexedField(table, path);
  if (field && id !== undefined) return table.related(field, id);
  const unique = table.definition.unique.find((rule) => rule.field.toLowerCase() === path);
  if (unique && term.value.kind === 'string') {
    const holder = table.holder(unique.field, term.value.text.replaceAll('[[]', '['));
    return holder === undefined ? [] : [holder];
  }
  return undefined;
}

function indexedField(table: Table, path: string): string | undefined {
  return table.definition.indexed.find((name) => {
    const field = table.definition.table.byName.get(name);
    return path === (field?.kind === 'reference' ? `${name.toLowerCase()}/id` : name.toLowerCase());
  });
}

function firstSlotOf(table: Table, term: Condition): number {
  if (term.kind !== 'compare' || (term.operator !== '>' && term.operator !== '>=')) return 0;
  const path = term.path.toLowerCase();
  const id = numberOf(term.value);
  if (path === 'id' && id !== undefined) return table.slotAfter(term.operator === '>' ? id : id - 1);
  if (path === 'lastupdated' && term.value.kind === 'date') {
    const time = Date.parse(term.value.text) / 1000;
    return Number.isNaN(time) ? 0 : table.firstSlotNewerThan(term.operator === '>' ? time : time - 1);
  }
  return 0;
}

function numberOf(value: Literal): number | undefined {
  if (value.kind === 'number' && Number.isInteger(value.number)) return value.number;
  return value.kind === 'string' && /^\d{1,9}$/.test(value.text) ? Number(value.text) : undefined;
}

function ascending(ids: number[]): number[] {
  return ids.sort((a, b) => a - b);
}
