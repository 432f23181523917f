import type { Database } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';
import { handle, type JobHandler } from '../../../platform/jobs/job.ts';
import type { JobQueue } from '../../../platform/jobs/job-queue.ts';
import type { PreviewMaker } from './preview-maker.ts';
import { previewJob } from './preview-wake-up.ts';

/** Enqueues every preview that nobody is at; called with the sweep of pulls. */
export async function sweepPreviews(database: Database, queue: Pick<JobQueue, 'enqueue'>): Promise<void> {
  const waiting = await database.acrossWorkspaces((tx) =>
    tx.query<{ workspaceId: Id; previewId: Id }>(
      `select workspace_id as "workspaceId", preview_id as "previewId" from system_waiting_previews()`,
    ),
  );
  for (const one of waiting) await queue.enqueue(previewJob, one);
}

export const previewJobs = (maker: PreviewMaker): JobHandler[] => [
  handle(previewJob, ({ workspaceId, previewId }, control) => maker.make(workspaceId, previewId, control)),
];
