import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { PulledEntity } from '../../../links/link.ts';
import { agreesIn, nameOnly } from '../../messages/match.messages.ts';
import { isClear, isWorthAsking, type Rivalry } from './clear-pair.rules.ts';
import { type Features, featuresOf, type MatchRecord } from './match-record.ts';
import { type Region, regionOfTimeZone } from './phones.rules.ts';
import type { Place } from './places.rules.ts';
import {
  type AttributeScore,
  everyValueIsRare,
  MIN_SCORE,
  type Rarity,
  type ScoreRules,
  scorePair,
} from './score.rules.ts';

/** What could make a ConnectWise record the same as an existing one. Lower case; null when there is nothing to compare. */
export interface MatchKeys {
  name: string | null;
  /** Company identifier, catalog identifier, or e-mail within the client. */
  strong: string | null;
  /** Website and phone as they stand; they are read only where they may decide something. */
  website: string | null;
  phone: string | null;
  /** Of the phone number, of contacts. */
  phoneExtension?: string | null;
  /** By whose rules the phone number is written. */
  country?: string | null;
  /** Manufacturer's part number, of products. */
  partNumber: string | null;
  /** The client within which to look, of contacts. */
  withinId: Id | null;
  /** The name alone is enough to match, because both sides hold it only once. */
  isNameSure?: boolean;
  place?: Place | null;
  isBundle?: boolean;
}

/** A CRM record that shares its name or strong key with a ConnectWise record. */
export interface Candidate {
  id: Id;
  name: string;
  strong: string | null;
  website: string | null;
  phone: string | null;
  phoneExtension?: string | null;
  country?: string | null;
  /** The workspace's, whose country is that of phone numbers without one. */
  timeZone?: string | null;
  /** The ConnectWise record that it is linked to already, if any. */
  linkedTo: string | null;
  /** That one is gone from ConnectWise: another one of the name may be the same, which a person says. */
  isLinkBroken?: boolean;
  place?: Place | null;
  isBundle?: boolean;
}

/** What there is to compare of a record that is never matched. */
export const noKeys: MatchKeys = {
  name: null,
  strong: null,
  website: null,
  phone: null,
  partNumber: null,
  withinId: null,
};

/** A value of which it is asked how many records have it. */
export interface AskedValue {
  attribute: 'domain' | 'phone';
  value: string;
}

/** How a kind of record is recognised, and what the CRM holds only once, so that a second record of that name or identifier cannot come in. */
export interface MatchRules {
  score: ScoreRules;
  /** The CRM's records that share a key with one of these; one statement. */
  candidates(tx: Tx, connectionId: Id, keys: readonly MatchKeys[]): Promise<(Candidate & { withinId?: Id })[]>;
  /** How many records on either side have these values, by `attribute:value`; of kinds that those decide about. */
  holders?(tx: Tx, connectionId: Id, asked: readonly AskedValue[], home: Region | null): Promise<Map<string, number>>;
  uniqueName: boolean;
  uniqueStrong: boolean;
  /** What the strong key is among what is compared, which fields it is read from, and what it is called in sentences. */
  strong: { attribute: 'identifier' | 'email'; fields: readonly string[]; word: string };
}

/** One kind of record, as far as finding its matches needs; null for one that is never matched: every record that is not linked is new. */
export interface MatchableKind {
  entity: PulledEntity;
  matching: MatchRules | null;
}

export interface MatchSuggestion {
  id: Id;
  name: string;
  detail: string;
}

export type Match =
  | { kind: 'create' }
  | { kind: 'link'; localId: Id; because: string }
  | { kind: 'ask'; candidates: MatchSuggestion[] }
  | { kind: 'taken'; what: 'name' | 'strong'; by: Candidate };

/** A pair of the last comparison that nobody has decided yet; it saw both sides whole, so its rival counts. */
export interface KnownPair extends Rivalry {
  localId: Id;
  localName: string;
  breakdown: readonly AttributeScore[];
  state: 'proposed' | 'later';
}

/** What is known besides the two records themselves. */
export interface MatchContext {
  /** From which score on the program may link by itself. */
  threshold: number;
  rarity: Rarity;
  known: readonly KnownPair[];
  /** CRM records that a person has said are others. */
  rejected: ReadonlySet<Id>;
}

export const noContext: MatchContext = { threshold: 90, rarity: everyValueIsRare, known: [], rejected: new Set() };

/**
 * Whether a ConnectWise record is one that the CRM has already, by the same scores as the review. Links by itself only where one free record
 * is clear; everything less sure is asked. "First result wins" made wrong pairs in the integrations that we learned from (P1, P7).
 */
export function decideMatch(
  rules: MatchRules | null,
  keys: MatchKeys,
  candidates: readonly Candidate[],
  context: MatchContext = noContext,
): Match {
  if (rules === null) return { kind: 'create' };
  // Most records of a first sync share nothing with anything: they need no comparing.
  if (candidates.length === 0 && context.known.length === 0) return { kind: 'create' };
  const home = homeOf(candidates);
  const remote = featuresOf(rules.score, recordOfKeys(rules, keys), home);
  const known = new Map(context.known.map((pair) => [pair.localId, pair]));
  const fresh = candidates
    .filter((c) => (c.linkedTo === null || c.isLinkBroken) && !context.rejected.has(c.id) && !known.has(c.id))
    .map((c) =>
      freshPair(
        rules.score,
        featuresOf(rules.score, recordOfCandidate(rules, c, keys.isNameSure), home),
        c,
        remote,
        context.rarity,
      ),
    )
    .filter((pair) => isWorthAsking(pair) || hasStrongKey(rules, pair));
  const all = [...context.known, ...fresh].sort((a, b) => b.score - a.score);
  const [best, second] = all;
  if (best) {
    const rivalry = { ...best, rival: Math.max(best.rival, second?.score ?? 0) };
    if (best.state === 'proposed' && isClear(rivalry, context.threshold))
      return { kind: 'link', localId: best.localId, because: reasonOf(rules, best.breakdown) };
    return { kind: 'ask', candidates: all.map((pair) => suggestion(rules, pair)) };
  }
  return takenBy(rules, keys, candidates) ?? { kind: 'create' };
}

