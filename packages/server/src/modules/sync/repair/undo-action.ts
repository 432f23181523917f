import type { Database, Tx } from '../../../platform/database/database.ts';
import { ProblemsError, refuse } from '../../../platform/errors.ts';
import type { Actor } from '../../../platform/graphql/context.ts';
import type { Id } from '../../../platform/ids.ts';
import { isSame } from '../../../platform/is-same.ts';
import { type EntityLink, isHeld } from '../../links/link.ts';
import { agreedFields, withAgreed } from '../conflicts/base.rules.ts';
import * as say from '../messages/link-action.messages.ts';
import { inWords } from '../messages/message.ts';
import { readLocalRows } from '../pull/decide/local-rows.queries.ts';
import { lockCursor } from '../pull/write/cursor.queries.ts';
import { patchOnce } from '../push/attempt/patch-once.ts';
import { planUpdate } from '../push/attempt/update-plan.rules.ts';
import type { Fields, FieldValue } from '../records/entity-sync.ts';
import { namedChanges } from '../records/fields/field-table.ts';
import { syncOf } from '../registry.ts';
import { firstAgreedAt } from './children-left.queries.ts';
import { fieldNames } from './field-names.ts';
import type { LinkAction, MovedRecords } from './link-action.ts';
import * as rows from './link-actions.queries.ts';
import { ownLink, PutBack, type WrittenBack } from './put-back.ts';
import { whileHeld } from './record-hold.ts';
import type { Desk, RecordSides, RemoteSide } from './record-sides.ts';
import type { ActionWriteDeps } from './writes/action-work.ts';

export interface UndoActionDeps extends ActionWriteDeps {
  database: Database;
  sides: RecordSides;
}

interface UndoneAction {
  action: LinkAction;
  looked: WrittenBack['looked'];
}

/** What of ConnectWise's record was put back, and the fields that it did not let go back. */
interface Reverted {
  kept: readonly string[];
  changes: readonly { field: string; from: FieldValue; to: FieldValue }[];
}

/** Takes an action on a link back, as long as nothing else happened to its records since. */
export class UndoAction {
  private readonly back: PutBack;

  constructor(private readonly deps: UndoActionDeps) {
    this.back = new PutBack(deps, deps.sides);
  }

  async undo(desk: Desk, actor: Actor, id: Id): Promise<UndoneAction> {
    const { database } = this.deps;
    const action = await database.inWorkspace(actor.workspaceId, (tx) => this.undoable(tx, desk, id));
    if (!mayHaveSent(action)) return this.takeBack(desk, actor, action, null);
    const { entity, localId } = action;
    const check = (tx: Tx) => this.undoable(tx, desk, id);
    return whileHeld(database, desk, { entity, localId, check }, async () => {
      const remote = await this.remoteOf(desk, action);
      const reverted = remote && (await this.revertThere(desk, action, remote));
      return this.takeBack(desk, actor, action, reverted).catch(async (error: unknown) => {
        if (reverted && error instanceof ProblemsError) await this.tellReverted(desk, actor, action, reverted, error);
        throw error;
      });
    });
  }

  /** `reverted`: what of ConnectWise's record was put back before; null where nothing was sent to it. */
  private takeBack(
    desk: Desk,
    actor: Actor,
    { id, entity }: LinkAction,
    reverted: Reverted | null,
  ): Promise<UndoneAction> {
    return this.deps.database.inWorkspace(actor.workspaceId, async (tx) => {
      await lockCursor(tx, desk.connectionId, entity);
      const current = await this.undoable(tx, desk, id, { isHeld: reverted !== null });
      const { says, looked, others } = await this.back.write(tx, desk, actor, current);
      await rows.markUndone(tx, id, actor.name);
      const values = reverted ? [valuesSay(desk, entity, reverted.kept)] : [];
      const description = say.undoTold(current.description, actor.name, [...values, ...says]);
      await this.deps.audit.record(tx, [
        {
          entity: current.entity,
          operation: 'link',
          status: 'success',
          code: 'link_undone',
          name: current.name,
          localId: current.localId,
          remoteId: current.remoteId,
          opportunityId: syncOf(current.entity).saleOf ? current.localId : null,
          description,
          actor: actor.name,
        },
        ...others,
      ]);
      return { action: (await rows.findAction(tx, id)) ?? current, looked };
    });
  }

