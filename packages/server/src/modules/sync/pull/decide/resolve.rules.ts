import type { Id } from '../../../../platform/ids.ts';
import type { EntityLink } from '../../../links/link.ts';
import { agreedFields, saidOfBase, unplacedOfBase } from '../../conflicts/base.rules.ts';
import type { MatchKeys } from '../../matching/scoring/match.rules.ts';
import { unknownReference } from '../../messages/pull-problem.messages.ts';
import { parentHasIssue, parentIsOut } from '../../messages/skip-reason.messages.ts';
import type { EntitySync, Fields, Reference, ResolveContext } from '../../records/entity-sync.ts';
import { blankFields } from '../../records/fields/blank-fields.ts';
import { emptyValue } from '../../records/fields/columns.ts';
import { unmovedIn } from '../../records/mapped-fields.rules.ts';
import { RecordProblem } from '../../records/record-problem.ts';
import { EXCLUDED, PARENT_EXCLUDED, PARENT_FAILED } from '../../records/skip-codes.ts';
import { type ParsedRecord, problemOf } from '../prepare/parsed-record.rules.ts';
import { keyOf, type ReferenceState } from '../prepare/reference-state.ts';
import { type Decision, type Decisions, deciding, type OpenRecord, type PageIds } from './decision.ts';
import type { ResolveFacts } from './load-facts.queries.ts';

export interface Resolved {
  decisions: Decisions;
  /** In an order in which parts stand before their bundle. */
  open: OpenRecord[];
  pageIds: PageIds;
}

/**
 * Stage 3: puts the CRM's IDs into the records that are still undecided. Records that others of the same page name come first, and each new
 * one gets its ID here, so that the others can refer to it. What lacks a parent is decided here.
 */
export function resolvePage(
  sync: EntitySync,
  undecided: readonly ParsedRecord[],
  facts: ResolveFacts,
  page: { decisions: Decisions; links: ReadonlyMap<string, EntityLink>; newId: () => Id },
): Resolved {
  const pageIds = new Map<string, Id>();
  const decided = new Map<string, Decision>();
  for (const [{ remoteId }, decision] of page.decisions) decided.set(keyOf(sync.entity, remoteId), decision);
  const made: [ParsedRecord, Decision][] = [];
  const open: OpenRecord[] = [];
  const context = resolveContextOf(facts, pageIds);
  for (const parsed of partsFirst(sync, undecided)) {
    const link = page.links.get(parsed.remoteId);
    const key = keyOf(sync.entity, parsed.remoteId);
    const result = resolveFields(sync, parsed, context, (reference) => stateOf(reference, facts, decided));
    if ('decision' in result) {
      const decision = ofLinked(result.decision, link);
      made.push([parsed, decision]);
      decided.set(key, decision);
      continue;
    }
    if (!link) pageIds.set(key, page.newId());
    const keys = parsed.record ? sync.keysOf(parsed.record, result.fields) : noKeys;
    const closed = sync.notTakenIn ?? [];
    const agreed = link?.base ? agreedFields(link.base) : null;
    const silent = [
      ...closed,
      ...(parsed.draft ? (sync.silentFields?.(parsed.draft, context, agreed) ?? []) : []),
      ...(parsed.draft && link
        ? (sync.standsNoMore?.(parsed.draft, context, { seen: unplacedOfBase(link.base), agreed }) ?? [])
        : []),
      ...(parsed.record ? blankFields(sync.fields, parsed.record) : []),
    ];
    // A new record comes in without what is not taken in.
    const fields = link ? result.fields : emptied(sync, result.fields, closed);
    const lapsed = lapsedIn(sync, parsed, context, link);
    const unmoved = unmovedIn(sync, parsed.draft, context, saidOfBase(link?.base ?? null));
    open.push({ parsed, link, fields, keys, silent, lapsed, unmoved, closed: closedIn(sync, result.fields) });
  }
  return { decisions: deciding(page.decisions, made), open, pageIds };
}

function closedIn({ notTakenIn = [], keptIfFilled = [] }: EntitySync, fields: Fields): Fields {
  const closed: Record<string, Fields[string]> = {};
  for (const field of [...notTakenIn, ...keptIfFilled]) if (field in fields) closed[field] = fields[field] ?? null;
  return closed;
}

/** Fields of a linked record in which what ConnectWise shows does not stand for the agreed value any more. */
const lapsedIn = (
  sync: EntitySync,
  { draft }: ParsedRecord,
  context: ResolveContext,
  link: EntityLink | undefined,
): readonly string[] => (link?.base && draft && sync.lapsedStandIns?.(draft, context, agreedFields(link.base))) || [];

