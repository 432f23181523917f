import type { WireRecord } from '../../../../connectwise/wire/wire.ts';
import type { Database } from '../../../../platform/database/database.ts';
import type { EntityFilters } from '../../../integration/filters/filters.rules.ts';
import { pullFilters } from '../../../integration/filters/pull-filters.ts';
import {
  type CustomFieldPairs,
  readCustomFieldPairs,
} from '../../../integration/mapping/mapped-custom-fields.queries.ts';
import { isHeld, type LinkStanding } from '../../../links/link.ts';
import type { LinksService } from '../../../links/links.service.ts';
import type { EntitySync, Reference } from '../../records/entity-sync.ts';
import { configuredSync } from '../../records/fields/configured-fields.ts';
import type { PullContext, RemoteBatch } from '../context/pull-context.ts';
import { fetchEnrichments } from './enrichment.ts';
import { readErased } from './erased.queries.ts';
import { isUnchanged, linkedExclusion } from './linked-standing.rules.ts';
import { readOpenIssueKeys } from './open-issues.queries.ts';
import type { Parents } from './parents.ts';
import { isSeen, type ParsedRecord, parseInvalid, parseRecord } from './parsed-record.rules.ts';

export interface PrepareDeps {
  database: Pick<Database, 'inWorkspace'>;
  links: Pick<LinksService, 'standing'>;
  parents: Parents;
}

/** A page that is ready to be written. */
export interface PreparedPage {
  batch: RemoteBatch;
  /** The record as the settings have it. */
  sync: EntitySync;
  /** Records that may not be as they are linked. */
  changedOrNew: readonly ParsedRecord[];
  /** How many others there are. */
  unchanged: number;
  /** IDs of the records of which ConnectWise was asked, see `asked-along.ts`. */
  askedAbout?: ReadonlySet<string>;
}

interface Standing {
  links: ReadonlyMap<string, LinkStanding>;
  openIssues: ReadonlySet<string>;
}

/**
 * Everything that needs no transaction: look-ups, mapping, and what ConnectWise must be asked for. Nothing that it finds is relied on
 * when the page is written, but for parents being there.
 */
export async function preparePage(
  deps: PrepareDeps,
  pullContext: PullContext,
  whole: RemoteBatch,
  depth: number,
): Promise<PreparedPage> {
  const filters = pullFilters(pullContext, whole.sync.entity);

  // 1. What is known of these records: their links and open issues, and the custom fields that are kept in step. Who was erased is not looked at.
  const { pairs, erased, ...standing } = await readStanding(deps, pullContext, whole);
  const batch = withoutErased(whole, erased);
  const sync = configuredSync(batch.sync, { configuration: pullContext.configuration, ...pairs });

  // 2. Parse them, with what ConnectWise keeps elsewhere of those that are not known as they are.
  const parsedRecords = await parseBatch(pullContext, { ...batch, sync }, standing.links);

  // 3. Set aside those that are unchanged.
  const changedOrNew = parsedRecords.filter((parsed) => needsDecision(pullContext, sync, parsed, standing, filters));

  // 4. Bring the parents of the others in first.
  await deps.parents.bring(pullContext, missingParents(sync, changedOrNew, standing.links, filters), depth);

  const unchanged = parsedRecords.length - changedOrNew.length + erased.size;
  return { batch, sync, changedOrNew, unchanged };
}

/** What a list of ConnectWise alone tells of a page: which records may not be as they are linked, and whether it is too little to decide on them. */
export async function glanceAt(
  deps: Pick<PrepareDeps, 'database' | 'links'>,
  pullContext: PullContext,
  batch: RemoteBatch,
): Promise<Pick<PreparedPage, 'sync' | 'changedOrNew'> & { needsMore: boolean }> {
  const filters = pullFilters(pullContext, batch.sync.entity);
  const { pairs, erased, ...standing } = await readStanding(deps, pullContext, batch);
  const sync = configuredSync(batch.sync, { configuration: pullContext.configuration, ...pairs });
  const parsedRecords = withoutErased(batch, erased).records.map((record) => parseRecord(sync, record));
  const changedOrNew = parsedRecords.filter((one) => needsDecision(pullContext, sync, one, standing, filters));
  // A link that somebody holds and a filter decide without what ConnectWise keeps elsewhere.
  const isOut = ({ record, remoteId }: ParsedRecord) => {
    const link = standing.links.get(remoteId);
    if (!record) return false;
    return link
      ? isHeld(link) || linkedExclusion(sync, record, filters) !== null
      : sync.excluded(record, filters) !== null;
  };
  return { sync, changedOrNew, needsMore: changedOrNew.some((one) => one.isPartial && !isOut(one)) };
}

function readStanding(
  { database, links }: Pick<PrepareDeps, 'database' | 'links'>,
  { workspaceId, connectionId, configuration }: PullContext,
  { sync, records }: RemoteBatch,
): Promise<Standing & { pairs: CustomFieldPairs; erased: ReadonlySet<string> }> {
  const ids = records.map((record) => String(record.id));
  return database.inWorkspace(
    workspaceId,
    async (tx) => {
      const found = await links.standing(tx, sync.entity, ids, connectionId);
      const openIssues = await readOpenIssueKeys(tx, connectionId, sync.entity, ids);
      const pairs = await readCustomFieldPairs(tx, connectionId, configuration);
      const erased = await readErased(tx, connectionId, sync.entity, ids);
      return { links: new Map(found.map((link) => [link.remoteId, link])), openIssues, pairs, erased };
    },
    { readOnly: true },
  );
}

function withoutErased(batch: RemoteBatch, erased: ReadonlySet<string>): RemoteBatch {
  if (erased.size === 0) return batch;
  return { ...batch, records: batch.records.filter(({ id }) => !erased.has(String(id))) };
}

async function parseBatch(
  pullContext: PullContext,
  { sync, records, invalid }: RemoteBatch,
  links: ReadonlyMap<string, LinkStanding>,
): Promise<ParsedRecord[]> {
  const parsed = records.map((record) => parseRecord(sync, record));
  const unknown = sync.fetchEnrichment
    ? records.filter((record, at) => !isKnown(pullContext, sync, record, parsed[at], links.get(String(record.id))))
    : [];
  const enrichments = await fetchEnrichments(pullContext.remote, sync, unknown);
  return [
    ...records.map((record, at) => {
      const enrichment = enrichments.get(record);
      return (enrichment ? undefined : parsed[at]) ?? parseRecord(sync, record, enrichment);
    }),
    ...invalid.map((one) => parseInvalid(sync, one)),
  ];
}

/** Whether the header of a record tells that it is unchanged or excluded, so that nothing more must be asked for it. */
function isKnown(
  pullContext: PullContext,
  sync: EntitySync,
  record: WireRecord,
  parsed: ParsedRecord | undefined,
  link: LinkStanding | undefined,
): boolean {
  const filters = pullFilters(pullContext, sync.entity);
  if (!link) return sync.excluded(record, filters) !== null;
  return (
    (!pullContext.reevaluate && !pullContext.looksBelow && parsed !== undefined && isSeen(parsed, link)) ||
    linkedExclusion(sync, record, filters) !== null
  );
}

function needsDecision(
  { reevaluate }: PullContext,
  sync: EntitySync,
  parsed: ParsedRecord,
  { links, openIssues }: Standing,
  filters: EntityFilters,
): boolean {
  const link = links.get(parsed.remoteId);
  return !link || reevaluate === true || openIssues.has(parsed.remoteId) || !isUnchanged(sync, parsed, link, filters);
}

/** Parents named by records that are new or changed, except those that come in this very page. */
function missingParents(
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