  /**
   * Somebody got in between after ConnectWise's record was put back, so that the rest stays. It is nobody's edit there: what stands here goes out over
   * it again where edits go out.
   */
  private tellReverted(
    desk: Desk,
    actor: Actor,
    { entity, localId, name, after }: LinkAction,
    { changes }: Reverted,
    { message }: ProblemsError,
  ): Promise<void> {
    const { database, links, audit, outbox } = this.deps;
    const { workspaceId, connectionId, setup } = desk;
    const remoteId = after.remoteId ?? '';
    if (changes.length === 0) return Promise.resolve();
    return database.inWorkspace(workspaceId, async (tx) => {
      await lockCursor(tx, connectionId, entity);
      const [link] = await links.byLocal(tx, entity, [localId], connectionId);
      if (link?.base && link.remoteId === remoteId) {
        const agreed = agreedFields(link.base);
        const ours = changes.filter(({ field, from }) => isSame(agreed[field] ?? null, from));
        await rows.setBase(
          tx,
          link.id,
          withAgreed(link.base, Object.fromEntries(ours.map(({ field, to }) => [field, to]))),
        );
        if (setup.may.pushUpdate)
          await outbox.request(tx, { connectionId, entity, localId, reason: 'updated', actor: actor.userId });
      }
      const words = inWords(changes.map(({ field }) => wordOfField(desk, entity, field)));
      await audit.record(tx, [
        {
          ...{
            direction: 'out',
            operation: 'update',
            status: 'success',
            entity,
            name,
            localId,
            remoteId,
            actor: actor.name,
          },
          opportunityId: syncOf(entity).saleOf ? localId : null,
          description: say.onlyThereAsBefore({ ...syncOf(entity).words, remoteId }, actor.name, {
            fields: words,
            because: message,
          }),
          changes: namedChanges(
            this.deps.sides.syncIn(desk, entity).fields,
            changes.map(({ field, from, to }) => ({ field, from, to })),
          ),
        },
      ]);
    });
  }

  /** `isHeld`: no push writes its record at the moment. */
  private async undoable(tx: Tx, desk: Desk, id: Id, { isHeld = false } = {}): Promise<LinkAction> {
    const action = await rows.findAction(tx, id);
    if (!action) return refuse('not_found', 'This action does not exist.', 'id');
    if (action.undoneAt) refuse('undone', `${action.undoneBy ?? 'Somebody'} took this back already.`, 'id');
    if (await rows.hasLaterAction(tx, action))
      refuse('changed_since', 'Something else was done about this record since. Take that back first.', 'id');
    await this.refuseChangedLink(tx, desk, action);
    await this.refuseEdited(tx, desk, action);
    await this.refuseGoneOn(tx, action, isHeld);
    await this.refuseGoneAlong(tx, action);
    await this.refuseNameTaken(tx, action);
    return action;
  }

  /** What the action let pass cannot be called back once it has passed. */
  private async refuseGoneOn(
    tx: Tx,
    { connectionId, entity, localId, name, before, at }: LinkAction,
    isHeldNow: boolean,
  ): Promise<void> {
    const own = await rows.firstGone(tx, [{ connectionId, entity, localId, name }], at);
    if (own?.isBeingSent && !isHeldNow)
      refuse(
        'busy',
        `This ${syncOf(entity).words.local} is being sent to ConnectWise right now. Try again in a moment.`,
      );
    const others = (before.waiting ?? []).filter((push) => push.localId !== localId);
    const gone = await rows.firstGone(tx, others, at);
    if (gone?.isBeingSent)
      refuse('busy', `"${gone.name ?? ''}" is being sent to ConnectWise right now. Try again in a moment.`);
    if (gone)
      refuse(
        'changed_since',
        `Since then "${gone.name ?? ''}" was synced, which waited for this. It cannot be taken back any more.`,
      );
  }

