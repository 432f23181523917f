import type { Database } from '../../../../platform/database/database.ts';
import { databaseTime } from '../../../../platform/database/database-time.queries.ts';
import type { EntitySync } from '../../records/entity-sync.ts';
import type { ApplyRemote } from '../apply-remote.ts';
import type { PullContext } from '../context/pull-context.ts';
import { removeSkips } from '../write/outcomes.queries.ts';
import {
  markReevaluated,
  noteIllegibleSeen,
  noteTakenSeen,
  readIllegible,
  readReleased,
  readToReevaluate,
  removeDecided,
  removeSkipsOfLinked,
} from './waiting-records.queries.ts';

export const RECORDS_AT_ONCE = 100;

/** Records that were skipped or excluded, and are read again by their IDs: no listing names them, since they did not change in ConnectWise. */
export class WaitingRecords {
  constructor(
    private readonly database: Pick<Database, 'inWorkspace'>,
    private readonly door: Pick<ApplyRemote, 'applyById'>,
  ) {}

  /** Records that were skipped for want of a parent, or kept out by one of the same name, come in once that has changed, although they themselves did not. */
  async release(pullContext: PullContext, sync: EntitySync): Promise<void> {
    let last = '';
    for (;;) {
      const ids = await this.database.inWorkspace(
        pullContext.workspaceId,
        (tx) => readReleased(tx, pullContext.connectionId, sync, RECORDS_AT_ONCE),
        { readOnly: true },
      );
      if (ids.length === 0 || ids.join() === last) return;
      last = ids.join();
      const found = await this.door.applyById(pullContext, sync.entity, ids.map(Number));
      const gone = ids.filter((id) => !found.has(id));
      await this.database.inWorkspace(pullContext.workspaceId, async (tx) => {
        await removeSkips(tx, pullContext.connectionId, sync.entity, gone);
        await noteTakenSeen(tx, pullContext.connectionId, sync.entity, ids);
        await removeDecided(tx, pullContext.connectionId, sync.entity, ids);
        await removeSkipsOfLinked(tx, pullContext.connectionId, sync.entity);
      });
    }
  }

  /** Records with a value that had nothing here and has something by now, as the owner whose user was added meanwhile. */
  async takePlaced(pullContext: PullContext, { entity, placedNow }: EntitySync): Promise<void> {
    const { workspaceId, connectionId, configuration, capabilities } = pullContext;
    if (!placedNow || !capabilities.pullUpdate) return;
    let last = '';
    for (;;) {
      const { ids, comparedAt } = await this.database.inWorkspace(
        workspaceId,
        async (tx) => ({
          ids: await placedNow(tx, connectionId, configuration, RECORDS_AT_ONCE),
          comparedAt: await databaseTime(tx),
        }),
        { readOnly: true },
      );
      if (ids.length === 0 || ids.join() === last) return;
      last = ids.join();
      await this.door.applyById({ ...pullContext, reevaluate: true, comparedAt }, entity, ids.map(Number));
    }
  }

  /** Records that could not be understood as they were shown, so many a poll: what a role does not show any more may be shown again. */
  async lookAtIllegible(pullContext: PullContext, { entity }: EntitySync): Promise<void> {
    const { workspaceId, connectionId } = pullContext;
    const ids = await this.database.inWorkspace(
      workspaceId,
      (tx) => readIllegible(tx, connectionId, entity, RECORDS_AT_ONCE),
      { readOnly: true },
    );
    if (ids.length === 0) return;
    await this.door.applyById(pullContext, entity, ids.map(Number));
    await this.database.inWorkspace(workspaceId, (tx) => noteIllegibleSeen(tx, connectionId, entity, ids));
  }

  /**
   * After a change of filters, or when a person asks after a change of mode: what was excluded or skipped is reevaluated although it did not
   * change in ConnectWise. Each page is marked, so that a worker that takes over goes on behind it.
   */
  async reevaluate(pullContext: PullContext, sync: EntitySync, key: string): Promise<void> {
    for (;;) {
      const ids = await this.database.inWorkspace(
        pullContext.workspaceId,
        (tx) => readToReevaluate(tx, pullContext.connectionId, sync.entity, key, RECORDS_AT_ONCE),
        { readOnly: true },
      );
      if (ids.length === 0) return;
      const found = await this.door.applyById({ ...pullContext, reevaluate: true }, sync.entity, ids.map(Number));
      await this.database.inWorkspace(pullContext.workspaceId, async (tx) => {
        const gone = ids.filter((id) => !found.has(id));
        await removeSkips(tx, pullContext.connectionId, sync.entity, gone);
        await markReevaluated(tx, pullContext.connectionId, sync.entity, ids, key);
      });
    }
  }
}
