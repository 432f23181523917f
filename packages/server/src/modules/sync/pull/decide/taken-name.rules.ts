import type { Id } from '../../../../platform/ids.ts';
import { Candidates } from '../../matching/scoring/candidates.ts';
import { type Candidate, type MatchKeys, takenBy } from '../../matching/scoring/match.rules.ts';
import { keyTaken } from '../../messages/pull-problem.messages.ts';
import { nameAwaited } from '../../messages/skip-reason.messages.ts';
import type { EntitySync } from '../../records/entity-sync.ts';
import { RecordProblem } from '../../records/record-problem.ts';
import { NAME_AWAITED } from '../../records/skip-codes.ts';
import type { ParsedRecord } from '../prepare/parsed-record.rules.ts';
import type { Decision, Renamed } from './decision.ts';

/**
 * Refuses changes that would give two records one name or identifier. What a record of this page gives up, another one of it may take, so that two that
 * swap their names both come in; the first of the page that wants it gets it. Whose own change is refused gives nothing up. `gone`: holders whose own record
 * is gone from ConnectWise, of which an issue tells: what is done about that one settles the name, so it is no issue of its own.
 */
export function refuseTakenNames(
  sync: EntitySync,
  renamed: readonly Renamed[],
  candidates: Pick<Candidates, 'of'>,
  gone: ReadonlySet<Id> = new Set(),
): [ParsedRecord, Decision][] {
  const refused = new Map<Id, [ParsedRecord, Decision]>();
  for (;;) {
    const before = refused.size;
    const going = new Map(
      renamed.flatMap((one) => (refused.has(one.localId) ? [] : [[one.localId, one.keys] as const])),
    );
    const claimed = new Candidates([]);
    for (const { parsed, localId, keys } of renamed) {
      if (refused.has(localId)) continue;
      const holders = [...candidates.of(keys).map((one) => leftOf(one, going.get(one.id))), ...claimed.of(keys)];
      const taken = takenBy(sync.matching, keys, holders, localId);
      if (!taken) claimed.add(takenAs(keys, localId, parsed), keys.withinId);
      else refused.set(localId, [parsed, awaitingName(sync, localId, taken, gone) ?? failing(sync, localId, taken)]);
    }
    if (refused.size === before) return [...refused.values()];
  }
}

type Taken = NonNullable<ReturnType<typeof takenBy>>;

const failing = (sync: EntitySync, localId: Id, { what, by }: Taken): Decision => ({
  ...{ kind: 'fail', localId },
  problem: keyTakenBy(sync, what, by),
});

function awaitingName(
  { words, entity }: EntitySync,
  localId: Id,
  { what, by }: Taken,
  gone: ReadonlySet<Id>,
): Decision | null {
  if (what !== 'name' || by.linkedTo === null || !gone.has(by.id)) return null;
  const remoteId = by.linkedTo;
  const reason = nameAwaited(words, { name: by.name, remoteId });
  return { kind: 'skip', code: NAME_AWAITED, reason, waitsFor: { entity, remoteId }, localId };
}

/** What a holder keeps of its name and identifier once it has the keys that it is to get; all of it without new ones. */
function leftOf(holder: Candidate, next: MatchKeys | undefined): Candidate {
  if (!next) return holder;
  const { name, strong } = holder;
  return {
    ...holder,
    name: name.toLowerCase() === next.name ? name : '',
    strong: strong !== null && strong.toLowerCase() === next.strong ? strong : null,
  };
}

/** A record of this page as the holder of its name, for the others of the page: as it is written, where that is what it is found by. */
export const takenAs = (keys: MatchKeys, id: Id, parsed: Pick<ParsedRecord, 'name' | 'remoteId'>): Candidate => ({
  id,
  name: keys.name === null || keys.name === parsed.name.toLowerCase() ? parsed.name : keys.name,
  strong: keys.strong,
  website: null,
  phone: null,
  linkedTo: parsed.remoteId,
});

export function keyTakenBy({ words, matching }: EntitySync, what: 'name' | 'strong', by: Candidate): RecordProblem {
  const word = what === 'strong' && matching ? matching.strong.word : 'name';
  const text = keyTaken(words, { word, by: by.name, linkedTo: by.linkedTo });
  return RecordProblem.of('name_taken', text, { taken: what, localId: by.id, linkedTo: by.linkedTo });
}
