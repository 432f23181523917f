import type { Database, Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { JobQueue } from '../../../../platform/jobs/job-queue.ts';
import type { Logger } from '../../../../platform/logger.ts';
import type { PushedEntity, PushReason } from './push-request.ts';
import { pushJob } from './push-wake-up.ts';

export interface NewPushRequest {
  connectionId: Id;
  entity: PushedEntity;
  localId: Id;
  reason: PushReason;
  /** The user who caused it; null for tokens and the system. */
  actor: Id | null;
}

/** The outbox: what shall go to ConnectWise, written in the transaction of the change that caused it. */
export class PushOutbox {
  private readonly woken = new WeakSet<Tx>();

  constructor(
    private readonly queue: Pick<JobQueue, 'enqueue'>,
    private readonly logger: Pick<Logger, 'warn'>,
  ) {}

  /**
   * Asks for a push of a record; one row a record, so changes coalesce. A row that is just being pushed gets a new revision and goes again;
   * a win is not forgotten by a later edit. After the commit a worker is woken.
   */
  async request(tx: Tx, { connectionId, entity, localId, reason, actor }: NewPushRequest): Promise<void> {
    await tx.query(
      `insert into push_request as r (connection_id, entity, local_id, reason, requested_by) values ($1, $2, $3, $4, $5)
       on conflict (workspace_id, connection_id, entity, local_id) do update set
         reason = case when r.reason = 'won' and r.state <> 'done' then 'won' else excluded.reason end,
         revision = r.revision + 1,
         state = case when r.state = 'running' then 'running' else 'pending' end,
         attempts = case when r.state = 'running' then r.attempts else 0 end,
         next_attempt_at = now(), requested_at = now(), requested_by = excluded.requested_by, updated_at = now()`,
      [connectionId, entity, localId, reason, actor],
    );
    this.wakeAfterCommit(tx, connectionId);
  }

  /** Tells workers after the commit. The row is what counts: when the job store is down the sweep finds it. */
  wakeAfterCommit(tx: Tx, connectionId: Id): void {
    if (this.woken.has(tx)) return;
    this.woken.add(tx);
    tx.afterCommit(() => this.wake(tx.workspaceId, connectionId));
  }

  /** Enqueues a job for every connection with pushes that are due; for the sweep. */
  async sweep(database: Database): Promise<void> {
    const due = await database.acrossWorkspaces((tx) =>
      tx.query<{ workspaceId: Id; connectionId: Id }>(
        `select workspace_id as "workspaceId", connection_id as "connectionId" from system_due_pushes()`,
      ),
    );
    for (const payload of due) await this.queue.enqueue(pushJob, payload);
  }

  /** Not awaited by the change: it stands, whether or not the job store answers. */
  private wake(workspaceId: Id, connectionId: Id): void {
    this.queue.enqueue(pushJob, { workspaceId, connectionId }).catch((error: unknown) => {
      this.logger.warn({ err: error, connectionId }, 'could not wake a worker for a push; the sweep will find it');
    });
  }
}
