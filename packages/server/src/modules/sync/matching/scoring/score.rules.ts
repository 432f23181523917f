import { comparePlaces, type Place } from './contact-points.rules.ts';
import type { Features, MatchedEntity } from './match-record.ts';
import { contradictsForm, everyWordCounts, isSameName, nameSimilarity, type WordWeight } from './names.rules.ts';

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

type Weight = { agrees: number; differs: number };

/**
 * The weight table. Points for agreeing, points for both saying something else; what one side does not say counts nothing. The points are
 * added up and cut to 0..100, so that with the usual threshold of 90 two independent agreements link, and one alone never does.
 * A value that several records share says the less the more they are: its points are divided by their number.
 */
export const weights: Readonly<Record<MatchedEntity, Partial<Record<MatchAttribute, Weight>>>> = {
  company: {
    identifier: { agrees: 75, differs: -15 },
    name: { agrees: 60, differs: -30 },
    domain: { agrees: 40, differs: -20 },
    phone: { agrees: 35, differs: -5 },
    email_domain: { agrees: 15, differs: -5 },
    // The very address; the same town alone gives less, another town takes away and is left to a person.
    address: { agrees: 35, differs: -25 },
  },
  contact: {
    name: { agrees: 60, differs: -40 },
    email: { agrees: 50, differs: -20 },
    phone: { agrees: 10, differs: 0 },
    company: { agrees: 30, differs: -30 },
  },
  product: {
    identifier: { agrees: 90, differs: -20 },
    name: { agrees: 40, differs: -20 },
    part_number: { agrees: 60, differs: 0 },
  },
};

const SAME_TOWN = 10;
/** Below this two names have hardly a word in common. */
const UNLIKE = { company: 0.5, contact: 0.5, product: 0.2 } as const;

/** Pairs below it are two records, and not shown to anybody. Records of one name or identifier never fall below. */
export const MIN_SCORE = 40;

/** How far a pair must be ahead of every other pair of its two records to be clear. */
export const CLEAR_MARGIN = 15;

/** How much two records look like the same one, and why. Says the same whichever of the two is called the local one. */
export function scorePair(
  entity: MatchedEntity,
  local: Features,
  remote: Features,
  rarity: Rarity = everyValueIsRare,
  context: { hasSameCompany?: boolean } = {},
): PairScore {
  const breakdown = attributesOf[entity](local, remote, rarity, context.hasSameCompany ?? true);
  const outcomeOf = (attribute: MatchAttribute): AttributeOutcome =>
    breakdown.find((one) => one.attribute === attribute)?.outcome ?? 'unknown';
  const sum = breakdown.reduce((all, one) => all + one.points, 0);
  const isAlike = outcomeOf('name') === 'agrees' || outcomeOf('identifier') === 'agrees';
  const score = Math.round(Math.max(isAlike ? MIN_SCORE : 0, Math.min(100, sum)));
  return { score, veto: vetoOf(entity, local, remote, outcomeOf), breakdown };
}

type Compare = (local: Features, remote: Features, rarity: Rarity, hasSameCompany: boolean) => AttributeScore[];

const attributesOf: Record<MatchedEntity, Compare> = {
  company: (local, remote, rarity) => [
    name('company', local, remote, rarity),
    value('company', 'identifier', local, remote, rarity),
    value('company', 'domain', local, remote, rarity),
    value('company', 'phone', local, remote, rarity),
    emailDomain(local, remote, rarity),
    address(local, remote),
  ],
  contact: (local, remote, rarity, hasSameCompany) => [
    name('contact', local, remote, rarity),
    value('contact', 'email', local, remote, rarity),
    value('contact', 'phone', local, remote, rarity),
    scored('contact', 'company', hasSameCompany ? 'agrees' : 'differs', 1, [
      local.record.withinName ?? null,
      remote.record.withinName ?? null,
    ]),
  ],
  product: (local, remote, rarity) => {
    const part = partNumber(local, remote);
    const id = value('product', 'identifier', local, remote, rarity);
    return [
      name('product', local, remote, rarity),
      // A part number that is the other side's SKU explains why the identifiers differ.
      part.outcome === 'agrees' && id.outcome === 'differs' ? { ...id, points: 0 } : id,
      part,
    ];
  },
};

function name(entity: MatchedEntity, local: Features, remote: Features, rarity: Rarity): AttributeScore {
  const shown: Shown = [local.record.name, remote.record.name];
  if (!local.name || !remote.name) return scored(entity, 'name', 'unknown', 1, shown);
  if (isSameName(local.name, remote.name)) return scored(entity, 'name', 'agrees', 1, shown);
  const similarity = nameSimilarity(local.name, remote.name, rarity.word);
  return similarity < UNLIKE[entity]
    ? scored(entity, 'name', 'differs', 1, shown)
    : scored(entity, 'name', 'similar', similarity, shown);
}

