import type { FeatureRules, Features } from './match-record.ts';
import { everyWordCounts, isSameName, nameSimilarity, type WordWeight } from './names.rules.ts';
import { isSamePhone } from './phones.rules.ts';
import { comparePlaces, type Place } from './places.rules.ts';

export const matchAttributes = [
  'identifier',
  'name',
  'domain',
  'phone',
  'email',
  'email_domain',
  'address',
  'part_number',
  'company',
] as const;
export type MatchAttribute = (typeof matchAttributes)[number];

export const attributeOutcomes = ['agrees', 'similar', 'differs', 'unknown'] as const;
export type AttributeOutcome = (typeof attributeOutcomes)[number];

/** What one attribute said of a pair, with both sides' values for a person to look at. */
export interface AttributeScore {
  attribute: MatchAttribute;
  outcome: AttributeOutcome;
  points: number;
  local: string | null;
  remote: string | null;
}

/** Why a pair is left to a person whatever its score. */
export const matchVetoes = [
  'name_differs',
  'legal_form',
  'other_place',
  'recycled_identifier',
  'email_differs',
  'companies_apart',
  'kind_differs',
] as const;
export type MatchVeto = (typeof matchVetoes)[number];

export interface PairScore {
  /** 0 to 100. */
  score: number;
  veto: MatchVeto | null;
  breakdown: AttributeScore[];
}

/** Of how many records of one side a value is, at most; and how much a word of a name says. */
export interface Rarity {
  of(attribute: 'identifier' | 'domain' | 'phone' | 'email' | 'email_domain', value: string): number;
  word: WordWeight;
}

/** For pairs of which nothing is known but the two records. */
export const everyValueIsRare: Rarity = { of: () => 1, word: everyWordCounts };

interface Weight {
  agrees: number;
  differs: number;
}

/** A pair that is being compared, by the rules of its kind. */
export interface Compared {
  rules: ScoreRules;
  local: Features;
  remote: Features;
  rarity: Rarity;
  /** Of records that belong to others: whether the two belong to the same one. */
  hasSameParent: boolean;
}

/**
 * How alike two records of a kind are; each kind has its own in its folder. Points for agreeing, points for both saying something else; what one
 * side does not say counts nothing. The points are added up and cut to 0..100, so that with the usual threshold of 90 two independent agreements
 * link, and one alone never does. A value that several records share says the less the more they are: its points are divided by their number.
 */
export interface ScoreRules extends FeatureRules {
  weights: Readonly<Partial<Record<MatchAttribute, Weight>>>;
  /** Below this two names have hardly a word in common. */
  unlike: number;
  attributes(compared: Compared): AttributeScore[];
  /** Why a pair is left to a person whatever its score. */
  veto(compared: Compared, outcomeOf: (attribute: MatchAttribute) => AttributeOutcome): MatchVeto | null;
  /** What brings two records together among many; a key that begins with `=` is strong. */
  blockKeys(one: Features, rarity: Rarity): string[];
}

const SAME_TOWN = 10;

/** Pairs below it are two records, and not shown to anybody. Records of one name or identifier never fall below. */
export const MIN_SCORE = 40;

/** How far a pair must be ahead of every other pair of its two records to be clear. */
export const CLEAR_MARGIN = 15;

/** How much two records look like the same one, and why. Says the same whichever of the two is called the local one. */
export function scorePair(
  rules: ScoreRules,
  local: Features,
  remote: Features,
  rarity: Rarity = everyValueIsRare,
  { hasSameParent = true }: { hasSameParent?: boolean } = {},
): PairScore {
  const compared = { rules, local, remote, rarity, hasSameParent };
  const breakdown = rules.attributes(compared);
  const outcomeOf = (attribute: MatchAttribute): AttributeOutcome =>
    breakdown.find((one) => one.attribute === attribute)?.outcome ?? 'unknown';
  const sum = breakdown.reduce((all, one) => all + one.points, 0);
  const isAlike = outcomeOf('name') === 'agrees' || outcomeOf('identifier') === 'agrees';
  const score = Math.round(Math.max(isAlike ? MIN_SCORE : 0, Math.min(100, sum)));
  return { score, veto: rules.veto(compared, outcomeOf), breakdown };
}

export function compareNames({ rules, local, remote, rarity }: Compared): AttributeScore {
  const shown: Shown = [local.record.name, remote.record.name];
  if (!local.name || !remote.name) return scored(rules, 'name', 'unknown', 1, shown);
  if (isSameName(local.name, remote.name)) return scored(rules, 'name', 'agrees', 1, shown);
  const similarity = nameSimilarity(local.name, remote.name, rarity.word);
  return similarity < rules.unlike
    ? scored(rules, 'name', 'differs', 1, shown)
    : scored(rules, 'name', 'similar', similarity, shown);
}

