import { ConnectWiseError } from '../../../../connectwise/client/connectwise-error.ts';
import type { Database, Tx } from '../../../../platform/database/database.ts';
import { databaseTime } from '../../../../platform/database/database-time.queries.ts';
import { refuse } from '../../../../platform/errors.ts';
import type { Actor } from '../../../../platform/graphql/context.ts';
import { type Id, isId } from '../../../../platform/ids.ts';
import type { AuditLog, NewAuditEvent } from '../../../audit/audit-log.service.ts';
import { recordSecurityEvent } from '../../../audit/security/security-event.queries.ts';
import type { ConnectionHealth, ConnectWiseClients } from '../../../connection/connection.ports.ts';
import { readReferenceLists } from '../../../connection/reference-lists.ts';
import { modeCapabilities } from '../../../integration/configuration/mode.rules.ts';
import type { SettingsService } from '../../../integration/configuration/settings.service.ts';
import { filterLists } from '../../../integration/filters/pull-filters.ts';
import type { EntityLink, PulledEntity } from '../../../links/link.ts';
import type { LinksService } from '../../../links/links.service.ts';
import { isLinkGone, keepLinks, MANY_REMOVED } from '../../../links/removal-guard.queries.ts';
import type { MatchAnswer } from '../../matching/scoring/match.rules.ts';
import { connectWiseNotAsked } from '../../messages/connectwise-advice.messages.ts';
import {
  differenceAccepted,
  endedByAcceptance,
  endedByConfirmation,
  endedByRemoval,
  issueDismissed,
  leftOutBy,
  linkStaysBroken,
  nothingToBringIn,
  recordAccepted,
  recordDismissed,
  wavesLinksKept,
} from '../../messages/issue.messages.ts';
import { deletedInConnectWise } from '../../messages/pull-problem.messages.ts';
import { issueToldTwice } from '../../messages/push-problem.messages.ts';
import type { ApplyRemote } from '../../pull/apply-remote.ts';
import { breakGone } from '../../pull/break-gone.ts';
import type { PullContext } from '../../pull/context/pull-context.ts';
import { FORECAST_UNREAD } from '../../pull/forecasts/forecast-issues.queries.ts';
import type { ForecastLook } from '../../pull/forecasts/forecast-look.ts';
import { releaseUnasked } from '../../pull/write/asked-pairs.queries.ts';
import { openIssues, writeSkips } from '../../pull/write/outcomes.queries.ts';
import { forgetAsked, markAsked } from '../../push/outbox/asked-again.queries.ts';
import { noteAskedAgain } from '../../push/outbox/asked-again.ts';
import { RecordProblem } from '../../records/record-problem.ts';
import { isPulled, syncOf } from '../../registry.ts';
import type { RunsService } from '../runs/runs.service.ts';
import { breakHeldLinks } from './held-links.queries.ts';
import { closeIssue, findIssue, type IssueRow } from './issues.queries.ts';

/** Lets a push go on that waits for a person; the push engine satisfies it. */
export interface PushRetries {
  accept(
    tx: Tx,
    issue: { connectionId: Id; entity: string; localId: Id | null },
    accepted: { digest: string; by: string; reason: string },
  ): Promise<boolean>;
  retry(tx: Tx, issue: { connectionId: Id; entity: string; localId: Id | null }): Promise<boolean>;
}

export interface IssuesDeps {
  database: Database;
  audit: AuditLog;
  links: LinksService;
  clients: ConnectWiseClients;
  health: ConnectionHealth;
  settings: Pick<SettingsService, 'of'>;
  door: ApplyRemote;
  runs: RunsService;
  pushIssues: PushRetries;
  forecasts: Pick<ForecastLook, 'again'>;
  /** Gives a record whose own is gone from ConnectWise another one there. */
  relink(actor: Actor, pair: { entity: PulledEntity; localId: Id; remoteId: string }): Promise<unknown>;
}

