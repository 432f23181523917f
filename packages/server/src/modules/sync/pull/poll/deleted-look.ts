import { batchesOf } from '../../../../connectwise/client/conditions.ts';
import type { Database } from '../../../../platform/database/database.ts';
import { pullFilters } from '../../../integration/filters/pull-filters.ts';
import type { PulledEntity } from '../../../links/link.ts';
import type { Records } from '../../records/records.ts';
import type { ApplyRemote } from '../apply-remote.ts';
import type { PullContext } from '../context/pull-context.ts';
import { claimDeletedLook, giveBackDeletedLook, readUnbroken } from './deleted-look.queries.ts';

export interface DeletedLookDeps {
  database: Pick<Database, 'inWorkspace'>;
  door: Pick<ApplyRemote, 'applyById'>;
  records: Records;
}

const PAGE_SIZE = 1_000;

/**
 * Once an hour: which records ConnectWise has marked as deleted. A merge marks a company without moving its time, and no callback tells of it; where
 * nothing moves along that would (`decide/left-by.rules.ts`), only the nightly reconcile would notice.
 */
export class DeletedLook {
  constructor(private readonly deps: DeletedLookDeps) {}

  /** Those that are linked go through the door, which breaks their links, or asks about a wave of them. Throws what stopped it, and is due again then. */
  async run(pullContext: PullContext, signal: AbortSignal): Promise<void> {
    const { workspaceId, connectionId } = pullContext;
    const { database } = this.deps;
    const claimed = await database.inWorkspace(workspaceId, (tx) => claimDeletedLook(tx, connectionId));
    if (!claimed) return;
    try {
      await this.look(pullContext, signal);
    } catch (error) {
      await database
        .inWorkspace(workspaceId, (tx) => giveBackDeletedLook(tx, connectionId, claimed))
        .catch(() => undefined);
      throw error;
    }
  }

  private async look(pullContext: PullContext, signal: AbortSignal): Promise<void> {
    const { remote } = pullContext;
    for (const { entity, wire, deletedWhere } of this.deps.records.all) {
      if (!deletedWhere || pullFilters(pullContext, entity).takesDeleted) continue;
      let afterId = 0;
      for (let isOver = false; !isOver; ) {
        const how = { afterId, pageSize: PAGE_SIZE, conditions: deletedWhere, fields: ['id'] };
        const page = await remote.page(wire, how);
        signal.throwIfAborted();
        const ids = page.records.map(({ id }) => String(id));
        await this.takeIn(pullContext, entity, ids);
        afterId = page.lastId;
        isOver = page.done;
      }
    }
  }

  private async takeIn(pullContext: PullContext, entity: PulledEntity, remoteIds: readonly string[]): Promise<void> {
    const { workspaceId, connectionId } = pullContext;
    const linked = await this.deps.database.inWorkspace(
      workspaceId,
      (tx) => readUnbroken(tx, connectionId, entity, remoteIds),
      { readOnly: true },
    );
    for (const batch of batchesOf(linked)) await this.deps.door.applyById(pullContext, entity, batch);
  }
}
