import { type Features, featuresOf, type MatchRecord } from './match-record.ts';
import { everyWordCounts } from './names.rules.ts';
import type { Region } from './phones.rules.ts';
import { MIN_SCORE, type PairScore, type Rarity, type ScoreRules, scorePair } from './score.rules.ts';

/** Two records that may be the same. */
export interface FoundPair extends PairScore {
  localId: string;
  remoteId: string;
  /** The best score that another pair of one of the two has; 0 when there is none. */
  rival: number;
}

export interface PairingInput {
  rules: ScoreRules;
  /** All records of both sides: also those that are linked, since they tell how rare a value is. */
  local: readonly MatchRecord[];
  remote: readonly MatchRecord[];
  /** Records that are linked already, and those of ConnectWise that a filter excludes; they take no part. */
  linkedLocal: ReadonlySet<string>;
  linkedRemote: ReadonlySet<string>;
  /** Pairs that a person has decided, by `pairKey`. */
  settled: ReadonlySet<string>;
  /** Of records that belong to others: those of the CRM that are or may be one of ConnectWise, by its ID. */
  parentsOf?: ReadonlyMap<string, ReadonlySet<string>>;
  /** The workspace's country, for phone numbers whose record says none. */
  home?: Region | null;
}

export const pairKey = (remoteId: string, localId: string): string => `${remoteId} ${localId}`;

/** A word, domain or number that more pairs than that share says nothing by itself; others must bring the two together. */
const MAX_BY_HINT = 400;
/** The same name or identifier says something however many have it. */
const MAX_BY_KEY = 10_000;
/** Pairs kept of each record; more candidates than that nobody looks through. */
const MAX_KEPT = 10;
const AT_A_TIME = 200;

/**
 * Every pair worth a look. Records are brought together by what they share (blocking), so that the work grows with the records and not with
 * their product. Yields after some records each, so that a long run can let others have the processor; the order of the input does not matter.
 */
export function* findPairs(input: PairingInput): Generator<number, FoundPair[]> {
  const { rules } = input;
  const local = yield* madeReady(input, input.local);
  const remote = yield* madeReady(input, input.remote);
  const rarity = rarityOf(local, remote);
  const free = local.filter((one) => !input.linkedLocal.has(one.id));
  const wanted = remote.filter((one) => !input.linkedRemote.has(one.id));
  const blocks = new Blocks(rules, free, wanted, rarity);
  const found: FoundPair[] = [];
  for (const [at, one] of wanted.entries()) {
    for (const other of candidatesOf(input, blocks, one)) {
      if (input.settled.has(pairKey(one.id, other.id))) continue;
      const context = { hasSameParent: hasSameParent(input, other, one) };
      const score = scorePair(rules, other, one, rarity, context);
      if (score.score >= MIN_SCORE) found.push({ ...score, localId: other.id, remoteId: one.id, rival: 0 });
    }
    if (at % AT_A_TIME === AT_A_TIME - 1) yield at + 1;
  }
  return mostLikely(withRivals(found));
}

/** Telling what a phone number is takes a moment for each: others get their turn here, too. */
function* madeReady(
  { rules, home = null }: PairingInput,
  records: readonly MatchRecord[],
): Generator<number, Features[]> {
  const ready: Features[] = [];
  for (const record of records) {
    ready.push(featuresOf(rules, record, home));
    if (ready.length % AT_A_TIME === 0) yield 0;
  }
  return ready.sort(byId);
}

