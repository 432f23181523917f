import type { AuditOperation } from '@causeway/shared/vocabulary';
import { ConnectWiseError } from '../../../../connectwise/client/connectwise-error.ts';
import type { WireRecord } from '../../../../connectwise/wire/wire.ts';
import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import { isSame } from '../../../../platform/is-same.ts';
import type { NewAuditEvent } from '../../../audit/audit-log.service.ts';
import type { Forgotten } from '../../../connection/restored.queries.ts';
import type { LinkedEntity } from '../../../links/link.ts';
import { linkedByPush } from '../../messages/push-description.messages.ts';
import { beingCreated } from '../../messages/push-problem.messages.ts';
import { writeSkips } from '../../pull/write/outcomes.queries.ts';
import type { Fields } from '../../records/entity-sync.ts';
import { MATCH_DECIDED } from '../../records/skip-codes.ts';
import { type AgreedState, agreedOnCreate, agreedOnRecovery, type RemoteState } from './agreed-state.rules.ts';
import type { CreateKey, OpenedIntent } from './create-intents.queries.ts';
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
  /** What to call it while somebody else is creating it: `client "Acme"`. */
  words: string;
  /** Looks for a record that an unfinished attempt since that time (and until then, where that is known), with that natural key, may have made. */
  find: (since: Date, naturalKey: Record<string, unknown>, until?: Date) => Promise<R | null>;
  /** Looks for a record that was there before and is surely the same. */
  match?: () => Promise<R | null>;
  create: () => Promise<R>;
  /** Written along with the link: what is to follow it, whatever becomes of this attempt. */
  along?: (tx: Tx) => Promise<unknown>;
  /** The audit row. */
  event: (record: R, how: 'created' | 'matched') => Pick<NewAuditEvent, 'entity' | 'name' | 'description' | 'changes'>;
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
}

/** What is needed besides the attempt. */
type CreateTools = Pick<PushTools, 'database' | 'audit' | 'links' | 'intents' | 'states' | 'afterRemoteCreate'> & {
  owner: string;
};

interface Obtained<R> {
  record: R;
  how: 'created' | 'matched';
  /** Made by an earlier attempt, of these values; null where they are not known any more. */
  madeOf?: Fields | null;
}

/**
 * The remote record of something that must exist exactly once: an existing link's, one that an unfinished attempt left behind, one that
 * matches, or a new one. The intent is committed before the request; link and audit row are committed right after it.
 */
export async function createOnce<R extends WireRecord>(
  attempt: CreatingAttempt,
  tools: CreateTools,
  once: CreateOnce<R>,
): Promise<{ remoteId: string; record: R | null; how: 'linked' | Obtained<R>['how']; isRecovered?: boolean }> {
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
    await attempt.write((tx) => bind(tx, attempt, tools, { key, once, state, ...obtained }));
    const { record, how, madeOf } = obtained;
    return { remoteId: String(record.id), record, how, isRecovered: madeOf !== undefined };
  } catch (error) {
    // Left open unless ConnectWise surely refused it: the next attempt looks for the record first.
    await tools.database.inWorkspace(attempt.workspaceId, (tx) => intents.release(tx, key, owner));
    throw error;
  }
}

/**
 * A new record is agreed on as it was sent, also one that an earlier attempt sent. One that was there before has values of its own: without a state
 * the link counts as not taken in yet, and the next poll merges the two by the rules of owners.
 */
async function stateToKeep<R extends WireRecord>(
  attempt: CreatingAttempt,
  { entity, local }: CreateOnce<R>,
  { record, how, madeOf }: Obtained<R>,
): Promise<AgreedState> {
  if (!local || how === 'matched') return {};
  const state = await attempt.stateOf(entity, record);
  return madeOf === null ? agreedOnRecovery(local, state) : agreedOnCreate(madeOf ?? local, state);
}

