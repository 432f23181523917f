import type { Owner } from '@causeway/shared/forms/configuration/options';
import type { WireRecord } from '../../../../connectwise/wire/wire.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { FieldChange } from '../../../audit/diff.ts';
import { diffFields } from '../../../audit/diff.ts';
import type { ModeCapabilities } from '../../../integration/configuration/mode.rules.ts';
import type { EntityFilters, Exclusion } from '../../../integration/filters/filters.rules.ts';
import type { EntityLink, LinkStanding, PulledEntity } from '../../../links/link.ts';
import { type Conflict, mergeFields } from '../../conflicts/merge.rules.ts';
import {
  type Candidate,
  decideMatch,
  type Match,
  type MatchAnswer,
  type MatchContext,
  type MatchKeys,
  type MatchSuggestion,
  takenBy,
} from '../../matching/scoring/match.rules.ts';
import type { EntitySync, Fields, Reference, ResolveContext } from '../../records/entity-sync.ts';
import { RecordProblem } from '../../records/record-problem.ts';
import { BY_MODE, EXCLUDED } from '../../records/skip-codes.ts';
import { isSeen, type ParsedRecord, problemOf } from '../prepare/parsed-record.rules.ts';
import type { ReferenceState } from '../prepare/references.queries.ts';
import { type LocalRow, type OpenOutcome } from './page-facts.ts';

export interface WaitsFor {
  entity: PulledEntity;
  remoteId: string;
}

/** What becomes of one record. `unchanged` writes nothing at all. */
export type Decision =
  | { kind: 'unchanged' }
  | { kind: 'still_skipped' }
  | { kind: 'still_failing' }
  | { kind: 'create'; localId: Id; fields: Fields }
  | { kind: 'link'; localId: Id; because: string; remote: Fields; fields: Fields; changes: FieldChange[] }
  | { kind: 'update'; link: EntityLink; remote: Fields; fields: Fields; changes: FieldChange[]; conflicts: Conflict[] }
  | { kind: 'seen'; link: EntityLink; remote: Fields }
  | { kind: 'mode_skip'; link: EntityLink }
  | { kind: 'break'; link: EntityLink }
  | { kind: 'skip'; code: string; reason: string; waitsFor: WaitsFor | null; rule?: string; localId?: Id }
  | { kind: 'fail'; problem: RecordProblem; localId: Id | null };

/** What a record is held against. */
export interface PullPolicy {
  capabilities: Pick<ModeCapabilities, 'pullCreate' | 'pullUpdate'>;
  filters: EntityFilters;
  /** The mode had kept changes of it out, and a person asks for them now: having been seen says nothing then. */
  isAskedFor: boolean;
}

/** First look, with nothing but the link: settles what needs no further facts; null when it does. */
export function decideFromLink(
  sync: EntitySync,
  parsed: ParsedRecord,
  link: EntityLink | undefined,
  { capabilities, filters, isAskedFor }: PullPolicy,
): Decision | null {
  const { record, problem } = parsed;
  if (!link) {
    if (!problem || (record && sync.excluded(record, filters) !== null)) return null;
    return { kind: 'fail', problem, localId: null };
  }
  if (record && isGone(sync, record, filters))
    return link.state === 'broken' ? { kind: 'still_failing' } : { kind: 'break', link };
  if (link.state === 'paused') return { kind: 'unchanged' };
  if (isSeen(parsed, link) && link.state === 'linked' && !problem && !isAskedFor) return { kind: 'unchanged' };
  const held = record && linkedExclusion(sync, record, filters);
  if (held) return { ...excludedSkip(held), localId: link.localId };
  if (problem) return { kind: 'fail', problem, localId: link.localId };
  return capabilities.pullUpdate || isUntouched(link) ? null : { kind: 'mode_skip', link };
}

/** Linked by the review of matches, and not taken in since: its first content is linked as if it had been matched just now. */
export const isUntouched = (link: EntityLink): boolean =>
  link.origin === 'matched' && link.remoteHash === null && link.remoteUpdatedAt === null;

