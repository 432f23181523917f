import type { AuditOperation } from '@causeway/shared/vocabulary';
import { ConnectWiseError } from '../../../../connectwise/client/connectwise-error.ts';
import type { WireRecord } from '../../../../connectwise/wire/wire.ts';
import type { Tx } from '../../../../platform/database/database.ts';
import { AppError } from '../../../../platform/errors.ts';
import type { Id } from '../../../../platform/ids.ts';
import { isSame } from '../../../../platform/is-same.ts';
import type { NewAuditEvent } from '../../../audit/audit-log.service.ts';
import type { Forgotten } from '../../../connection/restored.queries.ts';
import type { Lacking } from '../../../integration/mapping/lacking.ts';
import type { LinkedEntity } from '../../../links/link.ts';
import { isKeptApart, readTakenMeanwhile } from '../../matching/scoring/push-match.queries.ts';
import { questionEnded } from '../../messages/match.messages.ts';
import { comesWithNextPoll, linkedByPush } from '../../messages/push-description.messages.ts';
import { beingCreated, linkedMeanwhile } from '../../messages/push-problem.messages.ts';
import { writeSkips } from '../../pull/write/outcomes.queries.ts';
import type { Fields } from '../../records/entity-sync.ts';
import type { NotSent } from '../../records/fields/derive.ts';
import { readNames } from '../../records/names.queries.ts';
import { BEING_WRITTEN, MATCH_DECIDED } from '../../records/skip-codes.ts';
import {
  type AgreedState,
  agreedAfterRestore,
  agreedOnCreate,
  agreedOnFound,
  agreedOnRecovery,
  type RemoteState,
} from './agreed-state.rules.ts';
import { asSent } from './as-sent.rules.ts';
import { bindAgreed } from './bind-agreed.ts';
import type { Body, CreateKey, OpenedIntent } from './create-intents.queries.ts';
import { lackingFields, lackingOf } from './lacking.rules.ts';
import { isNewThere, type Origin } from './origin.rules.ts';
import { PushBusy } from './push-refused.ts';
import type { PushTools } from './push-tools.ts';

/** What is linked, and what stands in for what is missing and has no record here. */
type CreatedEntity = LinkedEntity | 'fallback_item' | 'fallback_contact';

/** A record to create at most once. */
export interface CreateOnce<R> {
  entity: CreatedEntity;
  localId: Id;
  /** Whose part it is, e.g. the opportunity of a line. */
  parentLocalId?: Id | null;
  /** What the record will be found by. */
  naturalKey: object;
  /** The CRM record that it is made from, where it has fields of its own: what both sides agree on from now on. */
  local?: Fields;
  /** What `create` sends, where the CRM record has fields of its own. */
  body?: Body;
  /** What of the CRM record `body` lacks. */
  notSent?: readonly NotSent[];
  /** What to call it while somebody else is creating it: `client "Acme"`. */
  words: string;
  /** Looks for a record that an unfinished attempt since that time (and until then, where that is known), with that natural key, may have made. */
  find: (since: Date, naturalKey: Record<string, unknown>, until?: Date) => Promise<R | null>;
  /** Looks for a record that was there before and is surely the same. */
  match?: () => Promise<R | null>;
  create: () => Promise<R>;
  /** Of a new record the fields of which ConnectWise keeps another value than the one that was sent. */
  keptOf?: (record: R) => { fields: readonly string[]; sentence: string };
  /** Written along with the link: what is to follow it, whatever becomes of this attempt. */
  along?: (tx: Tx) => Promise<unknown>;
  /** The audit row. */
  event: (
    record: R,
    how: 'created' | 'matched' | 'restored',
  ) => Pick<NewAuditEvent, 'entity' | 'name' | 'description' | 'changes'>;
}

/** As much of an attempt as creating needs. */
interface CreatingAttempt {
  readonly setup: { readonly forgotten: Forgotten | null };
  readonly workspaceId: Id;
  readonly connectionId: Id;
  now(): Date;
  write<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  stateOf(entity: CreateOnce<WireRecord>['entity'], record: WireRecord): Promise<RemoteState>;
  stamped(event: NewAuditEvent): NewAuditEvent;
  lack(tx: Tx, record: { entity: LinkedEntity; localId: Id }, kinds: readonly Lacking[]): Promise<void>;
}

/** What is needed besides the attempt. */
type CreateTools = Pick<PushTools, 'database' | 'audit' | 'links' | 'intents' | 'states' | 'afterRemoteCreate'> & {
  owner: string;
};

interface Obtained<R> {
  record: R;
  how: Origin;
  /** Of a create that was not answered: what was sent; null where that is not known. */
  sent?: Body | null;
  /** The values of which an earlier attempt made it; null where they are not known any more. */
  madeOf?: Fields | null;
}

/** The record, and where it comes from. `linked`: it has a link already, and was not read. */
type Ensured<R> =
  | { remoteId: string; record: null; how: 'linked' }
  | ({ remoteId: string } & Pick<Obtained<R>, 'record' | 'how' | 'sent'>);

