import { z } from 'zod';
import { defineJob } from '../../../../platform/jobs/job.ts';

const scope = z.object({ workspaceId: z.uuid(), connectionId: z.uuid() });

/** Reads the records that ConnectWise told of. */
export const callbackJob = defineJob('sync.callbacks', scope);

/** Looks after the entries of a connection. */
export const callbackCheckJob = defineJob('sync.callback-entries', scope);
