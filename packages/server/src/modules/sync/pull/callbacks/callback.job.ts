import type { Database } from '../../../../platform/database/database.ts';
import { handle, type JobHandler } from '../../../../platform/jobs/job.ts';
import type { JobQueue } from '../../../../platform/jobs/job-queue.ts';
import type { CallbackEntries } from './callback-entries.service.ts';
import { callbackCheckJob, callbackJob } from './callback-wake-up.ts';
import type { CallbackWork } from './callback-work.service.ts';
import { dueCallbackChecks, waitingCallbacks } from './callbacks.queries.ts';

/** Enqueues what nobody is at: messages that wait, entries that are to be looked after; called with the sweep of pulls. */
export async function sweepCallbacks(
  database: Database,
  queue: Pick<JobQueue, 'enqueue'>,
  { address }: Pick<CallbackEntries, 'address'>,
): Promise<void> {
  for (const one of await database.acrossWorkspaces(waitingCallbacks)) await queue.enqueue(callbackJob, one);
  const due = await database.acrossWorkspaces((tx) => dueCallbackChecks(tx, address));
  for (const one of due) await queue.enqueue(callbackCheckJob, one);
}

export const callbackJobs = (work: CallbackWork, entries: CallbackEntries): JobHandler[] => [
  handle(callbackJob, ({ workspaceId, connectionId }, { signal }) => work.run(workspaceId, connectionId, signal)),
  handle(callbackCheckJob, ({ workspaceId, connectionId }) => entries.check(workspaceId, connectionId)),
];
