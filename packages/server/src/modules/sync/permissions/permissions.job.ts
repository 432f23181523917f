import { z } from 'zod';
import type { Id } from '../../../platform/ids.ts';
import { defineJob, handle, type JobHandler } from '../../../platform/jobs/job.ts';
import type { JobQueue } from '../../../platform/jobs/job-queue.ts';
import type { PermissionsService } from './permissions.service.ts';

const permissionsJob = defineJob('sync.permissions', z.object({ workspaceId: z.uuid(), connectionId: z.uuid() }));

/** Asks a worker to look at the rights of a connection. */
export const askForPermissions =
  (queue: Pick<JobQueue, 'enqueue'>) =>
  ({ id, workspaceId }: { id: Id; workspaceId: Id }): Promise<void> =>
    queue.enqueue(permissionsJob, { workspaceId, connectionId: id });

export const permissionJobs = (permissions: PermissionsService): JobHandler[] => [
  handle(permissionsJob, ({ workspaceId, connectionId }) => permissions.checkIfDue({ id: connectionId, workspaceId })),
];
