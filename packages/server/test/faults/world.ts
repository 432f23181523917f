import { saveSettings } from '../support/connected-app.ts';
import { connectToSandbox, type RealPrograms, startProgramsWith } from '../support/real-programs.ts';
import { chooseEverything, startWithoutPreview } from '../support/settings.ts';
import type { SyncApp } from '../support/sync-app.ts';
import { until } from '../support/until.ts';
import { type SandboxProcess, startSandboxProcess } from './sandbox-process.ts';

export interface WorldOptions {
  /** What ConnectWise holds: demo, empty, or a number of companies. */
  seed?: string;
  environment?: Record<string, string>;
  /** Whether ConnectWise may call the product. */
  callbacks?: boolean;
}

/** API, sandbox and PostgreSQL as processes of their own, one workspace, set up as its administrator does it. Workers are started by the fault. */
export interface World extends RealPrograms<SandboxProcess>, Pick<SyncApp, 'rows'> {
  connectionId: string;
}

export async function openWorld({ seed = 'empty', environment = {}, callbacks = false }: WorldOptions): Promise<World> {
  const sandbox = await startSandboxProcess(seed);
  const programs = await startProgramsWith(sandbox, environment, { callbacks }).catch(async (error: unknown) => {
    await sandbox.close();
    throw error;
  });
  const rows: World['rows'] = (sql, params) => programs.test.sql(sql, params);
  await rows(
    `insert into pipeline_stage (workspace_id, name, position, kind) select w.id, s.name, s.position, s.kind from workspace w,
       (values ('Lead', 90, 'open'), ('Won', 91, 'won'), ('Lost', 92, 'lost')) s(name, position, kind)
     where not exists (select from pipeline_stage)`,
  );
  // Keys of callbacks are only asked for at the address that is connected.
  await connectToSandbox(programs, sandbox.port);
  const [connection] = await rows<{ id: string }>('select id from connection');
  return { ...programs, rows, connectionId: connection?.id ?? '' };
}

/** Opens a world, does something in it and ends it, whatever came of it. */
export async function inWorld<T>(options: WorldOptions, work: (world: World) => Promise<T>): Promise<T> {
  const world = await openWorld(options);
  try {
    return await work(world);
  } finally {
    await world.stop();
  }
}

export const startFirstSync = (world: World) => startWithoutPreview(world);

/** Chooses everything, with records going both ways as they change. */
export async function chooseRealTime(world: World): Promise<void> {
  await chooseEverything(world);
  await saveSettings(world, { mode: 'REAL_TIME' });
}

export const isRunning = async ({ rows }: Pick<World, 'rows'>): Promise<boolean> =>
  (await rows(`select from sync_run where state = 'running' and kind in ('initial', 'poll', 'manual')`)).length > 0;

/** Until no pull runs any more. */
export const untilPulled = (world: Pick<World, 'rows'>, timeoutMs = 300_000): Promise<void> =>
  until(async () => !(await isRunning(world)), 'the pull is over', timeoutMs);

/** A pull on a person's word, until it is over. */
export async function syncNow(world: World, timeoutMs = 120_000): Promise<void> {
  const { syncNow: asked } = await world.graphql('mutation { syncNow { run { id } problems { message } } }');
  if (asked.problems.length > 0) throw new Error(asked.problems[0].message);
  const over = async () =>
    (await world.rows(`select from sync_run where id = $1 and state <> 'running'`, [asked.run.id])).length > 0;
  await until(over, 'the pull that was asked for is over', timeoutMs);
}

/** Changes a client as a person does on its page. Throws what is refused. */
export async function editClient(world: World, id: string, change: object): Promise<void> {
  const [client] = await world.rows<{ name: string }>('select name from client where id = $1', [id]);
  const { updateClient } = await world.graphql(
    'mutation ($id: ID!, $input: ClientInput!) { updateClient(id: $id, input: $input) { problems { message } } }',
    { id, input: { name: client?.name, ...change } },
  );
  if (updateClient.problems.length > 0) throw new Error(updateClient.problems[0].message);
}

/** Until every change of the CRM that waits has gone out, or stands as an issue. */
export const untilPushed = (world: World, timeoutMs = 120_000): Promise<void> =>
  until(
    async () => (await world.rows(`select from push_request where state in ('pending', 'running')`)).length === 0,
    'every push came to an end',
    timeoutMs,
  );

const lists = ['/company/companies', '/company/contacts', '/procurement/catalog', '/sales/opportunities'];

/** Records of ConnectWise that a first sync lost, and what is there twice: records here, links, "created" rows of the log. */
export async function lostAndDoubled({ rows, sandbox }: World): Promise<{ lost: number; doubled: number }> {
  let there = 0;
  for (const list of lists) there += (await sandbox.there('GET', `${list}/count`)).count;
  const [found] = await rows<Record<'known' | 'records' | 'links' | 'doubled', number>>(
    `select (select coalesce(sum(created + linked + skipped + failed), 0)::int from sync_run_entity) as known,
       (select count(*)::int from entity_link) as links,
       (select count(*)::int from client) + (select count(*)::int from contact) + (select count(*)::int from product)
         + (select count(*)::int from opportunity) as records,
       (select count(*)::int from (select from entity_link group by entity, remote_id having count(*) > 1) d)
         + (select count(*)::int from (select from entity_link group by entity, local_id having count(*) > 1) d)
         + (select count(*)::int from (select from audit_event where operation = 'create' group by entity, remote_id having count(*) > 1) d) as doubled`,
  );
  if (!found) throw new Error('PostgreSQL did not answer.');
  return {
    lost: Math.max(0, there - found.known) + Math.max(0, found.links - found.records),
    doubled: found.doubled + Math.max(0, found.records - found.links) + Math.max(0, found.known - there),
  };
}
