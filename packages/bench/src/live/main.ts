import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { WebSocket } from 'ws';
import { startProduct } from '../api/product-process.ts';
import { seed } from '../api/seed.ts';
import { type Goal, judge } from '../goals.ts';
import { startBenchServer } from '../postgres.ts';
import { median, spread } from '../statistics.ts';
import { Crowd, markOf } from './crowd.ts';
import { residentBytes } from './resident.ts';

const usage = `Usage: npm run bench -- live [options]

  --subscribers N  (default 1000, which is the most from one address)
  --events N       that are told one by one in a round (default 15)
  --burst N        that are committed together (default 50)
  --rounds N       rounds, each server once in each (default 5)
  --out FILE       also write everything as JSON

The same events to so many subscribers of the product, who all ask for the same, and of a server that hands the same bytes to all sockets and knows
nothing else. The product's way begins with the commit. Before that one subscriber alone is told 50 events a second, and the memory that the others
take while nothing happens is read from /proc.
`;

const BETWEEN_MS = 200;
/** 50 events a second, for so many of them, to one subscriber. */
const STEADY_MS = 20;
const STEADY_EVENTS = 250;
/** Until a process that was just asked a lot stands still. */
const SETTLE_MS = 3_000;

interface Server {
  crowd: Crowd;
  /** Hands over these events, by their numbers. */
  tell(numbers: readonly number[]): Promise<void>;
}

interface Figures {
  p99Ms: number;
  deliveriesPerSecond: number;
}