const fields = { identifier: 'identifier', domain: 'domain', phone: 'phone', email: 'email' } as const;
const shownFields = { identifier: 'identifier', domain: 'website', phone: 'phone', email: 'email' } as const;

function value(
  entity: MatchedEntity,
  attribute: keyof typeof fields,
  local: Features,
  remote: Features,
  rarity: Rarity,
): AttributeScore {
  const [a, b] = [local[fields[attribute]], remote[fields[attribute]]];
  const shown: Shown = [local.record[shownFields[attribute]] ?? null, remote.record[shownFields[attribute]] ?? null];
  if (a === null || b === null) return scored(entity, attribute, 'unknown', 1, shown);
  return a === b
    ? scored(entity, attribute, 'agrees', 1 / Math.max(1, rarity.of(attribute, a)), shown)
    : scored(entity, attribute, 'differs', 1, shown);
}

function emailDomain(local: Features, remote: Features, rarity: Rarity): AttributeScore {
  const [own, others] = [domainsOf(local), domainsOf(remote)];
  const shown: Shown = [local.emailDomains.join(', ') || null, remote.emailDomains.join(', ') || null];
  if (local.emailDomains.length + remote.emailDomains.length === 0 || own.length === 0 || others.length === 0)
    return scored('company', 'email_domain', 'unknown', 1, shown);
  const shared = own.filter((domain) => others.includes(domain)).map((domain) => rarity.of('email_domain', domain));
  // Two websites that agree have said it already.
  const isSaid = local.domain !== null && local.domain === remote.domain;
  if (shared.length === 0) return scored('company', 'email_domain', 'differs', isSaid ? 0 : 1, shown);
  return scored('company', 'email_domain', 'agrees', isSaid ? 0 : 1 / Math.max(1, Math.min(...shared)), shown);
}

/** A website's domain stands for mail where there is no mail to look at. */
const domainsOf = (one: Features): readonly string[] =>
  one.emailDomains.length > 0 ? one.emailDomains : one.domain ? [one.domain] : [];

function address(local: Features, remote: Features): AttributeScore {
  const shown: Shown = [placeText(local.record.place), placeText(remote.record.place)];
  const found = local.place && remote.place ? comparePlaces(local.place, remote.place) : null;
  if (found === null) return scored('company', 'address', 'unknown', 1, shown);
  if (found === 'town') return { ...scored('company', 'address', 'similar', 1, shown), points: SAME_TOWN };
  return scored('company', 'address', found === 'street' ? 'agrees' : 'differs', 1, shown);
}

/** Either side may use the other's part number as its SKU. */
function partNumber(local: Features, remote: Features): AttributeScore {
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
  return scored('product', 'part_number', isSame ? 'agrees' : 'unknown', 1, shown);
}

type Shown = [local: string | null, remote: string | null];

function scored(
  entity: MatchedEntity,
  attribute: MatchAttribute,
  outcome: AttributeOutcome,
  share: number,
  [local, remote]: Shown,
): AttributeScore {
  const weight = weights[entity][attribute] ?? { agrees: 0, differs: 0 };
  const full = outcome === 'unknown' ? 0 : outcome === 'differs' ? weight.differs : weight.agrees;
  return { attribute, outcome, points: Math.round(full * share), local, remote };
}

function vetoOf(
  entity: MatchedEntity,
  local: Features,
  remote: Features,
  outcomeOf: (attribute: MatchAttribute) => AttributeOutcome,
): MatchVeto | null {
  const hasName = outcomeOf('name') === 'agrees';
  const hasIdentifier = outcomeOf('identifier') === 'agrees';
  switch (entity) {
    case 'company': {
      const agreeing = (['domain', 'phone', 'email_domain', 'address'] as const).some((a) => outcomeOf(a) === 'agrees');
      if (hasIdentifier && outcomeOf('name') === 'differs' && !agreeing) return 'recycled_identifier';
      if (!hasName) return 'name_differs';
      // A company ID says more than a town: somebody entered it because the two are the same.
      if (outcomeOf('address') === 'differs' && !hasIdentifier) return 'other_place';
      return local.name && remote.name && contradictsForm(local.name, remote.name) ? 'legal_form' : null;
    }
    case 'contact':
      if (outcomeOf('company') === 'differs') return 'companies_apart';
      if (!hasName) return 'name_differs';
      return outcomeOf('email') === 'differs' ? 'email_differs' : null;
    case 'product':
      if (local.isBundle !== remote.isBundle) return 'kind_differs';
      if (hasIdentifier) return outcomeOf('name') === 'differs' ? 'recycled_identifier' : null;
      return hasName ? null : 'name_differs';
    default:
      return entity satisfies never;
  }
}

const placeText = (place: Place | null | undefined): string | null =>
  place ? [place.addressLine, place.city, place.region, place.postalCode].filter(Boolean).join(', ') || null : null;
