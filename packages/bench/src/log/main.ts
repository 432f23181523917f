import type { ChildProcess } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { startProduct } from '../api/product-process.ts';
import { type Goal, judge } from '../goals.ts';
import { type BenchServer, startBenchServer } from '../postgres.ts';
import { pullInto } from '../scale/long-pull.ts';
import { median, quantile } from '../statistics.ts';
import { DAYS, seedLog } from './seed-log.ts';

const usage = `Usage: npm run bench -- log [options]

  --rows N    rows of the large log (default 10000000, about 15 minutes to write)
  --small N   rows of the small log beside it (default 100000)
  --asked N   times that each query is asked (default 60)
  --out FILE  also write everything as JSON

Asks the product for the same pages of a small and of a large log, in turn, and for the figures of ${DAYS} days of the large one.
`;

const PAGE = 50;
/** The most that the API answers at once. */
const STRIDE = 200;
const DEEP = 10_000;

/** Records of a first sync that runs while a page is asked for. */
const SYNCED = 40_000;
const EVERY_MS = 25;

interface Log {
  ask(query: string): Promise<Answer>;
  database: { ownerUrl: string; appUrl: string };
}

// biome-ignore lint/suspicious/noExplicitAny: what comes is compared
type Answer = any;

/** What is asked in turn, so that a noisy moment meets all of them. Answers the median of each, in milliseconds. */
async function inTurn<K extends string>(asked: Record<K, () => Promise<unknown>>, times: number) {
  const names = Object.keys(asked) as K[];
  const took = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<K, number[]>;
  for (let at = -5; at < times; at++)
    for (const name of names) {
      const started = performance.now();
      await asked[name]();
      if (at >= 0) took[name].push(performance.now() - started);
    }
  return Object.fromEntries(names.map((name) => [name, median(took[name])])) as Record<K, number>;
}

/** Tries the log at both sizes and prints each figure with its limit. Answers whether none was missed. */
export async function benchLog(args: readonly string[]): Promise<boolean> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rows: { type: 'string', default: '10000000' },
      small: { type: 'string', default: '100000' },
      asked: { type: 'string', default: '60' },
      out: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    process.stdout.write(usage);
    return true;
  }
  const [rows, few, asked] = [Number(values.rows), Number(values.small), Number(values.asked)];
  const server = await startBenchServer();
  const children: ChildProcess[] = [];
  try {
    const [small, large] = [
      await open(server, 'small_log', few, children),
      await open(server, 'large_log', rows, children),
    ];
    const deep = await walk(large, Math.min(DEEP, Math.floor(rows / PAGE / 2)));
    const took = await inTurn(
      {
        small: () => small.ask(page()),
        large: () => large.ask(page()),
        deep: () => large.ask(page(deep.cursor)),
        days: () => large.ask(figures('DAY', DAYS)),
        durations: () => large.ask(figures('DAY', DAYS, 'durations { p50Ms p95Ms }')),
        hours: () => large.ask(figures('HOUR', DAYS)),
        search: () => large.ask(page(undefined, 'text: "Record 4711"')),
      },
      asked,
    );
    const idle = await askedWhile(small, new Promise((resolve) => setTimeout(resolve, 10_000)));
    const busy = await askedWhile(small, pullInto(small.database, SYNCED, 0));
    process.stdout.write(
      `\n${rows.toLocaleString('en-US')} rows of ${DAYS} days beside ${few.toLocaleString('en-US')}, each asked ${asked} times, medians in ms; PostgreSQL ${server.version}, Node ${process.version}, ${cpus().length} cores\n`,
    );
    for (const [name, ms] of Object.entries(took)) process.stdout.write(`  ${name.padEnd(10)} ${ms.toFixed(1)}\n`);
    const goals: Goal[] = [
      {
        id: 'B5',
        what: `page ${deep.page.toLocaleString('en-US')} / page 1`,
        value: took.deep / took.large,
        atMost: 1.2,
        stretch: 1.05,
      },
      {
        id: 'B7',
        what: `p99 of a page while a first sync runs (${busy.toFixed(1)} ms) / at rest (${idle.toFixed(1)} ms)`,
        value: busy / idle,
        atMost: 3,
        stretch: 2,
      },
      {
        id: 'B9',
        what: 'page of the large log / of the small one',
        value: took.large / took.small,
        atMost: 1.3,
        stretch: 1.1,
      },
      {
        id: 'B10',
        what: `counts of ${DAYS} days by kind of record and status, ms`,
        value: took.days,
        atMost: 20,
        stretch: 5,
      },
    ];
    const failed = judge(goals, (text) => process.stdout.write(`${text}\n`));
    if (values.out)
      writeFileSync(
        values.out,
        `${JSON.stringify({ at: new Date().toISOString(), rows, few, took, goals }, null, 2)}\n`,
      );
    return !failed;
  } finally {
    for (const child of children) child.kill();
    await server.stop();
  }
}

/** Asks for a page forty times a second as long as something runs. Answers the p99 of what each took, in milliseconds. */
async function askedWhile(log: Log, running: Promise<unknown>): Promise<number> {
  const took: number[] = [];
  const asked: Promise<void>[] = [];
  const askOnce = async () => {
    const started = performance.now();
    await log.ask(page());
    took.push(performance.now() - started);
  };
  const timer = setInterval(() => asked.push(askOnce()), EVERY_MS);
  await running.finally(() => clearInterval(timer));
  await Promise.all(asked);
  return quantile(took, 0.99);
}

async function open(server: BenchServer, name: string, rows: number, children: ChildProcess[]): Promise<Log> {
  const database = await server.database(name);
  const started = performance.now();
  const { sessionToken } = await seedLog(database.ownerUrl, rows);
  const url = await startProduct(database.appUrl, children);
  process.stdout.write(
    `${name}: ${rows.toLocaleString('en-US')} rows written in ${Math.round((performance.now() - started) / 1_000)} s\n`,
  );
  const headers = { 'content-type': 'application/json', cookie: `causeway_session=${sessionToken}` };
  return {
    database,
    ask: async (query) => {
      const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query }) });
      const answer: Answer = await response.json();
      if (!response.ok || answer.errors) throw new Error(`${query}\n${response.status} ${JSON.stringify(answer)}`);
      return answer.data;
    },
  };
}

const page = (after?: string, filter = 'status: ERROR'): string =>
  `{ auditEvents(first: ${PAGE}${after ? `, after: "${after}"` : ''}, filter: { ${filter} }) { items { id at direction entity operation status name remoteId description durationMs } } }`;

/** The way to a page by the cursors of the ones before it, as a reader takes it. */
async function walk(log: Log, pages: number): Promise<{ cursor: string; page: number }> {
  let cursor = '';
  let passed = 0;
  while (passed < pages * PAGE) {
    const after = cursor && `, after: "${cursor}"`;
    const { auditEvents } = await log.ask(
      `{ auditEvents(first: ${STRIDE}${after}, filter: { status: ERROR }) { pageInfo { endCursor hasNextPage } } }`,
    );
    if (!auditEvents.pageInfo.hasNextPage) break;
    cursor = auditEvents.pageInfo.endCursor;
    passed += STRIDE;
  }
  return { cursor, page: Math.floor(passed / PAGE) + 1 };
}

function figures(bucket: 'HOUR' | 'DAY', days: number, more = ''): string {
  const to = new Date();
  const from = new Date(to.getTime() - (days - 1) * 86_400_000);
  return `{ syncStatistics(from: "${from.toISOString()}", to: "${to.toISOString()}", bucket: ${bucket}, groupBy: [ENTITY, STATUS]) { buckets series { entity status counts ${more} } } }`;
}
