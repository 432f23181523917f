import type { Id } from '../../../../platform/ids.ts';
import type { Candidates } from '../../matching/scoring/candidates.ts';
import { type Candidate, type MatchKeys, takenBy } from '../../matching/scoring/match.rules.ts';
import { keyTaken, nameSwapped } from '../../messages/pull-problem.messages.ts';
import type { EntitySync } from '../../records/entity-sync.ts';
import { RecordProblem } from '../../records/record-problem.ts';
import type { ParsedRecord } from '../prepare/parsed-record.rules.ts';
import type { Decision, Renamed } from './decision.ts';

/** Refuses changes that would give two records one name or identifier; the first of the page that wants it gets it. */
export function refuseTakenNames(
  sync: EntitySync,
  renamed: readonly Renamed[],
  candidates: Candidates,
): [ParsedRecord, Decision][] {
  return renamed.flatMap(({ parsed, localId, keys }): [ParsedRecord, Decision][] => {
    const taken = takenBy(sync.matching, keys, candidates.of(keys), localId);
    const isSwap = taken?.what === 'name' && renamed.some((one) => one.localId === taken.by.id);
    if (taken) return [[parsed, { kind: 'fail', localId, problem: keyTakenBy(sync, taken.what, taken.by, isSwap) }]];
    candidates.add(takenAs(keys, localId, parsed), keys.withinId);
    return [];
  });
}

/** A record of this page as the holder of its name, for the others of the page. */
export const takenAs = (keys: MatchKeys, id: Id, parsed: Pick<ParsedRecord, 'name' | 'remoteId'>): Candidate => ({
  id,
  name: keys.name ?? parsed.name,
  strong: keys.strong,
  website: null,
  phone: null,
  linkedTo: parsed.remoteId,
});

/** `isSwap`: that one is renamed by the same page. */
export function keyTakenBy(
  { words, matching }: EntitySync,
  what: 'name' | 'strong',
  by: Candidate,
  isSwap = false,
): RecordProblem {
  const word = what === 'strong' && matching ? matching.strong.word : 'name';
  const text = isSwap ? nameSwapped(words, by.name) : keyTaken(words, { word, by: by.name, linkedTo: by.linkedTo });
  return RecordProblem.of('name_taken', text, { taken: what, localId: by.id, linkedTo: by.linkedTo });
}
