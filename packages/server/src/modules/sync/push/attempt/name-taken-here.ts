import type { WireRecord } from '../../../../connectwise/wire/wire.ts';
import type { EntityLink } from '../../../links/link.ts';
import { Candidates } from '../../matching/scoring/candidates.ts';
import { takenBy } from '../../matching/scoring/match.rules.ts';
import { isUniqueHere } from '../../pull/decide/merge-sides.rules.ts';
import { readOpenOutcomes } from '../../pull/decide/page-facts.queries.ts';
import { keyTakenBy } from '../../pull/decide/taken-name.rules.ts';
import type { Fields } from '../../records/entity-sync.ts';
import type { PushAttempt } from './push-attempt.ts';
import { isSynced } from './required-custom-fields.rules.ts';

export interface NameTaken {
  /** Why no poll can take the record in, in the words of the issue that it opens. */
  because: string;
  /** The issue is open already: another look would say the same. */
  isTold: boolean;
}

/** What a poll would refuse of these newer values of a linked record: a name that belongs to another record here. */
export async function nameTakenHere(
  attempt: PushAttempt,
  { entity, localId, remoteId }: EntityLink,
  remote: WireRecord,
  { local, theirs, toTake }: { local: Fields; theirs: Fields | null; toTake: readonly string[] },
): Promise<NameTaken | null> {
  if (!isSynced(entity) || !theirs || !toTake.some(isUniqueHere)) return null;
  const sync = attempt.record(entity);
  const taken = Object.fromEntries(toTake.map((field) => [field, theirs[field] ?? null]));
  const keys = sync.keysOf(remote, { ...local, ...taken });
  return attempt.read(async (tx) => {
    const candidates = await Candidates.load(tx, sync.matching, attempt.connectionId, [keys]);
    const holder = takenBy(sync.matching, keys, candidates.of(keys), localId);
    if (!holder) return null;
    const open = await readOpenOutcomes(tx, attempt.connectionId, entity, [remoteId]);
    return {
      because: keyTakenBy(sync, holder.what, holder.by).message,
      isTold: Boolean(open.get(remoteId)?.issueId),
    };
  });
}
