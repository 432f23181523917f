import { z } from 'zod';
import { defineJob, handle, type JobHandler } from '../../../platform/jobs/job.ts';
import type { JobQueue } from '../../../platform/jobs/job-queue.ts';
import type { RetentionService } from './retention.service.ts';

const retentionJob = defineJob('retention', z.strictObject({ workspaceId: z.string() }));

/** Wakes a worker for each workspace whose turn it is; called with the sweep. */
export async function sweepRetention(service: RetentionService, queue: Pick<JobQueue, 'enqueue'>): Promise<void> {
  for (const one of await service.due()) await queue.enqueue(retentionJob, one);
}

export const retentionJobs = (service: RetentionService): JobHandler[] => [
  handle(retentionJob, ({ workspaceId }, { signal }) => service.run(workspaceId, signal)),
];
