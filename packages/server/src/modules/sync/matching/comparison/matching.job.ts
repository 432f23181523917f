import type { Database } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import { handle, type JobHandler } from '../../../../platform/jobs/job.ts';
import type { JobQueue } from '../../../../platform/jobs/job-queue.ts';
import type { MatchRunService } from './match-run.service.ts';
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
    const left = await database.acrossWorkspaces((tx) =>
      tx.query<{ workspaceId: Id; connectionId: Id }>(
        `select workspace_id as "workspaceId", connection_id as "connectionId" from system_unfinished_matches()`,
      ),
    );
    for (const run of left) await queue.enqueue(matchJob, run);
  }),
];

export async function scheduleMatchJobs(queue: JobQueue): Promise<void> {
  await queue.every(matchSweepJob, SWEEP_MATCHES_EVERY_SECONDS, {});
}
