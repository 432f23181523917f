import type { WireRecord } from '../../../connectwise/wire/wire.ts';
import type { Database, Tx } from '../../../platform/database/database.ts';
import { newId } from '../../../platform/ids.ts';
import type { AuditLog } from '../../audit/audit-log.service.ts';
import type { EntityFilters } from '../../integration/filters/filters.rules.ts';
import { intakeFilters } from '../../integration/filters/intake-filters.ts';
import type { LinkStanding } from '../../links/link.ts';
import type { LinksService } from '../../links/links.service.ts';
import { countInRun } from '../activity/runs/run-counts.queries.ts';
import { fateOf, isTransient, sqlStateOf } from '../error-action.ts';
import type { EntitySync, Reference } from '../records/entity-sync.ts';
import { RecordProblem } from '../records/record-problem.ts';
import { heldBy, isUnchanged } from './decide/decide.rules.ts';
import { PageDecisions } from './decide/page-decisions.ts';
import { readOpenIssueKeys } from './decide/page-facts.queries.ts';
import { fetchExtras } from './prepare/enrichment.ts';
import { Parents } from './prepare/parents.ts';
import { type Incoming, incomingOf, incomingOfInvalid, isSeen } from './prepare/parsed-record.rules.ts';
import type { Intake, RemoteBatch } from './pull-context.ts';
import { advanceCursor, lockCursor } from './write/cursor.queries.ts';
import { addCounts, type Counts, noCounts, outcomeOf } from './write/outcome.ts';
import { PageWriter } from './write/page-writer.ts';

export interface ApplyRemoteDeps {
  database: Pick<Database, 'inWorkspace'>;
  audit: AuditLog;
  links: LinksService;
}

