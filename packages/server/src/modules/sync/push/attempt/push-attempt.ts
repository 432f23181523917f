import type { Owner } from '@causeway/shared/forms/configuration/options';
import type { ConnectWiseClient } from '../../../../connectwise/client/connectwise-client.ts';
import type { Exchanges } from '../../../../connectwise/client/exchanges.ts';
import type { WireRecord } from '../../../../connectwise/wire/wire.ts';
import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { NewAuditEvent } from '../../../audit/audit-log.service.ts';
import type { Lacking } from '../../../integration/mapping/lacking.ts';
import type { LinkedEntity, NewLink, PulledEntity } from '../../../links/link.ts';
import type { FilledInWords } from '../../messages/filled-in.messages.ts';
import { keptSentences } from '../../messages/push-description.messages.ts';
import { beingWritten } from '../../messages/push-problem.messages.ts';
import { lockCursor } from '../../pull/write/cursor.queries.ts';
import type { Outcome } from '../../pull/write/outcome.ts';
import type { EntitySync, Fields } from '../../records/entity-sync.ts';
import { configuredTable } from '../../records/fields/configured-fields.ts';
import { isNotTakenIn } from '../../records/fields/directed-fields.ts';
import type { AnyFieldTable, WriteContext } from '../../records/fields/field-table.ts';
import { noteLacking } from '../outbox/lacking.queries.ts';
import { type LeftOut, withLeftOut } from '../outbox/left-out.rules.ts';
import type { ClaimedPush } from '../outbox/push-queue.queries.ts';
import { type Sending, type Sent, withoutSent, withSent } from '../outbox/sending.ts';
import type { RemoteState } from './agreed-state.rules.ts';
import { AttemptLinks } from './attempt-links.ts';
import { AttemptLog, type Subject } from './attempt-log.ts';
import { AttemptTransactions } from './attempt-transactions.ts';
import { bindAgreed } from './bind-agreed.ts';
import { type CreateOnce, createOnce } from './create-once.ts';
import { type Filled, filledInWords } from './filled-in-words.rules.ts';
import { keptOfNew } from './kept-there.rules.ts';
import { entryLabel } from './named-there.rules.ts';
import { PushBusy } from './push-refused.ts';
import type { PushSetup } from './push-setup.ts';
import type { PushStep } from './push-steps.queries.ts';
import type { PushTools } from './push-tools.ts';
import { holdRecord, letGoRecords } from './record-holds.queries.ts';
import { isSynced, requireCustomFields } from './required-custom-fields.rules.ts';
import { keptInWords } from './update-sentences.rules.ts';

/** One attempt to push one request: short transactions under the lease, remote calls between them. */
export class PushAttempt {
  readonly links: AttemptLinks;
  private readonly log: AttemptLog;
  private readonly transactions: AttemptTransactions;
  /** The step of an opportunity that is under way. */
  step: PushStep | null = null;
  private leftThere: readonly LeftOut[] = [];
  private sentEarlier = false;
  private readonly held = new Set<Id>();
  private readonly lists = new Set<Lacking>();

  constructor(
    private readonly tools: PushTools,
    readonly workspaceId: Id,
    readonly push: ClaimedPush,
    readonly client: ConnectWiseClient,
    readonly setup: PushSetup,
    private readonly owner: string,
    exchanges: Pick<Exchanges, 'take' | 'remember'>,
  ) {
    this.log = new AttemptLog(push, client, this.opportunityId, exchanges);
    this.transactions = new AttemptTransactions(tools, workspaceId, push, this.log);
    this.links = new AttemptLinks(tools.links, push.connectionId, this.transactions, (entity) =>
      tools.states.records.has(entity) ? this.record(entity).words.many : 'records',
    );
  }

  get connectionId(): Id {
    return this.push.connectionId;
  }

  get opportunityId(): Id | null {
    return this.record(this.push.entity).saleOf ? this.push.localId : null;
  }

  /** What of the pushed record does not stand in ConnectWise as it does here. */
  get left(): readonly LeftOut[] {
    return this.leftThere;
  }

  leave(more: readonly LeftOut[]): void {
    this.leftThere = withLeftOut(this.leftThere, more);
  }

  /** What may be in ConnectWise and is told of nowhere. */
  get sending(): Sending {
    return this.transactions.sending;
  }

