import { setTimeout as pause } from 'node:timers/promises';
import { Database } from '../../src/platform/database/database.ts';
import { SecretBox } from '../../src/platform/secrets.ts';
import { openPush } from './push-fixture.ts';

/** What a worker in a process of its own is told, as JSON in WORKER. */
export interface PushWorkerTask {
  databaseUrl: string;
  workspaceId: string;
  connectionId: string;
  port: number;
  clientId: string;
  /** Base64. */
  secretKey: string;
  leaseMs: number;
}

const task = JSON.parse(process.env.WORKER ?? '{}') as PushWorkerTask;
const database = await Database.open({ url: task.databaseUrl, entities: [] });
const { push } = openPush(database, task, {
  secrets: new SecretBox([{ id: 'k1', key: Buffer.from(task.secretKey, 'base64') }]),
  leaseMs: task.leaseMs,
});
process.stdout.write('ready\n');
for (;;) {
  await push.service.run(task.workspaceId, task.connectionId, {
    signal: new AbortController().signal,
    touch: async () => undefined,
  });
  await pause(20);
}
