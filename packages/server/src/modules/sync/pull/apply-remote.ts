import type { Database, Tx } from '../../../platform/database/database.ts';
import { newId } from '../../../platform/ids.ts';
import type { AuditLog } from '../../audit/audit-log.service.ts';
import type { PulledEntity } from '../../links/link.ts';
import type { LinksService } from '../../links/links.service.ts';
import { errorActionOf, isTransient, sqlStateOf } from '../error-action.ts';
import { refusedByDatabase } from '../messages/pull-problem.messages.ts';
import { RecordProblem } from '../records/record-problem.ts';
import type { Records } from '../records/records.ts';
import { OthersToAsk, othersToAsk, twinsOf } from './asked-along.ts';
import type { PullContext, RemoteBatch } from './context/pull-context.ts';
import { decidePage } from './decide/decide-page.ts';
import type { Decided } from './decide/decision.ts';
import { isAsBefore } from './decide/drop-repeats.rules.ts';
import { findLeft } from './decide/find-left.ts';
import { type LeftRecord, Parents } from './prepare/parents.ts';
import { glanceAt, type PreparedPage, preparePage } from './prepare/prepare-page.ts';
import { breakReplaced } from './replaced-records.ts';
import { halvesOf, newestOf } from './split-page.rules.ts';
import { advanceCursor, lockCursor } from './write/cursor.queries.ts';
import { addCounts, type Counts, noCounts } from './write/outcome.ts';
import { countsOf, withAlong } from './write/page-counts.rules.ts';
import { countInRun, keepAlong } from './write/run-counts.queries.ts';
import { writePage } from './write/write-page.ts';

export interface ApplyRemoteDeps {
  database: Pick<Database, 'inWorkspace'>;
  audit: AuditLog;
  links: LinksService;
  records: Records;
}

/** What became of a page, and which linked records lost one that hung on them. */
interface Written {
  counts: Counts;
  left: LeftRecord[];
  along: readonly string[];
}

const MAX_TRIES = 6;

/**
 * Every record from ConnectWise, from the first sync, a poll, a retry or a callback, enters here. A page costs a fixed number of statements
 * and one transaction. When PostgreSQL refuses a page, it is halved until the bad record stands alone; that one becomes an issue and the
 * others commit.
 */
export class ApplyRemote {
  private readonly parents: Parents;

  constructor(private readonly deps: ApplyRemoteDeps) {
    this.parents = new Parents(deps.database, deps.records, (pullContext, batch, depth) =>
      this.apply(pullContext, batch, depth),
    );
  }

  /** Takes a page in. Throws what says nothing about a single record: ConnectWise or PostgreSQL out of reach, a lost lease. */
  async apply(pullContext: PullContext, batch: RemoteBatch, depth = 0): Promise<Counts> {
    return this.applyPrepared(pullContext, await this.prepare(pullContext, batch, depth), depth);
  }

  /** Reads these records anew, at most a batch, and takes them in. Answers which of them ConnectWise has. */
  applyById(pullContext: PullContext, entity: PulledEntity, ids: readonly number[]): Promise<Set<string>> {
    return this.parents.fetch(pullContext, entity, ids);
  }

  /** Step 1, outside of any transaction, so that it can run while the page before is written. */
  prepare(pullContext: PullContext, batch: RemoteBatch, depth = 0): Promise<PreparedPage> {
    return preparePage({ ...this.deps, parents: this.parents }, pullContext, batch, depth);
  }

  /**
   * Whether a page would change nothing at all: all is as it is linked, or is skipped or failing as before. Writes nothing but the question about
   * a wave of removals, which the run that follows would ask as well.
   */
  async isKnown(pullContext: PullContext, batch: RemoteBatch): Promise<boolean> {
    if (batch.invalid.length > 0) return false;
    if (batch.records.length === 0) return true;
    const { sync, changedOrNew, needsMore } = await glanceAt(this.deps, pullContext, batch);
    if (changedOrNew.length === 0) return true;
    if (needsMore) return false;
    const decided = await this.deps.database.inWorkspace(pullContext.workspaceId, (tx) =>
      decidePage(tx, { links: this.deps.links, newId }, pullContext, sync, changedOrNew),
    );
    return decided.every(isAsBefore);
  }

  /** Steps 2 and 3; a page that the database refuses for one record is halved. */
  async applyPrepared(pullContext: PullContext, page: PreparedPage, depth = 0): Promise<Counts> {
    let written: Written;
    try {
      written = await this.commit(pullContext, page);
    } catch (error) {
      if (error instanceof OthersToAsk)
        return this.applyPrepared(pullContext, await this.withOthers(pullContext, page, error, depth), depth);
      if (!isAboutOneRecord(error)) throw error;
      const { batch } = page;
      return batch.records.length + batch.invalid.length > 1
        ? this.halve(pullContext, batch, depth)
        : this.quarantine(pullContext, page, error);
    }
    await this.parents.lookAgain(pullContext, written.left, depth);
    return written.counts;
  }

