import { setTimeout as pause } from 'node:timers/promises';
import { untilHeard } from '@causeway/server/dist/test/faults/callbacks.js';
import { termUnderLoad } from '@causeway/server/dist/test/faults/ending.js';
import { seeded } from '@causeway/server/dist/test/faults/fault.js';
import {
  chooseRealTime,
  inWorld,
  startFirstSync,
  syncNow,
  untilPulled,
  type World,
} from '@causeway/server/dist/test/faults/world.js';
import type { Goal } from '../goals.ts';
import type { BenchServer } from '../postgres.ts';
import { type Fleet, openFleet, secondsUntil } from './fleet.ts';
import { makeDue } from './jobs.ts';
import type { ScaleBench } from './scale-goal.ts';

const CONNECTIONS = 8;
const PAGES = { small: 5, full: 50 };

/** Seconds that so many workers need for a first listing of every connection. */
async function secondsWith(server: BenchServer, workers: number, records: number): Promise<number> {
  const fleet = await openFleet(server, { label: `workers_${workers}`, connections: CONNECTIONS, records });
  try {
    await fleet.set({ latency: 500 });
    for (let n = 0; n < workers; n++) await fleet.startWorker();
    await makeDue(fleet);
    return await secondsUntil(async () => (await pulled(fleet)) === CONNECTIONS, 1_800);
  } finally {
    await fleet.close();
  }
}

const pulled = async ({ sql }: Fleet): Promise<number> =>
  Number((await sql<{ n: string }>(`select count(*) as n from sync_run where state = 'done'`))[0]?.n);

export const twoWorkers: ScaleBench = {
  codes: ['E1'],
  minutes: { small: 2, full: 12 },
  run: async (server, size) => {
    const records = PAGES[size] * 1_000;
    const one = await secondsWith(server, 1, records);
    const two = await secondsWith(server, 2, records);
    return [
      {
        id: 'E1',
        what: `two workers (${Math.round(two)} s) / one (${Math.round(one)} s) on ${CONNECTIONS} connections, an API of 500 ms`,
        value: one / two,
        atLeast: 1.9,
      },
    ];
  },
};

const CHAOS_S = { small: 60, full: 600 };
const PER_SECOND = 50;

interface Readers {
  asked: number;
  /** Failed with their one repetition at the other API. */
  failed: number;
  stop(): Promise<void>;
}

/** So many reads a second; one that fails is asked once more, of the next API, as a client behind a balancer does. */
async function startReaders(world: World, urls: readonly string[]): Promise<Readers> {
  const headers = { ...(await world.headers()), 'content-type': 'application/json' };
  const body = JSON.stringify({ query: '{ clients(first: 5) { items { id name } } }' });
  const read = async (url: string): Promise<boolean> => {
    try {
      const answer = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers,
        body,
        signal: AbortSignal.timeout(10_000),
      });
      const { data } = (await answer.json()) as { data?: { clients?: unknown } };
      return answer.ok && data?.clients !== undefined;
    } catch {
      return false;
    }
  };
  const readers: Readers = { asked: 0, failed: 0, stop: async () => undefined };
  const running = new Set<Promise<void>>();
  const timer = setInterval(() => {
    const at = readers.asked++;
    const [url = '', other = ''] = at % 2 === 0 ? urls : [...urls].reverse();
    const asked = (async () => {
      if (!(await read(url)) && !(await read(other))) readers.failed++;
    })().finally(() => running.delete(asked));
    running.add(asked);
  }, 1_000 / PER_SECOND);
  readers.stop = async () => {
    clearInterval(timer);
    await Promise.all(running);
  };
  return readers;
}