/**
 * The remote record of something that must exist exactly once: an existing link's, one that an unfinished attempt left behind, one that
 * matches, or a new one. The intent is committed before the request; link and audit row are committed right after it.
 */
export async function createOnce<R extends WireRecord>(
  attempt: CreatingAttempt,
  tools: CreateTools,
  once: CreateOnce<R>,
): Promise<Ensured<R>> {
  const { links, intents, owner } = tools;
  const key: CreateKey = { connectionId: attempt.connectionId, entity: once.entity, localKey: once.localId };
  const opened = await attempt.write(async (tx) => {
    // The intent first: whoever held it has committed its link by the time that it is free, so the link is seen here.
    const intent = await intents.open(tx, key, owner);
    if (intent.state === 'busy') return intent;
    const linked = isLinked(once.entity)
      ? await links.byLocal(tx, once.entity, [once.localId], attempt.connectionId)
      : [];
    if (!linked[0]) return intent;
    await intents.close(tx, key, owner);
    return { state: 'linked' as const, remoteId: linked[0].remoteId };
  });
  if (opened.state === 'linked') return { remoteId: opened.remoteId, record: null, how: 'linked' };
  if (opened.state === 'busy') throw new PushBusy(beingCreated(once.words));
  try {
    const obtained = await obtain(attempt, tools, once, { key, opened });
    const state = await stateToKeep(attempt, once, obtained);
    await attempt
      .write((tx) => bind(tx, attempt, tools, { key, once, state, ...obtained }))
      .catch((error: unknown) => {
        throw error instanceof AppError && error.code === 'conflict'
          ? new PushBusy(linkedMeanwhile(once.words))
          : error;
      });
    const { madeOf: _made, ...ensured } = obtained;
    return { remoteId: String(obtained.record.id), ...ensured };
  } catch (error) {
    // Left open unless ConnectWise surely refused it: the next attempt looks for the record first.
    await tools.database.inWorkspace(attempt.workspaceId, (tx) => intents.release(tx, key, owner));
    throw error;
  }
}

/**
 * A new record is agreed on as it was sent, also one that an earlier attempt sent and that was edited there since. One that was there before has values of its own: without a state
 * the link counts as not taken in yet, and the next poll merges the two by the rules of owners.
 */
async function stateToKeep<R extends WireRecord>(
  attempt: CreatingAttempt,
  { entity, local, keptOf, notSent = [] }: CreateOnce<R>,
  { record, how, madeOf, sent }: Obtained<R>,
): Promise<AgreedState> {
  if (!local || how === 'matched') return {};
  const state = await attempt.stateOf(entity, record);
  if (how === 'restored') return agreedAfterRestore(local, state);
  const open = lackingFields(notSent);
  if (sent) {
    const asItWasSent = await attempt.stateOf(entity, asSent(record, sent));
    return agreedOnFound(madeOf ?? local, { sent: asItWasSent, found: state, open });
  }
  if (madeOf === null) return agreedOnRecovery(local, state);
  const kept = isAnswered({ how, sent }) ? (keptOf?.(record).fields ?? []) : [];
  return agreedOnCreate(madeOf ?? local, state, { kept, open });
}

/** ConnectWise has answered its create: whatever else it shows is its own doing, and no edit of theirs. */
const isAnswered = ({ how, sent }: Pick<Obtained<WireRecord>, 'how' | 'sent'>): boolean =>
  how === 'created' && sent === undefined;

async function obtain<R extends WireRecord>(
  attempt: CreatingAttempt,
  tools: CreateTools,
  once: CreateOnce<R>,
  { key, opened }: { key: CreateKey; opened: Exclude<OpenedIntent, { state: 'busy' }> },
): Promise<Obtained<R>> {
  if (opened.state === 'open') {
    const left = await once.find(opened.since, opened.naturalKey);
    if (left) return { record: left, how: 'recovered', madeOf: opened.madeOf, sent: opened.sent };
  }
  const { forgotten } = attempt.setup;
  // A backup knows nothing of what was made after it, not even an intent.
  const lost = forgotten ? await once.find(forgotten.from, { ...once.naturalKey }, forgotten.until) : null;
  if (lost && !(await isApart(attempt, once, lost))) return { record: lost, how: 'restored', sent: null };
  const matched = (await once.match?.()) ?? null;
  if (matched) return { record: matched, how: 'matched' };
  // Committed under the lease: a worker that stood still and was replaced meanwhile fails here, before what cannot be taken back.
  await attempt.write((tx) =>
    tools.intents.sending(tx, key, tools.owner, { naturalKey: once.naturalKey, madeOf: once.local, sent: once.body }),
  );
  const made = await createOrFind(attempt, tools, once, key);
  await tools.afterRemoteCreate?.(once.entity);
  return { ...made, how: 'created' };
}

/** Whether a person keeps the two apart. */
function isApart(
  attempt: CreatingAttempt,
  { entity, localId }: Pick<CreateOnce<WireRecord>, 'entity' | 'localId'>,
  { id }: WireRecord,
) {
  return attempt.write((tx) => isKeptApart(tx, attempt.connectionId, { entity, localId, remoteId: String(id) }));
}

