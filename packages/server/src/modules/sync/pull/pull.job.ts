import { z } from 'zod';
import type { Database } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';
import { defineJob, handle, type JobHandler } from '../../../platform/jobs/job.ts';
import type { JobQueue } from '../../../platform/jobs/job-queue.ts';
import type { PullService } from './pull.service.ts';

/** Goes on with the run of a connection, or begins the poll that is due. */
export const pullJob = defineJob(
  'sync.pull',
  z.object({ workspaceId: z.string(), connectionId: z.string(), kind: z.enum(['initial', 'poll', 'manual']) }),
);

/** Wakes whatever is due. The tables say what that is: a lost or doubled wake-up changes nothing. */
export const sweepJob = defineJob('sync.sweep', z.object({}));

/** With leases of 15 seconds this brings work of a killed worker back within half a minute. */
export const SWEEP_EVERY_SECONDS = 10;

interface Due {
  workspaceId: Id;
  connectionId: Id;
}

export interface SweepDeps {
  database: Database;
  queue: Pick<JobQueue, 'enqueue'>;
  /** Enqueues the push of a connection that has something due. */
  enqueuePush(due: Due): Promise<void>;
}

/** Enqueues every pull and push that is due; called by the schedule, and once when a worker starts. */
export async function sweep({ database, queue, enqueuePush }: SweepDeps): Promise<void> {
  const due = await database.acrossWorkspaces(async (tx) => ({
    pulls:
      await tx.query<Due>(`select workspace_id as "workspaceId", connection_id as "connectionId" from door_due_pulls()
      union select workspace_id, connection_id from door_unfinished_runs()`),
    pushes: await tx.query<Due>(
      `select workspace_id as "workspaceId", connection_id as "connectionId" from door_due_pushes()`,
    ),
  }));
  for (const { workspaceId, connectionId } of due.pulls)
    await queue.enqueue(pullJob, { workspaceId, connectionId, kind: 'poll' });
  for (const push of due.pushes) await enqueuePush(push);
}

export const pullJobs = (pull: PullService, sweepDeps: SweepDeps): JobHandler[] => [
  handle(pullJob, async (request, context) => {
    await pull.run(request, context);
  }),
  handle(sweepJob, () => sweep(sweepDeps)),
];
