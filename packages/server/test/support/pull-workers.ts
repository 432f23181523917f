import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { nodeArguments } from './node-arguments.ts';
import type { PullWorkerTask } from './pull-worker.ts';
import { secretKey } from './push-fixture.ts';
import { expectStatisticsOfEveryRow } from './statistics.ts';
import type { SyncApp } from './sync-app.ts';

/** A worker that pulls, in a process of its own; it is ready when this answers. Its lease is short, so that another one takes over soon. */
export async function startPullWorker(app: SyncApp, pageSize: number, leaseMs = 300): Promise<ChildProcess> {
  const task: PullWorkerTask = {
    databaseUrl: app.test.url,
    workspaceId: app.workspaceId,
    connectionId: app.connectionId,
    port: app.sandbox.port,
    clientId: app.sandbox.clientId,
    secretKey: secretKey.key.toString('base64'),
    leaseMs,
    pageSize,
  };
  const child = spawn(process.execPath, nodeArguments('./pull-worker'), {
    env: { PATH: process.env.PATH, WORKER: JSON.stringify(task) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const isReady = child.stdout ? once(child.stdout, 'data') : Promise.resolve();
  await Promise.race([
    isReady,
    once(child, 'exit').then(([code]) => {
      throw new Error(`The worker ended with code ${code} before it was ready.`);
    }),
  ]);
  return child;
}

export async function killWorker(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

/** Whoever answers statements about the one workspace. */
type Asked = Pick<SyncApp, 'rows'>;

export const isPulling = async (app: Asked): Promise<boolean> =>
  (await app.rows(`select 1 from sync_run where state = 'running'`)).length > 0;

export const processedSoFar = async (app: Asked): Promise<number> =>
  Number((await app.rows<{ n: string }>('select coalesce(sum(processed), 0) n from sync_run_entity'))[0]?.n);

interface EntityRow {
  entity: string;
  expected: number;
  processed: number;
  unchanged: number;
  created: number;
  failed: number;
  skipped: number;
}

/** Every record of ConnectWise came in once, is excluded or skipped with a reason, or has an issue: nothing lost, nothing doubled, one "created" row a record. */
export async function expectWholeFirstSync(
  app: Asked & Pick<SyncApp, 'test'>,
  { looksTwice = false }: { looksTwice?: boolean } = {},
): Promise<void> {
  expect(await app.rows('select state from sync_run')).toEqual([{ state: 'done' }]);
  for (const e of await app.rows<EntityRow>('select * from sync_run_entity')) {
    const [found] = await app.rows<Record<string, number>>(
      `select (select count(*)::int from entity_link where entity = $1) links,
         (select count(distinct local_id)::int from entity_link where entity = $1) locals,
         (select count(*)::int from audit_event where entity = $1 and operation = 'create') creates,
         (select count(distinct remote_id)::int from audit_event where entity = $1 and operation = 'create') created,
         (select count(*)::int from sync_skip where entity = $1) skips,
         (select count(*)::int from sync_issue where entity = $1) issues`,
      [e.entity],
    );
    // A second look at a record that is in already counts as unchanged, and writes nothing: the counts below are of what was written.
    const looks = e.expected + (looksTwice ? e.unchanged : 0);
    // With all that tells which record was counted twice, or not at all.
    const told = e.processed === looks ? [] : await eventsOfOne(app, e.entity);
    expect({ ...e, told }).toEqual({ ...e, processed: looks, told: [] });
    expect(found).toEqual({
      links: e.created,
      locals: e.created,
      creates: e.created,
      created: e.created,
      skips: e.skipped,
      issues: e.failed,
    });
    expect(e.created + e.skipped + e.failed).toBe(e.expected);
  }
  const [rows] = await app.rows<Record<string, number>>(
    `select (select count(*)::int from client) + (select count(*)::int from contact) + (select count(*)::int from product)
       + (select count(*)::int from opportunity) as records, (select count(*)::int from entity_link) as links`,
  );
  expect(rows?.records).toBe(rows?.links);
  await expectStatisticsOfEveryRow(app.test);
}

/** What the log says of records with several entries, and of those that were skipped. */
const eventsOfOne = (app: Asked, entity: string): Promise<Record<string, unknown>[]> =>
  app.rows(
    `select remote_id, array_agg(operation || ': ' || description order by seq) as events from audit_event where entity = $1
     group by remote_id having count(*) > 1 or bool_or(operation not in ('create', 'skip')) limit 20`,
    [entity],
  );
