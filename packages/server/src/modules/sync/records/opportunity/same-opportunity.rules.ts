import type { Id } from '../../../../platform/ids.ts';
import type { Fields } from '../entity-sync.ts';

/** What tells opportunities of one client and name apart. */
export interface DealFacts {
  name: string;
  clientId: Id;
  expectedCloseDate: string | null;
  /** The days on which it was won and lost. */
  wonAt: string | null;
  lostAt: string | null;
}

/** One of the CRM that is linked to nothing. */
export interface FreeOpportunity extends DealFacts {
  id: Id;
  /** ConnectWise's that a person keeps apart from it. */
  apartFrom: readonly string[] | null;
}

/** One of ConnectWise that is linked to nothing; facts null where it says too little. */
export interface FreeDeal {
  remoteId: string;
  facts: DealFacts | null;
}

/** Null: it is none of them. */
export type SameOpportunity = { kind: 'link'; localId: Id } | { kind: 'ask'; alike: readonly FreeOpportunity[] } | null;

/**
 * Which opportunities of both sides are surely the same: same client and name (without case and spaces), and neither fits another one as well. Deals of
 * one name are common ("Renewal"): one that is over is the same only as one that ended as it did or was due the same day, and among several the close
 * date decides. What stays open is asked.
 */
export function sameOpportunities(
  deals: readonly FreeDeal[],
  free: readonly FreeOpportunity[],
): Map<string, SameOpportunity> {
  const byKey = Map.groupBy(free, keyOf);
  const legible = deals.flatMap(({ remoteId, facts }) => (facts ? [{ remoteId, facts }] : []));
  const found = [...Map.groupBy(legible, ({ facts }) => keyOf(facts))].flatMap(([key, alike]) =>
    decideGroup(alike, byKey.get(key) ?? []),
  );
  return new Map([...deals.map(({ remoteId }): [string, null] => [remoteId, null]), ...found]);
}

type Deal = FreeDeal & { facts: DealFacts };
type Likeness = 'exact' | 'same' | 'maybe' | 'other';

/** Those of one client and name: first those that fit exactly, then what is left. */
function decideGroup(deals: readonly Deal[], free: readonly FreeOpportunity[]): [string, SameOpportunity][] {
  const exact = pairsOf(deals, free, (one) => one === 'exact');
  const taken = new Set(exact.values());
  const left = { deals: deals.filter((deal) => !exact.has(deal)), free: free.filter((one) => !taken.has(one)) };
  const fitting = pairsOf(left.deals, left.free, (one) => one !== 'other');
  return deals.map((deal) => {
    const sure = exact.get(deal) ?? fitting.get(deal);
    if (sure && likeness(deal, sure) !== 'maybe') return [deal.remoteId, { kind: 'link', localId: sure.id }];
    const alike = left.free.filter((one) => likeness(deal, one) !== 'other');
    return [deal.remoteId, alike.length > 0 ? { kind: 'ask', alike } : null];
  });
}

/** Those that fit each other and nobody else. */
function pairsOf(
  deals: readonly Deal[],
  free: readonly FreeOpportunity[],
  fits: (likeness: Likeness) => boolean,
): Map<Deal, FreeOpportunity> {
  return new Map(
    deals.flatMap((deal): [Deal, FreeOpportunity][] => {
      const [one, ...others] = free.filter((candidate) => fits(likeness(deal, candidate)));
      if (!one || others.length > 0) return [];
      return deals.filter((other) => fits(likeness(other, one))).length === 1 ? [[deal, one]] : [];
    }),
  );
}

function likeness({ remoteId, facts }: Deal, one: FreeOpportunity): Likeness {
  if (one.apartFrom?.includes(remoteId)) return 'other';
  const [here, there] = [kindOf(one), kindOf(facts)];
  const isDueThen = one.expectedCloseDate !== null && one.expectedCloseDate === facts.expectedCloseDate;
  if (here === there && isDueThen) return 'exact';
  if (here === 'open' && there === 'open') return 'same';
  if (here === there && endOf(one) === endOf(facts)) return 'exact';
  if (isDueThen) return 'same';
  return one.expectedCloseDate === null || facts.expectedCloseDate === null ? 'maybe' : 'other';
}

const kindOf = ({ wonAt, lostAt }: DealFacts): 'won' | 'lost' | 'open' => {
  if (wonAt !== null) return 'won';
  return lostAt === null ? 'open' : 'lost';
};

const endOf = ({ wonAt, lostAt }: DealFacts) => wonAt || lostAt;

const dayOf = (at: unknown): string | null => (typeof at === 'string' ? at.slice(0, 10) : null);

const keyOf = ({ clientId, name }: DealFacts): string => `${clientId} ${nameKey(name)}`;

const nameKey = (name: string): string => name.trim().replace(/\s+/g, ' ').toLowerCase();

/** The same name, without case and spaces. */
export const isNamedLike = (name: string | null | undefined, other: string): boolean =>
  nameKey(name ?? '') === nameKey(other);

/** What ConnectWise's record says, in the CRM's words. */
export function factsOf(fields: Fields | null): DealFacts | null {
  if (typeof fields?.clientId !== 'string' || typeof fields.name !== 'string') return null;
  const { clientId, name, expectedCloseDate, wonAt, lostAt } = fields;
  return {
    clientId,
    name,
    expectedCloseDate: dayOf(expectedCloseDate),
    wonAt: dayOf(wonAt),
    lostAt: dayOf(lostAt),
  };
}