async function obtain<R extends WireRecord>(
  attempt: CreatingAttempt,
  tools: CreateTools,
  once: CreateOnce<R>,
  { key, opened }: { key: CreateKey; opened: Exclude<OpenedIntent, { state: 'busy' }> },
): Promise<Obtained<R>> {
  if (opened.state === 'open') {
    const left = await once.find(opened.since, opened.naturalKey);
    if (left) return { record: left, how: 'created', madeOf: opened.madeOf };
  }
  const { forgotten } = attempt.setup;
  // A backup knows nothing of what was made after it, not even an intent.
  const lost = forgotten ? await once.find(forgotten.from, { ...once.naturalKey }, forgotten.until) : null;
  if (lost) return { record: lost, how: 'created', madeOf: null };
  const matched = (await once.match?.()) ?? null;
  if (matched) return { record: matched, how: 'matched' };
  // Committed under the lease: a worker that stood still and was replaced meanwhile fails here, before what cannot be taken back.
  await attempt.write((tx) =>
    tools.intents.sending(tx, key, tools.owner, { naturalKey: once.naturalKey, madeOf: once.local }),
  );
  const record = await createOrFind(attempt, tools, once, key);
  await tools.afterRemoteCreate?.(once.entity);
  return { record, how: 'created' };
}

/** When the answer was lost, the record is looked for at once: mostly it is there. A sure refusal closes the intent: nothing was made. */
async function createOrFind<R extends WireRecord>(
  attempt: CreatingAttempt,
  { database, intents, owner }: CreateTools,
  once: CreateOnce<R>,
  key: CreateKey,
): Promise<R> {
  const before = attempt.now();
  try {
    return await once.create();
  } catch (error) {
    if (!(error instanceof ConnectWiseError)) throw error;
    if (error.mayHaveCommitted) {
      const found = await once.find(before, { ...once.naturalKey }).catch(() => null);
      if (found) return found;
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
  { key, once, state, record, how, madeOf }: Obtained<R> & { key: CreateKey; once: CreateOnce<R>; state: AgreedState },
): Promise<void> {
  const remoteId = String(record.id);
  if (isLinked(once.entity)) {
    await tools.links.bind(tx, {
      connectionId: attempt.connectionId,
      entity: once.entity,
      localId: once.localId,
      remoteId,
      parentLocalId: once.parentLocalId ?? null,
      origin: how === 'created' ? 'pushed' : 'matched',
      ...state,
    });
    if (how === 'matched' && once.local) await askForMatched(tx, attempt, tools, once, remoteId);
  }
  await tools.intents.close(tx, key, tools.owner);
  await once.along?.(tx);
  const operation: AuditOperation = how === 'matched' ? 'link' : operationOf(once.entity);
  const event = once.event(record, how);
  // What was edited since an earlier attempt made it was not sent with it.
  const changes = event.changes?.filter(
    ({ field }) => !madeOf || isSame(madeOf[field] ?? null, once.local?.[field] ?? null),
  );
  await tools.audit.record(tx, [
    attempt.stamped({
      operation,
      status: 'success',
      localId: isLinked(once.entity) ? once.localId : null,
      remoteId,
      ...event,
      ...(changes ? { changes } : {}),
    }),
  ]);
}

/** The next poll takes it in, although it did not change there. */
async function askForMatched(
  tx: Tx,
  attempt: CreatingAttempt,
  { states }: Pick<CreateTools, 'states'>,
  { entity, words }: Pick<CreateOnce<WireRecord>, 'entity' | 'words'>,
  remoteId: string,
): Promise<void> {
  if (!states.records.has(entity)) return;
  const reason = linkedByPush();
  await writeSkips(tx, attempt.connectionId, entity, [
    { remoteId, code: MATCH_DECIDED, reason, waitsFor: null, name: words, rule: null, filterHash: '' },
  ]);
}

const isLinked = (entity: CreatedEntity): entity is LinkedEntity =>
  entity !== 'fallback_item' && entity !== 'fallback_contact';

function operationOf(entity: CreatedEntity): AuditOperation {
  if (entity === 'document') return 'attach';
  return entity === 'note' ? 'note' : 'create';
}
