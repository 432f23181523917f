import type { Tx } from '../../../platform/database/database.ts';
import { refuse } from '../../../platform/errors.ts';
import type { Actor } from '../../../platform/graphql/context.ts';
import type { AuditLog, FieldChange } from '../../audit/audit-log.service.ts';
import type { LinkHold, PulledEntity } from '../../links/link.ts';
import type { LinksService } from '../../links/links.service.ts';
import { clearNeverSynced, setNeverSynced } from '../../links/never-synced.queries.ts';
import * as say from '../messages/link-action.messages.ts';
import { writeSkips } from '../pull/write/outcomes.queries.ts';
import { UNREAD } from '../push/attempt/agreed-state.rules.ts';
import type { PushOutbox } from '../push/outbox/push-outbox.service.ts';
import type { PushReason } from '../push/outbox/push-request.ts';
import { MATCH_DECIDED } from '../records/skip-codes.ts';
import { syncOf } from '../registry.ts';
import type { After, Before, LinkActionRequest, LinkSubject } from './link-action.ts';
import * as rows from './link-actions.queries.ts';
import type { WorkedPlan } from './link-planner.ts';
import { nameInBase, sendsAnything } from './link-planner.ts';
import { baseOfChoice, expectedAfter } from './link-values.rules.ts';
import type { Desk } from './record-sides.ts';

export interface ActionWriteDeps {
  audit: AuditLog;
  links: LinksService;
  outbox: PushOutbox;
  pushIssues: { retry(tx: Tx, issue: rows.PushOfLink): Promise<boolean> };
}

/** What was written, with what undoing needs, and what is to be fetched after the commit. */
export interface WrittenAction {
  before: Before;
  after: After;
  /** "Relinked": what was done, for the audit log. */
  done: string;
  changes: FieldChange[];
  fetch: string | null;
}

/** The writing half of the actions on links; each within the transaction that also tells of it. */
export class ActionWrites {
  constructor(private readonly deps: ActionWriteDeps) {}

  async write(tx: Tx, desk: Desk, actor: Actor, request: LinkActionRequest, plan: WorkedPlan): Promise<WrittenAction> {
    const { subject } = plan;
    switch (request.kind) {
      case 'unlink':
        return this.unlink(tx, desk, actor, subject);
      case 'pause':
        return this.hold(tx, subject, 'paused', holdOf(actor, request));
      case 'never_sync':
        return subject.link
          ? this.hold(tx, subject, 'never', holdOf(actor, request))
          : this.neverSend(tx, desk, subject, holdOf(actor, request));
      case 'resume':
      case 'allow_sync':
        return subject.link ? this.resume(tx, desk, actor, subject) : this.allow(tx, desk, actor, subject);
      case 'recreate_there':
        return this.recreateThere(tx, desk, actor, subject);
      case 'recreate_here':
        return this.recreateHere(tx, desk, subject);
      case 'relink':
        return plan.taken && request.ifTaken === 'merge'
          ? this.merge(tx, desk, actor, plan, plan.taken)
          : this.relink(tx, desk, actor, request, plan);
      default:
        return request.kind satisfies never;
    }
  }

  private async unlink(tx: Tx, desk: Desk, actor: Actor, subject: LinkSubject): Promise<WrittenAction> {
    const { link, entity, localId, name } = subject;
    const links = await this.removeLinks(tx, desk, subject);
    const isBroken = link?.state === 'broken';
    const remoteId = link?.remoteId ?? '';
    if (!isBroken) {
      const remoteName = nameInBase(syncOf(entity), link?.base) ?? `${syncOf(entity).words.remote} ${remoteId}`;
      const pair = { connectionId: desk.connectionId, entity, localId, localName: name, remoteId, remoteName };
      await rows.keepApart(tx, pair, actor.name);
    }
    await rows.dropSkips(tx, desk.connectionId, entity, [remoteId]);
    const issues = await this.closeIssues(tx, desk, actor, subject, [remoteId], 'unlinked');
    await this.goOn(tx, desk, subject);
    return {
      before: { links, issues, ...(isBroken ? {} : { apart: remoteId }) },
      after: { remoteId: null, state: null },
      done: 'Unlinked',
      changes: [linkChange(entity, remoteId, null)],
      fetch: null,
    };
  }

