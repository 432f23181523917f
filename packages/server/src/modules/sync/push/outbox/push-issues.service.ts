import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import { readFilterRow } from '../../../integration/filters/crm-rows.queries.ts';
import type { Lacking } from '../../../integration/mapping/lacking.ts';
import { MAX_PUSH_ATTEMPTS } from '../../error-action.ts';
import { deletedInConnectWise } from '../../messages/pull-problem.messages.ts';
import { askedByPoll, goesOnWithout, toldByLink } from '../../messages/push-problem.messages.ts';
import { isAskedByPoll } from '../../pull/write/asked-pairs.queries.ts';
import { openIssues } from '../../pull/write/outcomes.queries.ts';
import { RecordProblem } from '../../records/record-problem.ts';
import type { Records } from '../../records/records.ts';
import type { AcceptedDifference } from './accepted-difference.queries.ts';
import { endAwaited, holdAwaitedLink, linkCauses, releaseWaiting, setWaitsFor } from './awaited-link.queries.ts';
import { LINES_CHANGED, type LinesRemark, raiseLines, sendLinesAgain } from './changed-lines.queries.ts';
import { releaseLacking } from './lacking.queries.ts';
import type { ParkedBecause, PushIssue } from './push-issue.ts';
import {
  acceptAndRelease,
  holdBrokenLink,
  type IssueEnd,
  raiseIssue,
  readToldRemoval,
  releaseAskedAbout,
  releaseHeld,
  releaseOne,
  resolveIssue,
  standForPull,
  type ToldRemoval,
} from './push-issues.queries.ts';
import type { PushOutbox } from './push-outbox.service.ts';
import type { ClaimedPush } from './push-queue.queries.ts';

/** Pushes that wait for a person: one open issue a record, closed by itself when a later push goes through. */
export class PushIssues {
  constructor(
    private readonly outbox: PushOutbox,
    private readonly records: Records,
  ) {}

  /** Answers whether the push waits for the link of another record: then the issue is of that one, and others may wait for the same. */
  async raise(tx: Tx, push: ClaimedPush, because: ParkedBecause): Promise<boolean> {
    const told = await readToldRemoval(tx, push);
    const awaited = awaitedOf(push, because);
    const asked = because.code === 'match_needed' ? because.about.localId : null;
    if (awaited) {
      await raiseIssue(tx, { connectionId: push.connectionId, ...awaited }, ofCause(because));
      await resolveIssue(tx, push, { resolution: toldByLink(because.about.name), isCured: false });
    } else if (asked && (await isAskedByPoll(tx, push.connectionId, asked))) {
      await resolveIssue(tx, push, { resolution: askedByPoll(), isCured: false });
      await raiseIssue(tx, push, because, askedByPoll());
    } else await raiseIssue(tx, push, because);
    if (because.code === 'link_broken') await standForPull(tx, push.connectionId, because.about);
    await this.waitFor(tx, push, awaited?.localId ?? null, { resolution: goesOnWithout(), isCured: false });
    await this.tellOn(tx, push.connectionId, told);
    return awaited !== null;
  }

  /**
   * Whether the link that a push came upon as broken was mended or removed since: then it goes on instead of waiting, since who mended it has woken
   * those that waited by then. Not for ever, if the push comes upon the same again.
   */
  async isMended(tx: Tx, push: ClaimedPush, about: ParkedBecause['about']): Promise<boolean> {
    return push.attempts < MAX_PUSH_ATTEMPTS && !(await holdBrokenLink(tx, push.connectionId, about));
  }

  async resolve(tx: Tx, push: ClaimedPush, end: IssueEnd): Promise<void> {
    const told = await readToldRemoval(tx, push);
    const wasOpen = await resolveIssue(tx, push, end);
    if (wasOpen && end.isCured && (await releaseAskedAbout(tx, push.connectionId, push.localId)).length > 0)
      this.outbox.wakeAfterCommit(tx, push.connectionId);
    await this.waitFor(tx, push, null, end);
    await this.tellOn(tx, push.connectionId, told);
  }