  /** What a merge or a new link took along to another company in ConnectWise: the one that it came from is not there any more. */
  private async refuseGoneAlong(tx: Tx, action: LinkAction): Promise<void> {
    const { connectionId, localId, entity, before, after } = action;
    const { moved, left = [] } = before;
    const toId = moved?.toClientId ?? null;
    const went =
      moved && toId
        ? await firstAgreedAt(tx, connectionId, movedOf(moved), { field: moved.field ?? 'clientId', id: toId })
        : await firstAgreedAt(tx, connectionId, left, { field: 'clientId', id: localId });
    if (!went) return;
    const names = await rows.namesOf(tx, [went.localId, ...(toId ? [toId] : [])]);
    const { words } = syncOf(entity);
    const own = ownLink(action);
    const child = `${went.entity} "${names.get(went.localId) ?? ''}"`;
    const to = toId
      ? `${words.local} "${names.get(toId) ?? ''}"`
      : say.remoteOf({ ...words, remoteId: after.remoteId ?? '' });
    refuse('changed_since', say.wentAlong(child, to, own ? { ...words, remoteId: own.remoteId } : null));
  }

  /** A merged client gave its name up, and another one has it by now: the CRM has it only once. */
  private async refuseNameTaken(tx: Tx, { before, after, localId, entity }: LinkAction): Promise<void> {
    const name = after.local && 'name' in after.local ? before.local?.name : undefined;
    if (entity !== 'company' || typeof name !== 'string') return;
    if (await rows.isNameTaken(tx, localId, name))
      refuse('changed_since', `Since then another client got the name "${name}". It cannot be taken back any more.`);
  }

  private async refuseChangedLink(tx: Tx, desk: Desk, action: LinkAction): Promise<void> {
    const { connectionId, entity, localId, after, before } = action;
    const [link] = await this.deps.links.byLocal(tx, entity, [localId], connectionId);
    if ((link?.remoteId ?? null) !== after.remoteId || (link?.state ?? null) !== after.state)
      refuse(
        'changed_since',
        link
          ? `Since then it was linked to ${syncOf(entity).words.remote} ${link.remoteId}, or its link was changed. It cannot be taken back any more.`
          : 'Since then its link was removed. It cannot be taken back any more.',
      );
    const own = ownLink(action);
    const isLetGoOn = link && own?.id === link.id && isHeld(own) && after.state === 'linked';
    const passed = isLetGoOn ? await this.passedSince(tx, desk, action, { own, link }) : null;
    if (passed)
      refuse(
        'changed_since',
        `Values have passed between the two since (${passed}). It cannot be taken back any more.`,
      );
    const parts = own?.id === link?.id ? [] : await this.deps.links.partsOf(tx, connectionId, localId);
    if (parts.length > 0)
      refuse('changed_since', 'Since then parts of it were sent to ConnectWise. It cannot be taken back any more.');
    const remoteIds = before.links.filter((one) => one.entity === entity).map((one) => one.remoteId);
    const held = await this.deps.links.byRemote(tx, entity, remoteIds, connectionId);
    const other = held.find((one) => one.localId !== localId && !before.links.some(({ id }) => id === one.id));
    if (other)
      refuse(
        'changed_since',
        `Since then ${syncOf(entity).words.remote} ${other.remoteId} was linked to another record.`,
      );
  }

  /** What both sides agree on by now as they did not when the link was let go on, in a word; null when nothing is. */
  private async passedSince(
    tx: Tx,
    desk: Desk,
    { entity, localId, at }: LinkAction,
    { own, link }: { own: EntityLink; link: EntityLink },
  ): Promise<string | null> {
    const field = movedField(own, link);
    if (field) return wordOfField(desk, entity, field);
    return syncOf(entity).saleOf && (await rows.wasPartSent(tx, localId, at)) ? 'lines of its quote' : null;
  }