/** Whether a linked record needs nothing at all: paused, or nothing newer than what is linked. */
export function isUnchanged(
  sync: EntitySync,
  parsed: ParsedRecord,
  link: LinkStanding,
  filters: EntityFilters,
): boolean {
  if (parsed.record && isGone(sync, parsed.record, filters)) return false;
  if (link.state === 'paused') return true;
  return parsed.problem === null && link.state === 'linked' && isSeen(parsed, link);
}

/** Why a record that is not linked stays out whatever else is true of it; null when it may come in. */
export function decideUnlinkedEarly(
  sync: EntitySync,
  parsed: ParsedRecord,
  note: OpenOutcome | undefined,
  { capabilities, filters }: Pick<PullPolicy, 'capabilities' | 'filters'>,
): Decision | null {
  if (note?.skipCode === 'dismissed') return { kind: 'still_skipped' };
  const exclusion = parsed.record ? sync.excluded(parsed.record, filters) : null;
  if (exclusion) return excludedSkip(exclusion);
  if (!capabilities.pullCreate)
    return {
      kind: 'skip',
      code: BY_MODE,
      reason: 'the sync mode takes no new records from ConnectWise',
      waitsFor: null,
    };
  return null;
}

/** Whether ConnectWise says that a record is gone, and nobody asked for such ones. */
const isGone = (sync: EntitySync, record: WireRecord, filters: EntityFilters): boolean =>
  sync.isDeleted(record) && !filters.takesDeleted;

/** Why a linked record stays as it is: only a rule that an admin chose holds it, since becoming inactive is news like any other. */
export function linkedExclusion(sync: EntitySync, record: WireRecord, filters: EntityFilters): Exclusion | null {
  const exclusion = filters.chosen.length > 0 ? sync.excluded(record, filters) : null;
  return exclusion?.isChosen ? exclusion : null;
}

const excludedSkip = ({ reason, rule }: Exclusion) =>
  ({ kind: 'skip', code: EXCLUDED, reason, rule, waitsFor: null }) as const;

