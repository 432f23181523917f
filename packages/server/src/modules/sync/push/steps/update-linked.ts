import type { Wire, WireRecord } from '../../../../connectwise/wire/wire.ts';
import { filtersFor } from '../../../integration/filters/filters.rules.ts';
import type { EntityLink } from '../../../links/link.ts';
import { type NewConflict, recordConflicts } from '../../conflicts/conflicts.queries.ts';
import { whyKept } from '../../conflicts/why-kept.rules.ts';
import { answersLost, named } from '../../messages/push-description.messages.ts';
import type { EntitySync, Fields } from '../../records/entity-sync.ts';
import { configuredTable } from '../../records/fields/configured-fields.ts';
import { fieldsOfRow, type NotSent } from '../../records/fields/derive.ts';
import { type AnyFieldTable, namedChanges, type WriteContext } from '../../records/fields/field-table.ts';
import { lastUpdatedOf } from '../../records/remote-state.rules.ts';
import { agreedOnUpdate, legibleOf, type RemoteState } from '../attempt/agreed-state.rules.ts';
import { patchOnce } from '../attempt/patch-once.ts';
import type { PushAttempt } from '../attempt/push-attempt.ts';
import { planUpdate, type UpdatePlan } from '../attempt/update-plan.rules.ts';
import { updatedSentence } from '../attempt/update-sentences.rules.ts';
import { breakLink } from './linked-record.ts';

export interface LinkedUpdate<R extends WireRecord> {
  sync: Pick<EntitySync<R>, 'entity' | 'fields' | 'words' | 'isDeleted'>;
  wire: Wire<R>;
  link: EntityLink;
  name: string;
  /** The CRM record; the table of its fields picks what is synced. */
  row: object;
  context: WriteContext;
  /** The only fields that may go out, by the mode. */
  only?: readonly string[];
  /** Properties that the record's own steps decide. */
  also?: Readonly<Record<string, unknown>>;
  /** Fields that the record's own steps decide, before or after. */
  apart?: readonly string[];
  /** What of those fields does not show in ConnectWise, and why. */
  remarks?: readonly NotSent[];
  /** Writes lists that ConnectWise keeps as records of their own; answers what of them was sent, and why not. */
  associate?: (field: string, record: R) => Promise<{ isSent: boolean; because?: string }>;
}

/** Sends what changed on a linked record and remembers its new state; one audit row, also when there was nothing to send. */
export async function updateLinked<R extends WireRecord>(attempt: PushAttempt, update: LinkedUpdate<R>): Promise<R> {
  const { sync, link, name, wire } = update;
  const remote = await attempt.client.get(wire, link.remoteId);
  if (!remote || isRemoved(attempt, sync, remote))
    throw await breakLink(attempt, { wire, link, words: named(sync.words.local, name), isListed: remote !== null });
  const table = configuredTable(sync.fields, sync.entity, attempt.setup);
  const local = fieldsOfRow(table, update.row);
  const before = await attempt.stateOf(link.entity, remote);
  const planFor = (record: R, state: RemoteState) => ({
    ...planUpdate({
      table,
      base: link.base,
      local,
      record,
      remote: legibleOf(state),
      owner: attempt.ownerOf(link.entity),
      context: update.context,
      ...(update.only ? { only: update.only } : {}),
      ...(update.also ? { also: update.also } : {}),
      ...(update.apart ? { apart: update.apart } : {}),
    }),
    ...(state.fields ? {} : { isEqual: false }),
  });
  const plan = withRemarks(planFor(remote, before), update.remarks ?? []);
  const { record: patched, lostAnswers } = await patchOnce(attempt.client, {
    wire,
    id: link.remoteId,
    remote,
    plan: (now) => (now === remote ? plan : planFor(now, before)).operations,
  });
  const record = await associate(attempt, update, plan, patched, local, before);
  const after = record === remote ? before : await attempt.stateOf(link.entity, record);
  const isSent = plan.changes.length > 0 || plan.operations.length > 0;
  await attempt.commit(
    isLearned(plan, isSent) ? { ...link, ...agreedOnUpdate(link, local, { before, after, ...plan }) } : null,
    {
      operation: isSent ? 'update' : 'skip',
      status: isSent ? 'success' : 'skipped',
      entity: attempt.subject.entity,
      name,
      localId: link.localId,
      remoteId: link.remoteId,
      description: `${updatedSentence({ fields: table, words: sync.words }, name, plan, {
        isLimited: update.only !== undefined,
        takesChanges: attempt.setup.may.pullUpdate,
        isUnfit: before.fields === null,
      })}${answersLost(lostAnswers)}`,
      changes: namedChanges(table, plan.changes),
    },
    (tx) => recordConflicts(tx, attempt.connectionId, sync.entity, overruled(update, table, plan, remote)),
  );
  return record;
}

