import type { NewConflict } from '../../conflicts/conflicts.queries.ts';
import { newConflict } from '../../conflicts/new-conflict.rules.ts';
import { whyKept } from '../../conflicts/why-kept.rules.ts';
import type { EntitySync } from '../../records/entity-sync.ts';
import type { Decided } from '../decide/decision.ts';

/** The fields of a page that both sides had changed, with both values. */
export const conflictsOf = (sync: EntitySync, decided: readonly Decided[]): NewConflict[] =>
  decided.flatMap(({ name, parsed: { record }, decision }) => {
    if (decision.kind !== 'update') return [];
    const { link } = decision;
    return decision.conflicts.map((conflict) => {
      const { field, crm, connectwise, kept } = conflict;
      const why = whyKept(sync, conflict);
      return newConflict({ link, name, record }, { field, crm, connectwise, kept, why, foundBy: 'in' });
    });
  });
