import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { AcceptedDifference } from './accepted-difference.queries.ts';
import type { ParkedBecause, PushIssue } from './push-issue.ts';
import {
  acceptAndRelease,
  raiseIssue,
  releaseHeld,
  releaseOne,
  resolveIssue,
  standForPull,
} from './push-issues.queries.ts';
import type { PushOutbox } from './push-outbox.service.ts';
import type { ClaimedPush } from './push-queue.queries.ts';

/** Pushes that wait for a person: one open issue a record, closed by itself when a later push goes through. */
export class PushIssues {
  constructor(private readonly outbox: PushOutbox) {}

  async raise(tx: Tx, push: ClaimedPush, because: ParkedBecause): Promise<void> {
    await raiseIssue(tx, push, because);
    if (because.code === 'link_broken') await standForPull(tx, push.connectionId, because.about);
  }

  resolve(tx: Tx, push: ClaimedPush, resolution: string): Promise<void> {
    return resolveIssue(tx, push, resolution);
  }

  /** Sends out again, at once, what waits because an option or a tax code of ConnectWise was gone. */
  async retryHeld(tx: Tx, connectionId: Id): Promise<void> {
    const rows = await releaseHeld(tx, connectionId);
    if (rows.length > 0) this.outbox.wakeAfterCommit(tx, connectionId);
  }

  /** Lets a held push go on at the step that held it: a person accepted how lines and totals differ. False when it is not held any more. */
  async accept(tx: Tx, issue: PushIssue, accepted: AcceptedDifference): Promise<boolean> {
    const rows = await acceptAndRelease(tx, issue, accepted);
    if (rows.length > 0) this.outbox.wakeAfterCommit(tx, issue.connectionId);
    return rows.length > 0;
  }

  /**
   * Sends a parked or waiting request out again at once, from its first step (the revision goes up, and every step is safe to repeat).
   * False when the record has no request.
   */
  async retry(tx: Tx, issue: PushIssue): Promise<boolean> {
    const rows = await releaseOne(tx, issue);
    if (rows.length > 0) this.outbox.wakeAfterCommit(tx, issue.connectionId);
    return rows.length > 0;
  }
}