/** What both sides had changed and ours stood: ConnectWise's value was overwritten just now. What theirs stands in is told by the pull. */
function overruled<R extends WireRecord>(
  { sync, link, name }: LinkedUpdate<R>,
  table: AnyFieldTable,
  { conflicts, sent }: UpdatePlan,
  remote: R,
): NewConflict[] {
  return conflicts.flatMap(({ field, kept, crm, connectwise }) =>
    kept === 'crm' && sent.includes(field)
      ? [
          {
            localId: link.localId,
            remoteId: link.remoteId,
            name,
            field,
            base: link.base?.[field] ?? null,
            crm,
            connectwise,
            connectwiseBy: remote._info?.updatedBy ?? null,
            connectwiseAt: lastUpdatedOf(remote),
            kept,
            why: whyKept({ ...sync, fields: table }, field, kept),
            foundBy: 'out' as const,
          },
        ]
      : [],
  );
}

/** ConnectWise lists it, and says that it was deleted or merged: what a pull breaks the link for, a push does not write to. */
function isRemoved<R extends WireRecord>(
  { setup }: PushAttempt,
  { entity, isDeleted }: Pick<EntitySync<R>, 'entity' | 'isDeleted'>,
  remote: R,
): boolean {
  return isDeleted(remote) && !filtersFor(entity, 'in', setup.configuration.filters).takesDeleted;
}

const withRemarks = (plan: UpdatePlan, remarks: readonly NotSent[]): UpdatePlan =>
  remarks.length === 0 ? plan : { ...plan, notSent: [...plan.notSent, ...remarks], isEqual: false };

/** A link is brought up to date when something was sent, or found to be there already. */
const isLearned = (plan: UpdatePlan, isSent: boolean): boolean => isSent || plan.sent.length > 0;

async function associate<R extends WireRecord>(
  attempt: PushAttempt,
  { wire, link, associate: write }: LinkedUpdate<R>,
  plan: UpdatePlan,
  record: R,
  local: Fields,
  before: RemoteState,
): Promise<R> {
  if (!write) return record;
  let isChanged = false;
  for (const field of plan.associations) {
    const { isSent, because } = await write(field, record);
    if (because) plan.notSent.push({ field, because });
    if (!isSent) continue;
    isChanged = true;
    plan.sent.push(field);
    plan.changes.push({ field, from: before.fields?.[field] ?? null, to: local[field] ?? null });
  }
  return isChanged ? ((await attempt.client.get(wire, link.remoteId)) ?? record) : record;
}

/** The link as it stands after a patch of `sent` that turned `before` into `after`. */
export async function agreedLink<R extends WireRecord>(
  attempt: PushAttempt,
  sync: Pick<EntitySync, 'entity' | 'fields'>,
  link: EntityLink,
  row: object,
  { before, after, sent }: { before: R; after: R; sent: readonly string[] },
): Promise<EntityLink> {
  const known = await attempt.stateOf(link.entity, before);
  const state = after === before ? known : await attempt.stateOf(link.entity, after);
  const local = fieldsOfRow(configuredTable(sync.fields, sync.entity, attempt.setup), row);
  return { ...link, ...agreedOnUpdate(link, local, { before: known, after: state, sent, toTake: [] }) };
}
