import type { Id } from '../../../../platform/ids.ts';
import type { PulledEntity } from '../../../links/link.ts';
import type { Draft, EntitySync } from '../../records/entity-sync.ts';
import { referenceFields } from '../../records/fields/derive.ts';
import type { Records } from '../../records/records.ts';
import type { Decided, Decision } from './decision.ts';

/** The CRM's records that others hung on until these decisions, by kind: clients that contacts and opportunities moved away from. */
export function leftBy(
  sync: Pick<EntitySync, 'fields'>,
  records: Pick<Records, 'of'>,
  decided: readonly Pick<Decided, 'decision'>[],
): Map<PulledEntity, Id[]> {
  const left = new Map<PulledEntity, Set<Id>>();
  const parents = parentsIn(sync, records);
  for (const { decision } of decided) {
    if (decision.kind !== 'update') continue;
    for (const { field, to } of parents) {
      const from = decision.changes.find((change) => change.field === field)?.from;
      if (typeof from === 'string') left.set(to, (left.get(to) ?? new Set()).add(from));
    }
  }
  return new Map([...left].map(([entity, ids]) => [entity, [...ids]]));
}

/** The fields of a record that name what it belongs to. */
export const parentsIn = (sync: Pick<EntitySync, 'fields'>, records: Pick<Records, 'of'>) =>
  referenceFields(sync.fields).filter(({ to }) => records.of(to).children !== undefined);

/** Linked records that did not come in, with what ConnectWise says of them: it may have moved them. */
export const heldBack = (decided: readonly Pick<Decided, 'decision' | 'parsed'>[]): { localId: Id; draft: Draft }[] =>
  decided.flatMap(({ decision, parsed: { draft } }) => {
    const localId = localIdOf(decision);
    return draft && localId ? [{ localId, draft }] : [];
  });

function localIdOf(decision: Decision): Id | null {
  if (decision.kind === 'mode_skip') return decision.link.localId;
  return decision.kind === 'skip' || decision.kind === 'fail' ? (decision.localId ?? null) : null;
}
