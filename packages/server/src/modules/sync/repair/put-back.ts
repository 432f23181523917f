import type { Tx } from '../../../platform/database/database.ts';
import type { Actor } from '../../../platform/graphql/context.ts';
import { isSame } from '../../../platform/is-same.ts';
import type { NewAuditEvent } from '../../audit/audit-log.service.ts';
import { type EntityLink, isHeld, type PulledEntity } from '../../links/link.ts';
import { clearNeverSynced, readNeverSynced, setNeverSynced } from '../../links/never-synced.queries.ts';
import * as say from '../messages/link-action.messages.ts';
import { heldByPerson } from '../messages/skip-reason.messages.ts';
import { readLocalRows } from '../pull/decide/local-rows.queries.ts';
import { updateLocalRows } from '../pull/write/rows.queries.ts';
import { isPulled, syncOf } from '../registry.ts';
import { agreeOnClient } from './children-left.queries.ts';
import type { Before, LinkAction, MovedRecords } from './link-action.ts';
import * as rows from './link-actions.queries.ts';
import { goOnOf, namePush } from './link-planner.ts';
import type { Desk, RecordSides } from './record-sides.ts';
import { ActionWork, type ActionWriteDeps, linkChange, linkOfOther } from './writes/action-work.ts';

type PulledLink = EntityLink & { entity: PulledEntity };

type Moved = Awaited<ReturnType<typeof rows.moveBack>>;

/** What an undo has written. */
export interface WrittenBack {
  /** How things stand by now, for the audit log. */
  says: string[];
  /** Records of ConnectWise that are to be fetched after the commit. */
  looked: PulledLink[];
  /** Rows of the audit log about other records that it changed. */
  others: NewAuditEvent[];
}

/** The link of the record as it was before the action. */
export const ownLink = ({ entity, localId, before }: Pick<LinkAction, 'entity' | 'localId' | 'before'>) =>
  before.links.find((one) => one.entity === entity && one.localId === localId) ?? null;

/**
 * Puts back what an action on a link changed here. One rule for all of them: a link over which things pass again is looked at on both sides now, as
 * when it is resumed; over any other, what waited waits again. Says no more than it has seen to.
 */
export class PutBack {
  constructor(
    private readonly deps: ActionWriteDeps,
    private readonly sides: RecordSides,
  ) {}

