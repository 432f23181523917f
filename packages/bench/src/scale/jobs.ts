import type { ChildProcess } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { REQUESTS_PER_SECOND } from '@causeway/server/dist/src/modules/connection/request-rate.js';
import type { Size as FaultSize, Figure } from '@causeway/server/dist/test/faults/fault.js';
import { skewedClocks } from '@causeway/server/dist/test/faults/frozen.js';
import { mongoCuts } from '@causeway/server/dist/test/faults/stores.js';
import { inWorld, startFirstSync, syncNow, untilPulled } from '@causeway/server/dist/test/faults/world.js';
import { Logger, makeWorkerUtils, run } from 'graphile-worker';
import { quantile } from '../statistics.ts';
import { type Fleet, kill, openFleet, secondsUntil } from './fleet.ts';
import { NotRunError, type ScaleBench, type Size } from './scale-goal.ts';

const silent = new Logger(() => () => undefined);
const PICKUPS = { small: 20, full: 200 };

/** "Sync now" until ConnectWise is asked, and graphile-worker's job until its task begins, by turns on one server. */
export const pickUp: ScaleBench = {
  codes: ['D1'],
  minutes: { small: 1, full: 5 },
  run: (server, size) =>
    inWorld({ seed: 'empty' }, async (world) => {
      await startFirstSync(world);
      await world.startWorker();
      await untilPulled(world);
      const ours: number[] = [];
      const theirs: number[] = [];
      const database = await server.database('graphile');
      let begun = Promise.withResolvers<number>();
      const task = async () => begun.resolve(performance.now());
      const runner = await run({
        connectionString: database.ownerUrl,
        concurrency: 10,
        noHandleSignals: true,
        logger: silent,
        taskList: { task },
      });
      const utils = await makeWorkerUtils({ connectionString: database.ownerUrl, logger: silent });
      try {
        for (let n = 0; n < PICKUPS[size]; n++) {
          await world.sandbox.control('DELETE', 'journal');
          const asked = Date.now();
          await syncNow(world);
          const [first] = await world.sandbox.journal();
          if (!first) throw new Error('ConnectWise was not asked.');
          ours.push(Math.max(0, new Date(first.at).getTime() - asked));
          begun = Promise.withResolvers();
          const added = performance.now();
          await utils.addJob('task', {});
          theirs.push((await begun.promise) - added);
        }
      } finally {
        await utils.release();
        await runner.stop();
        await database.drop();
      }
      const [p99, peer] = [quantile(ours, 0.99), quantile(theirs, 0.99)];
      return [
        {
          id: 'D1',
          what: `"Sync now" asks ConnectWise (p99 ${Math.round(p99)} ms) / graphile-worker (p99 ${Math.round(peer)} ms)`,
          value: p99 / peer,
          atMost: 10,
        },
      ];
    }),
};

const KILLS = { small: 2, full: 10 };

const processed = async ({ sql }: Fleet): Promise<number> =>
  Number((await sql<{ n: string }>('select coalesce(sum(processed), 0) as n from sync_run_entity'))[0]?.n);

/** The working one is killed each time, while another one is there. */
export const takeOver: ScaleBench = {
  codes: ['D2'],
  minutes: { small: 1, full: 5 },
  run: async (server, size) => {
    const fleet = await openFleet(server, { label: 'take_over', connections: 1, records: (KILLS[size] + 2) * 20_000 });
    try {
      await fleet.set({ latency: 500 });
      let working: ChildProcess = await fleet.startWorker();
      await makeDue(fleet);
      const goesOn = async () => {
        const before = await processed(fleet);
        return secondsUntil(async () => (await processed(fleet)) > before, 90);
      };
      await goesOn();
      let slowest = 0;
      for (let n = 0; n < KILLS[size]; n++) {
        const next = await fleet.startWorker();
        await kill(working);
        slowest = Math.max(slowest, await goesOn());
        working = next;
      }
      return [
        {
          id: 'D2',
          what: `seconds until a killed worker's run goes on, slowest of ${KILLS[size]}`,
          value: slowest,
          atMost: 30,
        },
      ];
    } finally {
      await fleet.close();
    }
  },
};

const DELIVERIES = { small: 10, full: 100 };
const RECORDS = 50;

