import { z } from 'zod';
import { ConnectWiseError } from '../../../../connectwise/client/connectwise-error.ts';
import type { Database } from '../../../../platform/database/database.ts';
import { defineJob, handle, type JobHandler } from '../../../../platform/jobs/job.ts';
import type { JobQueue } from '../../../../platform/jobs/job-queue.ts';
import { allConnections } from '../../../connection/all-connections.queries.ts';
import type { ConnectionHealth } from '../../../connection/connection.ports.ts';
import type { LineDriftService } from './line-drift.service.ts';

/** Looks after the lines of won opportunities, of every connection that works. */
export const lineDriftJob = defineJob('sync.line_drift', z.object({}));

const LOOK_EVERY_SECONDS = 900;

export interface LineDriftJobDeps {
  database: Database;
  health: ConnectionHealth;
}

export const lineDriftJobs = (service: LineDriftService, { database, health }: LineDriftJobDeps): JobHandler[] => [
  handle(lineDriftJob, async (_payload, { signal, touch }) => {
    for (const connection of await allConnections(database)) {
      if (signal.aborted || connection.state !== 'connected') continue;
      try {
        await service.check(connection.workspaceId, connection.id, { signal, touch });
      } catch (error) {
        // What goes wrong with one account must not keep the others from theirs; it shows in that connection's state.
        if (!(error instanceof ConnectWiseError)) throw error;
        if (error.kind === 'forbidden') health.reportForbidden(connection);
        else await health.reportFailure(connection, error);
      }
    }
  }),
];

export async function scheduleLineDrift(queue: JobQueue): Promise<void> {
  await queue.every(lineDriftJob, LOOK_EVERY_SECONDS, {});
}
