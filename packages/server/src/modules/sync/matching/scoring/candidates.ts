import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { Candidate, MatchKeys, MatchRules } from './match.rules.ts';
import { companyKey } from './names.rules.ts';

/** The CRM records that share a name, as far as it counts, or a strong key with one of these. */
export class Candidates {
  private readonly byName = new Map<string, Candidate[]>();
  private readonly byStrong = new Map<string, Candidate[]>();
  private readonly byAlike = new Map<string, Candidate[]>();
  private readonly alike = new Map<MatchKeys, string | null>();
  private readonly names = new Map<Id, string>();

  constructor(found: readonly (Candidate & { withinId?: Id })[]) {
    for (const candidate of found) this.add(candidate, candidate.withinId ?? null);
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
  of(keys: MatchKeys): Candidate[] {
    const named = keys.name === null ? [] : (this.byName.get(scoped(keys.name, keys.withinId)) ?? []);
    const strong = keys.strong === null ? [] : (this.byStrong.get(scoped(keys.strong, keys.withinId)) ?? []);
    const alike = this.alikeOf(keys);
    const same = alike === null ? [] : (this.byAlike.get(scoped(alike, keys.withinId)) ?? []);
    return [...new Set([...named, ...strong, ...same])];
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
    if (candidate.strong) push(this.byStrong, scoped(candidate.strong.toLowerCase(), withinId), candidate);
  }

  /** A record of this very page was linked to a candidate: it is not free any more. */
  claim(keys: MatchKeys, localId: Id, remoteId: string): void {
    for (const candidate of this.of(keys)) if (candidate.id === localId) candidate.linkedTo = remoteId;
  }
}

const scoped = (key: string, withinId: Id | null): string => (withinId === null ? key : `${withinId} ${key}`);

function push(map: Map<string, Candidate[]>, key: string, candidate: Candidate): void {
  const there = map.get(key);
  if (there) there.push(candidate);
  else map.set(key, [candidate]);
}
