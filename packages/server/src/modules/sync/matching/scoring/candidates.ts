import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import { contactKeys } from './contact-keys.rules.ts';
import type { Candidate, MatchKeys, MatchRules } from './match.rules.ts';
import { companyKey } from './names.rules.ts';

/** The CRM records that share a name, as far as it counts, a strong key or a way to reach them with one of these. */
export class Candidates {
  private readonly byName = new Map<string, Candidate[]>();
  private readonly byStrong = new Map<string, Candidate[]>();
  private readonly byAlike = new Map<string, Candidate[]>();
  private readonly alike = new Map<MatchKeys, string | null>();
  private readonly byPlace = new Map<string, Candidate[]>();
  private readonly names = new Map<Id, string>();

  constructor(found: readonly (Candidate & { withinId?: Id })[]) {
    for (const candidate of found) {
      const withinId = candidate.withinId ?? null;
      this.add(candidate, withinId);
      // One that is linked is nobody's other half; records of the page itself are.
      if (candidate.linkedTo === null || candidate.isLinkBroken)
        for (const key of contactKeys(candidate)) push(this.byPlace, scoped(key, withinId), candidate);
    }
  }

  static async load(
    tx: Tx,
    rules: MatchRules | null,
    connectionId: Id,
    keys: readonly MatchKeys[],
  ): Promise<Candidates> {
    if (rules === null || keys.length === 0) return new Candidates([]);
    return new Candidates(await rules.candidates(tx, connectionId, keys));
  }

  /** Those that share a key with this record, each once. */
  of(keys: MatchKeys): readonly Candidate[] {
    const { name, strong, partNumber, withinId } = keys;
    const found = new Set<Candidate>();
    addTo(found, this.byName, name, withinId);
    addTo(found, this.byStrong, strong === null ? null : strongKey(strong), withinId);
    addTo(found, this.byStrong, partNumber === null ? null : strongKey(partNumber), withinId);
    addTo(found, this.byAlike, this.alikeOf(keys), withinId);
    if (this.byPlace.size > 0) for (const key of contactKeys(keys)) addTo(found, this.byPlace, key, withinId);
    return found.size === 0 ? NOBODY : [...found];
  }

  /** A record is asked for several times while its page is decided. */
  private alikeOf(keys: MatchKeys): string | null {
    const known = this.alike.get(keys);
    if (known !== undefined) return known;
    const alike = companyKey(keys.name);
    this.alike.set(keys, alike);
    return alike;
  }

  nameOf(id: Id): string | undefined {
    return this.names.get(id);
  }

  /** A record of this very page takes a name: the next one that wants it must see that. */
  add(candidate: Candidate, withinId: Id | null): void {
    this.names.set(candidate.id, candidate.name);
    push(this.byName, scoped(candidate.name.toLowerCase(), withinId), candidate);
    const alike = companyKey(candidate.name);
    if (alike !== null) push(this.byAlike, scoped(alike, withinId), candidate);
    if (candidate.strong) push(this.byStrong, scoped(strongKey(candidate.strong), withinId), candidate);
  }

  /** A record of this very page was linked to a candidate: it is not free any more. */
  claim(keys: MatchKeys, localId: Id, remoteId: string): void {
    for (const candidate of this.of(keys)) if (candidate.id === localId) candidate.linkedTo = remoteId;
  }
}

const NOBODY: readonly Candidate[] = [];

function addTo(
  found: Set<Candidate>,
  index: ReadonlyMap<string, readonly Candidate[]>,
  key: string | null,
  withinId: Id | null,
): void {
  const candidates = key === null ? undefined : index.get(scoped(key, withinId));
  if (candidates) for (const candidate of candidates) found.add(candidate);
}

/** "AB 12" is "ab12" as well. */
const strongKey = (key: string): string => key.toLowerCase().replace(/\s+/g, '');

const scoped = (key: string, withinId: Id | null): string => (withinId === null ? key : `${withinId} ${key}`);

function push(map: Map<string, Candidate[]>, key: string, candidate: Candidate): void {
  const there = map.get(key);
  if (there) there.push(candidate);
  else map.set(key, [candidate]);
}
