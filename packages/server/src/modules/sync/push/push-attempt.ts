import type { AuditOperation, EntityType } from '@causeway/shared/vocabulary';
import type { ConnectWiseClient } from '../../../connectwise/client/connectwise-client.ts';
import { ConnectWiseError } from '../../../connectwise/client/connectwise-error.ts';
import type { WireRecord } from '../../../connectwise/wire/wire.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Database, Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';
import type { AuditLog, NewAuditEvent } from '../../audit/audit-log.service.ts';
import type { FieldChange } from '../../audit/diff.ts';
import type { EntityLink, LinkedEntity, NewLink } from '../../links/link.ts';
import type { LinksService } from '../../links/links.service.ts';
import { isPulled } from '../registry.ts';
import type { CreateIntents, CreateKey, OpenedIntent } from './create-intents.service.ts';
import type { ClaimedPush, PushQueue } from './push-queue.service.ts';
import { PushBusy } from './push-refused.ts';
import type { PushSetup } from './push-setup.ts';
import type { RemoteStates } from './remote-states.ts';

/** What every attempt is given. */
export interface PushTools {
  database: Database;
  clock: Clock;
  audit: AuditLog;
  links: LinksService;
  intents: CreateIntents;
  queue: PushQueue;
  states: RemoteStates;
  /** Called between a remote create and its link; a test lets the worker die here. */
  afterRemoteCreate?: (entity: string) => void | Promise<void>;
}

/** The record that an attempt is at, so that a failure can be told of the right one. */
export interface Subject {
  entity: EntityType;
  localId: Id | null;
  name: string;
}

/** A record to create at most once. */
export interface CreateOnce<R> {
  entity: LinkedEntity | 'fallback_item';
  localId: Id;
  /** Whose part it is, e.g. the opportunity of a line. */
  parentLocalId?: Id | null;
  /** What the record will be found by. */
  naturalKey: object;
  /** What to call it while somebody else is creating it: `client "Acme"`. */
  words: string;
  /** Looks for a record that an unfinished attempt since that time, with that natural key, may have made. */
  find: (since: Date, naturalKey: Record<string, unknown>) => Promise<R | null>;
  /** Looks for a record that was there before and is surely the same. */
  match?: () => Promise<R | null>;
  create: () => Promise<R>;
  /** The audit row. */
  event: (record: R, how: 'created' | 'matched') => Pick<NewAuditEvent, 'entity' | 'name' | 'description' | 'changes'>;
}

/** One attempt to push one request: short transactions under the lease, remote calls between them. */
export class PushAttempt {
  subject: Subject;
  private begun = performance.now();

  constructor(
    private readonly tools: PushTools,
    readonly workspaceId: Id,
    readonly push: ClaimedPush,
    readonly client: ConnectWiseClient,
    readonly setup: PushSetup,
    private readonly owner: string,
  ) {
    this.subject = { entity: push.entity, localId: push.localId, name: '' };
  }

  get connectionId(): Id {
    return this.push.connectionId;
  }

  get opportunityId(): Id | null {
    return this.push.entity === 'opportunity' ? this.push.localId : null;
  }

  now(): Date {
    return this.tools.clock.now();
  }

  /** Names the record that is being worked on from here. */
  at(subject: Subject): void {
    this.subject = subject;
    this.begun = performance.now();
  }