  async write(tx: Tx, desk: Desk, actor: Actor, action: LinkAction): Promise<WrittenBack> {
    const { connectionId } = desk;
    const { entity, localId, before, after, kind } = action;
    const own = ownLink(action);
    await rows.withdrawPush(tx, action, say.settledBy(actor.name, say.wasWithdrawn()));
    const isSameLink = await this.restoreLinks(tx, action, own);
    await this.restoreRow(tx, desk, action);
    if (before.primaries) await rows.markPrimaryAgain(tx, before.primaries);
    await this.restoreLeft(tx, actor, action);
    const back = before.moved ? await rows.moveBack(tx, before.moved) : null;
    if (before.never) await setNeverSynced(tx, connectionId, entity, localId, before.never);
    else if (await readNeverSynced(tx, connectionId, entity, localId))
      await clearNeverSynced(tx, connectionId, entity, localId);
    if (before.apart) await rows.forgetPair(tx, { connectionId, entity, localId, remoteId: before.apart });
    if (after.remoteId) await rows.dropSkips(tx, connectionId, entity, [after.remoteId]);
    if (before.issues && before.issues.length > 0) await rows.reopenIssues(tx, before.issues);
    // What letting it go on has told of its record is no question while it is never synced.
    if (own?.state === 'never') {
      const record = { localId, remoteIds: [own.remoteId] };
      await rows.closeIssuesOf(tx, connectionId, entity, record, say.settledBy(actor.name, say.setNeverAgain()));
    }

    const looked = before.links.filter((one): one is PulledLink => passesAgain(one) && isPulled(one.entity));
    const names = await rows.namesOf(tx, [localId, ...looked.map((one) => one.localId)]);
    const workOn = async (one: { entity: PulledEntity; localId: string }) => {
      const { table } = this.sides.syncIn(desk, one.entity);
      const local = (await readLocalRows(tx, table, [one.localId])).get(one.localId)?.fields ?? null;
      const name = names.get(one.localId) ?? action.name;
      const unlinked = { link: null, never: null, isGoneThere: false };
      const subject = { entity: one.entity, localId: one.localId, local, name, ...unlinked };
      return new ActionWork(this.deps, tx, desk, actor, subject);
    };
    for (const one of looked) await (await workOn(one)).lookAtBoth(one.remoteId);
    const work = await workOn(action);
    const isNeverTakenBack = kind === 'never_sync' && own === null;
    const goesOn = isNeverTakenBack ? goOnOf(await this.allowAgain(work, desk)) : [];
    const waiting = own?.state === 'linked' || isNeverTakenBack ? [] : (before.waiting ?? []);
    await work.waitAgain(waiting);
    if (back) await work.lookWhetherAlike(movedRecords(back));
    if (back && own?.state === 'linked' && desk.setup.may.pushUpdate) await this.sendBack(work, back);

    const pairOf = (one: PulledLink) => ({
      ...syncOf(one.entity).words,
      name: names.get(one.localId) ?? action.name,
      remoteId: one.remoteId,
    });
    const alone = { ...syncOf(entity).words, name: names.get(localId) ?? action.name };
    const says = [
      ...(own && !passesAgain(own) ? [stillSays({ ...alone, remoteId: own.remoteId }, own)] : []),
      ...(own && isHeld(own) && isSameLink && after.state === 'linked' ? [say.noValuePassed()] : []),
      ...(own ? [] : [withoutLink(alone, before, isNeverTakenBack)]),
      ...looked.map((one) => say.willResume(pairOf(one))),
      ...movedSays(back),
      ...goesOn,
      ...(waiting.length > 0 ? [say.waitsAgain(waiting.map(namePush))] : []),
    ];
    const others = [
      ...before.links
        .filter((one): one is PulledLink => one.entity === entity && one.localId !== localId)
        .map((one) => givenBack(actor, { ...pairOf(one), localId: one.localId }, { ...action, name: alone.name })),
      ...(back && before.moved ? await this.toldOfMoved(tx, actor, { ...before.moved, local: alone.local }, back) : []),
    ];
    return { says, looked, others };
  }

  /** They belong in ConnectWise where they did, and nothing of that is to be sent; what waited of them before waits on. */
  private async restoreLeft(tx: Tx, actor: Actor, action: LinkAction): Promise<void> {
    const { connectionId, before } = action;
    const { left = [] } = before;
    for (const { entity, localId, waited } of left) {
      const withdrawn = await rows.withdrawPush(tx, { ...action, entity, localId }, say.wasWithdrawn());
      if (waited && withdrawn)
        await this.deps.outbox.request(tx, { connectionId, entity, localId, reason: waited, actor: actor.userId });
    }
    await agreeOnClient(
      tx,
      left.map(({ linkId }) => linkId),
      action.localId,
    );
  }

  /** Each of them is told in its own history where it hangs again. */
  private async toldOfMoved(
    tx: Tx,
    actor: Actor,
    moved: MovedRecords & { local: string },
    back: Moved,
  ): Promise<NewAuditEvent[]> {
    const { fromClientId, toClientId, local, field } = moved;
    const all = movedRecords(back);
    const ids = [fromClientId, ...(toClientId ? [toClientId] : []), ...all.map((one) => one.localId)];
    const names = await rows.namesOf(tx, ids);
    const [from, to] = [names.get(toClientId ?? '') ?? '', names.get(fromClientId) ?? ''];
    return all.map(({ entity, localId }) => ({
      ...{
        entity,
        localId,
        operation: 'update',
        status: 'success',
        code: field === 'contactId' ? 'contact_merge_undone' : 'client_merge_undone',
        actor: actor.name,
      },
      name: names.get(localId) ?? null,
      opportunityId: syncOf(entity).saleOf ? localId : null,
      description: say.movedBackFromMerge(local, from, to),
      changes: [{ field: local, from, to }],
    }));
  }

