import { since } from '../../../../connectwise/client/conditions.ts';
import type { Page } from '../../../../connectwise/client/connectwise-client.ts';
import type { WireRecord } from '../../../../connectwise/wire/wire.ts';
import type { Database } from '../../../../platform/database/database.ts';
import { inSpan } from '../../../../platform/tracing/tracing.ts';
import { pullFilters } from '../../../integration/filters/pull-filters.ts';
import type { EntitySync } from '../../records/entity-sync.ts';
import type { ApplyRemote } from '../apply-remote.ts';
import type { Lease } from '../context/lease.ts';
import type { PullContext, RemoteBatch } from '../context/pull-context.ts';
import { areFieldsChanged } from '../decide/changed-settings.ts';
import type { PreparedPage } from '../prepare/prepare-page.ts';
import { finishEntity } from '../runs/runs.queries.ts';
import { readAlong } from '../write/run-counts.queries.ts';
import { analyzeRecords, beginListing, finishListing, type HeldCursor } from './cursor-lease.queries.ts';
import { KeptPage, type ListedPage } from './kept-page.ts';
import { listFrom, mayAskAhead, wantsStatistics } from './listing.rules.ts';
import { WaitingRecords } from './waiting-records.ts';

export interface EntityPullOptions {
  pageSize: number;
  signal: AbortSignal;
  /** Called after every page; ConnectWise has answered. */
  onPage(): Promise<void>;
}

/** A page that is on its way. */
interface Asked {
  of: ListedPage;
  page: Promise<Arrived>;
  /** Prepared as far as that needs nothing of the page before it, which may be being written meanwhile. */
  ready: Promise<PreparedPage | RemoteBatch>;
}

interface Arrived {
  page: Page<WireRecord>;
  /** How long ConnectWise took for it. */
  tookMs: number;
}

/** Lists one kind of record from its cursor to the end and takes every page in; the next one is fetched and prepared meanwhile where that is worth it. */
export class EntityPull {
  private readonly waiting: WaitingRecords;
  private readonly kept: KeptPage;

  constructor(
    private readonly database: Pick<Database, 'inWorkspace'>,
    private readonly door: ApplyRemote,
  ) {
    this.waiting = new WaitingRecords(database, door);
    this.kept = new KeptPage(database);
  }

  async run(context: PullContext, sync: EntitySync, cursor: HeldCursor, options: EntityPullOptions): Promise<void> {
    const { lease } = cursor;
    const { from, afterId } = cursor.listing ?? (await this.begin(context, cursor));
    const along = new Set(cursor.listing ? await this.countedAlong(context, sync) : []);
    const pullContext = { ...context, counted: { entity: sync.entity, listsAll: from === null, along } };
    const conditions = from ? since('lastUpdated', from) : undefined;
    const pageAfter = (id: number): ListedPage => ({
      sync,
      lease,
      how: { afterId: id, pageSize: options.pageSize, conditions },
    });
    const ask = (of: ListedPage, known?: Page<WireRecord>) => this.ask(pullContext, of, options.signal, known);
    // After a takeover: what the worker before was writing when it died.
    const kept = cursor.listing ? await this.kept.find(pullContext, pageAfter(afterId)) : undefined;
    let next: Asked | null = ask(pageAfter(afterId), kept);
    let toWrite = 0;
    for (let number = 1; next; number++) {
      const asked: Asked = next;
      const { page, tookMs } = await asked.page;
      options.signal.throwIfAborted();
      next = null;
      if (!page.done && mayAskAhead(tookMs, toWrite)) {
        await this.kept.keep(pullContext, asked.of, page);
        next = ask(pageAfter(page.lastId));
      }
      const ready = await asked.ready;
      toWrite = 'batch' in ready ? ready.changedOrNew.length : ready.records.length;
      const { created } = await inSpan(ofPage('write page', sync, page.records.length), () =>
        'batch' in ready ? this.door.applyPrepared(pullContext, ready) : this.door.apply(pullContext, ready),
      );
      await options.onPage();
      options.signal.throwIfAborted();
      if (wantsStatistics(number, created)) await this.analyze(pullContext, sync);
      if (!page.done) next ??= ask(pageAfter(page.lastId));
    }
    await this.waiting.release(pullContext, sync);
    await this.waiting.takePlaced(pullContext, sync);
    await this.waiting.lookAtIllegible(pullContext, sync);
    const { key } = pullFilters(pullContext, sync.entity);
    if (cursor.filterHash !== key || cursor.reevaluate) await this.waiting.reevaluate(pullContext, sync, key);
    await this.finish(pullContext, lease, key);
  }

  /** Asks for a page, unless it is `known`, and prepares it as soon as it is here. */
  private ask(pullContext: PullContext, of: ListedPage, signal: AbortSignal, known?: Page<WireRecord>): Asked {
    const { sync, lease } = of;
    const page = ahead(inSpan(ofPage('read page', sync), () => this.fetch(pullContext, of, signal, known)));
    const prepare = async (): Promise<PreparedPage | RemoteBatch> => {
      const { records, invalid, requestId, lastId } = (await page).page;
      const batch = { sync, records, invalid, requestId, cursor: { lease, lastId } };
      // A record that names others of its kind may name one of the page before, which is not here yet.
      if (sync.namesItsOwnKind) return batch;
      return inSpan(ofPage('prepare page', sync, records.length), () => this.door.prepare(pullContext, batch));
    };
    return { of, page, ready: ahead(prepare()) };
  }

  private async fetch(
    { looked, remote }: PullContext,
    { sync, how }: ListedPage,
    signal: AbortSignal,
    known?: Page<WireRecord>,
  ): Promise<Arrived> {
    const asked = performance.now();
    const page = known ?? looked?.take(sync.entity, how) ?? (await remote.page(sync.wire, how));
    const tookMs = performance.now() - asked;
    signal.throwIfAborted();
    return { page, tookMs };
  }

  private async begin(pullContext: PullContext, cursor: HeldCursor): Promise<{ from: Date | null; afterId: number }> {
    const from = await this.database.inWorkspace(pullContext.workspaceId, async (tx) => {
      const leavesAll = await areFieldsChanged(tx, pullContext);
      const begin = cursor.listsAll && !leavesAll ? null : listFrom(cursor.watermark);
      await beginListing(tx, cursor.lease, begin, leavesAll);
      return begin;
    });
    return { from, afterId: 0 };
  }

  private async countedAlong({ workspaceId, runId }: PullContext, { entity }: EntitySync): Promise<string[]> {
    if (!runId) return [];
    return this.database.inWorkspace(workspaceId, (tx) => readAlong(tx, runId, entity), { readOnly: true });
  }

  private async finish(pullContext: PullContext, lease: Lease, key: string): Promise<void> {
    await this.database.inWorkspace(pullContext.workspaceId, async (tx) => {
      await finishListing(tx, lease, key);
      if (pullContext.runId) await finishEntity(tx, pullContext.runId, lease.entity);
    });
  }

  private async analyze(pullContext: PullContext, sync: EntitySync): Promise<void> {
    await this.database.inWorkspace(pullContext.workspaceId, (tx) => analyzeRecords(tx, sync.table.name));
  }
}

const ofPage = (name: string, { entity }: EntitySync, records?: number) => ({
  name,
  facts: { 'causeway.entity': entity, ...(records === undefined ? {} : { 'causeway.records': records }) },
});

/** A page that is fetched ahead may fail before anyone waits for it; it is awaited later and throws then. */
function ahead<T>(page: Promise<T>): Promise<T> {
  page.catch(() => undefined);
  return page;
}
