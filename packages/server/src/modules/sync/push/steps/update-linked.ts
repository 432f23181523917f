import type { PatchOperation } from '../../../../connectwise/client/connectwise-client.ts';
import type { Wire, WireRecord } from '../../../../connectwise/wire/wire.ts';
import type { FieldChange } from '../../../audit/diff.ts';
import type { EntityLink } from '../../../links/link.ts';
import { agreedState } from '../attempt/agreed-state.rules.ts';
import { contestedFields } from '../attempt/contested.rules.ts';
import { lostAnswerRemark, patchOnce } from '../attempt/patch-once.ts';
import { planPatch } from '../attempt/patch-plan.rules.ts';
import type { PushAttempt } from '../attempt/push-attempt.ts';
import { breakLink } from './linked-record.ts';

export interface LinkedUpdate<R extends WireRecord> {
  wire: Wire<R>;
  link: EntityLink;
  name: string;
  /** The CRM record, by the names of the base. */
  row: object;
  /** Its fields in ConnectWise's words; `kept` holds the agreed values of fields that are not ours to change now. */
  wanted: (kept: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;
  /** The same fields as both sides last agreed on them; null when that is not known. */
  base: Readonly<Record<string, unknown>> | null;
  /** More operations that hang on the record as it is now. */
  more?: (
    remote: R,
    kept: Readonly<Record<string, unknown>>,
  ) => { operations: PatchOperation[]; changes: FieldChange[] };
}

/** Sends what changed on a linked record and remembers its new state; one audit row, also when there was nothing to send. */
export async function updateLinked<R extends WireRecord>(attempt: PushAttempt, update: LinkedUpdate<R>): Promise<R> {
  const { link, name, wire } = update;
  const remote = await attempt.client.get(wire, link.remoteId);
  if (!remote) throw await breakLink(attempt, { wire, link, words: `"${name}"` });
  const contested = await contestedIn(attempt, update, remote);
  const kept = Object.fromEntries(contested.map((field) => [field, link.base?.[field] ?? null]));
  const planFor = (now: R) => {
    const plan = planPatch(update.wanted(kept), now, update.base);
    const more = update.more?.(now, kept);
    return {
      operations: [...plan.operations, ...(more?.operations ?? [])],
      changes: [...plan.changes, ...(more?.changes ?? [])],
    };
  };
  const { operations, changes } = planFor(remote);
  const { record, lostAnswers } = await patchOnce(attempt.client, {
    wire,
    id: link.remoteId,
    remote,
    plan: (now) => planFor(now).operations,
  });
  const isSent = operations.length > 0;
  const left =
    contested.length > 0
      ? ` Both sides had changed ${contested.join(', ')}; the value of ConnectWise stands and comes with the next poll.`
      : '';
  await attempt.commit(isSent ? await agreedLink(attempt, link, remote, record) : null, {
    operation: operations.length > 0 ? 'update' : 'skip',
    status: operations.length > 0 ? 'success' : 'skipped',
    entity: attempt.subject.entity,
    name,
    localId: link.localId,
    remoteId: link.remoteId,
    description:
      operations.length > 0
        ? `Updated ${changes.map((c) => c.field).join(', ')} of "${name}" in ConnectWise.${left}${lostAnswerRemark(lostAnswers)}`
        : `${contested.length > 0 ? `Nothing of "${name}" was sent.` : `"${name}" is the same in ConnectWise already.`}${left}`,
    changes,
  });
  return record;
}

/** Asked of ConnectWise's record only when it changed since the last pull. */
async function contestedIn<R extends WireRecord>(
  attempt: PushAttempt,
  { link, row }: LinkedUpdate<R>,
  remote: R,
): Promise<string[]> {
  const owner = attempt.ownerOf(link.entity);
  if (owner === 'crm') return [];
  const theirs = await attempt.stateOf(link.entity, remote);
  if (theirs.remoteHash === link.remoteHash) return [];
  return contestedFields(owner, link.base, { ...row }, theirs.base ?? null);
}

/** The link as it stands after a patch that turned `before` into `after`. */
export async function agreedLink<R extends WireRecord>(
  attempt: PushAttempt,
  link: EntityLink,
  before: R,
  after: R,
): Promise<EntityLink> {
  const known = await attempt.stateOf(link.entity, before);
  const state = after === before ? known : await attempt.stateOf(link.entity, after);
  return { ...link, ...agreedState(link, known, state) };
}
