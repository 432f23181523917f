import { type Features, featuresOf, type MatchedEntity, type MatchRecord } from './match-record.ts';
import { everyWordCounts } from './names.rules.ts';
import { MIN_SCORE, type PairScore, type Rarity, scorePair } from './score.rules.ts';

/** Two records that may be the same. */
export interface FoundPair extends PairScore {
  localId: string;
  remoteId: string;
  /** The best score that another pair of one of the two has; 0 when there is none. */
  rival: number;
}

export interface PairingInput {
  entity: MatchedEntity;
  /** All records of both sides: also those that are linked, since they tell how rare a value is. */
  local: readonly MatchRecord[];
  remote: readonly MatchRecord[];
  /** Records that are linked already, and those of ConnectWise that a filter excludes; they take no part. */
  linkedLocal: ReadonlySet<string>;
  linkedRemote: ReadonlySet<string>;
  /** Pairs that a person has decided, by `pairKey`. */
  settled: ReadonlySet<string>;
  /** Of contacts: the clients that are or may be a company, by the company's ID. */
  clientsOf?: ReadonlyMap<string, ReadonlySet<string>>;
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
  const { entity } = input;
  const local = input.local.map((record) => featuresOf(entity, record)).sort(byId);
  const remote = input.remote.map((record) => featuresOf(entity, record)).sort(byId);
  yield 0;
  const rarity = rarityOf(local, remote);
  const free = local.filter((one) => !input.linkedLocal.has(one.id));
  const wanted = remote.filter((one) => !input.linkedRemote.has(one.id));
  const blocks = new Blocks(entity, free, wanted, rarity);
  const found: FoundPair[] = [];
  for (const [at, one] of wanted.entries()) {
    for (const other of candidatesOf(input, blocks, one)) {
      if (input.settled.has(pairKey(one.id, other.id))) continue;
      const context = { hasSameCompany: hasSameCompany(input, other, one) };
      const score = scorePair(entity, other, one, rarity, context);
      if (score.score >= MIN_SCORE) found.push({ ...score, localId: other.id, remoteId: one.id, rival: 0 });
    }
    if (at % AT_A_TIME === AT_A_TIME - 1) yield at + 1;
  }
  return mostLikely(withRivals(found));
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
  if (input.entity !== 'contact') return blocks.of(remote);
  const clients = input.clientsOf?.get(remote.withinId ?? '') ?? new Set();
  const within = [...clients].flatMap((client) => blocks.within(client, remote));
  return new Set([...within, ...blocks.of(remote)]);
}

const hasSameCompany = ({ clientsOf }: PairingInput, local: Features, remote: Features): boolean =>
  clientsOf === undefined || (clientsOf.get(remote.withinId ?? '')?.has(local.withinId ?? '') ?? false);

/** Records of the CRM by what they could be recognised by. */
class Blocks {
  private readonly local = new Map<string, Features[]>();
  private readonly remoteCount = new Map<string, number>();
  private readonly byClient = new Map<string, Features[]>();
  private readonly remoteKeys = new Map<Features, readonly string[]>();

  constructor(
    private readonly entity: MatchedEntity,
    local: readonly Features[],
    remote: readonly Features[],
    private readonly rarity: Rarity,
  ) {
    for (const one of local) {
      for (const key of this.keysOf(one)) push(this.local, key, one);
      if (one.withinId !== null) push(this.byClient, one.withinId, one);
    }
    for (const one of remote) {
      // Only what both sides have brings anybody together.
      const keys = this.keysOf(one).filter((key) => this.local.has(key));
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

  /** People of one client who share a word of the name, the e-mail or the phone. */
  within(clientId: string, remote: Features): Features[] {
    const people = this.byClient.get(clientId) ?? [];
    return people.filter(
      (one) =>
        (one.email !== null && one.email === remote.email) ||
        (one.phone !== null && one.phone === remote.phone) ||
        one.name?.tokens.some((word) => remote.name?.tokens.includes(word)),
    );
  }

  /** Keys that begin with `=` are strong. Contacts are only looked for by e-mail here: their company brings them together else. */
  private keysOf(one: Features): string[] {
    const keys: string[] = [];
    if (one.email !== null) keys.push(`e:${one.email}`);
    if (this.entity === 'contact') return keys;
    if (one.identifier !== null) keys.push(`=i:${one.identifier}`);
    if (this.entity === 'product') {
      // A part number may be the other side's identifier.
      if (one.partNumber !== null) keys.push(`=i:${one.partNumber}`);
      if (one.name) keys.push(`=n:${one.name.compact}`);
      return keys;
    }
    if (one.domain !== null) keys.push(`d:${one.domain}`);
    for (const domain of one.emailDomains) keys.push(`d:${domain}`);
    if (one.phone !== null) keys.push(`p:${one.phone}`);
    if (!one.name) return keys;
    keys.push(`=n:${one.name.compact}`);
    const { tokens } = one.name;
    for (const [at, word] of tokens.entries()) {
      keys.push(`w:${word}`);
      // Two common words side by side ("Tampa Dental") tell more than each.
      const next = tokens[at + 1];
      if (next !== undefined && this.rarity.word(word) < 0.6 && this.rarity.word(next) < 0.6)
        keys.push(`v:${word} ${next}`);
    }
    return [...new Set(keys)];
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
    if (one.phone !== null) count(`phone:${one.phone}`);
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