/** The record with the CRM's IDs, or what keeps it from getting them: a parent that stays out, has an issue, or does not exist. */
export function resolveFields(
  sync: EntitySync,
  parsed: ParsedRecord,
  context: ResolveContext,
  stateOf: (reference: Reference) => ReferenceState | undefined,
): { fields: Fields } | { decision: Decision } {
  const { draft, record } = parsed;
  if (!draft || !record) return { decision: { kind: 'unchanged' } };
  for (const reference of sync.references(draft)) {
    if (!reference.required || context.localIdOf(reference.entity, reference.remoteId)) continue;
    return { decision: withoutParent(reference, stateOf(reference)) };
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
  if (state?.skipReason)
    return {
      kind: 'skip',
      code: 'parent_excluded',
      reason: `its ${role} ${remoteId} stays out: ${state.skipReason}`,
      waitsFor,
    };
  if (state?.issueMessage)
    return {
      kind: 'skip',
      code: 'parent_failed',
      reason: `its ${role} ${remoteId} has an open issue: ${state.issueMessage}`,
      waitsFor,
    };
  return {
    kind: 'fail',
    localId: null,
    problem: new RecordProblem(
      'unknown_reference',
      `It names the ${role} ${remoteId}, which ConnectWise does not have or does not show to this API member.`,
      `Check the ${role} of the record in ConnectWise and the API member's rights, then retry.`,
      { reference: { role, remoteId } },
    ),
  };
}

export interface ChangeOfLinked {
  decision: Extract<Decision, { kind: 'update' | 'seen' }>;
  /** Asked for when the name or identifier is about to change. */
  needsKeys: boolean;
}

/** A linked record whose ConnectWise side changed: merged with what stands here. */
export function decideLinked(
  sync: EntitySync,
  owner: Owner,
  link: EntityLink,
  remote: Fields,
  local: LocalRow,
): ChangeOfLinked {
  const { fields, conflicts, changes } = merge({ sync, owner, base: link.base }, local.fields, remote);
  if (changes.length === 0 && conflicts.length === 0)
    return { decision: { kind: 'seen', link, remote }, needsKeys: false };
  return {
    decision: { kind: 'update', link, remote, fields, changes, conflicts },
    needsKeys: changes.some((change) => change.field === 'name' || change.field === 'identifier'),
  };
}

/** Which record of the CRM one that is not linked is: a person's answer first, else what the scores make clear. */
export function matchOf(
  sync: EntitySync,
  keys: MatchKeys,
  candidates: readonly Candidate[],
  answer: MatchAnswer | undefined,
  context: MatchContext,
): Match {
  if (answer?.kind === 'link') return { kind: 'link', localId: answer.localId, because: 'chosen by a person' };
  if (answer) return takenBy(sync.matching, keys, candidates) ?? { kind: 'create' };
  return decideMatch(sync.matching, keys, candidates, context);
}

/** What becomes of a record that is not linked: created, linked to the one that is surely the same, or asked about. */
export function decideUnlinked(
  sync: EntitySync,
  match: Match,
  remote: Fields,
  newId: () => Id,
): Decision | { kind: 'link_to'; localId: Id; because: string } {
  switch (match.kind) {
    case 'create':
      return { kind: 'create', localId: newId(), fields: remote };
    case 'link':
      return { kind: 'link_to', localId: match.localId, because: match.because };
    case 'taken':
      return { kind: 'fail', localId: null, problem: takenProblem(sync, match.what, match.by) };
    case 'ask':
      return { kind: 'fail', localId: null, problem: possibleDuplicate(sync, match.candidates) };
    default:
      return match satisfies never;
  }
}

const possibleDuplicate = (sync: EntitySync, candidates: readonly MatchSuggestion[]): RecordProblem =>
  new RecordProblem(
    'possible_duplicate',
    `It may be the ${sync.words.local} ${candidates.map((c) => `"${c.name}"`).join(' or ')} that is here already.`,
    'Decide whether to link it to that record or to create a new one. Nothing is linked or created before.',
    { candidates: [...candidates] },
  );

/** The local row that a record is about to be linked to, with what changes in it: nothing, unless the mode takes changes in. */
export function decideLink(
  sync: EntitySync,
  because: string,
  remote: Fields,
  local: LocalRow,
  { takesChanges, owner }: { takesChanges: boolean; owner: Owner },
): Decision {
  const { fields, changes } = takesChanges
    ? merge({ sync, owner, base: null }, local.fields, remote)
    : { fields: local.fields, changes: [] };
  return { kind: 'link', localId: local.id, because, remote, fields, changes };
}

/** Keeps a change away that would give two records one name. */
export function refuseTakenName(
  sync: EntitySync,
  keys: MatchKeys,
  candidates: readonly Candidate[],
  localId: Id,
): Decision | null {
  const taken = takenBy(sync.matching, keys, candidates, localId);
  return taken ? { kind: 'fail', localId, problem: takenProblem(sync, taken.what, taken.by) } : null;
}

function merge(
  { sync, owner, base }: { sync: EntitySync; owner: Owner; base: Record<string, unknown> | null },
  local: Fields,
  remote: Fields,
) {
  const derived = new Set(sync.table.derived);
  const own = Object.fromEntries(Object.entries(remote).filter(([field]) => !derived.has(field)));
  const merged = mergeFields(base, local, own, owner);
  const fields = sync.derive
    ? sync.derive({ ...local, ...merged.fields }, remote, local)
    : { ...local, ...merged.fields };
  return { fields, conflicts: merged.conflicts, changes: diffFields(local, fields) };
}

function takenProblem(sync: EntitySync, what: 'name' | 'strong', by: Candidate): RecordProblem {
  const { words, matching } = sync;
  const word = what === 'name' ? 'name' : matching.strongWord;
  const owner = by.linkedTo
    ? `the ${words.local} "${by.name}", which is linked to ConnectWise ${words.remote} ${by.linkedTo}`
    : `the ${words.local} "${by.name}", which is in the CRM already`;
  return new RecordProblem(
    'name_taken',
    `Its ${word} belongs to ${owner}.`,
    `Give one of the two another ${word} in ConnectWise or in the CRM, then retry.`,
    { taken: what, localId: by.id, linkedTo: by.linkedTo },
  );
}