  /** The page with those others that must be decided along with it: whose names pass from one to the other, and twins. */
  private async withOthers(
    pullContext: PullContext,
    page: PreparedPage,
    { sameNamed, matched }: OthersToAsk,
    depth: number,
  ): Promise<PreparedPage> {
    const { batch, sync } = page;
    const holders = await breakReplaced(this.deps, pullContext, sync, sameNamed);
    const twins = await twinsOf(pullContext.remote, sync, matched);
    const asked = [...sameNamed.map(({ remoteId }) => remoteId), ...matched.map(({ id }) => String(id))];
    const askedAbout = new Set([...(page.askedAbout ?? []), ...asked]);
    const here = new Set(batch.records.map(({ id }) => id));
    const others = new Map([...holders, ...twins].filter(({ id }) => !here.has(id)).map((one) => [one.id, one]));
    const news = await glanceAt(this.deps, pullContext, { ...batch, records: [...others.values()], invalid: [] });
    const along = news.changedOrNew.flatMap(({ remoteId }) => others.get(Number(remoteId)) ?? []);
    if (along.length === 0) return { ...page, askedAbout };
    const besides = new Set([...(batch.besides ?? []), ...along.map(({ id }) => id)]);
    const whole = { ...batch, records: [...batch.records, ...along], besides };
    return { ...(await this.prepare(pullContext, whole, depth)), askedAbout };
  }

  /** One transaction, run again when PostgreSQL asks for that. */
  private async commit(pullContext: PullContext, page: PreparedPage): Promise<Written> {
    if (page.changedOrNew.length === 0 && !page.batch.cursor)
      return { counts: { ...noCounts(), unchanged: page.unchanged }, left: [], along: [] };
    for (let attempt = 1; ; attempt++) {
      try {
        const written = await this.deps.database.inWorkspace(pullContext.workspaceId, (tx) =>
          this.decideAndWrite(tx, pullContext, page),
        );
        for (const one of written.along) pullContext.counted?.along.add(one);
        return written;
      } catch (error) {
        if (!isTransient(error) || attempt === MAX_TRIES) throw error;
      }
    }
  }

  private async decideAndWrite(tx: Tx, pullContext: PullContext, page: PreparedPage): Promise<Written> {
    const { batch, sync, changedOrNew } = page;
    const { cursor, requestId } = batch;
    const left: LeftRecord[] = [];
    let decided: readonly Decided[] = [];

    // The cursor first: its row stays locked until the commit, so that pages of one kind of record follow each other.
    if (cursor) await advanceCursor(tx, cursor.lease, { lastId: cursor.lastId, newest: newestOf(batch) });
    else await lockCursor(tx, pullContext.connectionId, sync.entity);

    if (changedOrNew.length > 0) {
      // 2. Decide what becomes of each record.
      decided = await decidePage(tx, { links: this.deps.links, newId }, pullContext, sync, changedOrNew);
      const others = await othersToAsk(tx, pullContext, sync, decided, page);
      if (others) throw others;

      // 3. Write rows, links, outcomes and audit events.
      await writePage(tx, this.deps, pullContext, sync, { decided, requestId });
      left.push(...(await findLeft(tx, this.deps, pullContext.connectionId, sync, decided)));
    }
    const { counts, along } = countsOf(pullContext, page, decided);
    const { runId, counted } = pullContext;
    await countInRun(tx, runId, sync.entity, counts);
    if (runId && counted && along.length > 0)
      await keepAlong(tx, runId, counted.entity, withAlong(counted.along, along));
    return { counts, left, along };
  }

  /** Both halves are prepared again: a half may lack parents that the other half brings. */
  private async halve(pullContext: PullContext, batch: RemoteBatch, depth: number): Promise<Counts> {
    const counts = noCounts();
    for (const half of halvesOf(batch)) addCounts(counts, await this.apply(pullContext, half, depth));
    return counts;
  }

  /** The bad record stands alone: it becomes an issue that says what the database objects to. */
  private async quarantine(pullContext: PullContext, page: PreparedPage, error: unknown): Promise<Counts> {
    const cause = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    const problem = RecordProblem.of('refused_by_database', refusedByDatabase(cause), { sqlState: sqlStateOf(error) });
    const changedOrNew = page.changedOrNew.map((parsed) => ({ ...parsed, problem }));
    return (await this.commit(pullContext, { ...page, changedOrNew, unchanged: 0 })).counts;
  }
}

/** A fault of our own code on odd data counts too: it must not hold up the others for ever. */
const isAboutOneRecord = (error: unknown): boolean =>
  errorActionOf(error) === 'quarantine' || error instanceof TypeError || error instanceof RangeError;
