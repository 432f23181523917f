import { createServer, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../support/free-port.ts';
import { until } from '../support/until.ts';
import { all, atMost, count, type Fault, none, seeded } from './fault.ts';
import { chooseRealTime, inWorld, startFirstSync, syncNow, untilPulled, type World } from './world.ts';

interface Stopwatch {
  url: string;
  /** How long each message of ConnectWise waited for its answer. */
  times: number[];
  close(): Promise<void>;
}

/** Stands before the API and measures how long its answers take. */
async function startStopwatch(port: number): Promise<Stopwatch> {
  const times: number[] = [];
  const server = createServer((incoming, outgoing) => {
    const came = performance.now();
    const { host: _host, ...headers } = incoming.headers;
    const passed = request(
      { host: '127.0.0.1', port, path: incoming.url, method: incoming.method, headers },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
        answer.once('end', () => times.push(performance.now() - came));
      },
    );
    passed.once('error', () => outgoing.destroy());
    incoming.pipe(passed);
  });
  const own = await freePort();
  await new Promise<void>((resolve) => server.listen(own, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${own}`,
    times,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

export async function openWithCallbacks(world: World): Promise<string[]> {
  await chooseRealTime(world);
  await startFirstSync(world);
  await world.startWorker();
  await untilPulled(world);
  const { checkCallbacks } = await world.graphql('mutation { checkCallbacks { callbacks { state sentence } } }');
  if (checkCallbacks.callbacks.state !== 'ACTIVE') throw new Error(checkCallbacks.callbacks.sentence);
  const links = await world.rows<{ id: string }>(
    `select remote_id as id from entity_link where entity = 'company' order by remote_number`,
  );
  return links.map(({ id }) => id);
}

const setCity = (world: World, id: string, city: string) =>
  world.sandbox.there('PATCH', `/company/companies/${id}`, [{ op: 'replace', path: 'city', value: city }]);

/** Until ConnectWise has sent all that it will, and each message was worked on. */
export async function untilHeard(world: World): Promise<void> {
  const deliveries = async () => (await world.sandbox.control('GET', 'callbacks')).deliveries.length;
  for (let before = -1, now = await deliveries(); now !== before; now = await deliveries()) {
    before = now;
    await pause(1_500);
  }
  await until(
    async () => (await world.rows('select from callback_event where done_at is null')).length === 0,
    'every message was worked on',
    60_000,
  );
}

/** Companies whose city here is another one than there. */
async function differing(world: World, ids: readonly string[]): Promise<number> {
  const here = await world.rows<{ id: string; city: string | null }>(
    `select l.remote_id as id, c.city from client c join entity_link l on l.local_id = c.id and l.entity = 'company' where l.remote_id = any($1)`,
    [ids],
  );
  const cities = new Map(here.map(({ id, city }) => [id, city]));
  let differ = 0;
  for (const id of ids)
    if (cities.get(id) !== (await world.sandbox.there('GET', `/company/companies/${id}`)).city) differ++;
  return differ;
}

const CHANGES = 60;
const MAX_HERE_S = 2;

/** Seconds from a change in ConnectWise, as it was answered there, until it stands in the CRM; one after the other, at random moments. */
async function secondsUntilHere(world: World, ids: readonly string[]): Promise<number[]> {
  const random = seeded(7);
  const seconds: number[] = [];
  for (let n = 0; n < CHANGES; n++) {
    await pause(random() * 400);
    const id = ids[n % ids.length] ?? '';
    await setCity(world, id, `Change ${n}`);
    const changed = performance.now();
    const isHere = async () =>
      (
        await world.rows(
          `select from client c join entity_link l on l.local_id = c.id and l.entity = 'company' where l.remote_id = $1 and c.city = $2`,
          [id, `Change ${n}`],
        )
      ).length > 0;
    while (!(await isHere())) {
      if (performance.now() - changed > 30_000) throw new Error(`Change ${n} is not here after 30 s.`);
      await pause(10);
    }
    seconds.push((performance.now() - changed) / 1_000);
  }
  return seconds.sort((a, b) => a - b);
}

const quantile = (sorted: readonly number[], part: number): number => sorted[Math.floor(sorted.length * part)] ?? 0;

const EDITS = 150;
const RECORDS = 30;
const MAX_ANSWER_MS = 200;

export const messyMessages: Fault = {
  code: 'F6',
  title: 'callbacks repeated, shuffled, dropped and forged',
  run: async () => {
    const port = await freePort();
    const stopwatch = await startStopwatch(port);
    try {
      return await inWorld(
        { seed: '80', environment: { PORT: String(port), PUBLIC_URL: stopwatch.url } },
        async (world) => {
          const ids = (await openWithCallbacks(world)).slice(0, RECORDS);
          const here = await secondsUntilHere(world, ids);
          await world.sandbox.control('POST', 'callbacks', {
            duplicate: 4,
            reorder: true,
            reorderWithinMs: 500,
            drop: 0.1,
            forge: 0.05,
            seed: 11,
          });
          for (let n = 0; n < EDITS; n++) await setCity(world, ids[n % RECORDS] ?? '', `Message ${n}`);
          await untilHeard(world);
          await world.sandbox.control('POST', 'callbacks', { duplicate: 0, reorder: false, drop: 0, forge: 0 });
          const { deliveries } = await world.sandbox.control('GET', 'callbacks');
          const refused = deliveries.filter(({ status }: { status: number }) => status === 401).length;
          const dropped = deliveries.filter(({ outcome }: { outcome: string }) => outcome === 'dropped').length;
          const { callbacks } = await world.graphql('{ callbacks { rejected } }');
          await syncNow(world);
          const sorted = [...stopwatch.times].sort((a, b) => a - b);
          return [
            count(EDITS, 'edits'),
            count(sorted.length, 'messages'),
            count(dropped, 'dropped'),
            {
              ...count(refused, 'forged and refused with 401'),
              isMet: refused > 0 && refused < sorted.length / 5 && callbacks.rejected >= refused,
            },
            none(await differing(world, ids), 'differ after the next poll'),
            atMost('answered within', quantile(sorted, 0.99), MAX_ANSWER_MS, ' ms p99'),
            atMost('a change there is here within', quantile(here, 0.95), MAX_HERE_S, ' s p95'),
          ];
        },
      );
    } finally {
      await stopwatch.close();
    }
  },
};

const ROUNDS = 10;
const PER_ROUND = 10;

export const newerThanThePage: Fault = {
  code: 'F7',
  title: 'a callback that is newer than the page that runs',
  run: () =>
    inWorld({ seed: '80', callbacks: true }, async (world) => {
      const ids = (await openWithCallbacks(world)).slice(0, ROUNDS * PER_ROUND);
      const random = seeded(3);
      await world.sandbox.control('POST', 'latency', { ms: 300 });
      let kept = 0;
      let tried = 0;
      for (let round = 0; round < ROUNDS; round++) {
        const chosen = Array.from(
          { length: PER_ROUND },
          (_none, at) => ids[(round * PER_ROUND + at) % ids.length] ?? '',
        );
        for (const id of chosen) await setCity(world, id, `Older ${round}`);
        const pulled = syncNow(world);
        await Promise.all(
          chosen.map(async (id) => {
            await pause(random() * 1_200);
            await setCity(world, id, `Newer ${round}`);
          }),
        );
        await pulled;
        await untilHeard(world);
        tried += chosen.length;
        kept += chosen.length - (await differing(world, chosen));
      }
      return [all(kept, tried, 'newer values kept')];
    }),
};