/** Asked for by itself, with others that were picked, or with all of a cause. */
export type Among = 'none' | 'others' | 'group';

/** To fetch a record once more, or the answer by which it is fetched. */
type Wish = { answer?: undefined; among: Among } | { answer: MatchAnswer; among?: undefined };

/** An issue of a record that ConnectWise was asked for and does not have. */
type GoneRecord = IssueRow & { entity: PulledEntity; remoteId: string };

/** What a person does about a record that could not be synced: try again, dismiss it, or say which record it is. */
export class IssuesService {
  constructor(private readonly deps: IssuesDeps) {}

  /** Fetches the record again and lets it through the same door, or sends the push again. `group`: all of a cause, which is told as a whole. */
  async retry(actor: Actor, id: Id, among: Among = 'none'): Promise<IssueRow> {
    const issue = await this.open(actor, id);
    if (issue.code === MANY_REMOVED && among !== 'none')
      refuse('decide_alone', 'This issue is about many records at once. Look at it by itself, then retry it alone.');
    if (issue.code === MANY_REMOVED) return this.confirmRemovals(actor, issue);
    if (issue.direction === 'out') return this.retryPush(actor, issue, among);
    if (issue.code === FORECAST_UNREAD) return this.readForecast(actor, issue, among);
    await this.fetchAgain(actor, issue, { among });
    return this.read(actor, id);
  }

  /** Leaves the record out for good, with the reason in the log; a retry of its parents does not bring it back. */
  async dismiss(actor: Actor, id: Id, reason: string): Promise<IssueRow> {
    const because = reasonOf(reason, 'dismissed');
    const issue = await this.open(actor, id);
    await this.deps.database.inWorkspace(actor.workspaceId, async (tx) => {
      if (!(await closeIssue(tx, id, { state: 'dismissed', resolution: because, by: actor.name }))) return;
      if (issue.code === MANY_REMOVED) await keepLinks(tx, { ...issue, entity: waveOf(issue) });
      const isUnlinked =
        issue.direction === 'in' && issue.remoteId !== null && issue.localId === null && isPulled(issue.entity);
      if (isUnlinked && issue.remoteId !== null && isPulled(issue.entity))
        await writeSkips(tx, issue.connectionId, issue.entity, [
          {
            remoteId: issue.remoteId,
            code: 'dismissed',
            reason: leftOutBy(actor.name, because),
            waitsFor: null,
            name: issue.recordName ?? `${issue.entity} ${issue.remoteId}`,
            rule: null,
            filterHash: '',
          },
        ]);
      if (issue.direction === 'in') await releaseUnasked(tx, issue.connectionId);
      await this.deps.audit.record(tx, [
        {
          direction: issue.direction,
          entity: issue.entity,
          operation: 'skip',
          status: 'info',
          code: 'dismissed',
          name: issue.recordName,
          localId: issue.localId,
          remoteId: issue.remoteId,
          description: issueDismissed(actor.name, because),
          actor: actor.name,
        },
      ]);
      await recordSecurityEvent(tx, {
        ...securityOf(actor, issue),
        kind: 'issue_dismissed',
        description:
          issue.code === MANY_REMOVED
            ? wavesLinksKept(syncOf(waveOf(issue)).words.many, because)
            : recordDismissed({ ...issue, name: issue.recordName }, because),
      });
    });
    return this.read(actor, id);
  }

