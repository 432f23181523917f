import type { WireRecord } from '../../../../connectwise/wire/wire.ts';
import type { Tx } from '../../../../platform/database/database.ts';
import { isSame } from '../../../../platform/is-same.ts';
import { pullFilters } from '../../../integration/filters/pull-filters.ts';
import type { EntityLink } from '../../../links/link.ts';
import type { NewConflict } from '../../conflicts/conflicts.queries.ts';
import { newConflict } from '../../conflicts/new-conflict.rules.ts';
import { whyKept } from '../../conflicts/why-kept.rules.ts';
import { comesWithNextPoll } from '../../messages/push-description.messages.ts';
import { linkedExclusion } from '../../pull/prepare/linked-standing.rules.ts';
import { dissolveQuestions } from '../../pull/write/dissolve-questions.ts';
import { writeSkips } from '../../pull/write/outcomes.queries.ts';
import type { EntitySync } from '../../records/entity-sync.ts';
import type { AnyFieldTable } from '../../records/fields/field-table.ts';
import { BEING_WRITTEN } from '../../records/skip-codes.ts';
import { legibleOf, type RemoteState } from '../attempt/agreed-state.rules.ts';
import type { PushAttempt } from '../attempt/push-attempt.ts';
import { isSynced } from '../attempt/required-custom-fields.rules.ts';
import type { UpdatePlan } from '../attempt/update-plan.rules.ts';

/** What of a linked record that a push has looked at comes in from ConnectWise, stands against the CRM, or needs nobody's decision any more. */

/** Why a filter keeps the changes of a linked record out, by which a poll goes too. */
export function excludedThere(attempt: PushAttempt, entity: EntityLink['entity'], remote: WireRecord) {
  if (!isSynced(entity)) return null;
  return linkedExclusion(attempt.record(entity), remote, pullFilters(attempt.setup, entity))?.reason ?? null;
}

/** Has the next poll fetch a record whose time does not move: for what hangs below it, or when the settings were changed. */
export async function readWithNextPoll(
  tx: Tx,
  { connectionId }: PushAttempt,
  link: EntityLink,
  name: string,
): Promise<void> {
  if (!isSynced(link.entity)) return;
  await writeSkips(tx, connectionId, link.entity, [
    {
      remoteId: link.remoteId,
      code: BEING_WRITTEN,
      reason: comesWithNextPoll(),
      waitsFor: null,
      name,
      rule: null,
      filterHash: null,
    },
  ]);
}

/** Those of ConnectWise's newer values that no pull has taken in while this push was under way, as after somebody resumed the record. */
export const stillToCome = ({ base }: EntityLink, toTake: readonly string[], state: RemoteState): string[] =>
  toTake.filter((field) => !base || !isSame(base[field], legibleOf(state)?.[field]));

/** Questions that this push has found to be over; answers what is to be told of them. */
export async function endQuestions(
  tx: Tx,
  attempt: PushAttempt,
  { entity, localId, remoteId, name }: EntityLink & { name: string },
  { conflicts }: UpdatePlan,
  after: RemoteState,
) {
  const remote = legibleOf(after);
  if (!isSynced(entity) || !remote) return [];
  const asked = conflicts.flatMap(({ field, kept }) => (kept === 'ask' ? [field] : []));
  const sync = { ...attempt.record(entity), fields: attempt.fieldsOf(entity) };
  const compared = { localId, remoteId, name, remote, asked, silent: Object.keys(remote) };
  return (await dissolveQuestions(tx, attempt.connectionId, sync, [compared])).events;
}

/**
 * What both sides had changed and ours stood: ConnectWise's value was overwritten just now. What theirs stands in is told by the pull, but for records
 * that were only just matched: a pull takes ConnectWise's values into those and knows of no conflict.
 */
export function overruled(
  { sync, link, name }: { sync: Pick<EntitySync, 'words'>; link: EntityLink; name: string },
  table: AnyFieldTable,
  { conflicts, sent }: UpdatePlan,
  remote: WireRecord,
  isComing: boolean,
): NewConflict[] {
  return conflicts.flatMap(({ field, kept, crm, connectwise }) => {
    const isLost = kept === 'connectwise' && link.base === null && isComing;
    if (!isLost && (kept !== 'crm' || !sent.includes(field))) return [];
    const why = whyKept({ ...sync, fields: table }, { field, kept, crm });
    return [newConflict({ link, name, record: remote }, { field, crm, connectwise, kept, why, foundBy: 'out' })];
  });
}
