import type { Database } from '../../../../platform/database/database.ts';
import { handle, type JobHandler } from '../../../../platform/jobs/job.ts';
import type { JobQueue } from '../../../../platform/jobs/job-queue.ts';
import type { MatchRunService } from './match-run.service.ts';
import { readLeftMatchRuns } from './match-runs.queries.ts';
import { matchJob, matchSweepJob, SWEEP_MATCHES_EVERY_SECONDS } from './match-wake-up.ts';

export interface MatchJobDeps {
  database: Database;
  queue: Pick<JobQueue, 'enqueue'>;
  runs: MatchRunService;
}

export const matchJobs = ({ database, queue, runs }: MatchJobDeps): JobHandler[] => [
  handle(matchJob, async ({ workspaceId, connectionId }, { signal, touch }) => {
    await runs.run(workspaceId, connectionId, { signal, touch });
  }),
  handle(matchSweepJob, async () => {
    for (const run of await readLeftMatchRuns(database)) await queue.enqueue(matchJob, run);
  }),
];

export async function scheduleMatchJobs(queue: JobQueue): Promise<void> {
  await queue.every(matchSweepJob, SWEEP_MATCHES_EVERY_SECONDS, {});
}