  private async hold(
    tx: Tx,
    { link, entity }: LinkSubject,
    state: 'paused' | 'never',
    hold: LinkHold,
  ): Promise<WrittenAction> {
    if (!link) return gone(entity);
    await this.deps.links.setState(tx, [link.id], state, hold);
    return {
      before: { links: [link] },
      after: { remoteId: link.remoteId, state },
      done: state === 'paused' ? 'Paused' : 'Set never to sync',
      changes: [{ field: 'state', from: link.state, to: state }],
      fetch: null,
    };
  }

  private async neverSend(
    tx: Tx,
    { connectionId }: Desk,
    subject: LinkSubject,
    hold: LinkHold,
  ): Promise<WrittenAction> {
    await setNeverSynced(tx, connectionId, subject.entity, subject.localId, hold);
    return {
      before: { links: [], never: null },
      after: { remoteId: null, state: null },
      done: 'Set never to sync',
      changes: [{ field: 'state', from: 'not linked', to: 'never' }],
      fetch: null,
    };
  }

  private async resume(tx: Tx, desk: Desk, actor: Actor, subject: LinkSubject): Promise<WrittenAction> {
    const { link, entity } = subject;
    if (!link) return gone(entity);
    await this.deps.links.setState(tx, [link.id], 'linked');
    await rows.dropSkips(tx, desk.connectionId, entity, [link.remoteId]);
    await this.fetchSoon(tx, desk, subject, link.remoteId);
    const { pushUpdate, pushWon } = desk.setup.may;
    if (pushUpdate || (pushWon && syncOf(entity).goesWhenWon)) await this.push(tx, desk, actor, subject, 'retry');
    return {
      before: { links: [link] },
      after: { remoteId: link.remoteId, state: 'linked' },
      done: 'Resumed',
      changes: [{ field: 'state', from: link.state, to: 'linked' }],
      fetch: link.remoteId,
    };
  }

  private async allow(tx: Tx, desk: Desk, actor: Actor, subject: LinkSubject): Promise<WrittenAction> {
    await clearNeverSynced(tx, desk.connectionId, subject.entity, subject.localId);
    await this.goOn(tx, desk, subject);
    if (desk.setup.may.pushOpen) await this.push(tx, desk, actor, subject, 'created');
    return {
      before: { links: [], never: subject.never },
      after: { remoteId: null, state: null },
      done: 'Allowed to sync again',
      changes: [{ field: 'state', from: 'never', to: 'not linked' }],
      fetch: null,
    };
  }

  private async recreateThere(tx: Tx, desk: Desk, actor: Actor, subject: LinkSubject): Promise<WrittenAction> {
    const { link, entity, localId, local } = subject;
    const links = await this.removeLinks(tx, desk, subject);
    // ConnectWise keeps the ID of a deleted company; the new one brings its own back.
    const { keptWhenDeleted: kept } = syncOf(entity);
    const identifier = kept && link ? local?.[kept.field] : null;
    if (kept && identifier) await kept.forget(tx, localId);
    const remoteId = link?.remoteId ?? null;
    const issues = await this.closeIssues(
      tx,
      desk,
      actor,
      subject,
      remoteId ? [remoteId] : [],
      'recreated in ConnectWise',
    );
    await this.push(tx, desk, actor, subject, 'recreate');
    await this.goOn(tx, desk, subject);
    return {
      before: { links, local, issues },
      after: {
        remoteId: null,
        state: null,
        local: { ...local, ...(kept && identifier ? { [kept.field]: null } : {}) },
      },
      done: 'Recreated in ConnectWise',
      changes: [
        linkChange(entity, remoteId, null),
        ...(kept && identifier ? [{ field: kept.field, from: identifier, to: null }] : []),
      ],
      fetch: null,
    };
  }

