import type { Id } from '../../../../platform/ids.ts';
import type { EntityLink } from '../../../links/link.ts';
import { agreedFields } from '../../conflicts/base.rules.ts';
import type { EntitySync, Fields, ResolveContext, TakenIn } from '../../records/entity-sync.ts';
import type { ParsedRecord } from '../prepare/parsed-record.rules.ts';
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
    link,
  }: Pick<Decided, 'parsed' | 'decision' | 'openOutcome'> & {
    open: OpenRecord | undefined;
    link: EntityLink | undefined;
  },
  context: ResolveContext,
  locals: ReadonlyMap<Id, LocalRow>,
): Decided {
  const { record, draft } = parsed;
  const { closed = {}, silent = [] } = open ?? {};
  const taken = takenIn(decision, locals);
  return {
    parsed,
    name: nameHere(sync, parsed, decision, link && (locals.get(link.localId)?.fields ?? agreedFields(link.base))),
    decision,
    openOutcome,
    closed,
    silent,
    remarks: (taken && draft && sync.remarks?.(draft, context, taken)) ?? [],
    closedEdits: closedEditsOf(parsed, decision, closed, taken),
    unplaced: (taken && record && sync.unplaced?.(record, context)) ?? [],
  };
}

/** `row`: the linked one, or what both sides last agreed on. A name that another record here has is ConnectWise's alone. */
function nameHere(
  { nameFields }: EntitySync,
  parsed: ParsedRecord,
  decision: Decision,
  row: Fields | undefined,
): string {
  if (decision.kind === 'fail' && decision.problem.code === 'name_taken') return parsed.name;
  const fields = decision.kind === 'update' ? decision.fields : row;
  const words = nameFields.flatMap((field) => (fields?.[field] ? String(fields[field]) : []));
  return words.join(' ') || parsed.name;
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