  /** True when the link is the one of before, which was only held or let go on: what was agreed on since stays agreed. */
  private async restoreLinks(tx: Tx, { connectionId, entity, localId, before }: LinkAction, own: EntityLink | null) {
    const current = await this.deps.links.byLocal(tx, entity, [localId], connectionId);
    if (own && current.some(({ id }) => id === own.id)) {
      await this.deps.links.setState(tx, [own.id], own.state, own.hold);
      return true;
    }
    await this.deps.links.remove(
      tx,
      current.map(({ id }) => id),
    );
    await rows.restoreLinks(tx, before.links);
    return false;
  }

  /** Only the fields that the action is known to have changed: what else was edited since stays. */
  private async restoreRow(tx: Tx, desk: Desk, { entity, localId, before, after }: LinkAction): Promise<void> {
    if (!before.local || !after.local) return;
    const { table } = this.sides.syncIn(desk, entity);
    const row = (await readLocalRows(tx, table, [localId])).get(localId);
    if (!row) return;
    const was = before.local;
    const fields = { ...row.fields };
    for (const field of Object.keys(after.local)) if (field in was) fields[field] = was[field] ?? null;
    if (!isSame(row.fields, fields)) await updateLocalRows(tx, table, [{ id: localId, fields }]);
  }

  /** The merge had sent them to the other company in ConnectWise. */
  private async sendBack(work: ActionWork, back: Moved): Promise<void> {
    for (const one of movedRecords(back)) await work.push('updated', one);
  }

  private async allowAgain(work: ActionWork, { setup }: Desk) {
    const waiting = await work.goOn();
    if (setup.may.pushOpen && work.subject.local) await work.push('created');
    return waiting;
  }
}

const movedRecords = ({ contacts, opportunities }: Moved) => [
  ...contacts.map((localId) => ({ entity: 'contact' as const, localId })),
  ...opportunities.map((localId) => ({ entity: 'opportunity' as const, localId })),
];

/** The record whose link had been taken over is told in its own history that it has it again. */
const givenBack = (
  actor: Actor,
  { localId, ...pair }: Pair & { localId: string },
  { entity, name }: Pick<LinkAction, 'entity' | 'name'>,
): NewAuditEvent =>
  linkOfOther(
    { entity, actor },
    { localId, name: pair.name, remoteId: pair.remoteId },
    {
      code: 'link_undone',
      description: say.wasGivenBack({ ...pair, name }, actor.name),
      changes: [linkChange(entity, null, pair.remoteId)],
    },
  );

type Pair = Parameters<typeof say.willResume>[0];

/** Over one that somebody decided to keep although its record is gone nothing passes. */
const passesAgain = ({ state, isGoneThere = false }: EntityLink): boolean => state === 'linked' && !isGoneThere;

const stillSays = (pair: Pair, own: EntityLink): string =>
  own.state === 'broken' || own.isGoneThere ? say.isBrokenAgain(pair) : say.isHeldAgain(pair, heldByPerson(own));

function withoutLink(alone: Omit<Pair, 'remoteId'>, { never }: Before, isNeverTakenBack: boolean): string {
  if (never) return say.willNeverBeSent(alone);
  return isNeverTakenBack ? say.willBeSentAgain(alone) : say.isNotLinkedAgain(alone);
}

const movedSays = (back: Moved | null): string[] =>
  back && back.contacts.length + back.opportunities.length > 0
    ? [say.movedBack(back.contacts.length, back.opportunities.length)]
    : [];
