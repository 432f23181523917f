import { setTimeout as pause } from 'node:timers/promises';
import { MongoClient } from 'mongodb';
import { startCutProxy } from '../support/cut-proxy.ts';
import { startOwnPostgres } from '../support/own-postgres.ts';
import { expectWholeFirstSync, processedSoFar } from '../support/pull-workers.ts';
import { until } from '../support/until.ts';
import { all, atMost, count, type Fault, NotRunError, none } from './fault.ts';
import { inWorld, isRunning, lostAndDoubled, startFirstSync, syncNow, untilPulled, type World } from './world.ts';

const OUTAGES = { short: { restarts: 6, longOnes: 1 }, full: { restarts: 20, longOnes: 2 } };
const OUT_S = 60;

const readiness = (world: World): Promise<number> =>
  fetch(`${world.url}/readyz`).then(
    ({ status }) => status,
    () => 0,
  );

export const postgresRestarts: Fault = {
  code: 'F11',
  title: 'PostgreSQL restarted in a first sync, and out for a minute',
  run: async (size) => {
    const { restarts, longOnes } = OUTAGES[size];
    const postgres = await startOwnPostgres();
    postgres.takeOver();
    try {
      return await inWorld({ seed: '12000' }, async (world) => {
        await world.sandbox.control('POST', 'latency', { ms: 500 });
        await startFirstSync(world);
        const worker = await world.startWorker();
        const soFar = () => processedSoFar(world).catch(() => 0);
        let reds = 0;
        let greens = 0;
        const goesOn = async (what: string) => {
          const before = await soFar();
          await until(
            async () => (await soFar()) > before || !(await isRunning(world).catch(() => true)),
            `the sync goes on after ${what}`,
            90_000,
          );
        };
        const takeAway = async (seconds: number) => {
          await postgres.stop();
          if ((await readiness(world)) === 503) reds++;
          await pause(seconds * 1_000);
          await postgres.start();
          await until(async () => (await readiness(world)) === 200, 'the API is ready again', 60_000);
          greens++;
        };
        await goesOn('the start');
        for (let n = 0; n < restarts; n++) {
          await takeAway(0);
          await goesOn(`restart ${n + 1}`);
        }
        for (let n = 0; n < longOnes; n++) {
          await takeAway(OUT_S);
          await goesOn('the outage');
        }
        await world.sandbox.control('POST', 'latency', { ms: 0 });
        await until(async () => !(await isRunning(world).catch(() => true)), 'the run is done', 300_000);
        const { lost, doubled } = await lostAndDoubled(world);
        await expectWholeFirstSync(world);
        const ended = [world.api, worker].filter(({ child }) => child.exitCode !== null || child.signalCode !== null);
        return [
          count(restarts, 'restarts'),
          count(longOnes, `× ${OUT_S} s away`),
          none(lost, 'lost'),
          none(doubled, 'doubled'),
          none(ended.length, 'processes ended'),
          all(reds, restarts + longOnes, 'times red'),
          all(greens, restarts + longOnes, 'green again'),
        ];
      });
    } finally {
      await postgres.remove();
    }
  },
};

export const mongoCuts: Fault = {
  code: 'F12',
  title: 'the job store of MongoDB cut off in a first sync, and away for a minute',
  run: async (size) => {
    const mongoUrl = process.env.MONGODB_URL;
    if (!mongoUrl) throw new NotRunError('MONGODB_URL is not set');
    const { restarts, longOnes } = OUTAGES[size];
    const target = new URL(mongoUrl);
    const proxy = await startCutProxy({ host: target.hostname, port: Number(target.port) });
    const database = `faults_${process.pid}`;
    target.host = `127.0.0.1:${proxy.port}`;
    target.pathname = `/${database}`;
    const client = await MongoClient.connect(mongoUrl);
    const build = await client.db('admin').command({ buildInfo: 1 });
    const server = 'ferretdb' in build ? 'FerretDB' : 'MongoDB';
    try {
      return await inWorld({ seed: '6000', environment: { MONGODB_URL: target.toString() } }, async (world) => {
        await world.sandbox.control('POST', 'latency', { ms: 500 });
        await startFirstSync(world);
        await world.startWorker();
        await world.startWorker();
        await until(async () => (await processedSoFar(world)) > 0, 'the sync goes on', 60_000);
        for (let n = 0; n < restarts; n++) {
          proxy.cut();
          await pause(500);
          proxy.mend();
          await pause(2_000);
        }
        await world.sandbox.control('POST', 'latency', { ms: 0 });
        await untilPulled(world);
        let slowest = 0;
        for (let n = 0; n < longOnes; n++) {
          proxy.cut();
          await pause(OUT_S * 1_000);
          await world.rows(`update connection set next_pull_at = now()`);
          proxy.mend();
          const back = performance.now();
          await until(
            async () => (await world.rows('select from connection where next_pull_at > now()')).length > 0,
            'the schedule goes on',
            90_000,
          );
          slowest = Math.max(slowest, (performance.now() - back) / 1_000);
        }
        const { lost, doubled } = await lostAndDoubled(world);
        await syncNow(world);
        return [
          count(restarts, `cuts, on ${server}`),
          count(longOnes, `× ${OUT_S} s away`),
          none(lost, 'lost'),
          none(doubled, 'doubled'),
          atMost('schedule goes on after', slowest, 30, ' s'),
        ];
      });
    } finally {
      await proxy.close();
      await client.db(database).dropDatabase();
      await client.close();
    }
  },
};

/** Every twentieth write of one of these tables is refused, by turns as a deadlock and as a serialization failure. */
const contended = [
  'sync_cursor',
  'sync_run_entity',
  'entity_link',
  'audit_event',
  'client',
  'contact',
  'product',
  'opportunity',
];
const ONE_IN = 20;

export const contention: Fault = {
  code: 'F16',
  title: 'one write in twenty ends in a deadlock or serialization failure',
  run: () =>
    inWorld({ seed: '12000' }, async (world) => {
      await world.rows('create sequence fault_count');
      await world.rows(
        `create function fault_now() returns trigger language plpgsql security definer set search_path = public as $$
         declare n bigint := nextval('fault_count');
         begin
           if n % ${ONE_IN} = 0 then
             raise exception 'a planted fault' using errcode = case when n % ${ONE_IN * 2} = 0 then '40001' else '40P01' end;
           end if;
           return null;
         end $$`,
      );
      for (const table of contended)
        await world.rows(
          `create trigger fault_now after insert or update or delete on ${table} for each statement execute function fault_now()`,
        );
      await startFirstSync(world);
      await world.startWorker();
      await untilPulled(world, 400_000);
      for (const table of contended) await world.rows(`drop trigger fault_now on ${table}`);
      const [raised] = await world.rows<{ n: string }>('select last_value as n from fault_count');
      const { lost, doubled } = await lostAndDoubled(world);
      await expectWholeFirstSync(world);
      return [
        count(await processedSoFar(world), 'records'),
        count(Math.floor(Number(raised?.n) / ONE_IN), 'refused'),
        none(lost, 'lost'),
        none(doubled, 'doubled'),
      ];
    }),
};
