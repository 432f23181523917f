import type { Wire, WireRecord } from '../../../../connectwise/wire/wire.ts';
import type { Tx } from '../../../../platform/database/database.ts';
import { isSame } from '../../../../platform/is-same.ts';
import type { NewAuditEvent } from '../../../audit/audit-log.service.ts';
import { filtersFor } from '../../../integration/filters/filters.rules.ts';
import type { EntityLink } from '../../../links/link.ts';
import type { Base } from '../../conflicts/base.rules.ts';
import { recordConflicts } from '../../conflicts/conflicts.queries.ts';
import type { FilledInWords } from '../../messages/filled-in.messages.ts';
import { answersLost, editedMeanwhile, named, tookInMeanwhile } from '../../messages/push-description.messages.ts';
import { readLocalRows } from '../../pull/decide/local-rows.queries.ts';
import type { EntitySync, Fields } from '../../records/entity-sync.ts';
import { harmedItems } from '../../records/fields/communication.ts';
import { configuredTable } from '../../records/fields/configured-fields.ts';
import { fieldsOfRow, type Lengths, type NotSent } from '../../records/fields/derive.ts';
import { isNotTakenIn } from '../../records/fields/directed-fields.ts';
import { namedChanges, type WriteContext, withNames } from '../../records/fields/field-table.ts';
import type { FilledIn } from '../../records/fields/filled-in.ts';
import { CONFLICT_ASKED } from '../../records/skip-codes.ts';
import { agreedOnUpdate, legibleOf, type RemoteState } from '../attempt/agreed-state.rules.ts';
import { isAsRead } from '../attempt/as-read.rules.ts';
import { keptThere } from '../attempt/kept-there.rules.ts';
import { lackingOf } from '../attempt/lacking.rules.ts';
import { withHalfDone, withReadAnew } from '../attempt/link-read-anew.rules.ts';
import { nameTakenHere } from '../attempt/name-taken-here.ts';
import { changesNamedThere } from '../attempt/named-there.rules.ts';
import { lookForOptions } from '../attempt/newer-lists.ts';
import { patchOnce } from '../attempt/patch-once.ts';
import type { PushAttempt } from '../attempt/push-attempt.ts';
import { PushBusy } from '../attempt/push-refused.ts';
import { withinLengths } from '../attempt/refused-length.rules.ts';
import { isSynced } from '../attempt/required-custom-fields.rules.ts';
import { sentBy } from '../attempt/sending.rules.ts';
import { isToldBefore } from '../attempt/told-before.queries.ts';
import { planUpdate, type UpdatePlan } from '../attempt/update-plan.rules.ts';
import { keptInWords, leftThere, updatedSentence } from '../attempt/update-sentences.rules.ts';
import type { Sent } from '../outbox/sending.ts';
import type { Associated } from './associated.ts';
import { breakLink } from './linked-record.ts';
import { decidedByRule } from './listed-conflicts.ts';
import { endQuestions, excludedThere, readWithNextPoll, stillToCome, unread } from './newer-there.ts';
import { putQuestions } from './put-questions.ts';
import { tellArrived } from './tell-arrived.ts';

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
  /** Those of them that are not sent where both sides changed their field, and ConnectWise's value stands or a person is asked. */
  yields?: Readonly<Record<string, string>>;
  /** Fields that the record's own steps decide, before or after. */
  apart?: readonly string[];
  /** Those of them that go out with a later step whoever owns them; that step tells what it overruled. */
  prevails?: readonly string[];
  /** What of those fields goes out with the other steps, in words; all of those that differ where it is left out. */
  apartWords?: (record: R) => readonly string[];
  /** What of those properties nobody entered here. */
  fills?: readonly FilledIn[];
  /** What of those fields does not show in ConnectWise, and why. */
  remarks?: (record: R) => readonly NotSent[];
  /** What is said besides of a record that something was sent of. */
  besides?: (record: R) => string | null;
  /** Those that count as agreed on with this update although ConnectWise shows another value, unless both sides had changed one of them. */
  settles?: readonly string[];
  /** Writes lists that ConnectWise keeps as records of their own; `read`: the record by which it was planned. */
  associate?: (field: string, read: R) => Promise<Associated<R>>;
}

/** What a plan is held against. */
interface Against<R extends WireRecord> extends Pick<LinkedUpdate<R>, 'also'> {
  record: R;
  state: RemoteState;
  /** What the record shows may be of our own sending. */
  isOurs?: boolean;
}

/** Sends what changed on a linked record and remembers its new state; one audit row, also when there was nothing to send. */
export const updateLinked = <R extends WireRecord>(attempt: PushAttempt, update: LinkedUpdate<R>): Promise<R> =>
  withinLengths((lengths) => updateWithin(attempt, update, lengths));

