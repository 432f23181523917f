import type { Database } from '../../../platform/database/database.ts';
import { handle, type JobHandler } from '../../../platform/jobs/job.ts';
import type { JobQueue } from '../../../platform/jobs/job-queue.ts';
import { unfinishedUndos } from './undo.queries.ts';
import type { UndoService } from './undo.service.ts';
import { undoJob } from './undo-wake-up.ts';

/** Enqueues every undo that nobody is at; called with the sweep of pulls. */
export async function sweepUndos(database: Database, queue: Pick<JobQueue, 'enqueue'>): Promise<void> {
  for (const one of await database.acrossWorkspaces(unfinishedUndos)) await queue.enqueue(undoJob, one);
}

export const undoJobs = (service: UndoService): JobHandler[] => [
  handle(undoJob, async ({ workspaceId, runId }, { signal }) => {
    await service.run(workspaceId, runId, signal);
  }),
];