/** What keeps a linked record from being taken in is told of the record here, too. */
function ofLinked(decision: Decision, link: EntityLink | undefined): Decision {
  if (decision.kind === 'fail') return { ...decision, localId: link?.localId ?? null };
  return decision.kind === 'skip' && link ? { ...decision, localId: link.localId } : decision;
}

/** Everything that a mapper may ask for: what was loaded, and the IDs of linked records and of this page's own. */
export const resolveContextOf = ({ references, context }: ResolveFacts, pageIds: PageIds): ResolveContext => ({
  ...context,
  localIdOf: (entity, remoteId) => {
    const key = keyOf(entity, remoteId);
    return references.get(key)?.localId ?? pageIds.get(key);
  },
});

/** The record with the CRM's IDs, or what keeps it from getting them: a parent that is skipped, has an issue, or does not exist. */
export function resolveFields(
  sync: EntitySync,
  parsed: ParsedRecord,
  context: ResolveContext,
  referenceState: (reference: Reference) => ReferenceState | undefined,
): { fields: Fields } | { decision: Decision } {
  const { draft, record } = parsed;
  if (!draft || !record) return { decision: { kind: 'unchanged' } };
  for (const reference of sync.references(draft)) {
    if (!reference.required || context.localIdOf(reference.entity, reference.remoteId)) continue;
    return { decision: withoutParent(reference, referenceState(reference)) };
  }
  try {
    return { fields: sync.resolve(draft, context, record) };
  } catch (error) {
    return { decision: { kind: 'fail', problem: problemOf(error), localId: null } };
  }
}

function withoutParent(reference: Reference, state: ReferenceState | undefined): Decision {
  const { role, remoteId, entity } = reference;
  const waitsFor = { entity, remoteId };
  if (state?.skipReason) {
    const isExcluded = state.skipCode === EXCLUDED || state.skipCode === PARENT_EXCLUDED;
    const reason = parentIsOut(reference, { isExcluded, reason: state.skipReason });
    return { kind: 'skip', code: PARENT_EXCLUDED, reason, waitsFor };
  }
  if (state?.issueMessage)
    return { kind: 'skip', code: PARENT_FAILED, reason: parentHasIssue(reference, state.issueMessage), waitsFor };
  const problem = RecordProblem.of('unknown_reference', unknownReference(reference), { reference: { role, remoteId } });
  return { kind: 'fail', localId: null, problem };
}

/** What stands in the database about a reference, unless this page has decided otherwise. */
function stateOf(
  { entity, remoteId }: Reference,
  { references }: ResolveFacts,
  decided: ReadonlyMap<string, Decision>,
): ReferenceState | undefined {
  const state = references.get(keyOf(entity, remoteId));
  const here = decided.get(keyOf(entity, remoteId));
  if (state && here?.kind === 'skip') return { ...state, skipCode: here.code, skipReason: here.reason };
  if (state && here?.kind === 'fail') return { ...state, issueMessage: here.problem.message };
  return state;
}

/** Records that name none of those that are left come first. A circle is broken by taking it as it stands. */
function partsFirst(sync: EntitySync, records: readonly ParsedRecord[]): ParsedRecord[] {
  const pending = new Set(records.map(({ remoteId }) => keyOf(sync.entity, remoteId)));
  const namesPending = ({ draft, remoteId }: ParsedRecord): boolean =>
    draft !== null &&
    sync.references(draft).some((r) => r.remoteId !== remoteId && pending.has(keyOf(r.entity, r.remoteId)));
  const ordered: ParsedRecord[] = [];
  let waiting = [...records];
  while (waiting.length > 0) {
    const { ready = [], named = [] } = Object.groupBy(waiting, (one) => (namesPending(one) ? 'named' : 'ready'));
    const next = ready.length > 0 ? ready : waiting;
    for (const { remoteId } of next) pending.delete(keyOf(sync.entity, remoteId));
    ordered.push(...next);
    waiting = ready.length > 0 ? named : [];
  }
  return ordered;
}

const emptied = ({ table }: EntitySync, fields: Fields, closed: readonly string[]): Fields =>
  closed.length === 0
    ? fields
    : { ...fields, ...Object.fromEntries(closed.map((field) => [field, emptyValue(table.columns, field)])) };

const noKeys: MatchKeys = { name: null, strong: null, website: null, phone: null, partNumber: null, withinId: null };
