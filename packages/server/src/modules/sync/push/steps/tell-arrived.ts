import type { EntityLink } from '../../../links/link.ts';
import { named, sentBefore } from '../../messages/push-description.messages.ts';
import type { EntitySync, Fields } from '../../records/entity-sync.ts';
import { type AnyFieldTable, namedChanges, toldChanges, withNames, wordOf } from '../../records/fields/field-table.ts';
import { agreedOnUpdate, legibleOf, type RemoteState } from '../attempt/agreed-state.rules.ts';
import { changesNamedThere } from '../attempt/named-there.rules.ts';
import type { PushAttempt } from '../attempt/push-attempt.ts';
import { arrivedOf } from '../attempt/sending.rules.ts';
import type { UpdatePlan } from '../attempt/update-plan.rules.ts';

interface Looked {
  sync: Pick<EntitySync, 'words'>;
  table: AnyFieldTable;
  name: string;
  local: Fields;
  /** The record as ConnectWise has it now. */
  remote: object;
  state: RemoteState;
  /** What would go out if these values stood here. */
  plan?: (local: Fields) => UpdatePlan;
}

/**
 * An attempt that ended between a write and its outcome has told nobody what it sent. Whoever finds it there tells so, and both sides agree on it;
 * what is not there goes out as usual. Answers the link as it is then, null where there was nothing to tell.
 */
export async function tellArrived(
  attempt: PushAttempt,
  link: EntityLink,
  { sync, table, name, local, remote, state, plan }: Looked,
): Promise<EntityLink | null> {
  const sent = attempt.sending[link.localId];
  if (!sent) return null;
  const asSent = { ...local, ...sent.fields };
  const arrived = arrivedOf(sent, { there: legibleOf(state), record: remote, again: plan?.(asSent) ?? null });
  if (!arrived) return null;
  const fields = Object.keys(arrived.fields);
  const now =
    fields.length > 0
      ? { ...link, ...agreedOnUpdate(link, asSent, { before: state, after: state, sent: fields, toTake: [] }) }
      : link;
  const changes = toldChanges(table, arrived.changes);
  await attempt.commit(now === link ? null : now, {
    operation: 'update',
    status: 'success',
    entity: attempt.subject.entity,
    name,
    localId: link.localId,
    remoteId: link.remoteId,
    description: sentBefore(named(sync.words.local, name), [
      ...new Set(changes.map(({ field }) => wordOf(table, field))),
    ]),
    changes: namedChanges(table, withNames(table, changesNamedThere(table, arrived.changes, remote), asSent)),
  });
  return now;
}
