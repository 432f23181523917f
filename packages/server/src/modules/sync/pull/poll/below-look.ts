import { ConnectWiseError } from '../../../../connectwise/client/connectwise-error.ts';
import type { Database } from '../../../../platform/database/database.ts';
import { databaseTime } from '../../../../platform/database/database-time.queries.ts';
import type { Records } from '../../records/records.ts';
import type { ApplyRemote } from '../apply-remote.ts';
import type { PullContext } from '../context/pull-context.ts';
import { noteLookedBelow, readNextBelow } from './below-look.queries.ts';

export interface BelowLookDeps {
  database: Pick<Database, 'inWorkspace'>;
  door: Pick<ApplyRemote, 'applyById'>;
  records: Pick<Records, 'all'>;
}

/** One request each, and one for all of them; of more, the next poll looks at the next ones. */
export const MAX_BELOW = 50;

/**
 * After each pull: what hangs below linked records, as the parts of a bundle. ConnectWise keeps the components of a catalog item as records of their own
 * (connectwise-api.md §3.7), and nothing says that a change of them moves the time of the item, so that a listing of what changed may never name it. So
 * many are read anew with each poll, in turn, and go through the door as any other record.
 */
export class BelowLook {
  constructor(private readonly deps: BelowLookDeps) {}

  /** A failure of ConnectWise ends the look and nothing else: those that are left are next. */
  async run(pullContext: PullContext, signal: AbortSignal): Promise<void> {
    const { workspaceId, connectionId, capabilities } = pullContext;
    if (!capabilities.pullUpdate) return;
    const { database, door, records } = this.deps;
    for (const sync of records.all) {
      if (!sync.hasBelow) continue;
      const { ids, comparedAt } = await database.inWorkspace(
        workspaceId,
        async (tx) => ({
          ids: await readNextBelow(tx, connectionId, sync, MAX_BELOW),
          comparedAt: await databaseTime(tx),
        }),
        { readOnly: true },
      );
      const isFull = ids.length === MAX_BELOW;
      try {
        // A link that is synced meanwhile is newer than what was read.
        if (ids.length > 0) await door.applyById({ ...pullContext, looksBelow: true, comparedAt }, sync.entity, ids);
      } catch (error) {
        if (error instanceof ConnectWiseError || signal.aborted) return;
        throw error;
      }
      await database.inWorkspace(workspaceId, (tx) =>
        noteLookedBelow(tx, connectionId, sync, isFull ? (ids.at(-1) ?? null) : null),
      );
    }
  }
}