  /** Lets a win be closed whose lines or totals differ from the quote, as long as they differ in just this. */
  async acceptDifference(actor: Actor, id: Id, reason: string): Promise<IssueRow> {
    const because = reasonOf(reason, 'accepted');
    const issue = await this.open(actor, id);
    const { difference } = issue.detail;
    if (issue.code !== 'totals_differ' || !difference)
      return refuse('not_a_difference', 'This issue is not about totals that differ. Retry or dismiss it.');
    await this.deps.database.inWorkspace(actor.workspaceId, async (tx) => {
      const resolution = endedByAcceptance(actor.name, because);
      if (!(await closeIssue(tx, id, { state: 'resolved', resolution, by: actor.name }))) return;
      const { digest, quote, connectWise } = difference;
      if (!(await this.deps.pushIssues.accept(tx, issue, { digest, by: actor.name, reason: because })))
        refuse('not_held', 'The push is not held any more; it is under way again. Reload the list.');
      await this.deps.audit.record(tx, [
        {
          direction: 'out',
          entity: issue.entity,
          operation: 'check',
          status: 'info',
          code: 'difference_accepted',
          name: issue.recordName,
          localId: issue.localId,
          opportunityId: issue.localId,
          description: differenceAccepted(actor.name, because),
          changes: [
            { field: 'subtotal', from: quote.oneTime, to: connectWise.oneTime },
            { field: 'recurring', from: quote.recurring, to: connectWise.recurring },
          ].filter(({ from, to }) => from !== to),
          actor: actor.name,
        },
      ]);
      await recordSecurityEvent(tx, {
        ...securityOf(actor, issue),
        kind: 'difference_accepted',
        description: recordAccepted({ ...issue, name: issue.recordName }, because),
      });
    });
    return this.read(actor, id);
  }

  /** Answers a possible duplicate: it is that record, or a new one. */
  async resolveMatch(actor: Actor, id: Id, decision: 'link' | 'create', localId: string | null): Promise<IssueRow> {
    const issue = await this.open(actor, id);
    if (issue.code !== 'possible_duplicate')
      refuse('not_a_match', 'This issue is not about a possible duplicate. Retry or dismiss it.');
    if (decision === 'create') {
      await this.fetchAgain(actor, issue, { answer: { kind: 'create' } });
      return this.read(actor, id);
    }
    if (!localId || !isId(localId)) return refuse('required', 'Choose the CRM record to link to.', 'localId');
    const { link, isGone } = await this.linkOf(actor, issue, localId);
    if (link && isPulled(issue.entity) && isGone && issue.remoteId) {
      await this.deps.relink(actor, { entity: issue.entity, localId, remoteId: issue.remoteId });
      return this.read(actor, id);
    }
    if (link)
      refuse(
        'linked_already',
        `That record is linked to ConnectWise ${issue.entity} ${link.remoteId} already. Choose another one.`,
        'localId',
      );
    await this.fetchAgain(actor, issue, { answer: { kind: 'link', localId } });
    return this.read(actor, id);
  }

  /** `isGone`: ConnectWise does not have its record any more. */
  private async linkOf(
    actor: Actor,
    { entity, connectionId }: IssueRow,
    localId: Id,
  ): Promise<{ link: EntityLink | null; isGone: boolean }> {
    if (!isPulled(entity)) return { link: null, isGone: false };
    return this.deps.database.inWorkspace(actor.workspaceId, async (tx) => {
      const [link = null] = await this.deps.links.byLocal(tx, entity, [localId], connectionId);
      return { link, isGone: link !== null && (await isLinkGone(tx, link.id)) };
    });
  }