/** Two workers get the same poll at once, each time after every record changed there. */
export const deliveredTwice: ScaleBench = {
  codes: ['D3'],
  minutes: { small: 1, full: 2 },
  run: async (server, size) => {
    const fleet = await openFleet(server, { label: 'delivered_twice', connections: 1, records: RECORDS });
    try {
      const [connection] = fleet.connections;
      if (!connection) throw new Error('There is no connection.');
      const workers = [await fleet.openWorker(), await fleet.openWorker()];
      const both = async () => {
        await makeDue(fleet);
        const control = { signal: new AbortController().signal, touch: async () => undefined };
        await Promise.all(workers.map(({ app }) => app.pull.pull.run({ ...connection, kind: 'poll' }, control)));
      };
      await both();
      for (let round = 1; round <= DELIVERIES[size]; round++) {
        // A second apart, as ConnectWise tells times.
        await pause(1_000);
        await fleet.set({ records: RECORDS, round });
        await both();
      }
      const [found] = await fleet.sql<{ created: string; updated: string; stale: string }>(
        `select (select count(*) from audit_event where operation = 'create') as created,
           (select count(*) from audit_event where operation = 'update') as updated,
           (select count(*) from client where city is distinct from $1) as stale`,
        [`Round ${DELIVERIES[size]}`],
      );
      const wanted = RECORDS * (DELIVERIES[size] + 1);
      const written = Number(found?.created) + Number(found?.updated);
      return [
        {
          id: 'D3',
          what: `writes of ${wanted} too many, of ${DELIVERIES[size]} polls delivered to two workers at once`,
          value: Math.max(0, written - wanted),
          atMost: 0,
        },
        { id: 'D3', what: 'records that did not get their last value', value: Number(found?.stale), atMost: 0 },
      ];
    } finally {
      await fleet.close();
    }
  },
};

const sum = (figures: readonly Figure[], names: readonly string[]): number =>
  figures.reduce((total, { name, value }) => (names.includes(name) ? total + value : total), 0);

export const skew: ScaleBench = {
  codes: ['D4'],
  minutes: { small: 2, full: 2 },
  run: async () => {
    const figures = await skewedClocks.run('short');
    return [
      {
        id: 'D4',
        what: 'missed or doubled with workers 10 minutes behind and 11 ahead',
        value: sum(figures, ['missed', 'doubled']),
        atMost: 0,
      },
    ];
  },
};

const DUE = { small: 100, full: 1_000 };
const WORKERS = 2;

export const manyDue: ScaleBench = {
  codes: ['D5'],
  minutes: { small: 1, full: 5 },
  run: async (server, size) => {
    const count = DUE[size];
    const fleet = await openFleet(server, { label: 'many_due', connections: count, records: 20 });
    try {
      for (let n = 0; n < WORKERS; n++) await fleet.startWorker();
      await fleet.forget();
      await makeDue(fleet);
      const isStarted = async () => (await fleet.seen()).length >= count;
      const started = await secondsUntil(isStarted, 300, 250);
      const unfinished = async () =>
        Number(
          (await fleet.sql<{ n: string }>(`select count(*) as n from connection where last_pull_at is null`))[0]?.n,
        );
      const finished = started + (await secondsUntil(async () => (await unfinished()) === 0, 300, 250));
      const peak = Math.max(...(await fleet.seen()).map((one) => one.peak));
      return [
        {
          id: 'D5',
          what: `seconds until ${count} connections due at once have begun, ${WORKERS} workers`,
          value: started,
          atMost: 60,
        },
        {
          id: 'D5',
          what: `requests of one connection within a second, the most (${REQUESTS_PER_SECOND} saved up, and as many a second)`,
          value: peak,
          atMost: 2 * REQUESTS_PER_SECOND,
        },
        {
          id: 'D5',
          what: `connections that did not end (all by ${Math.round(finished)} s)`,
          value: await unfinished(),
          atMost: 0,
        },
      ];
    } finally {
      await fleet.close();
    }
  },
};

const faultSize: Record<Size, FaultSize> = { small: 'short', full: 'full' };

export const storeAway: ScaleBench = {
  codes: ['D6'],
  minutes: { small: 3, full: 6 },
  run: async (_server, size) => {
    if (!process.env.MONGODB_URL)
      throw new NotRunError(
        'needs a MongoDB as job store: set MONGODB_URL. With PostgreSQL as job store see npm run faults -- F11',
      );
    const figures = await mongoCuts.run(faultSize[size]);
    const after = figures.find(({ name }) => name === 'schedule goes on after')?.value ?? Number.POSITIVE_INFINITY;
    return [
      {
        id: 'D6',
        what: 'seconds until the schedule goes on after the job store was away for 60',
        value: after,
        atMost: 30,
      },
      { id: 'D6', what: 'records lost or doubled by it', value: sum(figures, ['lost', 'doubled']), atMost: 0 },
    ];
  },
};

/** The poll of every connection is due now. */
export const makeDue = ({ sql }: Fleet): Promise<unknown> => sql('update connection set next_pull_at = now()');