/** When the answer was lost, the record is looked for at once: mostly it is there. A sure refusal closes the intent: nothing was made. */
async function createOrFind<R extends WireRecord>(
  attempt: CreatingAttempt,
  { database, intents, owner }: CreateTools,
  once: CreateOnce<R>,
  key: CreateKey,
): Promise<Pick<Obtained<R>, 'record' | 'sent'>> {
  const before = attempt.now();
  try {
    return { record: await once.create() };
  } catch (error) {
    if (!(error instanceof ConnectWiseError)) throw error;
    if (error.mayHaveCommitted) {
      const found = await once.find(before, { ...once.naturalKey }).catch(() => null);
      if (found) return { record: found, sent: once.body ?? null };
    } else {
      await database.inWorkspace(attempt.workspaceId, (tx) => intents.close(tx, key, owner));
    }
    throw error;
  }
}

async function bind<R extends WireRecord>(
  tx: Tx,
  attempt: CreatingAttempt,
  tools: CreateTools,
  {
    key,
    once,
    state,
    record,
    how,
    madeOf,
    sent,
  }: Obtained<R> & {
    key: CreateKey;
    once: CreateOnce<R>;
    state: AgreedState;
  },
): Promise<void> {
  const remoteId = String(record.id);
  if (isLinked(once.entity)) {
    await bindAgreed(tx, tools, {
      connectionId: attempt.connectionId,
      entity: once.entity,
      localId: once.localId,
      remoteId,
      parentLocalId: once.parentLocalId ?? null,
      origin: how === 'matched' ? 'matched' : 'pushed',
      ...state,
    });
    if (how === 'matched' && once.local)
      await askAgain(tx, attempt, tools, once, { remoteId, code: MATCH_DECIDED, reason: linkedByPush() });
    if (isNewThere({ how }))
      await attempt.lack(tx, { entity: once.entity, localId: once.localId }, lackingOf(once.notSent ?? []));
  }
  await tools.intents.close(tx, key, tools.owner);
  await once.along?.(tx);
  const told = how === 'recovered' ? 'created' : how;
  const operation: AuditOperation = told === 'created' ? operationOf(once.entity) : 'link';
  // It says what was sent, not what became of it since.
  const event = once.event(sent ? asSent(record, sent) : record, told);
  const ended = isNewThere({ how }) ? await endedQuestion(tx, attempt, tools, once) : [];
  // Of the answer alone: where it was lost, what differs may be an edit of theirs.
  const kept = isAnswered({ how, sent }) ? once.keptOf?.(record) : undefined;
  if (kept && kept.fields.length > 0) await askAgain(tx, attempt, tools, once, { remoteId, ...keptReason() });
  // What was edited since an earlier attempt made it was not sent with it.
  const changes = event.changes?.filter(
    ({ field }) =>
      !kept?.fields.includes(field) && (!madeOf || isSame(madeOf[field] ?? null, once.local?.[field] ?? null)),
  );
  await tools.audit.record(tx, [
    attempt.stamped({
      operation,
      status: 'success',
      localId: isLinked(once.entity) ? once.localId : null,
      remoteId,
      ...event,
      description: [event.description, ...(kept?.sentence ? [kept.sentence] : []), ...ended].join(' '),
      ...(changes ? { changes } : {}),
    }),
  ]);
}

/** Says so where a person was asked whether it is one of ConnectWise's, and nobody answered before that one was linked to another. */
async function endedQuestion(
  tx: Tx,
  { connectionId }: CreatingAttempt,
  { states: { records } }: Pick<CreateTools, 'states'>,
  { entity, localId }: Pick<CreateOnce<WireRecord>, 'entity' | 'localId'>,
): Promise<string[]> {
  if (!records.has(entity)) return [];
  const taken = await readTakenMeanwhile(tx, connectionId, entity, localId);
  if (taken.length === 0) return [];
  const names = await readNames(
    tx,
    records.all,
    taken.map(({ by }) => by),
  );
  const told = taken.map(({ remoteName, by }) => ({ remoteName, by: names.get(by) ?? '' }));
  return [questionEnded(records.of(entity).words, told)];
}

const keptReason = () => ({ code: BEING_WRITTEN, reason: comesWithNextPoll() });

/** The next poll takes it in, although it did not change there. */
async function askAgain(
  tx: Tx,
  attempt: CreatingAttempt,
  { states }: Pick<CreateTools, 'states'>,
  { entity, words }: Pick<CreateOnce<WireRecord>, 'entity' | 'words'>,
  { remoteId, code, reason }: { remoteId: string; code: string; reason: string },
): Promise<void> {
  if (!states.records.has(entity)) return;
  await writeSkips(tx, attempt.connectionId, entity, [
    { remoteId, code, reason, waitsFor: null, name: words, rule: null, filterHash: '' },
  ]);
}

const isLinked = (entity: CreatedEntity): entity is LinkedEntity =>
  entity !== 'fallback_item' && entity !== 'fallback_contact';

function operationOf(entity: CreatedEntity): AuditOperation {
  if (entity === 'document') return 'attach';
  return entity === 'note' ? 'note' : 'create';
}