/** The strong key is never passed over: two records of one key cannot both come in. */
const hasStrongKey = ({ strong }: MatchRules, { breakdown, score }: Pick<KnownPair, 'breakdown' | 'score'>): boolean =>
  score >= MIN_SCORE && breakdown.some((one) => one.attribute === strong.attribute && one.outcome === 'agrees');

/** The record of the CRM that keeps a name or identifier from being used again, if any; `exceptId` is the record itself. */
export function takenBy(
  rules: MatchRules | null,
  keys: MatchKeys,
  candidates: readonly Candidate[],
  exceptId?: Id,
): Extract<Match, { kind: 'taken' }> | null {
  if (rules === null) return null;
  const others = candidates.filter((c) => c.id !== exceptId);
  const byName = rules.uniqueName && keys.name !== null && others.find((c) => lower(c.name) === keys.name);
  if (byName) return { kind: 'taken', what: 'name', by: byName };
  const byStrong = rules.uniqueStrong && keys.strong !== null && others.find((c) => lower(c.strong) === keys.strong);
  return byStrong ? { kind: 'taken', what: 'strong', by: byStrong } : null;
}

/** "same name and website": what agrees, in the order of its points. */
export function reasonOf(rules: Named, breakdown: readonly AttributeScore[]): string {
  const agreeing = breakdown
    .filter((one) => one.outcome === 'agrees' && one.attribute !== 'company')
    .sort((a, b) => b.points - a.points)
    .map((one) => wordOf(rules, one));
  return agreesIn(agreeing);
}

/** The country of phone numbers whose record says none. */
export const homeOf = (candidates: readonly Candidate[]): Region | null =>
  regionOfTimeZone(candidates.find((one) => one.timeZone)?.timeZone ?? null);

/** What the strong key is called. */
type Named = { strong: Pick<MatchRules['strong'], 'word'> };

const words: Record<Exclude<AttributeScore['attribute'], 'identifier' | 'email'>, string> = {
  name: 'name',
  domain: 'website',
  phone: 'phone',
  email_domain: 'e-mail domain',
  address: 'address',
  part_number: 'part number',
  company: 'company',
};

const wordOf = ({ strong }: Named, { attribute }: AttributeScore): string =>
  attribute === 'identifier' || attribute === 'email' ? strong.word : words[attribute];

function freshPair(
  score: ScoreRules,
  local: Features,
  candidate: Candidate,
  remote: Features,
  rarity: Rarity,
): KnownPair {
  const { id, name } = candidate;
  // Never by itself: a link that a removal broke is mended by a person.
  const state = candidate.isLinkBroken ? 'later' : 'proposed';
  return { ...scorePair(score, local, remote, rarity), localId: id, localName: name, rival: 0, state };
}

const recordOfKeys = (rules: MatchRules, keys: MatchKeys): MatchRecord => ({
  id: '',
  name: keys.name,
  ...strongOf(rules, keys.isNameSure ? keys.name : keys.strong),
  website: keys.website,
  phone: keys.phone,
  phoneExtension: keys.phoneExtension ?? null,
  country: keys.country ?? null,
  partNumber: keys.partNumber,
  place: keys.place ?? null,
  isBundle: keys.isBundle ?? false,
});

const recordOfCandidate = (rules: MatchRules, candidate: Candidate, isNameSure = false): MatchRecord => ({
  id: candidate.id,
  name: candidate.name,
  ...strongOf(rules, isNameSure ? candidate.name : candidate.strong),
  website: candidate.website,
  phone: candidate.phone,
  phoneExtension: candidate.phoneExtension ?? null,
  country: candidate.country ?? null,
  place: candidate.place ?? null,
  isBundle: candidate.isBundle ?? false,
});

const strongOf = (rules: MatchRules, strong: string | null): Pick<MatchRecord, 'identifier' | 'email'> => ({
  [rules.strong.attribute]: strong,
});

function suggestion(rules: MatchRules, pair: KnownPair): MatchSuggestion {
  const agreeing = pair.breakdown.filter((one) => one.outcome === 'agrees' && one.attribute !== 'company');
  const [only] = agreeing;
  const reason = reasonOf(rules, pair.breakdown);
  const said = agreeing.length === 1 && only?.attribute === 'name' ? nameOnly() : reason;
  const facts = pair.breakdown.flatMap((one) => (one.local && one.attribute !== 'name' ? [one.local] : []));
  return {
    id: pair.localId,
    name: pair.localName,
    detail: `${said}${facts.length > 0 ? ` (${facts.join(', ')})` : ''}`,
  };
}

const lower = (text: string | null): string | null => (text === null ? null : text.toLowerCase());

/** A person's answer to a possible duplicate. */
export type MatchAnswer = { kind: 'link'; localId: Id } | { kind: 'create' };
