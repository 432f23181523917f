import type { Owner } from '@causeway/shared/forms/configuration/options';
import type { EntityType } from '@causeway/shared/vocabulary';
import type { ConnectWiseClient } from '../../../../connectwise/client/connectwise-client.ts';
import type { WireRecord } from '../../../../connectwise/wire/wire.ts';
import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { NewAuditEvent } from '../../../audit/audit-log.service.ts';
import type { FieldChange } from '../../../audit/diff.ts';
import type { EntityLink, LinkedEntity, NewLink, PulledEntity } from '../../../links/link.ts';
import { judgeRemovals, type RemovalVerdict } from '../../../links/removal-guard.ts';
import { configuredTable } from '../../records/fields/configured-fields.ts';
import { customEntriesOf } from '../../records/fields/custom-field.ts';
import type { AnyFieldTable, WriteContext } from '../../records/fields/field-table.ts';
import { isPulled, syncOf } from '../../records/registry.ts';
import type { ClaimedPush } from '../outbox/push-queue.service.ts';
import type { RemoteState } from './agreed-state.rules.ts';
import { type CreateOnce, createOnce } from './create-once.ts';
import type { PushSetup } from './push-setup.ts';
import type { PushTools } from './push-tools.ts';

/** The record that an attempt is at, so that a failure can be told of the right one. */
export interface Subject {
  entity: EntityType;
  localId: Id | null;
  name: string;
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

  /** Marks a link as broken, unless that would be one of too many. */
  breakUnlessMany(link: EntityLink): Promise<RemovalVerdict> {
    return this.write(async (tx) => {
      const verdict = await judgeRemovals(tx, link, 1);
      if (verdict === 'broken') await this.tools.links.setState(tx, [link.id], 'broken');
      return verdict;
    });
  }

  async forget(links: readonly EntityLink[]): Promise<void> {
    await this.write((tx) =>
      this.tools.links.remove(
        tx,
        links.map((link) => link.id),
      ),
    );
  }

  /** See create-once.ts. */
  createOnce<R extends WireRecord>(once: CreateOnce<R>): ReturnType<typeof createOnce<R>> {
    return createOnce(this, { ...this.tools, owner: this.owner }, once);
  }

  /** Whose value stands when both sides changed a field (reading A18). */
  ownerOf(entity: LinkedEntity): Owner {
    return isPulled(entity) ? this.setup.configuration.options.owners[entity] : 'crm';
  }

  /** The fields of a record as the settings have them. */
  fieldsOf(entity: PulledEntity): AnyFieldTable {
    return configuredTable(syncOf(entity).fields, entity, this.setup);
  }

  /** What the link must remember of the record, so that the next pull knows it as already seen. */
  stateOf(entity: CreateOnce<WireRecord>['entity'], record: WireRecord): Promise<RemoteState> {
    return isPulled(entity) ? this.tools.states.of(this, entity, record) : Promise.resolve(noState);
  }

  /** What writers of fields may ask for; `found` are the records that this push has made sure of. */
  writeContext(found: Partial<Pick<WriteContext, 'remoteIdOf' | 'memberIdOf'>> = {}): WriteContext {
    const { lists, configuration, mapped } = this.setup;
    return { lists, configuration, mapped, remoteIdOf: () => undefined, memberIdOf: () => undefined, ...found };
  }

  /** Links what was there already, or an update: link, audit row (none when nothing was sent) and what goes along, in one commit. */
  async commit(
    link: NewLink | null,
    event: NewAuditEvent | null,
    along: (tx: Tx) => Promise<unknown> = () => Promise.resolve(),
  ): Promise<void> {
    await this.write(async (tx) => {
      if (link) await this.tools.links.bind(tx, link);
      await along(tx);
      if (event) await this.tools.audit.record(tx, [this.stamped(event)]);
    });
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
}

const noState: RemoteState = { remoteUpdatedAt: null, remoteHash: null, fields: null, items: undefined };

/** A created record's fields for the audit row: everything that was sent, from nothing; custom fields under their names. */
export const sentFields = (body: Record<string, unknown>, table: AnyFieldTable = {}): FieldChange[] =>
  Object.entries(body).flatMap(([field, to]): FieldChange[] => {
    if (to === undefined || to === null) return [];
    if (field !== 'customFields') return [{ field, from: null, to }];
    return customEntriesOf({ set: { customFields: to } }).map(({ id, value }) => ({
      field: customLabel(table, id),
      from: null,
      to: value,
    }));
  });

const customLabel = (table: AnyFieldTable, id: number): string =>
  Object.values(table).find(({ place }) => place.kind === 'custom' && place.id === id)?.label ?? `customFields.${id}`;
