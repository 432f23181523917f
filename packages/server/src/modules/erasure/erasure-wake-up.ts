import { z } from 'zod';
import { defineJob } from '../../platform/jobs/job.ts';

/** Goes on with an erasure. */
export const erasureJob = defineJob('erasure', z.object({ workspaceId: z.uuid(), erasureId: z.uuid() }));
