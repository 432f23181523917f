import { z } from 'zod';
import { defineJob } from '../../../../platform/jobs/job.ts';

/** Begins the reconcile that is due, or goes on with one. */
export const reconcileJob = defineJob('sync.reconcile', z.object({ workspaceId: z.uuid(), connectionId: z.uuid() }));
