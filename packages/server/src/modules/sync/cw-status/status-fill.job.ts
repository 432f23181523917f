import { z } from 'zod';
import type { Database } from '../../../platform/database/database.ts';
import { defineJob, handle, type JobHandler } from '../../../platform/jobs/job.ts';
import type { JobQueue } from '../../../platform/jobs/job-queue.ts';
import { readDueFills } from './status-fill.queries.ts';
import type { StatusFillService } from './status-fill.service.ts';
import { statusFillJob } from './status-fill-wake-up.ts';

/** Wakes fillings that are due: asked for while the job store was down, or left by a worker that was killed. */
const statusFillSweepJob = defineJob('sync.status_fill_sweep', z.object({}));

const SWEEP_EVERY_SECONDS = 30;

export interface StatusFillJobDeps {
  database: Database;
  queue: Pick<JobQueue, 'enqueue'>;
}

export const statusFillJobs = (fills: StatusFillService, { database, queue }: StatusFillJobDeps): JobHandler[] => [
  handle(statusFillJob, ({ workspaceId, connectionId }, { signal, touch }) =>
    fills.run(workspaceId, connectionId, { signal, touch }),
  ),
  handle(statusFillSweepJob, async () => {
    for (const one of await readDueFills(database)) await queue.enqueue(statusFillJob, one);
  }),
];

export async function scheduleStatusFills(queue: JobQueue): Promise<void> {
  await queue.every(statusFillSweepJob, SWEEP_EVERY_SECONDS, {});
}
