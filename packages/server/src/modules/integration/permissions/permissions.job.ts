import { z } from 'zod';
import type { Id } from '../../../platform/ids.ts';
import { defineJob, handle, type JobHandler } from '../../../platform/jobs/job.ts';
import type { JobQueue } from '../../../platform/jobs/job-queue.ts';
import type { Logger } from '../../../platform/logger.ts';
import type { PermissionsService } from './permissions.service.ts';

const permissionsJob = defineJob(
  'sync.permissions',
  z.object({ workspaceId: z.uuid(), connectionId: z.uuid(), onlyDenied: z.boolean().optional() }),
);

/** Asks a worker to look at the rights of a connection. Not awaited: what asks must not depend on the job store. */
export const askForPermissions =
  (queue: Pick<JobQueue, 'enqueue'>, logger: Pick<Logger, 'warn'>) =>
  ({ id, workspaceId }: { id: Id; workspaceId: Id }, when: 'always' | 'if_denied' = 'always'): void => {
    const onlyDenied = when === 'if_denied' ? { onlyDenied: true } : {};
    queue.enqueue(permissionsJob, { workspaceId, connectionId: id, ...onlyDenied }).catch((error: unknown) => {
      logger.warn({ err: error, connectionId: id }, 'could not ask a worker to check permissions; a person can');
    });
  };

export const permissionJobs = (permissions: PermissionsService): JobHandler[] => [
  handle(permissionsJob, ({ workspaceId, connectionId, onlyDenied = false }) =>
    permissions.checkIfDue({ id: connectionId, workspaceId }, { onlyDenied }),
  ),
];
