import type { WireRecord } from '../../../connectwise/wire/wire.ts';
import type { Database, Tx } from '../../../platform/database/database.ts';
import { newId } from '../../../platform/ids.ts';
import type { AuditLog } from '../../audit/audit-log.service.ts';
import type { EntityFilters } from '../../integration/filters/filters.rules.ts';
import { pullFilters } from '../../integration/filters/pull-filters.ts';
import type { LinkStanding } from '../../links/link.ts';
import type { LinksService } from '../../links/links.service.ts';
import { errorActionOf, isTransient, sqlStateOf } from '../error-action.ts';
import type { EntitySync, Reference } from '../records/entity-sync.ts';
import { RecordProblem } from '../records/record-problem.ts';
import type { PullContext, RemoteBatch } from './context/pull-context.ts';
import { isUnchanged, linkedExclusion } from './decide/decide.rules.ts';
import { holdRemovals } from './decide/hold-removals.ts';
import { PageDecisions } from './decide/page-decisions.ts';
import { readOpenIssueKeys } from './decide/page-facts.queries.ts';
import { fetchEnrichments } from './prepare/enrichment.ts';
import { Parents } from './prepare/parents.ts';
import { isSeen, type ParsedRecord, parseInvalid, parseRecord } from './prepare/parsed-record.rules.ts';
import { advanceCursor, lockCursor } from './write/cursor.queries.ts';
import { addCounts, type Counts, noCounts, outcomeOf } from './write/outcome.ts';
import { PageWriter } from './write/page-writer.ts';
import { countInRun } from './write/run-counts.queries.ts';

export interface ApplyRemoteDeps {
  database: Pick<Database, 'inWorkspace'>;
  audit: AuditLog;
  links: LinksService;
}

/** A page that is ready to be written. */
export interface Prepared {
  batch: RemoteBatch;
  /** Records that may not be as they are linked. */
  changedOrNew: readonly ParsedRecord[];
  /** How many others there are. */
  unchanged: number;
}

const TRIES = 6;

/**
 * The door in: every record from ConnectWise, from the first sync, a poll, a retry or a callback to come, enters here.
 * A page costs a fixed number of statements and one transaction. When PostgreSQL refuses a page, it is halved until the bad record stands
 * alone; that one becomes an issue and the others commit.
 */
export class ApplyRemote {
  readonly parents: Parents;
  private readonly writer: PageWriter;

  constructor(private readonly deps: ApplyRemoteDeps) {
    this.writer = new PageWriter(deps.audit, deps.links);
    this.parents = new Parents(deps.database, (pullContext, batch, depth) => this.apply(pullContext, batch, depth));
  }

  /** Takes a page in. Throws what says nothing about a single record: ConnectWise or PostgreSQL out of reach, a lost lease. */
  async apply(pullContext: PullContext, batch: RemoteBatch, depth = 0): Promise<Counts> {
    return this.applyPrepared(pullContext, await this.prepare(pullContext, batch, depth), depth);
  }

  /** The same for a page that was prepared while the one before it was written. */
  async applyPrepared(
    pullContext: PullContext,
    { batch, changedOrNew, unchanged }: Prepared,
    depth = 0,
  ): Promise<Counts> {
    try {
      return await this.write(pullContext, batch, changedOrNew, unchanged);
    } catch (error) {
      if (!isAboutOneRecord(error)) throw error;
      const size = batch.records.length + batch.invalid.length;
      return size > 1
        ? this.halve(pullContext, batch, depth)
        : this.quarantine(pullContext, batch, changedOrNew, error);
    }
  }

  /**
   * Everything that needs no transaction: look-ups, mapping, and what ConnectWise must be asked for. Nothing that it finds is relied on
   * when the page is written, but for parents being there.
   */
  async prepare(pullContext: PullContext, batch: RemoteBatch, depth = 0): Promise<Prepared> {
    const { sync, records } = batch;
    const read = records.map((record) => parseRecord(sync, record));
    const { links, open } = await this.look(pullContext, batch);
    const filters = pullFilters(pullContext, sync.entity);
    const enrichments = await this.fetchEnrichments(pullContext, batch, read, links);
    const parsedRecords = [
      ...records.map((record, at) => {
        const extra = enrichments.get(record);
        return (extra ? undefined : read[at]) ?? parseRecord(sync, record, extra);
      }),
      ...batch.invalid.map((invalid) => parseInvalid(sync, invalid)),
    ];
    const changedOrNew = parsedRecords.filter((parsed) => {
      const link = links.get(parsed.remoteId);
      return !link || pullContext.reevaluate || open.has(parsed.remoteId) || !isUnchanged(sync, parsed, link, filters);
    });
    await this.parents.bring(pullContext, missingFrom(sync, changedOrNew, links, filters), depth);
    return { batch, changedOrNew, unchanged: parsedRecords.length - changedOrNew.length };
  }

  private async fetchEnrichments(
    pullContext: PullContext,
    { sync, records }: RemoteBatch,
    read: readonly ParsedRecord[],
    links: ReadonlyMap<string, LinkStanding>,
  ): Promise<Map<WireRecord, { value: unknown }>> {
    if (!sync.fetchEnrichment) return new Map();
    const unknown = records.filter(
      (record, at) => !isKnown(pullContext, sync, record, read[at], links.get(String(record.id))),
    );
    return fetchEnrichments(pullContext.remote, sync, unknown);
  }

