import type { Database } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import { handle, type JobHandler } from '../../../../platform/jobs/job.ts';
import type { JobQueue } from '../../../../platform/jobs/job-queue.ts';
import { sweepPreviews } from '../../preview/preview.job.ts';
import type { PushOutbox } from '../../push/outbox/push-outbox.service.ts';
import type { PullService } from './pull.service.ts';
import { pullJob, sweepJob } from './wake-ups.ts';

interface Due {
  workspaceId: Id;
  connectionId: Id;
}

export interface SweepDeps {
  database: Database;
  queue: Pick<JobQueue, 'enqueue'>;
  /** Enqueues pushes that are due. */
  outbox: Pick<PushOutbox, 'sweep'>;
}

/** Enqueues every pull, preview and push that is due; called by the schedule, and once when a worker starts. */
export async function sweep({ database, queue, outbox }: SweepDeps): Promise<void> {
  const due = await database.acrossWorkspaces((tx) =>
    tx.query<Due>(
      `select workspace_id as "workspaceId", connection_id as "connectionId" from door_due_pulls()
       union select workspace_id, connection_id from door_unfinished_runs()`,
    ),
  );
  for (const { workspaceId, connectionId } of due)
    await queue.enqueue(pullJob, { workspaceId, connectionId, kind: 'poll' });
  await sweepPreviews(database, queue);
  await outbox.sweep(database);
}

export const pullJobs = (pull: PullService, sweepDeps: SweepDeps): JobHandler[] => [
  handle(pullJob, async (request, context) => {
    await pull.run(request, context);
  }),
  handle(sweepJob, () => sweep(sweepDeps)),
];