  private async recreateHere(tx: Tx, desk: Desk, subject: LinkSubject): Promise<WrittenAction> {
    const { link, entity } = subject;
    if (!link) return gone(entity);
    const links = await this.removeLinks(tx, desk, subject);
    await this.fetchSoon(tx, desk, subject, link.remoteId);
    return {
      before: { links },
      after: { remoteId: null, state: null },
      done: 'Recreated in the CRM',
      changes: [linkChange(entity, link.remoteId, null)],
      fetch: link.remoteId,
    };
  }

  private async relink(
    tx: Tx,
    desk: Desk,
    actor: Actor,
    { entity }: LinkActionRequest,
    { subject, remote, compared, taken }: WorkedPlan,
  ): Promise<WrittenAction> {
    const { local, link, localId, never } = subject;
    if (!remote?.fields || !local) return gone(entity);
    const { connectionId } = desk;
    const { remoteId } = remote;
    const links = await this.removeLinks(tx, desk, subject);
    const holders = await this.deps.links.byRemote(tx, entity, [remoteId], connectionId);
    if (holders.some((held) => held.localId !== taken?.localId))
      return refuse('changed_meanwhile', 'That record was linked to another one meanwhile. Look again.');
    await this.deps.links.remove(
      tx,
      holders.map(({ id }) => id),
    );
    if (never) await clearNeverSynced(tx, connectionId, entity, localId);
    await rows.dropSkips(tx, connectionId, entity, [remoteId, ...(link ? [link.remoteId] : [])]);
    await rows.forgetPair(tx, { connectionId, entity, localId, remoteId });
    // The next look at the record, ours or the poll's, takes in what of theirs shall stand.
    const base = baseOfChoice(compared, { local, remote: remote.fields });
    await this.deps.links.bind(tx, {
      connectionId,
      entity,
      localId,
      remoteId,
      origin: 'matched',
      remoteHash: UNREAD,
      base,
    });
    await this.fetchSoon(tx, desk, subject, remoteId);
    const issues = await this.closeIssues(
      tx,
      desk,
      actor,
      subject,
      [remoteId, ...(link ? [link.remoteId] : [])],
      `relinked to ${syncOf(entity).words.remote} ${remoteId}`,
    );
    if (sendsAnything(desk.setup)) await this.push(tx, desk, actor, subject, 'relinked');
    await this.goOn(tx, desk, subject);
    return {
      before: { links: [...links, ...holders], local, remote: remote.fields, never, issues },
      after: {
        remoteId,
        state: 'linked',
        local: expectedAfter(compared, 'crm'),
        remote: expectedAfter(compared, 'connectwise'),
      },
      done: link ? 'Relinked' : 'Linked',
      changes: [linkChange(entity, link?.remoteId ?? null, remoteId)],
      fetch: remoteId,
    };
  }

