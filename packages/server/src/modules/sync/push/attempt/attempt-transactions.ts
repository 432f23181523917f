import type { Database, Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { ClaimedPush, PushQueue } from '../outbox/push-queue.queries.ts';

/** The short transactions of an attempt; none is open while ConnectWise is asked. */
export class AttemptTransactions {
  constructor(
    private readonly tools: { database: Database; queue: PushQueue },
    private readonly workspaceId: Id,
    private readonly push: ClaimedPush,
  ) {}

  read<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.tools.database.inWorkspace(this.workspaceId, work, { readOnly: true });
  }

  /** A transaction that may write: refused when another worker has taken over. */
  write<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.tools.database.inWorkspace(this.workspaceId, async (tx) => {
      await this.tools.queue.renew(tx, this.push);
      return work(tx);
    });
  }
}