  /** Stores what is about to be written to a record, before the request goes out; `along` is done in the same transaction. */
  announce(localId: Id, sent: Sent, along: (tx: Tx) => Promise<unknown> = () => Promise.resolve()): Promise<unknown> {
    return this.transactions.write(along, withSent(this.sending, localId, sent));
  }

  /**
   * Keeps other pushes from writing the record until this attempt ends; to be called before it is read there. Throws PushBusy while another push
   * writes it: this one begins anew in a moment, and sees what that one wrote.
   */
  async hold(entity: LinkedEntity, localId: Id, words: string): Promise<void> {
    if (this.held.has(localId)) return;
    const { connectionId } = this;
    if (!(await this.write((tx) => holdRecord(tx, this.tools.intents, { connectionId, entity, localId }, this.owner))))
      throw new PushBusy(beingWritten(words));
    this.held.add(localId);
  }

  /**
   * Looks at a record that this attempt holds, once no page of a pull that began before is being written; those that begin later leave it alone. What
   * it finds stays so until the attempt ends, but for edits of people.
   */
  lookAtHeld<T>(entity: PulledEntity, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.transactions.look(async (tx) => {
      await lockCursor(tx, this.connectionId, entity);
      return work(tx);
    });
  }

  /** Frees what the attempt held. */
  async letGo(): Promise<void> {
    if (this.held.size === 0) return;
    this.held.clear();
    await this.tools.database.inWorkspace(this.workspaceId, (tx) => letGoRecords(tx, this.connectionId, this.owner));
  }

  /** What ConnectWise has surely refused to write. */
  refused(localId: Id): void {
    this.transactions.forget(localId);
  }

  get references(): PushTools['references'] {
    return this.tools.references;
  }

  /** What had nothing for a value of the pushed record, which goes out again once that has changed. */
  get lacking(): Lacking[] {
    return [...this.lists];
  }

  /** What an earlier attempt lacked in a step that is not done again. */
  lackStill(kinds: readonly Lacking[]): void {
    for (const kind of kinds) this.lists.add(kind);
  }

  /** Whether this push has sent anything, in this attempt or in steps of an earlier one that are not done again. */
  get hasSent(): boolean {
    return this.sentEarlier || this.log.hasSent;
  }

  sentBefore(hasSent: boolean): void {
    this.sentEarlier ||= hasSent;
  }

  /** Remembers, with the commit of what was sent of a record, what lacked something for it; where edits stay here nothing would follow. */
  async lack(
    tx: Tx,
    { entity, localId }: { entity: LinkedEntity; localId: Id },
    kinds: readonly Lacking[],
  ): Promise<void> {
    if (!this.setup.may.pushUpdate || !isSynced(entity) || kinds.length === 0) return;
    if (localId === this.push.localId) this.lackStill(kinds);
    else await noteLacking(tx, this.connectionId, { entity, localId }, kinds);
  }

  now(): Date {
    return this.tools.clock.now();
  }

  get subject(): Subject {
    return this.log.subject;
  }

  /** Name of the pushed record; null before it was read. */
  get ownName(): string | null {
    return this.log.ownName;
  }

  /** Names the record that is being worked on from here. */
  at(subject: Subject): void {
    this.log.at(subject);
  }