  private async merge(
    tx: Tx,
    desk: Desk,
    actor: Actor,
    { subject }: WorkedPlan,
    into: { localId: string; name: string },
  ): Promise<WrittenAction> {
    const { link, entity, localId, name, never } = subject;
    const { connectionId, setup } = desk;
    const links = await this.removeLinks(tx, desk, subject);
    const { children } = syncOf(entity);
    if (!children) return gone(entity);
    const { contacts, opportunities } = await children.move(tx, localId, into.localId);
    await setNeverSynced(tx, connectionId, entity, localId, {
      by: actor.name,
      reason: say.mergedInto(into.name),
    });
    const issues = await this.closeIssues(
      tx,
      desk,
      actor,
      subject,
      link ? [link.remoteId] : [],
      `merged into "${into.name}"`,
    );
    await this.goOn(tx, desk, subject);
    const moved = [
      ...contacts.map((one) => ({ ...one, entity: 'contact' as const })),
      ...opportunities.map((one) => ({ ...one, entity: 'opportunity' as const })),
    ];
    await this.deps.audit.record(
      tx,
      moved.map((one) => ({
        entity: one.entity,
        operation: 'update' as const,
        status: 'success' as const,
        code: 'client_merged',
        name: one.name,
        localId: one.id,
        opportunityId: syncOf(one.entity).saleOf ? one.id : null,
        actor: actor.name,
        description: say.movedWithMerge(name, into.name),
        changes: [{ field: 'client', from: name, to: into.name }],
      })),
    );
    if (setup.may.pushUpdate)
      for (const one of moved) await this.push(tx, desk, actor, { entity: one.entity, localId: one.id }, 'updated');
    return {
      before: {
        links,
        never,
        issues,
        moved: {
          contacts: contacts.map(({ id, isPrimary }) => ({ id, isPrimary })),
          opportunities: opportunities.map(({ id }) => id),
          fromClientId: localId,
        },
      },
      after: { remoteId: null, state: null },
      done: `Merged into "${into.name}"`,
      changes: [
        linkChange(entity, link?.remoteId ?? null, null),
        { field: 'contacts', from: contacts.length, to: 0 },
        { field: 'opportunities', from: opportunities.length, to: 0 },
      ],
      fetch: null,
    };
  }

  /** The link of the record and those of its parts, which are of the record there. */
  private async removeLinks(tx: Tx, { connectionId }: Desk, { link, localId }: LinkSubject) {
    const parts = await this.deps.links.partsOf(tx, connectionId, localId);
    const all = [...(link ? [link] : []), ...parts];
    await this.deps.links.remove(
      tx,
      all.map(({ id }) => id),
    );
    return all;
  }

  private push(
    tx: Tx,
    { connectionId }: Desk,
    { userId }: Actor,
    { entity, localId }: Pick<LinkSubject, 'entity' | 'localId'>,
    reason: PushReason,
  ): Promise<void> {
    return this.deps.outbox.request(tx, { connectionId, entity, localId, reason, actor: userId });
  }

  /** The poll brings it when ConnectWise cannot be asked right now. */
  private fetchSoon(tx: Tx, { connectionId }: Desk, { entity, name }: LinkSubject, remoteId: string): Promise<void> {
    const reason = 'its link was changed by a person; it comes with the next poll';
    return writeSkips(tx, connectionId, entity, [
      { remoteId, code: MATCH_DECIDED, reason, waitsFor: null, name, rule: null, filterHash: '' },
    ]);
  }

  private closeIssues(
    tx: Tx,
    { connectionId }: Desk,
    actor: Actor,
    { entity, localId }: LinkSubject,
    remoteIds: readonly string[],
    what: string,
  ) {
    const resolution = say.settledBy(actor.name, what);
    return rows.closeIssuesOf(tx, connectionId, entity, { localId, remoteIds }, resolution);
  }

  /** Pushes that waited for the link are tried again at once. */
  private async goOn(tx: Tx, { connectionId }: Desk, { localId }: LinkSubject): Promise<void> {
    for (const push of await rows.waitingFor(tx, connectionId, localId)) await this.deps.pushIssues.retry(tx, push);
  }
}

const gone = (entity: PulledEntity): never =>
  refuse('changed_meanwhile', `The link of this ${syncOf(entity).words.local} was changed meanwhile. Look again.`);

const holdOf = (actor: Actor, { reason }: LinkActionRequest): LinkHold => ({
  by: actor.name,
  reason: reason ?? '',
  at: new Date().toISOString(),
});

const linkChange = (entity: PulledEntity, from: string | null, to: string | null): FieldChange => ({
  field: `ConnectWise ${syncOf(entity).words.remote}`,
  from,
  to,
});