async function updateWithin<R extends WireRecord>(
  attempt: PushAttempt,
  update: LinkedUpdate<R>,
  lengths: Lengths,
): Promise<R> {
  const { sync, name, wire } = update;
  await attempt.hold(update.link.entity, update.link.localId, named(sync.words.local, name));
  const remote = await attempt.client.get(wire, update.link.remoteId);
  if (!remote || isRemoved(attempt, sync, remote)) {
    const words = named(sync.words.local, name);
    throw await breakLink(attempt, { wire, link: update.link, words, isListed: remote !== null });
  }
  const table = configuredTable(sync.fields, sync.entity, attempt.setup);
  const local = fieldsOfRow(table, update.row);
  const before = await attempt.stateOf(update.link.entity, remote);
  const planOf = (
    link: EntityLink,
    local: Fields,
    { record, state, also, isOurs = false }: Against<R>,
  ): UpdatePlan => ({
    ...planUpdate({
      isOurs,
      lengths,
      table,
      base: link.base,
      local,
      record,
      remote: legibleOf(state),
      owner: attempt.ownerOf(link.entity),
      context: update.context,
      ...(update.only ? { only: update.only } : {}),
      ...(also ? { also } : {}),
      ...(update.apart ? { apart: update.apart } : {}),
      ...(update.prevails ? { prevails: update.prevails } : {}),
    }),
    ...(state.fields ? {} : { isEqual: false }),
  });
  const arrived = await tellArrived(attempt, update.link, {
    ...{ sync, table, name, local, remote, state: before },
    plan: (sent) => planOf(update.link, sent, { record: remote, state: before, also: update.also, isOurs: true }),
  });
  const link = withHalfDone(arrived ?? update.link, before);
  // Another map is agreed on and told by the next poll.
  const linkReadAnew = withReadAnew(link, before, update.apart ?? []);
  const planWith = (record: R, state: RemoteState, also: LinkedUpdate<R>['also']) =>
    planOf(linkReadAnew, local, { record, state, also });
  const planFor = (record: R, state: RemoteState) => {
    const whole = planWith(record, state, update.also);
    const yielded = Object.entries(update.yields ?? {}).filter(([, field]) => isOpenQuestion(whole, field));
    if (yielded.length === 0) return whole;
    const left = Object.entries(update.also ?? {}).filter(([property]) => !yielded.some(([one]) => one === property));
    return planWith(record, state, Object.fromEntries(left));
  };
  const plan = withRemarks(planFor(remote, before), update.remarks?.(remote) ?? []);
  await lookForOptions(attempt, plan.notSent);
  await announce(attempt, link, local, sentBy(plan, local, legibleOf(before)));
  const { record: patched, lostAnswers } = await patchOnce(attempt.client, {
    wire,
    id: link.remoteId,
    remote,
    plan: (now) => (now === remote ? plan : planFor(now, before)).operations,
    meanwhile: async (now, { isOursPerhaps }) => {
      const there = legibleOf(await attempt.stateOf(link.entity, now));
      if (!isAsRead(legibleOf(before), there, isOursPerhaps ? local : null)) throw new PushBusy(editedMeanwhile());
    },
    harmed: harmedItems,
    refused: () => attempt.refused(link.localId),
  });
  const { record, others } = await associate(attempt, update, plan, { patched, read: remote }, local, before);
  const after = record === remote ? before : await attempt.stateOf(link.entity, record);
  const isSent = plan.changes.length > 0 || plan.operations.length > 0;
  const own = plan.operations.filter(({ path }) => !(path in (update.also ?? {})));
  const kept = keptThere({ table, sent: plan.sent, operations: own, before: remote, after: record });
  // What a pull took in while the push was under way stays agreed on, and comes no more.
  const now = (await attempt.links.of(link.entity, link.localId)) ?? link;
  const known = now.remoteHash === link.remoteHash ? link : { ...now, remoteId: link.remoteId };
  const isOver = ({ field, kept }: UpdatePlan['conflicts'][number]) =>
    kept === 'connectwise' &&
    !isSame(now.base?.[field], link.base?.[field]) &&
    stillToCome(now, [field], before).length === 0;
  if (!isSent && plan.conflicts.some(isOver)) throw new PushBusy(tookInMeanwhile());
  const conflicts = plan.conflicts.filter((one) => !isOver(one));
  const told = { ...plan, conflicts, toTake: [...stillToCome(now, plan.toTake, before), ...others] };
  const excluded = excludedThere(attempt, link.entity, remote);
  const { pullUpdate } = attempt.setup.may;
  const theirs = before.fields;
  const nameTaken = await nameTakenHere(attempt, link, remote, { local, theirs, toTake: told.toTake });
  const takesThere = pullUpdate && theirs !== null && !before.parentSkipped;
  const keptAndTaken = kept.filter((field) => !isNotTakenIn(table[field], local[field]));
  const isComing =
    told.toTake.length + keptAndTaken.length > 0 &&
    pullUpdate &&
    theirs !== null &&
    excluded === null &&
    nameTaken?.isTold !== true;
  const changes = plan.changes.filter(({ field }) => !kept.includes(field));
  const settled = settledBy(update.settles ?? [], plan);
  const learned =
    settled.length > 0 || isLearned(plan, isSent, link.base, local, before.fields)
      ? {
          ...known,
          ...agreedOnUpdate(known, local, {
            ...{ before, after, ...plan },
            kept: [...kept, ...others],
            sent: [...plan.sent, ...settled],
          }),
        }
      : null;
  const event: NewAuditEvent | null =
    !isSent && isToldOf(attempt, { link, plan, arrived: arrived !== null })
      ? null
      : {
          operation: isSent ? 'update' : 'skip',
          status: !isSent ? 'skipped' : changes.length > 0 || kept.length === 0 ? 'success' : 'info',
          code: !isSent && plan.conflicts.some(({ kept }) => kept === 'ask') ? CONFLICT_ASKED : null,
          entity: attempt.subject.entity,
          name,
          localId: link.localId,
          remoteId: link.remoteId,
          description: `${updatedSentence(
            { fields: table, words: sync.words },
            name,
            { ...told, changes },
            {
              isLimited: update.only !== undefined,
              hasLines: isSynced(link.entity) && attempt.record(link.entity).saleOf !== undefined,
              takesChanges: attempt.setup.may.pullUpdate,
              isUnfit: before.fields === null,
              hasMoreThere: before.hasMore === true,
              hasTold: attempt.hasTold(link.localId),
              nameTaken: nameTaken?.because ?? null,
              excluded,
              parentSkipped: before.parentSkipped ?? null,
              kept: keptInWords(table, kept, legibleOf(after), keptAndTaken),
              shown: { here: local, there: legibleOf(after) },
              filled: filledIn(attempt, update, plan, { before: remote, after: record }),
              ...(update.apartWords ? { apartWords: update.apartWords(record) } : {}),
            },
          )}${isSent ? besidesIn(update, record) : ''}${answersLost(lostAnswers)}`,
          changes: namedChanges(table, withNames(table, changesNamedThere(table, changes, record), local)),
        };
  const isRepeated = event !== null && (await isSaidAlready(attempt, link, event));
  // It counts as what it is, and is no news.
  if (isRepeated) attempt.stamped(event);
  await attempt.commit(
    learned ?? (isComing && known.remoteHash !== null ? unread(known) : null),
    isRepeated ? null : event,
    async (tx) => {
      await attempt.lack(tx, link, lackingOf(plan.notSent));
      const coming = isComing ? told.toTake : [];
      const decided = decidedByRule(update, table, told, { remote, coming });
      await recordConflicts(tx, attempt.connectionId, sync.entity, decided);
      if (takesThere && excluded === null && nameTaken === null)
        await putQuestions(tx, attempt, update, { table, plan, remote });
      if (isComing) await readWithNextPoll(tx, attempt, link, name);
      for (const event of await endQuestions(tx, attempt, { ...link, name }, plan, { after, coming }))
        await attempt.tell(tx, event);
    },
  );
  if (link.localId === attempt.push.localId) attempt.leave(leftThere(table, plan));
  return record;
}

