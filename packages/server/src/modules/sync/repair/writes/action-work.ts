import type { Tx } from '../../../../platform/database/database.ts';
import { refuse } from '../../../../platform/errors.ts';
import type { Actor } from '../../../../platform/graphql/context.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { AuditLog, FieldChange, NewAuditEvent } from '../../../audit/audit-log.service.ts';
import type { EntityLink, PulledEntity } from '../../../links/link.ts';
import type { LinksService } from '../../../links/links.service.ts';
import { closeAnswered, closeQuestions, openConflicts } from '../../conflicts/conflicts.queries.ts';
import { endedWithLink } from '../../messages/conflict-description.messages.ts';
import * as say from '../../messages/link-action.messages.ts';
import { lookAgainAtLeft, type NewSkip, writeSkips } from '../../pull/write/outcomes.queries.ts';
import type { PushOutbox } from '../../push/outbox/push-outbox.service.ts';
import type { PushReason } from '../../push/outbox/push-request.ts';
import type { Fields } from '../../records/entity-sync.ts';
import { MATCH_DECIDED } from '../../records/skip-codes.ts';
import { syncOf } from '../../registry.ts';
import { disagreeOnClient, type LinkedChild, readWaiting } from '../children-left.queries.ts';
import type { After, Before, LinkSubject, PushOfLink } from '../link-action.ts';
import { closeIssuesOf, dropSkips, reopenIssues, waitingFor } from '../link-actions.queries.ts';
import { sendsAnything } from '../link-planner.ts';
import type { Desk } from '../record-sides.ts';

export interface ActionWriteDeps {
  audit: AuditLog;
  links: LinksService;
  outbox: PushOutbox;
  pushIssues: { retry(tx: Tx, issue: PushOfLink): Promise<boolean> };
}

/** What was written, with what undoing needs, and what is to be fetched after the commit. */
export interface WrittenAction {
  before: Before;
  after: After;
  /** "Relinked": what was done, for the audit log. */
  done: string;
  changes: FieldChange[];
  fetch: string | null;
  /** Rows of the audit log about other records that it changed. */
  others?: readonly NewAuditEvent[];
}

/** An action that is being written: on what, by whom, in which transaction; with the steps that several actions share. */
export class ActionWork {
  constructor(
    readonly deps: ActionWriteDeps,
    readonly tx: Tx,
    readonly desk: Desk,
    readonly actor: Actor,
    readonly subject: LinkSubject,
  ) {}

  /** The link of the record and those of its parts, which are of the record there. */
  async removeLinks(): Promise<EntityLink[]> {
    const { link, localId } = this.subject;
    const parts = await this.deps.links.partsOf(this.tx, this.desk.connectionId, localId);
    const all = [...(link ? [link] : []), ...parts];
    await this.endQuestions();
    await this.deps.links.remove(
      this.tx,
      all.map(({ id }) => id),
    );
    return all;
  }

  /** Nobody can say any more whose value stands: where both sides are compared again, it is asked anew. */
  async endQuestions(): Promise<void> {
    const { connectionId } = this.desk;
    const { entity, localId } = this.subject;
    const open = await openConflicts(this.tx, connectionId, entity, [localId]);
    if (open.length === 0) return;
    const [why, local] = [endedWithLink(this.actor.name), this.subject.local];
    await closeQuestions(
      this.tx,
      open.map(({ id, field, connectwise }) => ({ id, why, kept: null, crm: local?.[field] ?? null, connectwise })),
    );
    await closeAnswered(this.tx, connectionId, entity, [localId], why);
  }

  /** What ConnectWise left at the company that is gone is sent to the one that is linked now: contacts in every mode that sends anything, opportunities as their edits are. */
  async sendLeft(left: readonly LinkedChild[]): Promise<Required<Before>['left']> {
    await disagreeOnClient(
      this.tx,
      left.map(({ linkId }) => linkId),
    );
    const waiting = await readWaiting(this.tx, this.desk.connectionId, left);
    if (sendsAnything(this.desk.setup)) for (const one of left) await this.push('relinked', one);
    return left.map(({ entity, localId, linkId }) => {
      const waited = waiting.get(localId);
      return { entity, localId, linkId, ...(waited ? { waited } : {}) };
    });
  }

