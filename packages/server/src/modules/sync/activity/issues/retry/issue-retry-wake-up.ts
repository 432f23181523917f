import { z } from 'zod';
import { defineJob } from '../../../../../platform/jobs/job.ts';

/** Goes on with the retry of a group of issues. */
export const issueRetryJob = defineJob('issues.retry', z.object({ workspaceId: z.uuid(), retryId: z.uuid() }));
