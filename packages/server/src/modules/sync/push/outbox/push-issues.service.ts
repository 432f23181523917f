import type { SetupStep } from '@causeway/shared/vocabulary';
import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { AcceptedDifference } from './accepted-difference.queries.ts';
import type { PushOutbox } from './push-outbox.service.ts';
import type { ClaimedPush } from './push-queue.service.ts';

export interface ParkedBecause {
  code: string;
  message: string;
  advice: string;
  recordName: string | null;
  /** The step of the set-up in which it is mended. */
  step?: SetupStep | null;
  /** The record at fault: a part of what is pushed, or that itself. */
  about: { entity: string; localId: Id | null };
  /** For those who decide. */
  detail?: Readonly<Record<string, unknown>>;
}

/** An issue of direction out, as far as retrying it needs. */
export interface PushIssue {
  connectionId: Id;
  entity: string;
  localId: Id | null;
}

/** Pushes that wait for a person: one open issue a record, closed by itself when a later push goes through. */
export class PushIssues {
  constructor(private readonly outbox: PushOutbox) {}

  async raise(tx: Tx, push: ClaimedPush, because: ParkedBecause): Promise<void> {
    await tx.query(
      `insert into sync_issue as i (connection_id, entity, direction, code, message, advice, record_name, local_id, detail)
       values ($1, $2, 'out', $3, $4, $5, $6, $7, $8)
       on conflict (workspace_id, connection_id, entity, direction, record_key) where state = 'open' do update set
         code = excluded.code, message = excluded.message, advice = excluded.advice, record_name = excluded.record_name, detail = excluded.detail,
         attempts = i.attempts + 1, last_seen_at = now(), next_retry_at = null`,
      [
        push.connectionId,
        push.entity,
        because.code,
        because.message,
        because.advice,
        because.recordName,
        push.localId,
        JSON.stringify({
          ...because.detail,
          ...(because.step ? { step: because.step } : {}),
          ...(because.about.localId ? { about: because.about.localId } : {}),
        }),
      ],
    );
    if (because.code === 'link_broken') await this.standForPull(tx, push.connectionId, because.about);
  }

  /** A poll may have told of the same removal: one cause is one issue, and that of the push can be retried. */
  private async standForPull(tx: Tx, connectionId: Id, { entity, localId }: ParkedBecause['about']): Promise<void> {
    await tx.query(
      `update sync_issue set state = 'resolved', resolution = 'The issue of the push that waits for it says the same.', last_seen_at = now()
       where connection_id = $1 and entity = $2 and local_id = $3 and direction = 'in' and code = 'remote_deleted' and state = 'open'`,
      [connectionId, entity, localId],
    );
  }

  async resolve(tx: Tx, push: ClaimedPush): Promise<void> {
    await tx.query(
      `update sync_issue set state = 'resolved', resolution = 'A later push went through.', last_seen_at = now()
       where connection_id = $1 and entity = $2 and direction = 'out' and record_key = 'local:' || $3 and state = 'open'`,
      [push.connectionId, push.entity, push.localId],
    );
  }

  /** Sends out again, at once, what waits because an option or a tax code of ConnectWise was gone. */
  async retryHeld(tx: Tx, connectionId: Id): Promise<void> {
    const rows = await tx.query(
      `update push_request set revision = revision + 1, attempts = 0, state = 'pending', next_attempt_at = now(), updated_at = now()
       where connection_id = $1 and state = 'parked' and last_code in ('option_gone', 'tax_code_missing') returning id`,
      [connectionId],
    );
    if (rows.length > 0) this.outbox.wakeAfterCommit(tx, connectionId);
  }

  /** Lets a held push go on at the step that held it: a person accepted how lines and totals differ. False when it is not held any more. */
  async accept(tx: Tx, issue: PushIssue, accepted: AcceptedDifference): Promise<boolean> {
    const rows = await tx.query(
      `update push_request set accepted_difference = $4, attempts = 0, next_attempt_at = now(), updated_at = now(), state = 'pending'
       where connection_id = $1 and entity = $2 and local_id = $3 and state = 'parked' returning id`,
      [issue.connectionId, issue.entity, issue.localId, JSON.stringify(accepted)],
    );
    if (rows.length > 0) this.outbox.wakeAfterCommit(tx, issue.connectionId);
    return rows.length > 0;
  }

  /**
   * Sends a parked or waiting request out again at once, from its first step (the revision goes up, and every step is safe to repeat).
   * False when the record has no request.
   */
  async retry(tx: Tx, issue: PushIssue): Promise<boolean> {
    const rows = await tx.query(
      `update push_request set revision = revision + 1, attempts = 0, next_attempt_at = now(), updated_at = now(),
         state = case when state = 'running' then 'running' else 'pending' end
       where connection_id = $1 and entity = $2 and local_id = $3 returning id`,
      [issue.connectionId, issue.entity, issue.localId],
    );
    if (rows.length > 0) this.outbox.wakeAfterCommit(tx, issue.connectionId);
    return rows.length > 0;
  }
}