  private async fetchAgain(actor: Actor, issue: IssueRow, { answer, among }: Wish): Promise<void> {
    const { remoteId, connectionId, entity } = issue;
    if (!remoteId || !isPulled(entity) || !/^\d+$/.test(remoteId))
      return refuse(
        'not_retryable',
        'This record has no ID in ConnectWise by which it could be fetched again. Mend it there; the next poll brings it.',
      );
    const { workspaceId } = actor;
    const connection = { id: connectionId, workspaceId };
    const { configuration, lists, lookedAt } = await this.deps.database.inWorkspace(workspaceId, async (tx) => {
      if (answer) await markAsked(tx, issue, actor.name);
      else await this.noteAsked(tx, actor, issue, among);
      return {
        configuration: (await this.deps.settings.of(tx, connectionId)).configuration,
        lists: await readReferenceLists(tx, connectionId, filterLists),
        lookedAt: await databaseTime(tx),
      };
    });
    const remote = await this.deps.clients.clientFor(connection);
    const pullContext: PullContext = {
      workspaceId,
      connectionId,
      remote,
      // A person who asks for one record gets it, whatever the mode says about new ones.
      configuration,
      lists,
      capabilities: { ...modeCapabilities[configuration.mode], pullCreate: true },
      runId: null,
      auditAlways: true,
      actor: actor.name,
      ...(answer ? { answers: new Map([[remoteId, answer]]) } : {}),
    };
    try {
      const found = await this.deps.door.applyById(pullContext, entity, [Number(remoteId)]);
      // The second look, by ID: only what ConnectWise itself says it does not have is taken for removed.
      if (found.size === 0 && (await remote.get(syncOf(entity).wire, Number(remoteId))) === null)
        await this.endGone(actor, { ...issue, entity, remoteId }, lookedAt);
      await this.deps.health.reportSuccess(connection);
    } catch (error) {
      if (!(error instanceof ConnectWiseError)) throw error;
      await this.deps.health.reportFailure(connection, error);
      refuse('connectwise_unavailable', unavailable(error));
    } finally {
      await this.deps.database.inWorkspace(workspaceId, (tx) => forgetAsked(tx, issue.id));
    }
    await this.deps.database.inWorkspace(workspaceId, (tx) => this.deps.runs.pollForWaiting(tx, connectionId));
  }

  private async confirmRemovals(actor: Actor, issue: IssueRow): Promise<IssueRow> {
    await this.deps.database.inWorkspace(actor.workspaceId, async (tx) => {
      const resolution = endedByConfirmation(actor.name);
      if (!(await closeIssue(tx, issue.id, { state: 'resolved', resolution, by: actor.name }))) return;
      await breakHeldLinks(tx, this.deps.audit, actor, { connectionId: issue.connectionId, entity: waveOf(issue) });
    });
    return this.read(actor, issue.id);
  }

  /** What a retry of a record comes to that ConnectWise does not have any more. Of a linked one the issue stays: its broken link waits for a person. */
  private endGone(actor: Actor, issue: GoneRecord, lookedAt: Date): Promise<void> {
    const { connectionId, entity, remoteId } = issue;
    return this.deps.database.inWorkspace(actor.workspaceId, async (tx) => {
      const [link] = await this.deps.links.byRemote(tx, entity, [remoteId], connectionId);
      if (!link) return this.closeGone(tx, actor, issue);
      const scope = { connectionId, sync: syncOf(entity), runId: null };
      const { verdict } = await breakGone(tx, this.deps, scope, { linkIds: [link.id], lookedAt });
      if (verdict === 'kept') return this.closeGone(tx, actor, issue);
      if (verdict === null && link.state === 'broken') await this.keepOpen(tx, actor, issue, link);
    });
  }

  /** The issue says from now on that the record is gone, whatever it was about; unless that of a push says so already. */
  private async keepOpen(tx: Tx, actor: Actor, issue: GoneRecord, { localId }: EntityLink): Promise<void> {
    const { connectionId, entity, remoteId } = issue;
    const { words } = syncOf(entity);
    const name = issue.recordName ?? '';
    const problem = RecordProblem.of('remote_deleted', deletedInConnectWise(words));
    await openIssues(tx, connectionId, entity, [{ remoteId, localId, name, problem }]);
    if ((await findIssue(tx, issue.id))?.code !== problem.code)
      await closeIssue(tx, issue.id, { state: 'resolved', resolution: issueToldTwice(), by: actor.name });
    await this.tellOfRetry(tx, actor, issue, {
      operation: 'fail',
      status: 'error',
      code: problem.code,
      localId,
      description: linkStaysBroken(words),
    });
  }

