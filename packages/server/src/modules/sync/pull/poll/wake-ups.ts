import { z } from 'zod';
import { defineJob } from '../../../../platform/jobs/job.ts';

/** Goes on with the run of a connection, or begins the poll that is due. */
export const pullJob = defineJob(
  'sync.pull',
  z.object({ workspaceId: z.uuid(), connectionId: z.uuid(), kind: z.enum(['initial', 'poll', 'manual']) }),
);

/** Wakes whatever is due. The tables say what that is: a lost or doubled wake-up changes nothing. */
export const sweepJob = defineJob('sync.sweep', z.object({}));

/** Work of a worker that died is found at the next sweep, since its lease need not be waited out (see presence.ts). */
export const SWEEP_EVERY_SECONDS = 5;