  /** Keeps for which record's link a push waits. The one that it waited for before has no issue of pushes any more once it is mended or nobody waits for it. */
  private async waitFor(tx: Tx, push: ClaimedPush, localId: Id | null, end: IssueEnd): Promise<void> {
    const { connectionId, waitsFor: former } = push;
    if (former === localId) return;
    await setWaitsFor(tx, push, localId);
    const link = former && (await holdAwaitedLink(tx, connectionId, former));
    if (!link || (link.isAwaited && link.stands)) return;
    await endAwaited(tx, link.issueId, end);
    const { entity, remoteId, isBroken, isDismissed } = link;
    if (isBroken && !isDismissed && remoteId)
      await this.tellOn(tx, connectionId, { entity, localId: former, remoteId });
  }

  /** Of a push that went through and left lines that are not those of the quote: their issue stays open, or is opened when they are news. */
  async tellLines(
    tx: Tx,
    push: ClaimedPush,
    { isNews, ...issue }: LinesRemark,
    { name, resolution }: { name: string; resolution: string },
  ): Promise<void> {
    await this.resolve(tx, push, { resolution, isCured: true, stays: LINES_CHANGED });
    if (isNews) await raiseLines(tx, push.connectionId, [{ opportunityId: push.localId, name, ...issue }]);
  }

  /** A removal that this push told of is told by an issue of its own from now on, unless one is open: its link stays broken all the same. */
  private async tellOn(tx: Tx, connectionId: Id, told: ToldRemoval | null): Promise<void> {
    if (!told) return;
    const { entity, localId, remoteId } = told;
    const { crmSide, words } = this.records.of(entity);
    const row = await readFilterRow(tx, crmSide, localId);
    if (!row) return;
    const problem = RecordProblem.of('remote_deleted', deletedInConnectWise(words));
    await openIssues(tx, connectionId, entity, [{ localId, remoteId, name: row.name, problem }]);
  }

  /** Sends out again, at once, what waits because an option or a tax code of ConnectWise was gone, or a custom field got no value. */
  async retryHeld(tx: Tx, connectionId: Id): Promise<void> {
    const rows = await releaseHeld(tx, connectionId);
    if (rows.length > 0) this.outbox.wakeAfterCommit(tx, connectionId);
  }

  /** Sends out again, at once, what went out without an option that one of these lists lacked: they have changed. */
  async retryLacking(tx: Tx, connectionId: Id, kinds: readonly Lacking[]): Promise<void> {
    const rows = await releaseLacking(tx, connectionId, kinds);
    if (rows.length > 0) this.outbox.wakeAfterCommit(tx, connectionId);
  }

  /** Lets a held push go on at the step that held it: a person accepted how lines and totals differ. False when it is not held any more. */
  async accept(tx: Tx, issue: PushIssue, accepted: AcceptedDifference): Promise<boolean> {
    const rows = await acceptAndRelease(tx, issue, accepted);
    if (rows.length > 0) this.outbox.wakeAfterCommit(tx, issue.connectionId);
    return rows.length > 0;
  }

  /**
   * Sends a parked or waiting request out again at once, from its first step (the revision goes up, and every step is safe to repeat), and those that
   * wait for the link of its record. False when there are none.
   */
  async retry(tx: Tx, issue: PushIssue): Promise<boolean> {
    const rows = [...(await releaseOne(tx, issue)), ...(await releaseWaiting(tx, issue))];
    if (issue.entity === 'opportunity' && issue.localId) await sendLinesAgain(tx, issue.connectionId, issue.localId);
    if (rows.length > 0) this.outbox.wakeAfterCommit(tx, issue.connectionId);
    return rows.length > 0;
  }
}

/** The record whose link has to be mended before the push can go on, where that is not its own. */
function awaitedOf({ localId }: ClaimedPush, { code, about }: ParkedBecause) {
  if (!linkCauses.includes(code) || about.localId === null || about.localId === localId) return null;
  return { entity: about.entity, localId: about.localId };
}

/** As the issue of the record at fault says it, for all that wait. */
const ofCause = (because: ParkedBecause): ParkedBecause => ({
  ...because,
  ...because.atCause,
  recordName: because.about.name,
});
