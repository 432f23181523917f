import type { Decided } from '../decide/decision.ts';
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
