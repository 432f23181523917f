import { agreedFields } from '../../conflicts/base.rules.ts';
import type { NewConflict } from '../../conflicts/conflicts.queries.ts';
import { whyKept } from '../../conflicts/why-kept.rules.ts';
import type { EntitySync } from '../../records/entity-sync.ts';
import { lastUpdatedOf } from '../../records/remote-state.rules.ts';
import type { Decided } from '../decide/decision.ts';

/** The fields of a page that both sides had changed, with both values. */
export const conflictsOf = (sync: EntitySync, decided: readonly Decided[]): NewConflict[] =>
  decided.flatMap(({ parsed, decision }) => {
    if (decision.kind !== 'update') return [];
    const { record, remoteId, name } = parsed;
    const agreed = agreedFields(decision.link.base);
    return decision.conflicts.map(({ field, crm, connectwise, kept }) => ({
      localId: decision.link.localId,
      remoteId,
      name,
      field,
      base: agreed[field] ?? null,
      crm,
      connectwise,
      connectwiseBy: record?._info?.updatedBy ?? null,
      connectwiseAt: record ? lastUpdatedOf(record) : null,
      kept,
      why: whyKept(sync, { field, kept, crm }),
      foundBy: 'in' as const,
    }));
  });
