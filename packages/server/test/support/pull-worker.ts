import { setTimeout as pause } from 'node:timers/promises';
import { Database } from '../../src/platform/database/database.ts';
import { SecretBox } from '../../src/platform/secrets.ts';
import { openPull, runOnce } from './sync-app.ts';

/** What a pulling worker in a process of its own is told, as JSON in WORKER. */
export interface PullWorkerTask {
  databaseUrl: string;
  workspaceId: string;
  connectionId: string;
  port: number;
  clientId: string;
  /** Base64. */
  secretKey: string;
  leaseMs: number;
  pageSize: number;
  /** Makes this preview instead of pulling. */
  previewId?: string;
}

const task = JSON.parse(process.env.WORKER ?? '{}') as PullWorkerTask;
const database = await Database.open({ url: task.databaseUrl, entities: [] });
const { sync } = openPull(database, task, {
  secrets: new SecretBox([{ id: 'k1', key: Buffer.from(task.secretKey, 'base64') }]),
  leaseMs: task.leaseMs,
  pageSize: task.pageSize,
  sessionUrl: task.databaseUrl,
});
process.stdout.write('ready\n');
for (;;) {
  if (task.previewId)
    await sync.previewMaker.make(task.workspaceId, task.previewId, {
      signal: new AbortController().signal,
      touch: async () => undefined,
    });
  else await runOnce(sync.pull, task.workspaceId, task.connectionId, 'initial');
  await pause(20);
}
