import type { Database, Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { JobQueue } from '../../../../platform/jobs/job-queue.ts';
import type { Logger } from '../../../../platform/logger.ts';
import { type NewPushRequest, type NewPushRequests, readDuePushes, writeRequests } from './new-requests.queries.ts';
import { pushJob } from './push-wake-up.ts';

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
  request(tx: Tx, { localId, ...request }: NewPushRequest): Promise<void> {
    return this.requestAll(tx, { ...request, localIds: [localId] });
  }

  /** The same for several records of one kind, in one statement. */
  async requestAll(tx: Tx, requests: NewPushRequests): Promise<void> {
    await writeRequests(tx, requests);
    this.wakeAfterCommit(tx, requests.connectionId);
  }

  /** Tells workers after the commit. The row is what counts: when the job store is down the sweep finds it. */
  wakeAfterCommit(tx: Tx, connectionId: Id): void {
    if (this.woken.has(tx)) return;
    this.woken.add(tx);
    tx.afterCommit(() => this.wake(tx.workspaceId, connectionId));
  }

  /** Enqueues a job for every connection with pushes that are due; for the sweep. */
  async sweep(database: Database): Promise<void> {
    for (const payload of await readDuePushes(database)) await this.queue.enqueue(pushJob, payload);
  }

  /** Not awaited by the change: it stands, whether or not the job store answers. */
  private wake(workspaceId: Id, connectionId: Id): void {
    this.queue.enqueue(pushJob, { workspaceId, connectionId }).catch((error: unknown) => {
      this.logger.warn({ err: error, connectionId }, 'could not wake a worker for a push; the sweep will find it');
    });
  }
}