  read<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.transactions.read(work);
  }

  /** See `AttemptTransactions.write`. */
  write<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.transactions.write(work);
  }

  /** See create-once.ts. */
  createOnce<R extends WireRecord>(once: CreateOnce<R>): ReturnType<typeof createOnce<R>> {
    const { mapped } = this.setup;
    const { entity, local, words, body } = once;
    const match = async () => {
      const found = (await once.match?.()) ?? null;
      // Before anything is sent: ConnectWise would refuse the record as a whole.
      if (!found && isSynced(entity))
        requireCustomFields({ mapped, entity, local, words, fields: this.fieldsOf(entity) });
      return found;
    };
    return createOnce(this, { ...this.tools, owner: this.owner }, { ...once, match, ...this.keptOf(once, body) });
  }

  /** ConnectWise's own answer is held against the body. */
  private keptOf<R extends WireRecord>({ entity, local, notSent = [] }: CreateOnce<R>, body: object | undefined) {
    if (!body || !local || !isSynced(entity)) return {};
    const table = this.fieldsOf(entity);
    const takesChanges = this.setup.may.pullUpdate;
    const keptOf = (record: R) => {
      const isLeftOut = (field: string) => notSent.some((one) => one.field === field);
      const sent = Object.keys(local).filter((field) => table[field]?.out.create && !isLeftOut(field));
      const fields = keptOfNew(table, { sent, body, local }, record);
      const taken = takesChanges ? fields.filter((field) => !isNotTakenIn(table[field], local[field])) : [];
      const words = keptInWords(table, fields, readFrom(table, record), taken);
      return { fields, sentence: keptSentences(words, 'comes with the next poll').join(' ') };
    };
    return { keptOf };
  }

  /** Whose value stands when both sides changed a field (reading A18). */
  ownerOf(entity: LinkedEntity): Owner {
    return this.tools.states.records.has(entity) ? this.setup.configuration.options.owners[entity] : 'crm';
  }

  /** The description of a synced record. */
  record(entity: PulledEntity): EntitySync {
    return this.tools.states.records.of(entity);
  }

  /** The fields of a record as the settings have them. */
  fieldsOf(entity: PulledEntity): AnyFieldTable {
    return configuredTable(this.record(entity).fields, entity, this.setup);
  }

  /** What of a body was filled in, custom fields that the settings have a default for too; values as ConnectWise's answer names them. */
  filledInWords(entity: PulledEntity, made: Filled, record: object): FilledInWords[] {
    return filledInWords({ ...this.setup, options: this.record(entity).options }, made, record);
  }

  /** An entry of a list that a property of this record holds by its ID alone, by its label. */
  labelIn(entity: PulledEntity): (path: string, value: unknown) => string | undefined {
    const names = { lists: this.setup.lists, options: this.record(entity).options };
    return (path, value) => (typeof value === 'number' ? entryLabel(names, path, value) : undefined);
  }

  /** Whether this attempt has told of something that it sent of the record. */
  hasTold(localId: Id): boolean {
    return this.log.told.has(localId);
  }

  /** What the link must remember of the record, so that the next pull knows it as already seen. */
  stateOf(entity: CreateOnce<WireRecord>['entity'], record: WireRecord): Promise<RemoteState> {
    return this.tools.states.records.has(entity)
      ? this.tools.states.of(this, entity, record)
      : Promise.resolve(noState);
  }

  /** What writers of fields may ask for; `found` are the records that this push has made sure of. */
  writeContext(found: Partial<Pick<WriteContext, 'remoteIdOf' | 'memberIdOf'>> = {}): WriteContext {
    const { lists, configuration, mapped, unfit = [] } = this.setup;
    return { lists, configuration, mapped, unfit, remoteIdOf: () => undefined, memberIdOf: () => undefined, ...found };
  }

  /**
   * Links what was there already, or an update: link, audit row (none when nothing was sent) and what goes along, in one commit. What was about to
   * be written to the record of the row is told with it.
   */
  async commit(
    link: NewLink | null,
    event: NewAuditEvent | null,
    along: (tx: Tx) => Promise<unknown> = () => Promise.resolve(),
  ): Promise<void> {
    const left = event?.localId ? withoutSent(this.sending, event.localId) : this.sending;
    await this.transactions.write(async (tx) => {
      if (link) await bindAgreed(tx, this.tools, link);
      await along(tx);
      if (event) await this.tools.audit.record(tx, [this.stamped(event)]);
    }, left);
  }

  /** The same where the transaction alone shows what is agreed on and told. */
  async commitAs(decide: (tx: Tx) => Promise<{ link: NewLink | null; event: NewAuditEvent }>): Promise<void> {
    await this.write(async (tx) => {
      const { link, event } = await decide(tx);
      if (link) await bindAgreed(tx, this.tools, link);
      await this.tools.audit.record(tx, [this.stamped(event)]);
    });
  }

  /** Writes an audit row of this attempt, along with what it tells of. */
  tell(tx: Tx, event: NewAuditEvent): Promise<void> {
    return this.tools.audit.record(tx, [this.stamped(event)]);
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

  /** How it ended, as runs count it. */
  get outcome(): Outcome {
    return this.log.outcome;
  }

  /** Completes an audit row with what is the same for all of the attempt. */
  stamped(event: NewAuditEvent): NewAuditEvent {
    return this.log.stamped(event);
  }
}

/** What a record says by itself, field by field. */
const readFrom = (table: AnyFieldTable, record: object): Fields =>
  Object.fromEntries(
    Object.entries(table).flatMap(([field, { in: way }]) => ('read' in way ? [[field, way.read(record)]] : [])),
  );

const noState: RemoteState = { remoteUpdatedAt: null, remoteHash: null, fields: null };
