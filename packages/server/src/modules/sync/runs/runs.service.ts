import type { Tx } from '../../../platform/database/database.ts';
import { AppError, refuse } from '../../../platform/errors.ts';
import { type Id, newId } from '../../../platform/ids.ts';
import type { JobQueue } from '../../../platform/jobs/job-queue.ts';
import type { Connections } from '../../connection/connection.ports.ts';
import type { ConnectionRecord } from '../../connection/connection-record.ts';
import { POLL_EVERY_MINUTES } from '../pull/listing.rules.ts';
import { pullJob } from '../pull/wake-ups.ts';
import type { Warner } from '../push/warner.ts';
import { registry } from '../registry.ts';
import { advancePollForWaiting, noteStarted, openRun, type RunRow, runningPull, schedulePoll } from './runs.queries.ts';

/** Starts pulls on a person's word. A run is a row; the job only wakes a worker, and the sweep does when the job store is down. */
export class RunsService {
  constructor(
    private readonly connections: Connections,
    private readonly queue: Pick<JobQueue, 'enqueue'>,
    private readonly logger: Warner,
  ) {}

  /** Starts the first sync and the poll after it, or answers the pull that is running (requirement R49). */
  async start(tx: Tx): Promise<RunRow> {
    const connection = await this.usable(tx);
    await noteStarted(tx, connection.id);
    await schedulePoll(tx, connection.id, POLL_EVERY_MINUTES, { onlyIfDue: false });
    return this.open(tx, connection, 'initial');
  }

  /** Polls now instead of at the next quarter of an hour, or answers the pull that is running. */
  async pollNow(tx: Tx): Promise<RunRow> {
    const connection = await this.usable(tx);
    if (!connection.syncStartedAt) return refuse('not_started', 'Start the sync first: Integrations → Start sync.');
    return this.open(tx, connection, 'manual');
  }

  /** Polls soon when records wait for one that was linked just now. */
  async pollForWaiting(tx: Tx, connectionId: Id): Promise<void> {
    if (await advancePollForWaiting(tx, connectionId)) this.wake(tx, connectionId, 'poll');
  }

  private wake(tx: Tx, connectionId: Id, kind: 'initial' | 'manual' | 'poll'): void {
    tx.afterCommit(() => {
      this.queue.enqueue(pullJob, { workspaceId: tx.workspaceId, connectionId, kind }).catch((error: unknown) => {
        this.logger.warn({ err: error, connectionId }, 'could not wake a worker for a pull; the sweep will find it');
      });
    });
  }

  private async open(tx: Tx, connection: ConnectionRecord, kind: 'initial' | 'manual'): Promise<RunRow> {
    await openRun(tx, {
      id: newId(),
      connectionId: connection.id,
      kind,
      entities: registry.map((sync) => sync.entity),
    });
    this.wake(tx, connection.id, kind);
    const run = await runningPull(tx, connection.id);
    if (!run) throw new AppError('conflict', 'The run ended while it was being started. Try again.');
    return run;
  }

  private async usable(tx: Tx): Promise<ConnectionRecord> {
    try {
      return await this.connections.requireUsable(tx);
    } catch (error) {
      if (error instanceof AppError && error.code === 'not_connected') return refuse('not_connected', error.message);
      throw error;
    }
  }
}