export async function benchLive(args: string[]): Promise<boolean> {
  const { values } = parseArgs({
    args,
    options: {
      subscribers: { type: 'string', default: '1000' },
      events: { type: 'string', default: '15' },
      burst: { type: 'string', default: '50' },
      rounds: { type: 'string', default: '5' },
      out: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    process.stdout.write(usage);
    return true;
  }
  const [subscribers, events, burst, rounds] = [values.subscribers, values.events, values.burst, values.rounds].map(
    Number,
  ) as [number, number, number, number];
  const postgres = await startBenchServer();
  const children: ChildProcess[] = [];
  try {
    const database = await postgres.database('live');
    const { workspaceId, sessionToken } = await seed(database.ownerUrl, { opportunities: 10, auditRows: 10 });
    const writer = new pg.Client({ connectionString: database.ownerUrl });
    // The database goes away at the end, whatever came before; a statement that fails says so itself.
    writer.on('error', () => undefined);
    await writer.connect();
    await writer.query(`select set_config('app.workspace_id', $1, false)`, [workspaceId]);
    const url = (await startProduct(database.appUrl, children)).replace('http:', 'ws:');
    const open = () => subscribe(`${url}/graphql`, `causeway_session=${sessionToken}`);
    const commit = async (numbers: readonly number[]) => {
      await writer.query(
        `with written as (
             insert into audit_event (direction, entity, operation, status, name, remote_id, description, duration_ms)
             select 'in', 'company', 'update', 'success', 'Record ' || mark, '1', 'Updated: ' || mark || ' ' || repeat('word ', 60), 7
             from unnest($2::text[]) mark returning 1
           ) select pg_notify('causeway_live', $1) from (select count(*) from written) w`,
        [workspaceId, numbers.map(markOf)],
      );
    };
    let next = 1;
    const numbers = (count: number) => Array.from({ length: count }, () => next++);
    const one = await Crowd.of(1, open);
    // What is told before it has subscribed is not for it.
    await pause(SETTLE_MS);
    const steady = await measureSteady({ crowd: one, tell: commit }, numbers);
    one.close();
    const pid = children[0]?.pid;
    await pause(SETTLE_MS);
    const before = await residentBytes(pid);
    const product: Server = { crowd: await Crowd.of(subscribers, open), tell: commit };
    await pause(SETTLE_MS);
    const after = await residentBytes(pid);
    const raw = await startRaw(children, subscribers);
    const warm = async (server: Server) => {
      const heard = server.crowd.hear(1);
      await tell(server, numbers(1));
      await heard;
      server.crowd.takeLatencies();
    };
    await warm(product);
    // The limit sends what the product sends.
    const text = product.crowd.lastText;
    const told = Math.max(...product.crowd.sent.keys());
    const limit: Server = {
      crowd: raw.crowd,
      tell: async (all) => {
        raw.child.send(all.map((n) => text.replaceAll(markOf(told), markOf(n))));
      },
    };
    await warm(limit);
    const servers = { causeway: product, raw: limit };
    type Name = keyof typeof servers;
    const names = Object.keys(servers) as Name[];
    const measured: Record<Name, Figures[]> = { causeway: [], raw: [] };
    for (let round = 0; round <= rounds; round++)
      for (const name of round % 2 ? names : [...names].reverse()) {
        const figures = await measure(servers[name], { events, burst, numbers });
        // The first round warms both.
        if (round === 0) continue;
        measured[name].push(figures);
        process.stdout.write(
          `round ${round} ${name.padEnd(9)} p99 ${figures.p99Ms.toFixed(1)} ms, burst ${Math.round(figures.deliveriesPerSecond)} deliveries/s\n`,
        );
      }
    const middle = (name: Name, of: keyof Figures) => median(measured[name].map((figures) => figures[of]));
    const goals: Goal[] = [
      {
        id: 'C1',
        what: `p99 at ${subscribers} subscribers / raw ws`,
        value: middle('causeway', 'p99Ms') / middle('raw', 'p99Ms'),
        atMost: 2,
        stretch: 1.3,
      },
      {
        id: 'C2',
        what: 'deliveries/s of a burst / raw ws',
        value: middle('causeway', 'deliveriesPerSecond') / middle('raw', 'deliveriesPerSecond'),
        atLeast: 0.6,
        stretch: 0.85,
      },
      {
        id: 'C6',
        what: 'ms from the commit to one subscriber of another process, p99 at 50 events/s',
        value: steady,
        atMost: 100,
        stretch: 30,
      },
    ];
    if (before !== null && after !== null)
      goals.push({
        id: 'C3',
        what: 'kB of memory an idle subscriber',
        value: (after - before) / 1024 / subscribers,
        atMost: 150,
        stretch: 60,
      });
    process.stdout.write(
      `\n${subscribers} subscribers, ${text.length} bytes an event, ${rounds} rounds, medians; PostgreSQL ${postgres.version}, Node ${process.version}, ${cpus().length} cores\n`,
    );
    for (const name of names) {
      const p99 = spread(measured[name].map(({ p99Ms }) => p99Ms));
      const rate = spread(measured[name].map(({ deliveriesPerSecond }) => deliveriesPerSecond));
      process.stdout.write(
        `  ${name.padEnd(9)} p99 ${p99.median.toFixed(1)} ms (${p99.min.toFixed(1)} to ${p99.max.toFixed(1)}), burst ${Math.round(rate.median)} (${Math.round(rate.min)} to ${Math.round(rate.max)}) deliveries/s\n`,
      );
    }
    const isMissed = judge(goals, (line) => process.stdout.write(`${line}\n`));
    if (values.out)
      writeFileSync(
        values.out,
        `${JSON.stringify({ at: new Date().toISOString(), subscribers, events, burst, rounds, measured, goals }, null, 2)}\n`,
      );
    product.crowd.close();
    raw.crowd.close();
    await writer.end();
    return !isMissed;
  } finally {
    for (const child of children) child.kill();
    await postgres.stop();
  }
}

async function tell(server: Server, numbers: readonly number[]): Promise<void> {
  const now = performance.now();
  for (const n of numbers) server.crowd.sent.set(n, now);
  await server.tell(numbers);
}

/** The 99th percentile in ms. */
async function measureSteady(server: Server, numbers: (count: number) => number[]): Promise<number> {
  // The first ones warm it.
  await tellOneByOne(server, numbers(STEADY_EVENTS / 5), STEADY_MS);
  server.crowd.takeLatencies();
  await tellOneByOne(server, numbers(STEADY_EVENTS), STEADY_MS);
  return percentile99(server.crowd.takeLatencies());
}

/** Each when all have heard the one before, and so many ms after it at the soonest. */
async function tellOneByOne(server: Server, numbers: readonly number[], everyMs: number): Promise<void> {
  for (const n of numbers) {
    const heard = server.crowd.hear(1);
    const next = pause(everyMs);
    await tell(server, [n]);
    await Promise.all([heard, next]);
  }
}

const percentile99 = (latencies: readonly number[]): number =>
  [...latencies].sort((a, b) => a - b)[Math.floor(latencies.length * 0.99)] ?? 0;

async function measure(
  server: Server,
  { events, burst, numbers }: { events: number; burst: number; numbers: (count: number) => number[] },
): Promise<Figures> {
  const { crowd } = server;
  await tellOneByOne(server, numbers(events), BETWEEN_MS);
  const p99Ms = percentile99(crowd.takeLatencies());
  const heard = crowd.hear(burst);
  const startedAt = performance.now();
  await tell(server, numbers(burst));
  const seconds = ((await heard) - startedAt) / 1_000;
  const deliveries = crowd.takeLatencies().length;
  return { p99Ms, deliveriesPerSecond: deliveries / seconds };
}

/** A subscriber of the product by graphql-ws, once it is let in. */
async function subscribe(url: string, cookie: string): Promise<WebSocket> {
  const socket = new WebSocket(url, 'graphql-transport-ws', { headers: { cookie }, perMessageDeflate: false });
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'connection_init' }));
  await once(socket, 'message');
  const query =
    'subscription { auditEventAdded { id at cursor direction entity operation status name remoteId description durationMs } }';
  socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query } }));
  return socket;
}

async function startRaw(children: ChildProcess[], size: number): Promise<{ child: ChildProcess; crowd: Crowd }> {
  const file = fileURLToPath(new URL('./raw-server.js', import.meta.url));
  const child = spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
  children.push(child);
  if (!child.stdout) throw new Error('The raw server has no output.');
  const url = String((await once(child.stdout, 'data'))[0]).trim();
  const open = async () => {
    const socket = new WebSocket(url, { perMessageDeflate: false });
    await once(socket, 'open');
    return socket;
  };
  return { child, crowd: await Crowd.of(size, open) };
}
