import type { Id } from '../../../../platform/ids.ts';
import type { EntitySync, ResolveContext, TakenIn } from '../../records/entity-sync.ts';
import { closedEditsOf } from './closed-edits.rules.ts';
import type { Decided, Decision, OpenRecord } from './decision.ts';
import type { LocalRow } from './local-rows.queries.ts';

/** Stage 9: a decision with what else is to be written and told of its record. `open` is missing where the link alone decided. */
export function toDecided(
  sync: EntitySync,
  {
    parsed,
    decision,
    openOutcome,
    open,
  }: Pick<Decided, 'parsed' | 'decision' | 'openOutcome'> & {
    open: OpenRecord | undefined;
  },
  context: ResolveContext,
  locals: ReadonlyMap<Id, LocalRow>,
): Decided {
  const { record, draft } = parsed;
  const { closed = {}, silent = [] } = open ?? {};
  const taken = takenIn(decision, locals);
  return {
    parsed,
    decision,
    openOutcome,
    closed,
    silent,
    remarks: (taken && draft && sync.remarks?.(draft, context, taken)) ?? [],
    closedEdits: closedEditsOf(parsed, decision, closed, taken),
    unplaced: (taken && record && sync.unplaced?.(record, context)) ?? [],
  };
}

/** What of the record stands here now; null of one that did not come in. */
function takenIn(decision: Decision, locals: ReadonlyMap<Id, LocalRow>): TakenIn | null {
  switch (decision.kind) {
    case 'create':
      return { fields: decision.fields, changes: [] };
    case 'link':
    case 'update':
      return decision;
    case 'seen':
      return {
        fields: locals.get(decision.link.localId)?.fields ?? {},
        changes: [],
        ...(decision.readAnew ? { readAnew: decision.readAnew } : {}),
      };
    default:
      return null;
  }
}
