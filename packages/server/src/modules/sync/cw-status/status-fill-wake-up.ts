import { z } from 'zod';
import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';
import { defineJob } from '../../../platform/jobs/job.ts';
import type { JobQueue } from '../../../platform/jobs/job-queue.ts';
import type { Logger } from '../../../platform/logger.ts';
import { askForFill, dropFill } from './status-fill.queries.ts';

/** Asks a worker to fill "CW Status" of opportunities that are linked already. */
export const statusFillJob = defineJob('sync.status_fill', z.object({ workspaceId: z.uuid(), connectionId: z.uuid() }));

/** Asks for the filling when the field begins to be used, and takes that back when it is used no more. */
export class StatusFillRequests {
  constructor(
    private readonly queue: Pick<JobQueue, 'enqueue'>,
    private readonly logger: Pick<Logger, 'warn'>,
  ) {}

  /** In the transaction of the save. The row is what counts: when the job store is down the sweep finds it. */
  async ask(tx: Tx, connectionId: Id): Promise<void> {
    if (!(await askForFill(tx, connectionId))) return;
    tx.afterCommit(() => {
      this.queue.enqueue(statusFillJob, { workspaceId: tx.workspaceId, connectionId }).catch((error: unknown) => {
        this.logger.warn(
          { err: error, connectionId },
          'could not wake a worker to fill CW Status; the sweep will find it',
        );
      });
    });
  }

  async takeBack(tx: Tx, connectionId: Id): Promise<void> {
    await dropFill(tx, connectionId);
  }
}
