import type { Database } from '../../../platform/database/database.ts';
import { handle, type JobHandler } from '../../../platform/jobs/job.ts';
import type { JobQueue } from '../../../platform/jobs/job-queue.ts';
import { readWaitingPreviews } from './preview.queries.ts';
import type { PreviewMaker } from './preview-maker.ts';
import { previewJob } from './preview-wake-up.ts';

/** Enqueues every preview that nobody is at; called with the sweep of pulls. */
export async function sweepPreviews(database: Database, queue: Pick<JobQueue, 'enqueue'>): Promise<void> {
  for (const one of await readWaitingPreviews(database)) await queue.enqueue(previewJob, one);
}

export const previewJobs = (maker: PreviewMaker): JobHandler[] => [
  handle(previewJob, ({ workspaceId, previewId }, control) => maker.make(workspaceId, previewId, control)),
];