  /** Empties what ConnectWise keeps for its record, and takes for no second one: a new one brings its own back. Answers what was dropped. */
  async dropKeptThere(): Promise<FieldChange[]> {
    const { link, entity, local, localId } = this.subject;
    const { keptWhenDeleted: kept } = syncOf(entity);
    const value = kept && link ? local?.[kept.field] : null;
    if (!kept || !value) return [];
    await kept.forget(this.tx, localId);
    return [{ field: kept.field, from: value, to: null }];
  }

  push(reason: PushReason, { entity, localId }: Pick<LinkSubject, 'entity' | 'localId'> = this.subject): Promise<void> {
    const { connectionId } = this.desk;
    return this.deps.outbox.request(this.tx, { connectionId, entity, localId, reason, actor: this.actor.userId });
  }

  /** The poll brings it when ConnectWise cannot be asked right now. */
  fetchSoon(remoteId: string): Promise<void> {
    const { entity, name } = this.subject;
    return writeSkips(this.tx, this.desk.connectionId, entity, [fetchedSoon({ remoteId, name })]);
  }

  closeIssues(remoteIds: readonly string[], what: string) {
    const { entity, localId } = this.subject;
    const resolution = say.settledBy(this.actor.name, what);
    return closeIssuesOf(this.tx, this.desk.connectionId, entity, { localId, remoteIds }, resolution);
  }

  /** Things pass over the link: what ConnectWise has is fetched, what waits here is asked for again. */
  async lookAtBoth(remoteId: string): Promise<void> {
    const { entity, local } = this.subject;
    await dropSkips(this.tx, this.desk.connectionId, entity, [remoteId]);
    await this.fetchSoon(remoteId);
    const { pushUpdate, pushWon } = this.desk.setup.may;
    // As an edit where edits go out: lines that somebody edited in ConnectWise meanwhile stay then.
    if (local && pushUpdate) await this.push('updated');
    else if (local && pushWon && syncOf(entity).goesWhenWon) await this.push('retry');
  }

  /** In a mode that takes no changes: these stand otherwise here now, and may be as ConnectWise has them. */
  async lookWhetherAlike(records: readonly Pick<LinkSubject, 'entity' | 'localId'>[]): Promise<void> {
    if (this.desk.setup.may.pullUpdate) return;
    for (const [entity, of] of Map.groupBy(records, (one) => one.entity)) {
      const ids = of.map(({ localId }) => localId);
      await lookAgainAtLeft(this.tx, this.desk.connectionId, entity, ids);
    }
  }

  /** Pushes that waited for the link are tried again at once; answers them as they waited. */
  async goOn(): Promise<PushOfLink[]> {
    const waiting = await waitingFor(this.tx, this.desk.connectionId, this.subject.localId);
    for (const push of waiting) await this.deps.pushIssues.retry(this.tx, push);
    return waiting;
  }

  /** Nothing is linked any more that they could go to: they are asked for as they were, and what told of them tells again. */
  async waitAgain(waiting: readonly PushOfLink[]): Promise<void> {
    await reopenIssues(
      this.tx,
      waiting.flatMap(({ issueId }) => issueId ?? []),
    );
    for (const push of waiting) await this.push(push.reason, push);
  }
}

/** A row about another record of the same kind whose link was changed along with that of the first. */
export const linkOfOther = (
  { entity, actor }: Pick<LinkSubject, 'entity'> & { actor: Actor },
  { localId, name, remoteId }: { localId: Id; name: string; remoteId: string },
  told: Pick<NewAuditEvent, 'code' | 'description' | 'changes'>,
): NewAuditEvent => ({
  ...{ entity, operation: 'link', status: 'success', name, localId, remoteId, actor: actor.name },
  opportunityId: syncOf(entity).saleOf ? localId : null,
  ...told,
});

/** Has the next poll fetch a record that did not change there. */
export const fetchedSoon = (record: Pick<NewSkip, 'remoteId' | 'name'>): NewSkip => ({
  ...record,
  code: MATCH_DECIDED,
  reason: say.linkChanged(),
  waitsFor: null,
  rule: null,
  filterHash: '',
});

/** The row after what was dropped. */
export const withoutDropped = (local: Fields | null, dropped: readonly FieldChange[]): Fields => ({
  ...local,
  ...Object.fromEntries(dropped.map(({ field }) => [field, null])),
});

export const gone = (entity: PulledEntity): never =>
  refuse('changed_meanwhile', `The link of this ${syncOf(entity).words.local} was changed meanwhile. Look again.`);

export const linkChange = (entity: PulledEntity, from: string | null, to: string | null): FieldChange => ({
  field: `ConnectWise ${syncOf(entity).words.remote}`,
  from,
  to,
});
