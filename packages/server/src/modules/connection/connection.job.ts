import { z } from 'zod';
import { ConnectWiseError } from '../../connectwise/client/connectwise-error.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/database.ts';
import { defineJob, handle, type JobHandler } from '../../platform/jobs/job.ts';
import type { JobQueue } from '../../platform/jobs/job-queue.ts';
import { type AnyConnection, allConnections } from './all-connections.queries.ts';
import type { ReferenceData } from './connection.ports.ts';
import type { ConnectionHealthService } from './connection-health.service.ts';

/** Asks every connection whether it works (still, or again). */
export const probeJob = defineJob('connection.probe', z.object({}));
/** Reads pick lists again that are a day old. */
export const refreshJob = defineJob('connection.references', z.object({}));

/** No oftener: a ConnectWise that is away, or in trouble, is not helped by questions. */
const PROBE_EVERY_SECONDS = 30;
/** Connections asked at the same time: one that does not answer must not keep the others waiting. */
const PROBES_AT_ONCE = 20;
const LOOK_FOR_OLD_EVERY_SECONDS = 3_600;
const OLD_AFTER_MS = 23 * 3_600_000;

export interface ConnectionJobDeps {
  database: Database;
  clock: Clock;
  health: ConnectionHealthService;
  references: ReferenceData;
}

export function connectionJobs(deps: ConnectionJobDeps): JobHandler[] {
  return [
    handle(probeJob, async (_payload, { signal, touch }) => {
      const toAsk = await allConnections(deps.database);
      const asker = async () => {
        for (let connection = toAsk.pop(); connection && !signal.aborted; connection = toAsk.pop()) {
          await (connection.state === 'error' ? deps.health.probe(connection) : deps.health.look(connection));
          await touch();
        }
      };
      await Promise.all(Array.from({ length: PROBES_AT_ONCE }, asker));
    }),
    handle(refreshJob, async (_payload, { signal, touch }) => {
      const oldest = deps.clock.now().getTime() - OLD_AFTER_MS;
      for (const connection of await allConnections(deps.database)) {
        if (
          signal.aborted ||
          connection.state === 'error' ||
          (connection.readAt && connection.readAt.getTime() > oldest)
        )
          continue;
        await refresh(deps, connection);
        await touch();
      }
    }),
  ];
}

export async function scheduleConnectionJobs(queue: JobQueue): Promise<void> {
  await queue.every(probeJob, PROBE_EVERY_SECONDS, {});
  await queue.every(refreshJob, LOOK_FOR_OLD_EVERY_SECONDS, {});
}

/** What goes wrong with one account must not keep the others from theirs; it shows in that connection's state. */
async function refresh({ references, health }: ConnectionJobDeps, connection: AnyConnection): Promise<void> {
  try {
    await references.refresh(connection.workspaceId, connection.id);
  } catch (error) {
    if (!(error instanceof ConnectWiseError)) throw error;
    await health.reportFailure(connection, error);
  }
}