  private async closeGone(tx: Tx, actor: Actor, issue: GoneRecord): Promise<void> {
    await closeIssue(tx, issue.id, { state: 'resolved', resolution: endedByRemoval(), by: actor.name });
    await releaseUnasked(tx, issue.connectionId);
    await this.tellOfRetry(tx, actor, issue, {
      operation: 'skip',
      status: 'skipped',
      code: 'remote_gone',
      localId: issue.localId,
      description: nothingToBringIn(),
    });
  }

  /** What came of trying a gone record again. */
  private tellOfRetry(
    tx: Tx,
    actor: Actor,
    issue: GoneRecord,
    outcome: Pick<NewAuditEvent, 'operation' | 'status' | 'code' | 'localId' | 'description'>,
  ): Promise<void> {
    const { entity, remoteId, recordName: name, attempts } = issue;
    return this.deps.audit.record(tx, [
      { direction: 'in', entity, name, remoteId, attempt: attempts + 1, actor: actor.name, ...outcome },
    ]);
  }

  private async retryPush(actor: Actor, issue: IssueRow, among: Among): Promise<IssueRow> {
    await this.deps.database.inWorkspace(actor.workspaceId, async (tx) => {
      if (!(await this.deps.pushIssues.retry(tx, issue)))
        refuse('not_retryable', 'There is nothing waiting to be pushed for this record any more. Dismiss the issue.');
      await this.noteAsked(tx, actor, issue, among);
    });
    return this.read(actor, issue.id);
  }

  /** Its opportunity came in: what could not be read is asked for alone. */
  private async readForecast(actor: Actor, issue: IssueRow, among: Among): Promise<IssueRow> {
    const { database, forecasts } = this.deps;
    const { workspaceId } = actor;
    await database.inWorkspace(workspaceId, (tx) => this.noteAsked(tx, actor, issue, among));
    const failed = issue.localId ? await forecasts.again(workspaceId, issue.connectionId, issue.localId) : null;
    await database.inWorkspace(workspaceId, (tx) => forgetAsked(tx, issue.id));
    return failed ? refuse('connectwise_unavailable', unavailable(failed)) : this.read(actor, issue.id);
  }

  private noteAsked(tx: Tx, actor: Actor, issue: IssueRow, among: Among = 'none'): Promise<void> {
    const asked = { ...issue, name: issue.recordName };
    return noteAskedAgain(tx, this.deps.audit, actor, asked, { isOfGroup: among === 'group' });
  }

  private async open(actor: Actor, id: Id): Promise<IssueRow> {
    const issue = isId(id) ? await this.deps.database.inWorkspace(actor.workspaceId, (tx) => findIssue(tx, id)) : null;
    if (!issue) return refuse('not_found', 'This issue does not exist.', 'id');
    if (issue.state !== 'open') refuse('closed', 'This issue was closed meanwhile. Reload the list.', 'id');
    return issue;
  }

  private async read(actor: Actor, id: Id): Promise<IssueRow> {
    const issue = await this.deps.database.inWorkspace(actor.workspaceId, (tx) => findIssue(tx, id));
    return issue ?? refuse('not_found', 'This issue does not exist.', 'id');
  }
}

const unavailable = ({ message }: ConnectWiseError): string => connectWiseNotAsked(message);

const securityOf = ({ userId, name }: Actor, { recordName }: IssueRow) => ({
  actorId: userId,
  actor: name,
  ...(recordName ? { subject: recordName } : {}),
});

/** Such issues are only opened for kinds of records that are pulled. */
function waveOf({ entity }: IssueRow): PulledEntity {
  if (isPulled(entity)) return entity;
  throw new Error(`No wave of removals is told of ${entity}.`);
}

function reasonOf(reason: string, wish: 'dismissed' | 'accepted'): string {
  const because = reason.trim();
  if (because === '') {
    if (wish === 'dismissed') refuse('required', 'Say why it is dismissed; others will read it.', 'reason');
    refuse('required', 'Say why the difference is accepted; it stands in the audit log.', 'reason');
  }
  if (because.length > 500) refuse('too_long', 'Keep the reason below 500 characters.', 'reason');
  return because;
}
