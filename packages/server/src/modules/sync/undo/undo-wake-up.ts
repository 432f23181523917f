import { z } from 'zod';
import { defineJob } from '../../../platform/jobs/job.ts';

/** Goes on with the undo of a run. */
export const undoJob = defineJob('sync.undo', z.object({ workspaceId: z.uuid(), runId: z.uuid() }));
