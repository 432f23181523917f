import type { WireRecord } from '../../../../connectwise/wire/wire.ts';
import type { Tx } from '../../../../platform/database/database.ts';
import { isSame } from '../../../../platform/is-same.ts';
import { pullFilters } from '../../../integration/filters/pull-filters.ts';
import type { EntityLink } from '../../../links/link.ts';
import { linkedExclusion } from '../../pull/prepare/linked-standing.rules.ts';
import { dissolveQuestions } from '../../pull/write/dissolve-questions.ts';
import { legibleOf, type RemoteState } from '../attempt/agreed-state.rules.ts';
import type { PushAttempt } from '../attempt/push-attempt.ts';
import { isSynced } from '../attempt/required-custom-fields.rules.ts';
import type { UpdatePlan } from '../attempt/update-plan.rules.ts';

/** What of a linked record that a push has looked at comes in from ConnectWise, or needs nobody's decision any more. */

/** Why a filter keeps the changes of a linked record out, by which a poll goes too. */
export function excludedThere(attempt: PushAttempt, entity: EntityLink['entity'], remote: WireRecord) {
  if (!isSynced(entity)) return null;
  return linkedExclusion(attempt.record(entity), remote, pullFilters(attempt.setup, entity))?.reason ?? null;
}

/** Those of ConnectWise's newer values that no pull has taken in while this push was under way, as after somebody resumed the record. */
export const stillToCome = ({ base }: EntityLink, toTake: readonly string[], state: RemoteState): string[] =>
  toTake.filter((field) => !base || !isSame(base[field], legibleOf(state)?.[field]));

/** Questions that this push has found to be over; answers what is to be told of them. */
export async function endQuestions(
  tx: Tx,
  attempt: PushAttempt,
  { entity, localId, remoteId, name }: EntityLink & { name: string },
  { conflicts, sent }: UpdatePlan,
  { after, coming }: { after: RemoteState; coming: readonly string[] },
) {
  const remote = legibleOf(after);
  if (!isSynced(entity) || !remote) return [];
  const asked = conflicts.flatMap(({ field, kept }) => (kept === 'ask' ? [field] : []));
  const sync = { ...attempt.record(entity), fields: attempt.fieldsOf(entity) };
  const contested = conflicts.map(({ field }) => field);
  const toCome = coming.filter((field) => contested.includes(field));
  const compared = { localId, remoteId, name, remote, asked, sent, toCome, silent: Object.keys(remote) };
  return (await dissolveQuestions(tx, attempt.connectionId, sync, [compared])).events;
}
