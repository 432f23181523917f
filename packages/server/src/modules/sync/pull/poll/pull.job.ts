import type { Database } from '../../../../platform/database/database.ts';
import { handle, type JobHandler } from '../../../../platform/jobs/job.ts';
import type { JobQueue } from '../../../../platform/jobs/job-queue.ts';
import { readDuePulls } from './due-pulls.queries.ts';
import type { PullService } from './pull.service.ts';
import { pullJob, sweepJob } from './wake-ups.ts';

export interface SweepDeps {
  database: Database;
  queue: Pick<JobQueue, 'enqueue'>;
  /** What else is to be woken in the same breath: previews, pushes. Each enqueues what is due. */
  sweeps: readonly (() => Promise<void>)[];
}

/** Enqueues every pull that is due, and whatever else `sweeps` names. Called every few seconds (`pull.module.ts`), and once when a worker starts. */
export async function sweep({ database, queue, sweeps }: SweepDeps): Promise<void> {
  for (const { workspaceId, connectionId } of await readDuePulls(database))
    await queue.enqueue(pullJob, { workspaceId, connectionId, kind: 'poll' });
  for (const wake of sweeps) await wake();
}

export const pullJobs = (pull: PullService, sweepDeps: SweepDeps): JobHandler[] => [
  handle(pullJob, async (request, context) => {
    await pull.run(request, context);
  }),
  handle(sweepJob, () => sweep(sweepDeps)),
];
