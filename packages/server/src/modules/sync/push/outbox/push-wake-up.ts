import { z } from 'zod';
import { defineJob } from '../../../../platform/jobs/job.ts';

/** Asks a worker to push what is due for a connection. Many of them at once are harmless: each request is leased. `push.module.ts` hands it to `PushService.run`. */
export const pushJob = defineJob('sync.push', z.object({ workspaceId: z.uuid(), connectionId: z.uuid() }));
