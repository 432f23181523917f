import type { Id } from '../../../../platform/ids.ts';
import type { ModeCapabilities } from '../../../integration/configuration/mode.rules.ts';
import type { EntityFilters, Exclusion } from '../../../integration/filters/filters.rules.ts';
import { type EntityLink, isHeld } from '../../../links/link.ts';
import {
  beingPushed,
  existedBefore,
  heldByPerson,
  modeTakesNoNewRecords,
} from '../../messages/skip-reason.messages.ts';
import type { EntitySync } from '../../records/entity-sync.ts';
import { BEING_WRITTEN, BY_MODE, DISMISSED, EXCLUDED, EXISTED_BEFORE, HELD } from '../../records/skip-codes.ts';
import { isGone, linkedExclusion } from '../prepare/linked-standing.rules.ts';
import { isSeen, type ParsedRecord } from '../prepare/parsed-record.rules.ts';
import type { Decision, Decisions } from './decision.ts';
import type { OpenOutcome } from './open-outcome.ts';

/** What a page is held against. */
export interface PullPolicy {
  capabilities: Pick<ModeCapabilities, 'pullCreate' | 'pullUpdate'>;
  filters: EntityFilters;
  /** Records are looked at again although they did not change. */
  reevaluate: boolean;
  /** Content is compared, whatever times say; what was synced since stays as it is. */
  comparedAt?: Date | undefined;
  /** Records that ConnectWise had before are skipped. */
  newSince?: Date | null;
  /** Fields go other ways by now than this run goes by. */
  areFieldsChanged?: boolean;
}

export interface LinkFacts {
  links: ReadonlyMap<string, EntityLink>;
  openOutcomes: ReadonlyMap<string, OpenOutcome>;
}

/** Stage 1: what the link, the filters, the mode or an earlier outcome decide alone. All others are handed on. */
export function decideByLink(
  sync: EntitySync,
  parsedRecords: readonly ParsedRecord[],
  { links, openOutcomes }: LinkFacts,
  policy: PullPolicy,
): { decisions: Decisions; undecided: ParsedRecord[] } {
  const decisions = new Map<ParsedRecord, Decision>();
  const undecided: ParsedRecord[] = [];
  for (const parsed of parsedRecords) {
    const link = links.get(parsed.remoteId);
    const openOutcome = openOutcomes.get(parsed.remoteId);
    const isAskedFor = policy.reevaluate && openOutcome?.skipCode === BY_MODE;
    const decision =
      decideFromLink(sync, parsed, link, { ...policy, isAskedFor }) ??
      (link ? null : decideUnlinkedEarly(sync, parsed, openOutcome, policy));
    if (decision) decisions.set(parsed, decision);
    else undecided.push(parsed);
  }
  return { decisions, undecided };
}

/**
 * Records that a push writes in several requests (a company and its types) show half of it in between, which nobody there has edited: they are
 * looked at with the next poll.
 */
export function holdBeingPushed(
  undecided: readonly ParsedRecord[],
  links: ReadonlyMap<string, EntityLink>,
  pushed: ReadonlySet<Id>,
): [ParsedRecord, Decision][] {
  return undecided.flatMap((parsed): [ParsedRecord, Decision][] => {
    const localId = links.get(parsed.remoteId)?.localId;
    if (localId === undefined || !pushed.has(localId)) return [];
    return [[parsed, { kind: 'skip', code: BEING_WRITTEN, reason: beingPushed(), waitsFor: null, localId }]];
  });
}

/** With nothing but the link; null when that does not decide. */
export function decideFromLink(
  sync: EntitySync,
  parsed: ParsedRecord,
  link: EntityLink | undefined,
  {
    capabilities,
    filters,
    isAskedFor,
    comparedAt,
    areFieldsChanged = false,
  }: Pick<PullPolicy, 'capabilities' | 'filters' | 'comparedAt' | 'areFieldsChanged'> & {
    /** The mode skipped changes of it, and a person asks for them now: having been seen says nothing then. */
    isAskedFor: boolean;
  },
): Decision | null {
  const { record, problem } = parsed;
  if (!link) {
    if (!problem || (record && sync.excluded(record, filters) !== null)) return null;
    return { kind: 'fail', problem, localId: null };
  }
  if (record && link.state !== 'never' && isGone(sync, record, filters))
    return link.state === 'broken' ? { kind: 'still_failing' } : { kind: 'break', link };
  if (areFieldsChanged && link.lookAgainAt) return { kind: 'unchanged' };
  if (isHeld(link))
    return isSeen(parsed, link)
      ? { kind: 'unchanged' }
      : { kind: 'skip', code: HELD, reason: heldByPerson(link), waitsFor: null, localId: link.localId };
  const isKnown = comparedAt ? link.syncedAt >= comparedAt : isSeen(parsed, link) && !isAskedFor;
  if (isKnown && link.state === 'linked' && !problem) return { kind: 'unchanged' };
  const exclusion = record && linkedExclusion(sync, record, filters);
  if (exclusion) return { ...excludedSkip(exclusion), localId: link.localId };
  if (problem) return { kind: 'fail', problem, localId: link.localId };
  // What the settings alone bring here is no change which the mode keeps out; whether anything of the others is, the merge tells.
  return !capabilities.pullUpdate && !isUntouched(link) && isOurDoing(parsed, link) ? { kind: 'unchanged' } : null;
}

/** The record is looked at because the settings changed, and is not newer by its time. */
export const isOurDoing = (
  { updatedAt }: Pick<ParsedRecord, 'updatedAt'>,
  { lookAgainAt, remoteUpdatedAt }: EntityLink,
): boolean => Boolean(lookAgainAt) && updatedAt !== null && remoteUpdatedAt !== null && updatedAt <= remoteUpdatedAt;

/** Linked by the review of matches, and not taken in since: its first content is linked as if it had been matched just now. */
export const isUntouched = (link: EntityLink): boolean =>
  link.origin === 'matched' && link.remoteHash === null && link.remoteUpdatedAt === null;

/** Why a record that is not linked is excluded or skipped whatever else is true of it; null when it may come in. */
export function decideUnlinkedEarly(
  sync: EntitySync,
  parsed: ParsedRecord,
  openOutcome: OpenOutcome | undefined,
  { capabilities, filters, newSince = null }: Pick<PullPolicy, 'capabilities' | 'filters' | 'newSince'>,
): Decision | null {
  if (openOutcome?.skipCode === DISMISSED) return { kind: 'still_skipped' };
  const exclusion = parsed.record ? sync.excluded(parsed.record, filters) : null;
  if (exclusion) return excludedSkip(exclusion);
  if (!capabilities.pullCreate) return { kind: 'skip', code: BY_MODE, reason: modeTakesNoNewRecords(), waitsFor: null };
  if (newSince && !isNewSince(parsed, newSince))
    return { kind: 'skip', code: EXISTED_BEFORE, reason: existedBefore(), waitsFor: null };
  return null;
}

/** What ConnectWise does not say the making of counts as old: a safe start takes nothing in by mistake. */
const isNewSince = ({ record }: ParsedRecord, since: Date): boolean => {
  const entered = record?._info?.dateEntered;
  return entered != null && new Date(entered) >= since;
};

const excludedSkip = ({ reason, rule }: Exclusion) =>
  ({ kind: 'skip', code: EXCLUDED, reason, rule, waitsFor: null }) as const;