const fields = { identifier: 'identifier', domain: 'domain', email: 'email' } as const;
const shownFields = { identifier: 'identifier', domain: 'website', email: 'email' } as const;

export function compareValues(
  { rules, local, remote, rarity }: Compared,
  attribute: keyof typeof fields,
): AttributeScore {
  const [a, b] = [local[fields[attribute]], remote[fields[attribute]]];
  const shown: Shown = [local.record[shownFields[attribute]] ?? null, remote.record[shownFields[attribute]] ?? null];
  if (a === null || b === null) return scored(rules, attribute, 'unknown', 1, shown);
  return a === b
    ? scored(rules, attribute, 'agrees', 1 / Math.max(1, rarity.of(attribute, a)), shown)
    : scored(rules, attribute, 'differs', 1, shown);
}

/** Whether two numbers are one line; what several have counts by the number within its country. */
export function comparePhones({ rules, local, remote, rarity }: Compared): AttributeScore {
  const shown: Shown = [local.record.phone ?? null, remote.record.phone ?? null];
  const [a, b] = [local.phone, remote.phone];
  if (a === null || b === null) return scored(rules, 'phone', 'unknown', 1, shown);
  return isSamePhone(a, b)
    ? scored(rules, 'phone', 'agrees', 1 / Math.max(1, rarity.of('phone', a.national)), shown)
    : scored(rules, 'phone', 'differs', 1, shown);
}

export const compareParents = ({ rules, local, remote, hasSameParent }: Compared): AttributeScore =>
  scored(rules, 'company', hasSameParent ? 'agrees' : 'differs', 1, [
    local.record.withinName ?? null,
    remote.record.withinName ?? null,
  ]);

export function compareMailDomains({ rules, local, remote, rarity }: Compared): AttributeScore {
  const [own, others] = [domainsOf(local), domainsOf(remote)];
  const shown: Shown = [local.emailDomains.join(', ') || null, remote.emailDomains.join(', ') || null];
  if (local.emailDomains.length + remote.emailDomains.length === 0 || own.length === 0 || others.length === 0)
    return scored(rules, 'email_domain', 'unknown', 1, shown);
  const shared = own.filter((domain) => others.includes(domain)).map((domain) => rarity.of('email_domain', domain));
  // Two websites that agree have said it already.
  const isSaid = local.domain !== null && local.domain === remote.domain;
  if (shared.length === 0) return scored(rules, 'email_domain', 'differs', isSaid ? 0 : 1, shown);
  return scored(rules, 'email_domain', 'agrees', isSaid ? 0 : 1 / Math.max(1, Math.min(...shared)), shown);
}

/** A website's domain stands for mail where there is no mail to look at. */
const domainsOf = (one: Features): readonly string[] =>
  one.emailDomains.length > 0 ? one.emailDomains : one.domain ? [one.domain] : [];

export function compareAddresses({ rules, local, remote }: Compared): AttributeScore {
  const shown: Shown = [placeText(local.record.place), placeText(remote.record.place)];
  const found = local.place && remote.place ? comparePlaces(local.place, remote.place) : null;
  if (found === null) return scored(rules, 'address', 'unknown', 1, shown);
  if (found === 'town') return { ...scored(rules, 'address', 'similar', 1, shown), points: SAME_TOWN };
  return scored(rules, 'address', found === 'street' ? 'agrees' : 'differs', 1, shown);
}

/** Either side may use the other's part number as its SKU. */
export function comparePartNumbers({ rules, local, remote }: Compared): AttributeScore {
  const shown: Shown = [
    local.record.partNumber ?? (remote.partNumber ? (local.record.identifier ?? null) : null),
    remote.record.partNumber ?? (local.partNumber ? (remote.record.identifier ?? null) : null),
  ];
  const pairs = [
    [local.partNumber, remote.partNumber],
    [local.partNumber, remote.identifier],
    [local.identifier, remote.partNumber],
  ];
  const isSame = pairs.some(([a, b]) => a !== null && a === b);
  return scored(rules, 'part_number', isSame ? 'agrees' : 'unknown', 1, shown);
}

type Shown = [local: string | null, remote: string | null];

function scored(
  { weights }: ScoreRules,
  attribute: MatchAttribute,
  outcome: AttributeOutcome,
  share: number,
  [local, remote]: Shown,
): AttributeScore {
  const weight = weights[attribute] ?? { agrees: 0, differs: 0 };
  const full = outcome === 'unknown' ? 0 : outcome === 'differs' ? weight.differs : weight.agrees;
  return { attribute, outcome, points: Math.round(full * share), local, remote };
}

const placeText = (place: Place | null | undefined): string | null =>
  place ? [place.addressLine, place.city, place.region, place.postalCode].filter(Boolean).join(', ') || null : null;