/** Kills one of two APIs and two workers at random, every few seconds, and starts it again; meanwhile records change in ConnectWise, which calls. */
export const randomKills: ScaleBench = {
  codes: ['E2'],
  minutes: { small: 2, full: 12 },
  run: (_server, size) =>
    inWorld({ seed: '200', callbacks: true }, async (world) => {
      await chooseRealTime(world);
      await startFirstSync(world);
      const workers = [await world.startWorker(), await world.startWorker()];
      await untilPulled(world);
      await world.graphql('mutation { checkCallbacks { callbacks { state } } }');
      const links = await world.rows<{ id: string }>(
        `select remote_id as id from entity_link where entity = 'company'`,
      );
      const ids = links.map(({ id }) => id);
      const apis = [{ ...world.api, url: world.url }, await world.startApi()];
      const urls = apis.map(({ url }) => url);
      const readers = await startReaders(world, urls);
      const random = seeded(5);
      const until = performance.now() + CHAOS_S[size] * 1_000;
      let changes = 0;
      let kills = 0;
      let isOver = false;
      const editing = (async () => {
        while (!isOver) {
          const id = ids[changes % ids.length];
          await world.sandbox.there('PATCH', `/company/companies/${id}`, [
            { op: 'replace', path: 'city', value: `Change ${++changes}` },
          ]);
          await pause(200);
        }
      })();
      while (performance.now() < until) {
        const at = random() < 0.5 ? 0 : 1;
        if (random() < 0.5) {
          await apis[at]?.signal('SIGKILL');
          await pause(500);
          apis[at] = await world.startApi({ PORT: new URL(urls[at] ?? '').port });
        } else {
          await workers[at]?.signal('SIGKILL');
          await pause(500);
          workers[at] = await world.startWorker();
        }
        kills++;
        await pause(1_000 + random() * 3_000);
      }
      isOver = true;
      await editing;
      await readers.stop();
      await untilHeard(world);
      await syncNow(world);
      return verdict({ readers, kills, changes, lost: await lostEvents(world, ids, changes) });
    }),
};

/** Records whose last change is not here, and changes that the log tells more than once. */
async function lostEvents(world: World, ids: readonly string[], changes: number): Promise<number> {
  let lost = 0;
  for (const [at, id] of ids.entries()) {
    const last = lastChangeOf(at, ids.length, changes);
    if (last === null) continue;
    const [row] = await world.rows<{ city: string; told: number }>(
      `select c.city, (select count(*)::int from audit_event e where e.local_id = c.id and e.direction = 'in' and e.operation = 'update'
         and e.changes @> jsonb_build_array(jsonb_build_object('field', 'city', 'to', $2::text))) as told
       from client c join entity_link l on l.local_id = c.id and l.entity = 'company' where l.remote_id = $1`,
      [id, `Change ${last}`],
    );
    if (row?.city !== `Change ${last}` || row.told !== 1) lost++;
  }
  return lost;
}

const lastChangeOf = (at: number, records: number, changes: number): number | null => {
  if (at >= changes) return null;
  return at + 1 + Math.floor((changes - 1 - at) / records) * records;
};

function verdict(of: { readers: Readers; kills: number; changes: number; lost: number }): Goal[] {
  const { readers, kills, changes, lost } = of;
  return [
    {
      id: 'E2',
      what: `% of ${readers.asked} reads failed with one repetition, ${kills} kills`,
      value: (readers.failed / readers.asked) * 100,
      atMost: 0.1,
    },
    { id: 'E2', what: `of ${changes} changes lost, or told more than once`, value: lost, atMost: 0 },
  ];
}

export const rollingRestart: ScaleBench = {
  codes: ['E3'],
  minutes: { small: 2, full: 6 },
  run: async (_server, size) => {
    const figures = await termUnderLoad.run(size === 'full' ? 'full' : 'short');
    const of = (name: string) => figures.find((figure) => figure.name === name)?.value ?? Number.POSITIVE_INFINITY;
    return [
      { id: 'E3', what: `of ${of('requests')} requests cut by a rolling restart`, value: of('cut'), atMost: 0 },
      { id: 'E3', what: 'records lost or doubled by it', value: of('records lost or doubled'), atMost: 0 },
    ];
  },
};

const TOLD = { small: 40, full: 200 };

/** A worker comes to one that has more to do than it can do at once, with nothing but the addresses of the stores. */
export const oneMore: ScaleBench = {
  codes: ['E4'],
  minutes: { small: 1, full: 3 },
  run: async (server, size) => {
    const fleet = await openFleet(server, { label: 'one_more', connections: TOLD[size], records: 5_000 });
    try {
      await fleet.set({ latency: 500 });
      await fleet.startWorker();
      await makeDue(fleet);
      await secondsUntil(async () => (await owners(fleet)) === 1, 60);
      await fleet.startWorker();
      const joined = await secondsUntil(async () => (await owners(fleet)) === 2, 120);
      return [
        { id: 'E4', what: 'seconds until a worker that nobody was told of takes its share', value: joined, atMost: 30 },
      ];
    } finally {
      await fleet.close();
    }
  },
};

/** Workers that hold a lease right now. */
const owners = async ({ sql }: Fleet): Promise<number> =>
  Number(
    (
      await sql<{ n: string }>(
        `select count(distinct substring(lease_owner from '^[^:]+:[^:]+')) as n from sync_cursor where lease_until > clock_timestamp()`,
      )
    )[0]?.n,
  );
