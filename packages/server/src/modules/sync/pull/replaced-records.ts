import { oneOf } from '../../../connectwise/client/conditions.ts';
import type { WireRecord } from '../../../connectwise/wire/wire.ts';
import type { Database, Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';
import type { AuditLog } from '../../audit/audit-log.service.ts';
import { pullFilters } from '../../integration/filters/pull-filters.ts';
import type { EntitySync } from '../records/entity-sync.ts';
import { breakGone } from './break-gone.ts';
import type { PullContext } from './context/pull-context.ts';
import type { Decided } from './decide/decision.ts';
import { isGone } from './prepare/linked-standing.rules.ts';
import { readSameNamed, type SameNamed } from './replaced-records.queries.ts';

/**
 * Linked records with the names of new ones of this page. What was deleted in ConnectWise and made anew there between two looks comes before anybody has
 * noticed that the first is gone, and would come in as a second one. `besides`: those of this page that were looked up; what kept them out is asked about
 * as well, or names that three pass round would never come in.
 */
export async function mayBeReplaced(
  tx: Tx,
  pullContext: PullContext,
  sync: EntitySync,
  decided: readonly Decided[],
  besides: ReadonlySet<number>,
): Promise<SameNamed[]> {
  const made = decided.flatMap(({ decision }) => (decision.kind === 'create' ? [decision.fields] : []));
  const holders = decided.flatMap(({ parsed, decision }) => {
    const isAsked = decision.kind === 'still_failing' && besides.has(Number(parsed.remoteId));
    if (decision.kind !== 'fail' && !isAsked) return [];
    if (decision.problem?.code !== 'name_taken') return [];
    const { linkedTo } = decision.problem.detail;
    return typeof linkedTo === 'string' ? [linkedTo] : [];
  });
  // What this page shows as deleted is gone as well: its link is broken first.
  const here = new Set(decided.flatMap(({ parsed, decision }) => (decision.kind === 'break' ? [] : [parsed.remoteId])));
  const found = await readSameNamed(tx, pullContext, sync, { made, holders });
  return found.filter(({ remoteId }) => !here.has(remoteId));
}

/**
 * Looks at them twice, as everybody who takes a record for removed, and breaks the links of those that are. Answers those that are there and have the
 * name of one that was refused: they may have given it up.
 */
export async function breakReplaced(
  deps: { database: Pick<Database, 'inWorkspace'>; audit: AuditLog },
  pullContext: PullContext,
  sync: EntitySync,
  records: readonly SameNamed[],
): Promise<WireRecord[]> {
  const [first] = records;
  if (!first) return [];
  const { workspaceId, connectionId, remote, runId } = pullContext;
  const filters = pullFilters(pullContext, sync.entity);
  const ids = records.map(({ remoteId }) => Number(remoteId));
  const page = await remote.page(sync.wire, { afterId: 0, pageSize: ids.length, conditions: oneOf('id', ids) });
  const deleted = new Set(page.records.filter((one) => isGone(sync, one, filters)).map(({ id }) => String(id)));
  const listed = new Set([...page.records, ...page.invalid].map(({ id }) => String(id)));
  const linkIds: Id[] = [];
  for (const { linkId, remoteId } of records)
    if (deleted.has(remoteId) || (!listed.has(remoteId) && (await remote.get(sync.wire, remoteId)) === null))
      linkIds.push(linkId);
  if (linkIds.length > 0)
    await deps.database.inWorkspace(workspaceId, (tx) =>
      breakGone(tx, deps, { connectionId, sync, runId }, { linkIds, lookedAt: first.readAt }),
    );
  const holders = new Set(records.flatMap(({ remoteId, isHolder }) => (isHolder ? [remoteId] : [])));
  return page.records.filter(({ id }) => holders.has(String(id)) && !deleted.has(String(id)));
}