/** The same in one go. */
export function pairsOf(input: PairingInput): FoundPair[] {
  const steps = findPairs(input);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

function candidatesOf(input: PairingInput, blocks: Blocks, remote: Features): Iterable<Features> {
  if (!input.parentsOf) return blocks.of(remote);
  const parents = input.parentsOf.get(remote.withinId ?? '') ?? new Set();
  const within = [...parents].flatMap((parent) => blocks.within(parent, remote));
  return new Set([...within, ...blocks.of(remote)]);
}

const hasSameParent = ({ parentsOf }: PairingInput, local: Features, remote: Features): boolean =>
  parentsOf === undefined || (parentsOf.get(remote.withinId ?? '')?.has(local.withinId ?? '') ?? false);

/** Records of the CRM by what they could be recognised by. */
class Blocks {
  private readonly local = new Map<string, Features[]>();
  private readonly remoteCount = new Map<string, number>();
  private readonly byParent = new Map<string, Features[]>();
  private readonly remoteKeys = new Map<Features, readonly string[]>();

  constructor(
    private readonly rules: ScoreRules,
    local: readonly Features[],
    remote: readonly Features[],
    private readonly rarity: Rarity,
  ) {
    for (const one of local) {
      for (const key of this.rules.blockKeys(one, this.rarity)) push(this.local, key, one);
      if (one.withinId !== null) push(this.byParent, one.withinId, one);
    }
    for (const one of remote) {
      // Only what both sides have brings anybody together.
      const keys = this.rules.blockKeys(one, this.rarity).filter((key) => this.local.has(key));
      this.remoteKeys.set(one, keys);
      for (const key of keys) this.remoteCount.set(key, (this.remoteCount.get(key) ?? 0) + 1);
    }
  }

  of(remote: Features): Set<Features> {
    const found = new Set<Features>();
    for (const key of this.remoteKeys.get(remote) ?? []) {
      const there = this.local.get(key);
      if (!there) continue;
      const most = key.startsWith('=') ? MAX_BY_KEY : MAX_BY_HINT;
      if (there.length * (this.remoteCount.get(key) ?? 1) > most) continue;
      for (const one of there) found.add(one);
    }
    return found;
  }

  /** Those of one parent who share a word of the name, the e-mail or the phone. */
  within(parentId: string, remote: Features): Features[] {
    const people = this.byParent.get(parentId) ?? [];
    return people.filter(
      (one) =>
        (one.email !== null && one.email === remote.email) ||
        (one.phone !== null && one.phone.national === remote.phone?.national) ||
        one.name?.tokens.some((word) => remote.name?.tokens.includes(word)),
    );
  }
}

/** How many records of one side, at most, share a value. */
export function rarityOf(local: readonly Features[], remote: readonly Features[]): Rarity {
  const holders = countValues(local);
  for (const [key, count] of countValues(remote)) if (count > (holders.get(key) ?? 0)) holders.set(key, count);
  const weights = new Map<string, number>();
  return {
    of: (attribute, value) => {
      const own = holders.get(`${attribute}:${value}`) ?? 1;
      // Mail may be compared with a website's domain.
      return attribute === 'email_domain' ? Math.max(own, holders.get(`domain:${value}`) ?? 1) : own;
    },
    word: (word) => {
      const known = weights.get(word);
      if (known !== undefined) return known;
      const weight = everyWordCounts(word) / (1 + Math.log10(holders.get(`word:${word}`) ?? 1));
      weights.set(word, weight);
      return weight;
    },
  };
}

function countValues(records: readonly Features[]): Map<string, number> {
  const counts = new Map<string, number>();
  const count = (key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);
  for (const one of records) {
    if (one.identifier !== null) count(`identifier:${one.identifier}`);
    if (one.domain !== null) count(`domain:${one.domain}`);
    if (one.phone !== null) count(`phone:${one.phone.national}`);
    if (one.email !== null) count(`email:${one.email}`);
    for (const domain of one.emailDomains) count(`email_domain:${domain}`);
    for (const word of new Set(one.name?.tokens)) count(`word:${word}`);
  }
  return counts;
}

/** Gives each pair the best score of the other pairs that one of its two records is in. */
export function withRivals<P extends { localId: string; remoteId: string; score: number }>(
  pairs: readonly P[],
): (P & { rival: number })[] {
  const bests = new Map<string, [number, number]>();
  const note = (key: string, score: number) => {
    const [first, second] = bests.get(key) ?? [0, 0];
    if (score > first) bests.set(key, [score, first]);
    else if (score > second) bests.set(key, [first, score]);
  };
  for (const pair of pairs) {
    note(`l${pair.localId}`, pair.score);
    note(`r${pair.remoteId}`, pair.score);
  }
  const others = (key: string, score: number): number => {
    const [first, second] = bests.get(key) ?? [0, 0];
    return score === first ? second : first;
  };
  return pairs.map((pair) => ({
    ...pair,
    rival: Math.max(others(`l${pair.localId}`, pair.score), others(`r${pair.remoteId}`, pair.score)),
  }));
}

/** The best pairs of each record; a pair stays when it is among those of either of its two. */
function mostLikely(pairs: readonly FoundPair[]): FoundPair[] {
  const sorted = [...pairs].sort(
    (a, b) => b.score - a.score || compare(a.remoteId, b.remoteId) || compare(a.localId, b.localId),
  );
  const kept = new Map<string, number>();
  return sorted.filter(({ localId, remoteId }) => {
    const [l, r] = [kept.get(`l${localId}`) ?? 0, kept.get(`r${remoteId}`) ?? 0];
    kept.set(`l${localId}`, l + 1).set(`r${remoteId}`, r + 1);
    return l < MAX_KEPT || r < MAX_KEPT;
  });
}

const byId = (a: { id: string }, b: { id: string }): number => compare(a.id, b.id);
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function push<T>(map: Map<string, T[]>, key: string, one: T): void {
  const there = map.get(key);
  if (there) there.push(one);
  else map.set(key, [one]);
}
