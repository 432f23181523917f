import type { ChildProcess } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { startProduct } from '../api/product-process.ts';
import { seed } from '../api/seed.ts';
import { type Goal, judge } from '../goals.ts';
import { startBenchServer } from '../postgres.ts';
import { median, spread } from '../statistics.ts';
import { Crowd, markOf } from './crowd.ts';
import { heldBytes, tellingFlags } from './held.ts';
import { measureLosses } from './losses.ts';
import { type Figures, measureRound, measureSteady, type Numbers, tell } from './measure.ts';
import { residentBytes } from './resident.ts';
import { listen, type Peer, type Server, startPeer, subscribe } from './servers.ts';
import { measureSlowReader } from './slow-reader.ts';

const usage = `Usage: npm run bench -- live [options]

  --subscribers N  (default 1000, which is the most from one address)
  --events N       that are told one by one in a round (default 15)
  --burst N        that are committed together (default 50)
  --rounds N       rounds, each server once in each (default 5)
  --out FILE       also write everything as JSON

The same events to so many subscribers of the product, who all ask for the same; of a server that hands the same bytes to all sockets and knows nothing
else; and of a server made of graphql-ws alone. The product's way begins with the commit. Before that one subscriber alone is told 50 events a second,
and the memory that the others take while nothing happens is read from /proc; after it one of them reads nothing for a minute,
and the sessions of two processes in PostgreSQL are ended time and again.
`;

/** Until a process that was just asked a lot stands still. */
const SETTLE_MS = 3_000;

interface Options {
  subscribers: number;
  events: number;
  burst: number;
  rounds: number;
  out: string | undefined;
}

type Name = 'causeway' | 'raw ws' | 'graphql-ws';
type Measured = Record<Name, Figures[]>;

function optionsFrom(args: string[]): Options | null {
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
  if (values.help) return null;
  return {
    subscribers: Number(values.subscribers),
    events: Number(values.events),
    burst: Number(values.burst),
    rounds: Number(values.rounds),
    out: values.out,
  };
}

export async function benchLive(args: string[]): Promise<boolean> {
  const options = optionsFrom(args);
  if (!options) {
    process.stdout.write(usage);
    return true;
  }
  const { subscribers } = options;
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
    const url = (await startProduct(database.appUrl, children, tellingFlags)).replace('http:', 'ws:');
    const [api] = children;
    if (!api) throw new Error('The API is not there.');
    const { pid } = api;
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
    const steadyMs = await measureSteady({ crowd: one, tell: commit }, numbers);
    one.close();
    await pause(SETTLE_MS);
    const before = await residentBytes(pid);
    const product: Server = { crowd: await Crowd.of(subscribers, open), tell: commit };
    await pause(SETTLE_MS);
    const after = await residentBytes(pid);

    await warm(product, numbers);
    // The others tell what the product tells.
    const text = product.crowd.lastText;
    const told = Math.max(...product.crowd.sent.keys());
    const like = ({ child, crowd }: Peer): Server => ({
      crowd,
      tell: async (all) => {
        child.send(all.map((n) => text.replaceAll(markOf(told), markOf(n))));
      },
    });
    const raw = await startPeer(new URL('./raw-server.js', import.meta.url), {
      children,
      size: subscribers,
      open: listen,
    });
    const plain = await startPeer(new URL('./plain-server.js', import.meta.url), {
      children,
      size: subscribers,
      open: subscribe,
    });
    await pause(SETTLE_MS);
    const servers: Record<Name, Server> = { causeway: product, 'raw ws': like(raw), 'graphql-ws': like(plain) };
    for (const name of ['raw ws', 'graphql-ws'] as const) {
      await warm(servers[name], numbers);
      if (servers[name].crowd.lastText.length !== text.length) throw new Error(`${name} tells something else.`);
    }
    const measured = await measureAll(servers, options, numbers);
    for (const { crowd } of Object.values(servers)) crowd.close();
    await pause(SETTLE_MS);
    const slowMb = await measureSlowReader({ held: () => heldBytes(api), open, commit, numbers });
    const second = (await startProduct(database.appUrl, children)).replace('http:', 'ws:');
    const openThere = () => subscribe(`${second}/graphql`, `causeway_session=${sessionToken}`);
    const sockets = await Promise.all(Array.from({ length: 20 }, (_, at) => (at % 2 ? open() : openThere())));
    const lost = await measureLosses({ owner: writer, sockets, commit, numbers });
    for (const socket of sockets) socket.terminate();

    const idleKb = before === null || after === null ? null : (after - before) / 1024 / subscribers;
    const goals = goalsOf(measured, { subscribers, steadyMs, idleKb, slowMb, lost });
    process.stdout.write(
      `\n${subscribers} subscribers, ${text.length} bytes an event, ${options.rounds} rounds, medians; PostgreSQL ${postgres.version}, Node ${process.version}, ${cpus().length} cores\n`,
    );
    printSpreads(measured);
    const isMissed = judge(goals, (line) => process.stdout.write(`${line}\n`));
    if (options.out)
      writeFileSync(
        options.out,
        `${JSON.stringify({ at: new Date().toISOString(), ...options, measured, goals }, null, 2)}\n`,
      );
    await writer.end();
    return !isMissed;
  } finally {
    for (const child of children) child.kill();
    await postgres.stop();
  }
}

