import type { Database } from '../../../../platform/database/database.ts';
import { handle, type JobHandler } from '../../../../platform/jobs/job.ts';
import type { JobQueue } from '../../../../platform/jobs/job-queue.ts';
import { dueReconciles } from './reconcile.queries.ts';
import type { ReconcileService } from './reconcile.service.ts';
import { reconcileJob } from './reconcile-wake-up.ts';

/** Enqueues every reconcile that is due or that nobody is at; called with the sweep of pulls. */
export async function sweepReconciles(database: Database, queue: Pick<JobQueue, 'enqueue'>): Promise<void> {
  for (const one of await database.acrossWorkspaces(dueReconciles)) await queue.enqueue(reconcileJob, one);
}

export const reconcileJobs = (service: ReconcileService): JobHandler[] => [
  handle(reconcileJob, async ({ workspaceId, connectionId }, control) => {
    await service.run(workspaceId, connectionId, control);
  }),
];