/** A page that is ready to be written. */
export interface Prepared {
  batch: RemoteBatch;
  /** Records that may not be as they are linked. */
  unsettled: readonly Incoming[];
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
    this.parents = new Parents(deps.database, (intake, batch, depth) => this.apply(intake, batch, depth));
  }

  /** Takes a page in. Throws what says nothing about a single record: ConnectWise or PostgreSQL out of reach, a lost lease. */
  async apply(intake: Intake, batch: RemoteBatch, depth = 0): Promise<Counts> {
    return this.applyPrepared(intake, await this.prepare(intake, batch, depth), depth);
  }

  /** The same for a page that was prepared while the one before it was written. */
  async applyPrepared(intake: Intake, { batch, unsettled, unchanged }: Prepared, depth = 0): Promise<Counts> {
    try {
      return await this.write(intake, batch, unsettled, unchanged);
    } catch (error) {
      if (!isAboutOneRecord(error)) throw error;
      const size = batch.records.length + batch.invalid.length;
      return size > 1 ? this.halve(intake, batch, depth) : this.setAside(intake, batch, unsettled, error);
    }
  }

  /**
   * Everything that needs no transaction: look-ups, mapping, and what ConnectWise must be asked for. Nothing that it finds is relied on
   * when the page is written, but for parents being there.
   */
  async prepare(intake: Intake, batch: RemoteBatch, depth = 0): Promise<Prepared> {
    const { sync, records } = batch;
    const read = records.map((record) => incomingOf(sync, record));
    const { links, open } = await this.look(intake, batch);
    const filters = intakeFilters(intake, sync.entity);
    const extras = await this.fetchExtras(intake, batch, read, links);
    const incomings = [
      ...records.map((record, at) => {
        const extra = extras.get(record);
        return (extra ? undefined : read[at]) ?? incomingOf(sync, record, extra);
      }),
      ...batch.invalid.map((invalid) => incomingOfInvalid(sync, invalid)),
    ];
    const unsettled = incomings.filter((incoming) => {
      const link = links.get(incoming.remoteId);
      return !link || intake.looksAgain || open.has(incoming.remoteId) || !isUnchanged(sync, incoming, link, filters);
    });
    await this.parents.bring(intake, missingFrom(sync, unsettled, links, filters), depth);
    return { batch, unsettled, unchanged: incomings.length - unsettled.length };
  }

  private async fetchExtras(
    intake: Intake,
    { sync, records }: RemoteBatch,
    read: readonly Incoming[],
    links: ReadonlyMap<string, LinkStanding>,
  ): Promise<Map<WireRecord, { value: unknown }>> {
    if (!sync.fetchExtra) return new Map();
    const unknown = records.filter(
      (record, at) => !isKnown(intake, sync, record, read[at], links.get(String(record.id))),
    );
    return fetchExtras(intake.remote, sync, unknown);
  }

  private look(
    intake: Intake,
    { sync, records }: RemoteBatch,
  ): Promise<{ links: Map<string, LinkStanding>; open: Set<string> }> {
    const ids = records.map((record) => String(record.id));
    return this.deps.database.inWorkspace(
      intake.workspaceId,
      async (tx) => {
        const links = await this.deps.links.standing(tx, sync.entity, ids, intake.connectionId);
        const open = await readOpenIssueKeys(tx, intake.connectionId, sync.entity, ids);
        return { links: new Map(links.map((link) => [link.remoteId, link])), open };
      },
      { readOnly: true },
    );
  }

  private async write(
    intake: Intake,
    batch: RemoteBatch,
    unsettled: readonly Incoming[],
    unchanged: number,
  ): Promise<Counts> {
    if (unsettled.length === 0 && !batch.cursor) return { ...noCounts(), unchanged };
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.deps.database.inWorkspace(intake.workspaceId, (tx) =>
          this.writeOnce(tx, intake, batch, unsettled, unchanged),
        );
      } catch (error) {
        if (!isTransient(error) || attempt === TRIES) throw error;
      }
    }
  }

  private async writeOnce(
    tx: Tx,
    intake: Intake,
    batch: RemoteBatch,
    unsettled: readonly Incoming[],
    unchanged: number,
  ): Promise<Counts> {
    const { sync, cursor } = batch;
    if (cursor) await advanceCursor(tx, cursor.lease, { lastId: cursor.lastId, newest: newestOf(batch.records) });
    else await lockCursor(tx, intake.connectionId, sync.entity);
    const counts = { ...noCounts(), unchanged };
    if (unsettled.length > 0) {
      const decided = await new PageDecisions({ ...this.deps, newId }, intake, sync).decide(tx, unsettled);
      await this.writer.write(tx, intake, sync, decided, batch.requestId);
      for (const { decision } of decided) counts[outcomeOf[decision.kind]]++;
    }
    await countInRun(tx, intake.runId, sync.entity, counts);
    return counts;
  }

  /** Both halves go through the whole door again: a half may lack parents that the other half brings. */
  private async halve(intake: Intake, batch: RemoteBatch, depth: number): Promise<Counts> {
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
          intake,
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
  private setAside(
    intake: Intake,
    batch: RemoteBatch,
    unsettled: readonly Incoming[],
    error: unknown,
  ): Promise<Counts> {
    const problem = refusedProblem(error);
    return this.write(
      intake,
      batch,
      unsettled.map((incoming) => ({ ...incoming, problem })),
      0,
    );
  }
}

/** Whether the header of a record tells that nothing is new, so that nothing more must be asked for it. */
function isKnown(
  intake: Intake,
  sync: EntitySync,
  record: WireRecord,
  read: Incoming | undefined,
  link: LinkStanding | undefined,
): boolean {
  const filters = intakeFilters(intake, sync.entity);
  if (!link) return sync.excluded(record, filters) !== null;
  return (!intake.looksAgain && read !== undefined && isSeen(read, link)) || heldBy(sync, record, filters) !== null;
}

/** Parents named by records that are new or changed, except those that come in this very page. */
function missingFrom(
  sync: EntitySync,
  incomings: readonly Incoming[],
  links: ReadonlyMap<string, LinkStanding>,
  filters: EntityFilters,
): Reference[] {
  const here = new Set(incomings.map((incoming) => incoming.remoteId));
  return incomings.flatMap(({ draft, record, remoteId }) => {
    if (!draft || !record) return [];
    const references = sync.references(draft).filter((r) => r.entity !== sync.entity || !here.has(r.remoteId));
    if (references.length === 0) return [];
    const isOut = links.has(remoteId) ? heldBy(sync, record, filters) : sync.excluded(record, filters);
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
  fateOf(error) === 'set_aside' || error instanceof TypeError || error instanceof RangeError;

const refusedProblem = (error: unknown): RecordProblem =>
  new RecordProblem(
    'refused_by_database',
    `The database refused it (${error instanceof Error ? error.message.split('\n')[0] : String(error)}).`,
    'Look for the value that the message names in ConnectWise, mend it, then retry.',
    { sqlState: sqlStateOf(error) },
  );