const besidesIn = <R extends WireRecord>({ besides }: LinkedUpdate<R>, record: R): string => {
  const said = besides?.(record);
  return said ? ` ${said}` : '';
};

/** Nothing was sent and nothing is to be said beside what this push told already: of what an earlier attempt sent, or of parts. */
function isToldOf(
  attempt: PushAttempt,
  { link, plan, arrived }: { link: EntityLink; plan: UpdatePlan; arrived: boolean },
): boolean {
  if (plan.notSent.length > 0) return false;
  if (arrived && plan.isEqual) return true;
  return attempt.hasTold(link.localId) && plan.toTake.length + plan.conflicts.length + plan.apart.length === 0;
}

/** Nothing was sent, and a push that neither an edit nor a person has asked for says the same of the record as the one before. */
async function isSaidAlready(
  attempt: PushAttempt,
  { entity, localId }: EntityLink,
  { operation, code, description }: NewAuditEvent,
): Promise<boolean> {
  if (operation !== 'skip' || code || attempt.push.reason !== 'updated' || !isSynced(entity)) return false;
  return attempt.read((tx) => isToldBefore(tx, attempt.record(entity).table.name, { localId, description }));
}

/** What of the patch nobody entered here; custom fields that are empty there get their defaults with whatever is patched. */
function filledIn<R extends WireRecord>(
  attempt: PushAttempt,
  { link: { entity }, fills = [] }: LinkedUpdate<R>,
  { operations, filled }: UpdatePlan,
  { before, after }: { before: R; after: R },
): FilledInWords[] {
  if (!isSynced(entity) || operations.length === 0) return [];
  const patched = (path: string) => operations.find((one) => one.path === path);
  const own = [...filled, ...fills.filter(({ path }) => patched(path))];
  const sent = { customFields: patched('customFields')?.value };
  return attempt.filledInWords(entity, { filled: own, custom: { owner: entity, sent, held: before } }, after);
}

