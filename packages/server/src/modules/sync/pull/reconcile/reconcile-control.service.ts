import type { Tx } from '../../../../platform/database/database.ts';
import { AppError, refuse } from '../../../../platform/errors.ts';
import type { Actor } from '../../../../platform/graphql/context.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { JobQueue } from '../../../../platform/jobs/job-queue.ts';
import type { Logger } from '../../../../platform/logger.ts';
import type { Connections } from '../../../connection/connection.ports.ts';
import { usableConnection } from '../../../connection/usable-connection.ts';
import type { SettingsService } from '../../../integration/configuration/settings.service.ts';
import type { Records } from '../../records/records.ts';
import { runningPull } from '../runs/runs.queries.ts';
import {
  findReconcile,
  openReconcile,
  type ReconcileRow,
  runningReconcile,
  scheduleReconcile,
} from './reconcile.queries.ts';
import { reconcileJob } from './reconcile-wake-up.ts';

export interface ReconcileControlDeps {
  connections: Connections;
  records: Records;
  settings: Pick<SettingsService, 'of'>;
  queue: Pick<JobQueue, 'enqueue'>;
  logger: Pick<Logger, 'warn'>;
}

/** Reconciles on a person's word. One is a row; the job only wakes a worker, and the sweep does when the job store is down. */
export class ReconcileControl {
  constructor(private readonly deps: ReconcileControlDeps) {}

  /** Begins one now, or answers the one that runs. ProblemsError: not_connected, not_started, first_sync. */
  async now(tx: Tx, actor: Actor): Promise<ReconcileRow> {
    const connection = await usableConnection(this.deps.connections, tx);
    if (!connection.syncStartedAt) return refuse('not_started', 'Start the sync first: Integrations → Start sync.');
    const running = await runningReconcile(tx, connection.id);
    if (running) return running;
    if ((await runningPull(tx, connection.id))?.kind === 'initial')
      return refuse('first_sync', 'The first sync is running. Compare both sides once it is done.');
    const { configuration } = await this.deps.settings.of(tx, connection.id);
    const id = await openReconcile(tx, {
      connectionId: connection.id,
      kind: 'asked',
      heals: configuration.options.reconcile.differences === 'heal',
      requestedBy: actor.name,
      entities: this.deps.records.all.map(({ entity }) => entity),
    });
    this.wake(tx, connection.id);
    const made = id ? await findReconcile(tx, id) : await runningReconcile(tx, connection.id);
    if (!made) throw new AppError('conflict', 'The comparison ended while it was being started. Try again.');
    return made;
  }

  /** After a change of the settings: the next nightly one comes at the hour that is set now. */
  async reschedule(tx: Tx, connectionId: Id): Promise<void> {
    const connection = await this.deps.connections.byId(tx, connectionId);
    if (!connection?.syncStartedAt) return;
    const { configuration } = await this.deps.settings.of(tx, connectionId);
    await scheduleReconcile(tx, connectionId, configuration.options.reconcile.hour, { onlyIfDue: false });
  }

  private wake(tx: Tx, connectionId: Id): void {
    tx.afterCommit(() => {
      this.deps.queue.enqueue(reconcileJob, { workspaceId: tx.workspaceId, connectionId }).catch((err: unknown) => {
        this.deps.logger.warn({ err, connectionId }, 'could not wake a worker for a reconcile; the sweep will find it');
      });
    });
  }
}
