import { z } from 'zod';
import { defineJob } from '../../../platform/jobs/job.ts';

/** Makes a preview that was asked for, or begins again with one whose worker was killed. */
export const previewJob = defineJob('sync.preview', z.object({ workspaceId: z.uuid(), previewId: z.uuid() }));