/**
 * Says what is about to be sent. Throws PushBusy when a pull has taken something in between the two looks of this push, at the record and at its
 * link: what came in would look like an edit of here, and the older value would be written over it. The push begins anew.
 */
async function announce(attempt: PushAttempt, link: EntityLink, local: Fields, sent: Sent | null): Promise<void> {
  const look = (tx: Tx) => notTakenInMeanwhile(tx, attempt, link, local);
  if (sent) await attempt.announce(link.localId, sent, look);
  else if (link.base) await attempt.read(look);
}

async function notTakenInMeanwhile(tx: Tx, attempt: PushAttempt, link: EntityLink, local: Fields): Promise<void> {
  const { entity, localId } = link;
  // What a pull has agreed on since the link was read, too.
  const base = ((await attempt.links.ofIn(tx, entity, localId)) ?? link).base;
  if (!base || !isSynced(entity)) return;
  const { table } = attempt.record(entity);
  const rows = await readLocalRows(tx, table, [localId], { locks: false });
  const now = rows.get(localId)?.fields ?? {};
  const isStale = Object.keys(now).some(
    (field) =>
      field in local && field in base && isSame(now[field], base[field]) && !isSame(local[field] ?? null, now[field]),
  );
  if (isStale) throw new PushBusy(tookInMeanwhile());
}

/** ConnectWise lists it, and says that it was deleted or merged: what a pull breaks the link for, a push does not write to. */
function isRemoved<R extends WireRecord>(
  { setup }: PushAttempt,
  { entity, isDeleted }: Pick<EntitySync<R>, 'entity' | 'isDeleted'>,
  remote: R,
): boolean {
  return isDeleted(remote) && !filtersFor(entity, 'in', setup.configuration.filters).takesDeleted;
}

/** Where ConnectWise's newer value stands, or a person is asked, that is what is told. */
function withRemarks(plan: UpdatePlan, remarks: readonly NotSent[]): UpdatePlan {
  const told = remarks.filter(({ field }) => !isOpenQuestion(plan, field));
  return told.length === 0 ? plan : { ...plan, notSent: [...plan.notSent, ...told], isEqual: false };
}

const settledBy = (fields: readonly string[], plan: UpdatePlan): readonly string[] =>
  fields.some((field) => isOpenQuestion(plan, field)) ? [] : fields;

const isOpenQuestion = ({ toTake, conflicts }: UpdatePlan, field: string): boolean =>
  toTake.includes(field) || conflicts.some((one) => one.field === field && one.kept === 'ask');

/** A link is brought up to date when something was sent, or found to be there already: also what was edited here to just what stands there. */
function isLearned(plan: UpdatePlan, isSent: boolean, base: Base | null, local: Fields, there: Fields | null): boolean {
  if (isSent || plan.sent.length > 0) return true;
  return Object.entries(there ?? {}).some(
    ([field, theirs]) =>
      base !== null &&
      field in local &&
      isSame(local[field], theirs) &&
      !(field in base && isSame(base[field], theirs)),
  );
}

async function associate<R extends WireRecord>(
  attempt: PushAttempt,
  { wire, link, associate: write }: LinkedUpdate<R>,
  plan: UpdatePlan,
  { patched, read }: { patched: R; read: R },
  local: Fields,
  before: RemoteState,
): Promise<{ record: R; others: readonly string[] }> {
  const written: { field: string; hasOthers: Associated<R>['hasOthers'] }[] = [];
  for (const field of write ? plan.associations : []) {
    const { isSent, notSent, hasOthers } = (await write?.(field, read)) ?? { isSent: false };
    if (notSent) plan.notSent.push({ field, ...notSent });
    if (!isSent) continue;
    written.push({ field, hasOthers });
    plan.sent.push(field);
    plan.changes.push({ field, from: before.fields?.[field] ?? null, to: local[field] ?? null });
  }
  const record = (written.length > 0 ? await attempt.client.get(wire, link.remoteId) : null) ?? patched;
  return { record, others: written.flatMap(({ field, hasOthers }) => (hasOthers?.(record) ? [field] : [])) };
}