  private look(
    pullContext: PullContext,
    { sync, records }: RemoteBatch,
  ): Promise<{ links: Map<string, LinkStanding>; open: Set<string> }> {
    const ids = records.map((record) => String(record.id));
    return this.deps.database.inWorkspace(
      pullContext.workspaceId,
      async (tx) => {
        const links = await this.deps.links.standing(tx, sync.entity, ids, pullContext.connectionId);
        const open = await readOpenIssueKeys(tx, pullContext.connectionId, sync.entity, ids);
        return { links: new Map(links.map((link) => [link.remoteId, link])), open };
      },
      { readOnly: true },
    );
  }

  private async write(
    pullContext: PullContext,
    batch: RemoteBatch,
    changedOrNew: readonly ParsedRecord[],
    unchanged: number,
  ): Promise<Counts> {
    if (changedOrNew.length === 0 && !batch.cursor) return { ...noCounts(), unchanged };
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.deps.database.inWorkspace(pullContext.workspaceId, (tx) =>
          this.writeOnce(tx, pullContext, batch, changedOrNew, unchanged),
        );
      } catch (error) {
        if (!isTransient(error) || attempt === TRIES) throw error;
      }
    }
  }

  private async writeOnce(
    tx: Tx,
    pullContext: PullContext,
    batch: RemoteBatch,
    changedOrNew: readonly ParsedRecord[],
    unchanged: number,
  ): Promise<Counts> {
    const { sync, cursor } = batch;
    if (cursor) await advanceCursor(tx, cursor.lease, { lastId: cursor.lastId, newest: newestOf(batch.records) });
    else await lockCursor(tx, pullContext.connectionId, sync.entity);
    const counts = { ...noCounts(), unchanged };
    if (changedOrNew.length > 0) {
      const pageDecisions = new PageDecisions({ ...this.deps, newId }, pullContext, sync);
      const decided = await holdRemovals(tx, pullContext, sync.entity, await pageDecisions.decide(tx, changedOrNew));
      await this.writer.write(tx, pullContext, sync, decided, batch.requestId);
      for (const { decision } of decided) counts[outcomeOf[decision.kind]]++;
    }
    await countInRun(tx, pullContext.runId, sync.entity, counts);
    return counts;
  }

  /** Both halves go through the whole door again: a half may lack parents that the other half brings. */
  private async halve(pullContext: PullContext, batch: RemoteBatch, depth: number): Promise<Counts> {
    const all = [
      ...batch.records.map((r) => ({ id: r.id, record: r })),
      ...batch.invalid.map((i) => ({ id: i.id ?? 0, invalid: i })),
    ];
    all.sort((a, b) => a.id - b.id);
    const middle = Math.ceil(all.length / 2);
    const counts = noCounts();
    for (const [half, isLast] of [
      [all.slice(0, middle), false],
      [all.slice(middle), true],
    ] as const) {
      const lastId = isLast ? batch.cursor?.lastId : half.at(-1)?.id;
      addCounts(
        counts,
        await this.apply(
          pullContext,
          {
            ...batch,
            records: half.flatMap((one) => ('record' in one ? [one.record] : [])),
            invalid: half.flatMap((one) => ('invalid' in one ? [one.invalid] : [])),
            ...(batch.cursor ? { cursor: { lease: batch.cursor.lease, lastId: lastId ?? 0 } } : {}),
          },
          depth,
        ),
      );
    }
    return counts;
  }

  /** The bad record stands alone: it becomes an issue that says what the database objects to. */
  private quarantine(
    pullContext: PullContext,
    batch: RemoteBatch,
    changedOrNew: readonly ParsedRecord[],
    error: unknown,
  ): Promise<Counts> {
    const problem = refusedProblem(error);
    return this.write(
      pullContext,
      batch,
      changedOrNew.map((parsed) => ({ ...parsed, problem })),
      0,
    );
  }
}

/** Whether the header of a record tells that nothing is new, so that nothing more must be asked for it. */
function isKnown(
  pullContext: PullContext,
  sync: EntitySync,
  record: WireRecord,
  read: ParsedRecord | undefined,
  link: LinkStanding | undefined,
): boolean {
  const filters = pullFilters(pullContext, sync.entity);
  if (!link) return sync.excluded(record, filters) !== null;
  return (
    (!pullContext.reevaluate && read !== undefined && isSeen(read, link)) ||
    linkedExclusion(sync, record, filters) !== null
  );
}

/** Parents named by records that are new or changed, except those that come in this very page. */
function missingFrom(
  sync: EntitySync,
  parsedRecords: readonly ParsedRecord[],
  links: ReadonlyMap<string, LinkStanding>,
  filters: EntityFilters,
): Reference[] {
  const here = new Set(parsedRecords.map((parsed) => parsed.remoteId));
  return parsedRecords.flatMap(({ draft, record, remoteId }) => {
    if (!draft || !record) return [];
    const references = sync.references(draft).filter((r) => r.entity !== sync.entity || !here.has(r.remoteId));
    if (references.length === 0) return [];
    const isOut = links.has(remoteId) ? linkedExclusion(sync, record, filters) : sync.excluded(record, filters);
    return isOut ? [] : references;
  });
}

function newestOf(records: readonly WireRecord[]): Date | null {
  let newest = '';
  for (const record of records) {
    const at = record._info?.lastUpdated;
    if (at && at > newest) newest = at;
  }
  return newest === '' ? null : new Date(newest);
}

/** A fault of our own code on odd data counts too: it must not hold up the others for ever. */
const isAboutOneRecord = (error: unknown): boolean =>
  errorActionOf(error) === 'quarantine' || error instanceof TypeError || error instanceof RangeError;

const refusedProblem = (error: unknown): RecordProblem =>
  new RecordProblem(
    'refused_by_database',
    `The database refused it (${error instanceof Error ? error.message.split('\n')[0] : String(error)}).`,
    'Look for the value that the message names in ConnectWise, mend it, then retry.',
    { sqlState: sqlStateOf(error) },
  );
