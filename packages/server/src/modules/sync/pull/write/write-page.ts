import { allInTurn } from '../../../../platform/database/all-in-turn.ts';
import type { Tx } from '../../../../platform/database/database.ts';
import type { AuditLog } from '../../../audit/audit-log.service.ts';
import { pullFilters } from '../../../integration/filters/pull-filters.ts';
import type { LinksService } from '../../../links/links.service.ts';
import { recordConflicts } from '../../conflicts/conflicts.queries.ts';
import { issueEndedByPull, issueEndedBySkip } from '../../messages/pull-description.messages.ts';
import type { EntitySync } from '../../records/entity-sync.ts';
import type { PullContext } from '../context/pull-context.ts';
import type { Decided } from '../decide/decision.ts';
import { eventsOf } from './audit.rules.ts';
import { conflictsOf } from './conflicts.rules.ts';
import { goingOutOf, requestPushes } from './going-out.queries.ts';
import { updateLinks } from './links.queries.ts';
import { linksOf } from './links.rules.ts';
import { openIssues, removeSkips, resolveIssues, writeSkips } from './outcomes.queries.ts';
import { outcomesOf } from './outcomes.rules.ts';
import { insertLocalRows, updateLocalRows } from './rows.queries.ts';
import { rowsOf } from './rows.rules.ts';

export interface WriteDeps {
  audit: Pick<AuditLog, 'record'>;
  links: Pick<LinksService, 'bind'>;
}

/** Carries out the decisions of a page: one statement for each kind of row, and none for kinds that do not occur. */
export async function writePage(
  tx: Tx,
  { audit, links }: WriteDeps,
  pullContext: PullContext,
  sync: EntitySync,
  { decided, requestId }: { decided: readonly Decided[]; requestId: string | null },
): Promise<void> {
  const { connectionId, runId, actor } = pullContext;
  const { inserts, updates } = rowsOf(decided);
  const { newLinks, linkUpdates } = linksOf(connectionId, sync, decided);
  const outcomes = outcomesOf(sync, pullFilters(pullContext, sync.entity).key, decided);
  await allInTurn([
    insertLocalRows(tx, sync.table, inserts),
    updateLocalRows(tx, sync.table, updates),
    links.bind(tx, newLinks),
    updateLinks(tx, linkUpdates),
    recordConflicts(tx, connectionId, sync.entity, conflictsOf(sync, decided)),
    openIssues(tx, connectionId, sync.entity, outcomes.issues),
    resolveIssues(tx, outcomes.cameIn, issueEndedByPull()),
    resolveIssues(tx, outcomes.skippedNow, issueEndedBySkip()),
    writeSkips(tx, connectionId, sync.entity, outcomes.skips),
    removeSkips(tx, connectionId, sync.entity, outcomes.noLongerSkipped),
    requestPushes(tx, connectionId, sync.entity, goingOutOf(pullContext, decided)),
    audit.record(tx, eventsOf(pullContext, sync, requestId, decided)),
  ]);
  const consequences = (await sync.table.consequences?.(tx, [...inserts, ...updates])) ?? [];
  await audit.record(
    tx,
    consequences.map((event) => ({ ...event, runId, requestId, actor: actor ?? null })),
  );
}
