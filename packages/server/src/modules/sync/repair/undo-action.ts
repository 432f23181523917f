import type { Database, Tx } from '../../../platform/database/database.ts';
import { refuse } from '../../../platform/errors.ts';
import type { Actor } from '../../../platform/graphql/context.ts';
import type { Id } from '../../../platform/ids.ts';
import { isSame } from '../../../platform/is-same.ts';
import type { AuditLog } from '../../audit/audit-log.service.ts';
import type { LinksService } from '../../links/links.service.ts';
import { clearNeverSynced, readNeverSynced, setNeverSynced } from '../../links/never-synced.queries.ts';
import * as say from '../messages/link-action.messages.ts';
import { readLocalRows } from '../pull/decide/local-rows.queries.ts';
import { updateLocalRows } from '../pull/write/rows.queries.ts';
import { patchOnce } from '../push/attempt/patch-once.ts';
import { planUpdate } from '../push/attempt/update-plan.rules.ts';
import type { Fields } from '../records/entity-sync.ts';
import { syncOf } from '../registry.ts';
import type { LinkAction } from './link-action.ts';
import * as rows from './link-actions.queries.ts';
import type { Desk, RecordSides, RemoteSide } from './record-sides.ts';

export interface UndoActionDeps {
  database: Database;
  audit: AuditLog;
  links: LinksService;
  sides: RecordSides;
}

/** Takes an action on a link back, as long as nothing else happened to its records since. */
export class UndoAction {
  constructor(private readonly deps: UndoActionDeps) {}

  async undo(actor: Actor, id: Id): Promise<LinkAction> {
    const { database, sides } = this.deps;
    const desk = await sides.desk(actor.workspaceId);
    const action = await database.inWorkspace(actor.workspaceId, (tx) => this.undoable(tx, desk, id));
    const remote = await this.remoteOf(desk, action);
    if (remote) await this.revertThere(desk, action, remote);
    return database.inWorkspace(actor.workspaceId, async (tx) => {
      const current = await this.undoable(tx, desk, id);
      await this.putBack(tx, desk, current);
      await rows.withdrawPush(tx, current.connectionId, current.entity, current.localId);
      await rows.markUndone(tx, id, actor.name);
      const description = say.undoTold(current.description, actor.name);
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
      ]);
      return (await rows.findAction(tx, id)) ?? current;
    });
  }

  private async undoable(tx: Tx, desk: Desk, id: Id): Promise<LinkAction> {
    const action = await rows.findAction(tx, id);
    if (!action) return refuse('not_found', 'This action does not exist.', 'id');
    if (action.undoneAt) refuse('undone', `${action.undoneBy ?? 'Somebody'} took this back already.`, 'id');
    if (await rows.hasLaterAction(tx, action))
      refuse('changed_since', 'Something else was done about this record since. Take that back first.', 'id');
    await this.refuseChangedLink(tx, action);
    await this.refuseEdited(tx, desk, action);
    return action;
  }

  private async refuseChangedLink(tx: Tx, { connectionId, entity, localId, after, before }: LinkAction): Promise<void> {
    const [link] = await this.deps.links.byLocal(tx, entity, [localId], connectionId);
    if ((link?.remoteId ?? null) !== after.remoteId || (link?.state ?? null) !== after.state)
      refuse(
        'changed_since',
        link
          ? `Since then it was linked to ${syncOf(entity).words.remote} ${link.remoteId}, or its link was changed. It cannot be taken back any more.`
          : 'Since then its link was removed. It cannot be taken back any more.',
      );
    const remoteIds = before.links.filter((one) => one.entity === entity).map((one) => one.remoteId);
    const held = await this.deps.links.byRemote(tx, entity, remoteIds, connectionId);
    const other = held.find((one) => one.localId !== localId && !before.links.some(({ id }) => id === one.id));
    if (other)
      refuse(
        'changed_since',
        `Since then ${syncOf(entity).words.remote} ${other.remoteId} was linked to another record.`,
      );
  }

  private async refuseEdited(tx: Tx, desk: Desk, { entity, localId, before, after }: LinkAction): Promise<void> {
    if (!after.local || !before.local) return;
    const row = (await readLocalRows(tx, this.deps.sides.syncIn(desk, entity).table, [localId])).get(localId);
    const edited = row && editedField(row.fields, before.local, after.local);
    if (!row || edited)
      refuse(
        'changed_since',
        `The ${syncOf(entity).words.local} was edited since${edited ? ` (${wordOfField(entity, edited)})` : ''}. It cannot be taken back any more.`,
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
        `The ${syncOf(entity).words.remote} was edited in ConnectWise since${edited ? ` (${wordOfField(entity, edited)})` : ''}. It cannot be taken back any more.`,
      );
    return remote;
  }

  private async putBack(tx: Tx, desk: Desk, action: LinkAction): Promise<void> {
    const { connectionId } = desk;
    const { entity, localId, before, after } = action;
    const current = await this.deps.links.byLocal(tx, entity, [localId], connectionId);
    await this.deps.links.remove(
      tx,
      current.map(({ id }) => id),
    );
    if (before.local) await this.restoreRow(tx, desk, action, before.local);
    if (before.moved) await rows.moveBack(tx, before.moved);
    await rows.restoreLinks(tx, before.links);
    if (before.never) await setNeverSynced(tx, connectionId, entity, localId, before.never);
    else if (await readNeverSynced(tx, connectionId, entity, localId))
      await clearNeverSynced(tx, connectionId, entity, localId);
    if (before.apart) await rows.forgetPair(tx, { connectionId, entity, localId, remoteId: before.apart });
    if (after.remoteId) await rows.dropSkips(tx, connectionId, entity, [after.remoteId]);
    if (before.issues && before.issues.length > 0) await rows.reopenIssues(tx, before.issues);
  }

  private async restoreRow(tx: Tx, desk: Desk, { entity, localId }: LinkAction, fields: Fields): Promise<void> {
    const { table } = this.deps.sides.syncIn(desk, entity);
    const row = (await readLocalRows(tx, table, [localId])).get(localId);
    if (!row || isSame(row.fields, fields)) return;
    await updateLocalRows(tx, table, [{ id: localId, fields: { ...row.fields, ...fields } }]);
  }

  /** What the action sent goes back to what ConnectWise had, by the same plan as a push. */
  private async revertThere(desk: Desk, { entity, before }: LinkAction, remote: RemoteSide): Promise<void> {
    if (!before.remote || !remote.fields) return;
    const changed = Object.keys(before.remote).filter(
      (field) => !isSame(remote.fields?.[field], before.remote?.[field]),
    );
    if (changed.length === 0) return;
    const { wire } = syncOf(entity);
    const wanted = before.remote;
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
            local: wanted,
            record,
            remote: remote.fields,
            owner: 'crm',
            context,
          }).operations,
      }),
    );
  }
}

/** A field that is neither as it was before the action nor as the action left it. */
function editedField(
  now: Fields,
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): string | undefined {
  return Object.keys(after).find((field) => !isSame(now[field], after[field]) && !isSame(now[field], before[field]));
}

const wordOfField = (entity: LinkAction['entity'], field: string): string =>
  (syncOf(entity).fields[field]?.label ?? field).toLowerCase();