  read<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.tools.database.inWorkspace(this.workspaceId, work, { readOnly: true });
  }

  /** A transaction that may write: refused when another worker has taken over. */
  write<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.tools.database.inWorkspace(this.workspaceId, async (tx) => {
      await this.tools.queue.renew(tx, this.push);
      return work(tx);
    });
  }

  async linkOf(entity: LinkedEntity, localId: Id): Promise<EntityLink | null> {
    const links = await this.read((tx) => this.tools.links.byLocal(tx, entity, [localId], this.connectionId));
    return links[0] ?? null;
  }

  linksOf(entity: LinkedEntity, localIds: readonly Id[]): Promise<EntityLink[]> {
    return this.read((tx) => this.tools.links.byLocal(tx, entity, localIds, this.connectionId));
  }

  partsOf(entity: LinkedEntity, parentLocalId: Id): Promise<EntityLink[]> {
    return this.read((tx) => this.tools.links.byParent(tx, entity, parentLocalId));
  }

  /** Those of the remote IDs that are linked to a CRM record, by remote ID. */
  async linkedRemotely(entity: LinkedEntity, remoteIds: readonly string[]): Promise<Map<string, EntityLink>> {
    if (remoteIds.length === 0) return new Map();
    const links = await this.read((tx) => this.tools.links.byRemote(tx, entity, remoteIds, this.connectionId));
    return new Map(links.map((link) => [link.remoteId, link]));
  }

  async markBroken(link: EntityLink): Promise<void> {
    await this.write((tx) => this.tools.links.setState(tx, [link.id], 'broken'));
  }

  async forget(links: readonly EntityLink[]): Promise<void> {
    await this.write((tx) =>
      this.tools.links.remove(
        tx,
        links.map((link) => link.id),
      ),
    );
  }

  /**
   * The remote record of something that must exist exactly once: an existing link's, one that an unfinished attempt left behind, one that
   * matches, or a new one. The intent is committed before the request; link and audit row are committed right after it.
   */
  async createOnce<R extends WireRecord>(once: CreateOnce<R>): Promise<{ remoteId: string; record: R | null }> {
    const key: CreateKey = { connectionId: this.connectionId, entity: once.entity, localKey: once.localId };
    const opened = await this.write(async (tx) => {
      const linked = isLinked(once.entity)
        ? await this.tools.links.byLocal(tx, once.entity, [once.localId], this.connectionId)
        : [];
      if (linked[0]) return { state: 'linked' as const, remoteId: linked[0].remoteId };
      return this.tools.intents.open(tx, key, this.owner);
    });
    if (opened.state === 'linked') return { remoteId: opened.remoteId, record: null };
    if (opened.state === 'busy') throw new PushBusy(once.words);
    try {
      const { record, how } = await this.obtain(once, key, opened);
      const state = await this.stateOf(once.entity, record);
      await this.write((tx) => this.bind(tx, key, once, record, how, state));
      return { remoteId: String(record.id), record };
    } catch (error) {
      // Left open unless ConnectWise surely refused it: the next attempt looks for the record first.
      await this.intent((tx) => this.tools.intents.release(tx, key, this.owner));
      throw error;
    }
  }

  /** What the link must remember of the record, so that the next pull knows it as already seen. */
  stateOf(entity: CreateOnce<WireRecord>['entity'], record: WireRecord): Promise<Partial<NewLink>> {
    return isPulled(entity) ? this.tools.states.of(this, entity, record) : Promise.resolve({});
  }

  /** Links what was there already, or an update: audit row and link in one commit. */
  async commit(link: NewLink | null, event: NewAuditEvent): Promise<void> {
    await this.write(async (tx) => {
      if (link) await this.tools.links.bind(tx, link);
      await this.tools.audit.record(tx, [this.stamped(event)]);
    });
  }

  /** Brings a link up to date without an audit row. */
  async remember(link: NewLink): Promise<void> {
    await this.write((tx) => this.tools.links.bind(tx, link));
  }

  /** Writes audit rows of this attempt. */
  async report(...events: NewAuditEvent[]): Promise<void> {
    await this.write((tx) =>
      this.tools.audit.record(
        tx,
        events.map((event) => this.stamped(event)),
      ),
    );
  }

  /** Completes an audit row with what is the same for all of the attempt. */
  stamped(event: NewAuditEvent): NewAuditEvent {
    return {
      direction: 'out',
      opportunityId: this.opportunityId,
      runId: this.push.runId,
      attempt: this.push.attempts,
      requestId: this.client.lastRequestId,
      durationMs: Math.round(performance.now() - this.begun),
      actor: this.push.requestedBy,
      ...event,
    };
  }

  private async obtain<R extends WireRecord>(
    once: CreateOnce<R>,
    key: CreateKey,
    opened: Exclude<OpenedIntent, { state: 'busy' }>,
  ): Promise<{ record: R; how: 'created' | 'matched' }> {
    if (opened.state === 'open') {
      const left = await once.find(opened.since, opened.naturalKey);
      if (left) return { record: left, how: 'created' };
    }
    const matched = (await once.match?.()) ?? null;
    if (matched) return { record: matched, how: 'matched' };
    // Committed under the lease: a worker that stood still and was replaced meanwhile fails here, before what cannot be taken back.
    await this.write((tx) => this.tools.intents.sending(tx, key, this.owner, once.naturalKey));
    const record = await this.createOrFind(once, key);
    await this.tools.afterRemoteCreate?.(once.entity);
    return { record, how: 'created' };
  }

  /** When the answer was lost, the record is looked for at once: mostly it is there. A sure refusal closes the intent: nothing was made. */
  private async createOrFind<R extends WireRecord>(once: CreateOnce<R>, key: CreateKey): Promise<R> {
    const before = this.now();
    try {
      return await once.create();
    } catch (error) {
      if (!(error instanceof ConnectWiseError)) throw error;
      if (error.mayHaveCommitted) {
        const found = await once.find(before, { ...once.naturalKey }).catch(() => null);
        if (found) return found;
      } else {
        await this.intent((tx) => this.tools.intents.close(tx, key, this.owner));
      }
      throw error;
    }
  }

  private intent(work: (tx: Tx) => Promise<void>): Promise<void> {
    return this.tools.database.inWorkspace(this.workspaceId, work);
  }

  private async bind<R extends WireRecord>(
    tx: Tx,
    key: CreateKey,
    once: CreateOnce<R>,
    record: R,
    how: 'created' | 'matched',
    state: Partial<NewLink>,
  ): Promise<void> {
    if (isLinked(once.entity)) {
      await this.tools.links.bind(tx, {
        connectionId: this.connectionId,
        entity: once.entity,
        localId: once.localId,
        remoteId: String(record.id),
        parentLocalId: once.parentLocalId ?? null,
        origin: how === 'created' ? 'pushed' : 'matched',
        ...state,
      });
    }
    await this.tools.intents.close(tx, key, this.owner);
    const operation: AuditOperation = how === 'matched' ? 'link' : operationOf(once.entity);
    await this.tools.audit.record(tx, [
      this.stamped({
        operation,
        status: 'success',
        localId: once.localId,
        remoteId: String(record.id),
        ...once.event(record, how),
      }),
    ]);
  }
}

const isLinked = (entity: LinkedEntity | 'fallback_item'): entity is LinkedEntity => entity !== 'fallback_item';

function operationOf(entity: LinkedEntity | 'fallback_item'): AuditOperation {
  if (entity === 'document') return 'attach';
  return entity === 'note' ? 'note' : 'create';
}

/** A created record's fields for the audit row: everything that was sent, from nothing. */
export const sentFields = (body: Record<string, unknown>): FieldChange[] =>
  Object.entries(body).flatMap(([field, to]) => (to === undefined || to === null ? [] : [{ field, from: null, to }]));
