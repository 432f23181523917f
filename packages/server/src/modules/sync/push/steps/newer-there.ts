import type { WireRecord } from '../../../../connectwise/wire/wire.ts';
import type { Tx } from '../../../../platform/database/database.ts';
import { isSame } from '../../../../platform/is-same.ts';
import { pullFilters } from '../../../integration/filters/pull-filters.ts';
import { type EntityLink, UNREAD } from '../../../links/link.ts';
import { comesWithNextPoll } from '../../messages/push-description.messages.ts';
import { linkedExclusion } from '../../pull/prepare/linked-standing.rules.ts';
import { dissolveQuestions } from '../../pull/write/dissolve-questions.ts';
import { writeSkips } from '../../pull/write/outcomes.queries.ts';
import { BEING_WRITTEN } from '../../records/skip-codes.ts';
import { legibleOf, type RemoteState } from '../attempt/agreed-state.rules.ts';
import type { PushAttempt } from '../attempt/push-attempt.ts';
import { isSynced } from '../attempt/required-custom-fields.rules.ts';
import type { UpdatePlan } from '../attempt/update-plan.rules.ts';

/** What a push finds of ConnectWise's newer values in a linked record: what of them comes in and with what, and which questions are over. */

/** Why a filter keeps the changes of a linked record out, by which a poll goes too. */
export function excludedThere(attempt: PushAttempt, entity: EntityLink['entity'], remote: WireRecord) {
  if (!isSynced(entity)) return null;
  return linkedExclusion(attempt.record(entity), remote, pullFilters(attempt.setup, entity))?.reason ?? null;
}

/** Those of ConnectWise's newer values that no pull has taken in while this push was under way, as after somebody resumed the record. */
export const stillToCome = ({ base }: EntityLink, toTake: readonly string[], state: RemoteState): string[] =>
  toTake.filter((field) => !base || !isSame(base[field], legibleOf(state)?.[field]));

/** The link of a record that has newer values, so that the next look does not take it for known; one that no pull has seen yet is not known anyway. */
export const unread = <L extends Pick<EntityLink, 'remoteHash'>>(link: L): L =>
  link.remoteHash === null ? link : { ...link, remoteHash: UNREAD };

/** Has the next poll fetch a record whose time does not move: for what hangs below it, or when the settings were changed. */
export async function readWithNextPoll(
  tx: Tx,
  { connectionId }: PushAttempt,
  link: EntityLink,
  name: string,
  reason: string = comesWithNextPoll(),
): Promise<void> {
  if (!isSynced(link.entity)) return;
  await writeSkips(tx, connectionId, link.entity, [
    {
      remoteId: link.remoteId,
      code: BEING_WRITTEN,
      reason,
      waitsFor: null,
      name,
      rule: null,
      filterHash: null,
    },
  ]);
}

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
