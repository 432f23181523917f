import type { Database, Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import { isCollision } from '../../error-action.ts';
import type { ClaimedPush, PushQueue } from '../outbox/push-queue.queries.ts';
import { type Sending, withoutSent } from '../outbox/sending.ts';
import type { AttemptLog } from './attempt-log.ts';

const MAX_TRIES = 3;

/** The short transactions of an attempt; none is open while ConnectWise is asked. */
export class AttemptTransactions {
  private announced: Sending;

  constructor(
    private readonly tools: { database: Database; queue: PushQueue },
    private readonly workspaceId: Id,
    private readonly push: ClaimedPush,
    /** What is done in memory along with a transaction is taken back with it. */
    private readonly log: Pick<AttemptLog, 'remember'>,
  ) {
    this.announced = push.sending ?? {};
  }

  /** What of this attempt, or an earlier one, is in ConnectWise perhaps and told of nowhere. */
  get sending(): Sending {
    return this.announced;
  }

  /** What ConnectWise has surely refused. */
  forget(localId: Id): void {
    this.announced = withoutSent(this.announced, localId);
  }

  read<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.tools.database.inWorkspace(this.workspaceId, work, { readOnly: true });
  }

  /** A look that takes locks, and writes nothing. */
  look<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.tools.database.inWorkspace(this.workspaceId, work);
  }

  /** A transaction that may write: refused when another worker has taken over. `sending` is stored along. */
  async write<T>(work: (tx: Tx) => Promise<T>, sending: Sending = this.announced): Promise<T> {
    const isOther = sending !== this.announced;
    const done = await this.unlessMet(async (tx) => {
      await this.tools.queue.renew(tx, this.push, isOther ? sending : null);
      return work(tx);
    });
    this.announced = sending;
    return done;
  }

  /** Done again at once where a pull or another push was at the same rows. */
  private async unlessMet<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      const goBack = this.log.remember();
      try {
        return await this.tools.database.inWorkspace(this.workspaceId, work);
      } catch (error) {
        goBack();
        if (!isCollision(error) || attempt === MAX_TRIES) throw error;
      }
    }
  }
}
