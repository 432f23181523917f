import type { PatchOperation } from '../../../../connectwise/client/connectwise-client.ts';
import type { Wire, WireRecord } from '../../../../connectwise/wire/wire.ts';
import type { FieldChange } from '../../../audit/diff.ts';
import type { EntityLink } from '../../../links/link.ts';
import { agreedState } from '../agreed-state.rules.ts';
import { planPatch } from '../patch-plan.rules.ts';
import type { PushAttempt } from '../push-attempt.ts';
import { breakLink } from './linked-record.ts';

export interface LinkedUpdate<R extends WireRecord> {
  wire: Wire<R>;
  link: EntityLink;
  name: string;
  wanted: Readonly<Record<string, unknown>>;
  /** The same fields as both sides last agreed on them; null when that is not known. */
  base: Readonly<Record<string, unknown>> | null;
  /** More operations that hang on the record as it is now. */
  more?: (remote: R) => { operations: PatchOperation[]; changes: FieldChange[] };
}

/** Sends what changed on a linked record and remembers its new state; one audit row, also when there was nothing to send. */
export async function updateLinked<R extends WireRecord>(attempt: PushAttempt, update: LinkedUpdate<R>): Promise<R> {
  const { link, name, wire } = update;
  const remote = await attempt.client.get(wire, link.remoteId);
  if (!remote) throw await breakLink(attempt, link, `"${name}"`);
  const plan = planPatch(update.wanted, remote, update.base);
  const more = update.more?.(remote);
  const operations = [...plan.operations, ...(more?.operations ?? [])];
  const changes = [...plan.changes, ...(more?.changes ?? [])];
  const record = operations.length > 0 ? await attempt.client.patch(wire, link.remoteId, operations) : remote;
  const isSent = operations.length > 0;
  await attempt.commit(isSent ? await agreedLink(attempt, link, remote, record) : null, {
    operation: operations.length > 0 ? 'update' : 'skip',
    status: operations.length > 0 ? 'success' : 'skipped',
    entity: attempt.subject.entity,
    name,
    localId: link.localId,
    remoteId: link.remoteId,
    description:
      operations.length > 0
        ? `Updated ${changes.map((c) => c.field).join(', ')} of "${name}" in ConnectWise.`
        : `"${name}" is the same in ConnectWise already.`,
    changes,
  });
  return record;
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
