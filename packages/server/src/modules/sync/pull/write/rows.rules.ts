import type { Id } from '../../../../platform/ids.ts';
import type { FieldChange } from '../../../audit/diff.ts';
import type { Decided } from '../decide/decision.ts';
import { isUniqueHere } from '../decide/merge-sides.rules.ts';
import type { WrittenRow } from './rows.queries.ts';

export interface RowWrites {
  inserts: WrittenRow[];
  updates: WrittenRow[];
}

/** The rows of the CRM that a page inserts and updates. */
export function rowsOf(decided: readonly Decided[]): RowWrites {
  const inserts: WrittenRow[] = [];
  const updates: WrittenRow[] = [];
  for (const { decision } of decided) {
    if (decision.kind === 'create') inserts.push({ id: decision.localId, fields: decision.fields });
    else if (decision.kind === 'link' && decision.changes.length > 0)
      updates.push({ id: decision.localId, fields: decision.fields });
    else if (decision.kind === 'update' && decision.changes.length > 0)
      updates.push({ id: decision.link.localId, fields: decision.fields });
  }
  return { inserts, updates };
}

/** Rows whose name or identifier another row of the same page takes: it has to be free before that one is written. */
export function handingOn(decided: readonly Decided[]): Id[] {
  const moves = decided.flatMap(({ decision }) => {
    if (decision.kind === 'link') return movesOf(decision.localId, decision.changes);
    return decision.kind === 'update' ? movesOf(decision.link.localId, decision.changes) : [];
  });
  if (moves.length < 2) return [];
  const takers = new Map(moves.map(({ id, taken }) => [taken, id]));
  const ids = moves.flatMap(({ id, given }) => ((takers.get(given) ?? id) === id ? [] : [id]));
  return [...new Set(ids)];
}

const movesOf = (id: Id, changes: readonly FieldChange[]) =>
  changes.flatMap(({ field, from, to }) =>
    isUniqueHere(field) ? [{ id, given: keyOf(field, from), taken: keyOf(field, to) }] : [],
  );

const keyOf = (field: string, value: unknown): string => `${field} ${String(value ?? '').toLowerCase()}`;
