import { oneOf, since } from '../../../../connectwise/client/conditions.ts';
import type { Database } from '../../../../platform/database/database.ts';
import { pullFilters } from '../../../integration/filters/pull-filters.ts';
import type { EntitySync } from '../../records/entity-sync.ts';
import type { Records } from '../../records/records.ts';
import type { ApplyRemote } from '../apply-remote.ts';
import type { PullContext } from '../context/pull-context.ts';
import { newestOf } from '../split-page.rules.ts';
import { listFrom, OVERLAP_MS } from './listing.rules.ts';
import type { LookedPages } from './looked-pages.ts';
import { type CursorStanding, readCursors } from './quiet-look.queries.ts';
import { readIllegible, readReleased } from './waiting-records.queries.ts';
import { RECORDS_AT_ONCE } from './waiting-records.ts';

export interface QuietLookDeps {
  database: Pick<Database, 'inWorkspace'>;
  door: Pick<ApplyRemote, 'isKnown'>;
  records: Records;
  pageSize?: number;
}

/**
 * Asks ConnectWise what a poll would list, and compares. Most polls find nothing, and a run for each of them, with its leases and counts, would be
 * most of what is ever written. Whatever is not plainly as it was is left to a run, which decides anew from the pages that were read here.
 */
export class QuietLook {
  constructor(private readonly deps: QuietLookDeps) {}

  /** Whether a poll would change nothing, not even where the next one begins. What was read on the way is kept in `looked`. */
  async isQuiet(pullContext: PullContext, looked: LookedPages, signal: AbortSignal): Promise<boolean> {
    const { workspaceId, connectionId, configuration, capabilities } = pullContext;
    const standing = await this.deps.database.inWorkspace(
      workspaceId,
      async (tx) => {
        const cursors = new Map((await readCursors(tx, connectionId)).map((cursor) => [cursor.entity, cursor]));
        for (const sync of this.deps.records.all) {
          if ((await readReleased(tx, connectionId, sync, 1)).length > 0) return null;
          const placed = capabilities.pullUpdate ? await sync.placedNow?.(tx, connectionId, configuration, 1) : [];
          if (placed && placed.length > 0) return null;
        }
        return cursors;
      },
      { readOnly: true },
    );
    if (!standing) return false;
    for (const sync of this.deps.records.all) {
      if (!(await this.isKindQuiet(pullContext, looked, sync, standing.get(sync.entity)))) return false;
      if (!(await this.areStillIllegible(pullContext, sync))) return false;
      signal.throwIfAborted();
    }
    return true;
  }

  /** Whether those that no listing brings are as they were; of many, a run looks at the next ones. */
  private async areStillIllegible(pullContext: PullContext, sync: EntitySync): Promise<boolean> {
    const { workspaceId, connectionId } = pullContext;
    const ids = await this.deps.database.inWorkspace(
      workspaceId,
      (tx) => readIllegible(tx, connectionId, sync.entity, RECORDS_AT_ONCE),
      { readOnly: true },
    );
    if (ids.length === 0) return true;
    if (ids.length === RECORDS_AT_ONCE) return false;
    const conditions = oneOf('id', ids.map(Number));
    const page = await pullContext.remote.page(sync.wire, { afterId: 0, pageSize: ids.length, conditions });
    const { records, invalid, requestId } = page;
    return this.deps.door.isKnown(pullContext, { sync, records, invalid, requestId });
  }

  private async isKindQuiet(
    pullContext: PullContext,
    looked: LookedPages,
    sync: EntitySync,
    cursor: CursorStanding | undefined,
  ): Promise<boolean> {
    if (!cursor || cursor.isBusy || cursor.filterHash !== pullFilters(pullContext, sync.entity).key) return false;
    const from = listFrom(cursor.watermark);
    const ask = {
      afterId: 0,
      pageSize: this.deps.pageSize ?? 1_000,
      ...(from ? { conditions: since('lastUpdated', from) } : {}),
    };
    const page = await pullContext.remote.page(sync.wire, ask);
    looked.keep(sync.entity, ask, page);
    const { records, invalid, requestId } = page;
    if (!page.done || movesOn(cursor.watermark, newestOf({ records }))) return false;
    return this.deps.door.isKnown(pullContext, { sync, records, invalid, requestId });
  }
}

/** Our own writes come back as known; a run moves the watermark behind them now and then, or the list would grow. */
const movesOn = (watermark: Date | null, newest: Date | null): boolean =>
  newest !== null && newest.getTime() > (watermark?.getTime() ?? 0) + OVERLAP_MS;
