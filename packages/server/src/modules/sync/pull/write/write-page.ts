import { allInTurn } from '../../../../platform/database/all-in-turn.ts';
import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { AuditLog, NewAuditEvent } from '../../../audit/audit-log.service.ts';
import { modeCapabilities } from '../../../integration/configuration/mode.rules.ts';
import { pullFilters } from '../../../integration/filters/pull-filters.ts';
import type { LinksService } from '../../../links/links.service.ts';
import { recordConflicts } from '../../conflicts/conflicts.queries.ts';
import { issueEndedByPull, issueEndedBySkip } from '../../messages/pull-description.messages.ts';
import type { EntitySync } from '../../records/entity-sync.ts';
import { readNames } from '../../records/names.queries.ts';
import { idsInChanges, type Names, plainChanges } from '../../records/plain-values.rules.ts';
import type { Records } from '../../records/records.ts';
import type { PullContext } from '../context/pull-context.ts';
import type { Decided } from '../decide/decision.ts';
import { releaseUnasked, standForPushes } from './asked-pairs.queries.ts';
import { eventsOf } from './audit.rules.ts';
import { conflictsOf } from './conflicts.rules.ts';
import { comparedIn, dissolveQuestions } from './dissolve-questions.ts';
import { decidedOf, goingOutOf, mendedOf, releaseDecided, releaseMended, requestPushes } from './going-out.queries.ts';
import { updateLinks } from './links.queries.ts';
import { linksOf } from './links.rules.ts';
import {
  lookAgainAtTaken,
  lookAgainSoon,
  openIssues,
  removeSkips,
  resolveIssues,
  writeSkips,
} from './outcomes.queries.ts';
import { isBeingWritten, outcomesOf } from './outcomes.rules.ts';
import { freeUniqueKeys, insertLocalRows, updateLocalRows } from './rows.queries.ts';
import { handingOn, rowsOf } from './rows.rules.ts';

export interface WriteDeps {
  audit: Pick<AuditLog, 'record'>;
  links: Pick<LinksService, 'bind'>;
  records: Pick<Records, 'all'>;
}

/** Carries out the decisions of a page: one statement for each kind of row, and none for kinds that do not occur. */
export async function writePage(
  tx: Tx,
  { audit, links, records }: WriteDeps,
  pullContext: PullContext,
  sync: EntitySync,
  { decided, requestId }: { decided: readonly Decided[]; requestId: string | null },
): Promise<void> {
  const { connectionId, runId, actor } = pullContext;
  const { inserts, updates } = rowsOf(decided);
  const { newLinks, linkUpdates } = linksOf(connectionId, sync, decided);
  const outcomes = outcomesOf(sync, pullFilters(pullContext, sync.entity).key, decided);
  const events = eventsOf(pullContext, sync, requestId, decided);
  const named = idsInChanges(events.flatMap(({ changes = [] }) => changes));
  await allInTurn([
    insertLocalRows(tx, sync.table, inserts),
    freeUniqueKeys(tx, sync.table, sync.matching?.uniqueName ? handingOn(decided) : []),
    updateLocalRows(tx, sync.table, updates),
    links.bind(tx, newLinks),
    updateLinks(tx, linkUpdates),
    recordConflicts(tx, connectionId, sync.entity, conflictsOf(sync, decided)),
    openIssues(tx, connectionId, sync.entity, outcomes.issues),
    standForPushes(tx, connectionId, candidatesOf(outcomes.issues)),
    resolveIssues(tx, outcomes.cameIn, issueEndedByPull()),
    resolveIssues(tx, outcomes.skippedNow, issueEndedBySkip()),
    writeSkips(tx, connectionId, sync.entity, outcomes.skips),
    removeSkips(tx, connectionId, sync.entity, outcomes.noLongerSkipped),
    requestPushes(tx, connectionId, sync.entity, goingOutOf(pullContext, decided)),
    ...(decided.some(isBeingWritten) ? [lookAgainSoon(tx, connectionId)] : []),
    releaseDecided(tx, connectionId, sync.entity, decidedOf(decided)),
    releaseMended(tx, connectionId, mendedOf(linkUpdates)),
    ...(hasEnded(outcomes) ? [releaseUnasked(tx, connectionId)] : []),
    ...(named.length === 0 ? [audit.record(tx, inPlainWords(events))] : []),
  ]);
  const broken = decided.flatMap(({ decision }) => (decision.kind === 'break' ? [decision.link.localId] : []));
  if (broken.length > 0) await lookAgainAtTaken(tx, connectionId, sync.entity, broken);
  // By names as they are now: this page may have made the records that it names.
  if (named.length > 0) await audit.record(tx, inPlainWords(events, await readNames(tx, records.all, named)));
  const { events: over, toSend } = await dissolveQuestions(tx, connectionId, sync, comparedIn(decided));
  if (modeCapabilities[pullContext.configuration.mode].pushUpdate)
    await requestPushes(tx, connectionId, sync.entity, toSend);
  const consequences = (await sync.table.consequences?.(tx, [...inserts, ...updates])) ?? [];
  await audit.record(
    tx,
    [...consequences, ...over].map((event) => ({ ...event, runId, requestId, actor: actor ?? null })),
  );
}

/** Records of the CRM that these questions name. */
function candidatesOf(issues: ReturnType<typeof outcomesOf>['issues']): Id[] {
  return issues.flatMap(({ problem: { code, detail } }) => {
    const named = code === 'possible_duplicate' && Array.isArray(detail.candidates) ? detail.candidates : [];
    return named.map(({ id }: { id: Id }) => id);
  });
}

/** An issue of a record may have been a question that a push waits for, and says something else now. */
const hasEnded = ({ issues, cameIn, skippedNow }: ReturnType<typeof outcomesOf>): boolean =>
  issues.length + cameIn.length + skippedNow.length > 0;

const inPlainWords = (events: readonly NewAuditEvent[], names?: Names): NewAuditEvent[] =>
  events.map((event) => (event.changes ? { ...event, changes: plainChanges(event.changes, names) } : event));