  private async refuseEdited(tx: Tx, desk: Desk, { entity, localId, before, after }: LinkAction): Promise<void> {
    if (!after.local || !before.local) return;
    const row = (await readLocalRows(tx, this.deps.sides.syncIn(desk, entity).table, [localId])).get(localId);
    const edited = row && editedField(row.fields, before.local, after.local);
    if (!row || edited)
      refuse(
        'changed_since',
        `The ${syncOf(entity).words.local} was edited since${edited ? ` (${wordOfField(desk, entity, edited)})` : ''}. It cannot be taken back any more.`,
      );
  }

  /** The record there, where the action may have sent values to it. */
  private async remoteOf(desk: Desk, { entity, before, after }: LinkAction): Promise<RemoteSide | null> {
    if (!after.remote || !before.remote || !after.remoteId) return null;
    const remote = await this.deps.sides.remote(desk, entity, after.remoteId);
    const edited = remote?.fields && editedField(remote.fields, before.remote, after.remote);
    if (!remote?.fields || edited)
      return refuse(
        'changed_since',
        `The ${syncOf(entity).words.remote} was edited in ConnectWise since${edited ? ` (${wordOfField(desk, entity, edited)})` : ''}. It cannot be taken back any more.`,
      );
    return remote;
  }

  /** What the action sent goes back to what ConnectWise had, by the same plan as a push. */
  private async revertThere(desk: Desk, { entity, before, after }: LinkAction, remote: RemoteSide): Promise<Reverted> {
    const was = before.remote;
    if (!was || !remote.fields) return { kept: [], changes: [] };
    const differing = ({ fields }: RemoteSide): string[] =>
      Object.keys(after.remote ?? {}).filter((field) => field in was && !isSame(fields?.[field], was[field]));
    const toRevert = differing(remote);
    if (toRevert.length === 0) return { kept: [], changes: [] };
    const { wire } = syncOf(entity);
    const { setup } = desk;
    const context = {
      lists: setup.lists,
      configuration: setup.configuration,
      mapped: setup.mapped,
      remoteIdOf: () => undefined,
      memberIdOf: () => undefined,
    };
    await this.deps.sides.asking(desk, () =>
      patchOnce(desk.client, {
        wire,
        id: remote.remoteId,
        remote: remote.record,
        plan: (record) =>
          planUpdate({
            table: this.deps.sides.syncIn(desk, entity).fields,
            base: remote.fields,
            local: was,
            record,
            remote: remote.fields,
            owner: 'crm',
            context,
          }).operations,
      }),
    );
    const now = await this.deps.sides.remote(desk, entity, remote.remoteId);
    const kept = now ? differing(now) : [];
    const changes = toRevert
      .filter((field) => !kept.includes(field))
      .map((field) => ({ field, from: remote.fields?.[field] ?? null, to: was[field] ?? null }));
    return { kept, changes };
  }
}

const mayHaveSent = ({ before, after }: LinkAction): boolean =>
  Boolean(after.remote && before.remote && after.remoteId);

const valuesSay = (desk: Desk, entity: LinkAction['entity'], kept: readonly string[]): string =>
  kept.length > 0
    ? say.valuesKeptThere(inWords(kept.map((field) => wordOfField(desk, entity, field))))
    : say.valuesAsBefore();

const movedOf = ({ contacts, opportunities }: MovedRecords) => [
  ...contacts.map(({ id }) => ({ entity: 'contact' as const, localId: id })),
  ...opportunities.map((localId) => ({ entity: 'opportunity' as const, localId })),
];

/** A field on which both sides agree by now as they did not when the link was let go on. */
const movedField = (before: EntityLink, now: EntityLink): string | undefined =>
  Object.entries(agreedFields(now.base)).find(
    ([field, value]) => !isSame(value ?? null, before.base?.[field] ?? null),
  )?.[0];

/** A field that is neither as it was before the action nor as the action left it. */
function editedField(
  now: Fields,
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): string | undefined {
  return Object.keys(after).find((field) => !isSame(now[field], after[field]) && !isSame(now[field], before[field]));
}

const wordOfField = ({ setup }: Desk, entity: LinkAction['entity'], field: string): string =>
  fieldNames(setup).wordOf(entity, field);
