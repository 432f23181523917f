import { z } from 'zod';
import { defineJob } from '../../../../platform/jobs/job.ts';

/** Goes on with the comparison of a connection. */
export const matchJob = defineJob('sync.match', z.object({ workspaceId: z.uuid(), connectionId: z.uuid() }));

/** Wakes comparisons that a stopped worker left; the table says which. */
export const matchSweepJob = defineJob('sync.match-sweep', z.object({}));

export const SWEEP_MATCHES_EVERY_SECONDS = 15;
