import type { Database } from '../../../../../platform/database/database.ts';
import { handle, type JobHandler } from '../../../../../platform/jobs/job.ts';
import type { JobQueue } from '../../../../../platform/jobs/job-queue.ts';
import { unfinishedRetries } from './issue-retry.queries.ts';
import { issueRetryJob } from './issue-retry-wake-up.ts';

/** Enqueues every retry that nobody is at; called with the sweep of pulls. */
export async function sweepRetries(database: Database, queue: Pick<JobQueue, 'enqueue'>): Promise<void> {
  for (const one of await database.acrossWorkspaces(unfinishedRetries)) await queue.enqueue(issueRetryJob, one);
}

interface Runs {
  run(workspaceId: string, retryId: string, signal: AbortSignal): Promise<boolean>;
}

export const issueRetryJobs = (service: Runs): JobHandler[] => [
  handle(issueRetryJob, async ({ workspaceId, retryId }, { signal }) => {
    await service.run(workspaceId, retryId, signal);
  }),
];