async function warm(server: Server, numbers: Numbers): Promise<void> {
  const heard = server.crowd.hear(1);
  await tell(server, numbers(1));
  await heard;
  server.crowd.takeLatencies();
}

/** Round after round, each server once in each, the other way round every second time. */
async function measureAll(
  servers: Record<Name, Server>,
  { events, burst, rounds }: Options,
  numbers: Numbers,
): Promise<Measured> {
  const names = Object.keys(servers) as Name[];
  const measured: Measured = { causeway: [], 'raw ws': [], 'graphql-ws': [] };
  for (let round = 0; round <= rounds; round++)
    for (const name of round % 2 ? names : [...names].reverse()) {
      const figures = await measureRound(servers[name], { events, burst, numbers });
      // The first round warms them all.
      if (round === 0) continue;
      measured[name].push(figures);
      process.stdout.write(
        `round ${round} ${name.padEnd(10)} p99 ${figures.p99Ms.toFixed(1)} ms, burst ${Math.round(figures.deliveriesPerSecond)} deliveries/s\n`,
      );
    }
  return measured;
}

function printSpreads(measured: Measured): void {
  for (const [name, figures] of Object.entries(measured)) {
    const p99 = spread(figures.map(({ p99Ms }) => p99Ms));
    const rate = spread(figures.map(({ deliveriesPerSecond }) => deliveriesPerSecond));
    process.stdout.write(
      `  ${name.padEnd(10)} p99 ${p99.median.toFixed(1)} ms (${p99.min.toFixed(1)} to ${p99.max.toFixed(1)}), burst ${Math.round(rate.median)} (${Math.round(rate.min)} to ${Math.round(rate.max)}) deliveries/s\n`,
    );
  }
}

function goalsOf(
  measured: Measured,
  {
    subscribers,
    steadyMs,
    idleKb,
    slowMb,
    lost,
  }: { subscribers: number; steadyMs: number; idleKb: number | null; slowMb: number; lost: number },
): Goal[] {
  const ratio = (to: Name, of: keyof Figures) => {
    const middle = (name: Name) => median(measured[name].map((figures) => figures[of]));
    return middle('causeway') / middle(to);
  };
  const goals: Goal[] = [
    {
      id: 'C1',
      what: `p99 at ${subscribers} subscribers / raw ws`,
      value: ratio('raw ws', 'p99Ms'),
      atMost: 2,
      stretch: 1.3,
    },
    {
      id: 'C2',
      what: 'deliveries/s of a burst / raw ws',
      value: ratio('raw ws', 'deliveriesPerSecond'),
      atLeast: 0.6,
      stretch: 0.85,
    },
    {
      id: 'C2',
      what: 'deliveries/s of a burst / graphql-ws alone',
      value: ratio('graphql-ws', 'deliveriesPerSecond'),
      atLeast: 0.9,
      stretch: 2.5,
    },
    {
      id: 'C4',
      what: 'events missed or heard twice by 20 subscribers of two processes, whose listeners and other sessions were each ended ten times',
      value: lost,
      atMost: 0,
    },
    {
      id: 'C6',
      what: 'ms from the commit to one subscriber of another process, p99 at 50 events/s',
      value: steadyMs,
      atMost: 100,
      stretch: 30,
    },
    {
      id: 'C5',
      what: 'MB held for one who reads nothing for a minute of 500 events/s',
      value: slowMb,
      atMost: 5,
    },
  ];
  if (idleKb !== null)
    goals.push({ id: 'C3', what: 'kB of memory an idle subscriber', value: idleKb, atMost: 150, stretch: 60 });
  return goals;
}
