import { readdirSync, readFileSync } from 'node:fs';
import type { Program } from '../support/real-programs.ts';
import { rowsWritten } from '../support/rows-written.ts';
import { until } from '../support/until.ts';
import { atMost, count, type Fault, median } from './fault.ts';
import { inWorld, startFirstSync, syncNow, untilPulled, type World } from './world.ts';

const CYCLES = { short: 200, full: 2_000 };
/** Until the code that runs all the time is compiled, and as many requests have timed out as are made. */
const WARM_UP = 50;
const MAX_ROWS = 4;

const teller = new URL(`../support/memory-teller.${import.meta.url.endsWith('.js') ? 'js' : 'ts'}`, import.meta.url);
const telling = { NODE_OPTIONS: `--expose-gc --import=${teller.href}` };

/**
 * MB that a process holds after all that nobody needs was collected. What it has of the system besides is the collector's room to move, which
 * comes and goes by tens of MB.
 */
async function held({ child, output }: Program): Promise<number> {
  const before = output.text.length;
  child.kill('SIGUSR2');
  const told = () => /held (\d+)/.exec(output.text.slice(before))?.[1];
  await until(() => told() !== undefined, 'the worker tells what it holds', 10_000);
  return Number(told()) / 2 ** 20;
}

/** What a process has of the system: memory in MB, open files and sockets. */
function takenBy(pid: number): { megabytes: number; handles: number } {
  const resident = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return { megabytes: Number(resident) / 1_024, handles: readdirSync(`/proc/${pid}/fd`).length };
}

const sessions = async ({ rows }: World) =>
  (await rows<{ n: number }>('select count(*)::int as n from pg_stat_activity where datname = current_database()'))[0]
    ?.n ?? 0;
const jobs = async ({ rows }: World) =>
  (await rows<{ n: number }>('select count(*)::int as n from jobs.job'))[0]?.n ?? 0;

/** A poll that is due, until a worker has done it. */
async function poll(world: World): Promise<void> {
  const [before] = await world.rows<{ at: string | null }>('select last_pull_at::text as at from connection');
  await world.rows('update connection set next_pull_at = now()');
  await until(
    async () =>
      (await world.rows('select from connection where last_pull_at::text is distinct from $1', [before?.at ?? null]))
        .length > 0,
    'the poll is done',
    60_000,
  );
}

/** What is written each minute whether there is a poll or not: how things stand, and whether somebody is to be alerted. */
const MINUTELY = ['statistic_standing', 'alert', 'alert_check', 'delivery'] as const;

/** Where the figures of requests are kept, and added up. */
const FIGURES = ['statistic_delta', 'statistic_rollup', 'statistic_total'] as const;

/** Rows that one poll with nothing new writes: of its own books, and figures of its requests, one at most for each. */
async function rowsOfQuietPoll(world: World): Promise<{ books: number; figures: number }> {
  const { byTable, total } = await rowsWritten(world.test, () => poll(world));
  const figures = FIGURES.reduce((rows, table) => rows + (byTable[table] ?? 0), 0);
  const books = MINUTELY.reduce((rows, table) => rows - (byTable[table] ?? 0), total - figures);
  if (books > MAX_ROWS) process.stderr.write(`F19: an empty poll wrote ${JSON.stringify(byTable)}\n`);
  return { books, figures };
}

/** What the last third holds more than the first one, for each hundred cycles. */
function slope(values: readonly number[], cycles: number): number {
  const third = Math.floor(values.length / 3);
  const grown = median(values.slice(-third)) - median(values.slice(0, third));
  return Math.max(0, (grown / ((cycles * 2) / 3)) * 100);
}

export const forEver: Fault = {
  code: 'F19',
  title: 'polls without end',
  run: (size) =>
    inWorld({ seed: 'demo' }, async (world) => {
      const cycles = CYCLES[size];
      await startFirstSync(world);
      const worker = await world.startWorker(telling);
      const pid = worker.child.pid ?? 0;
      await untilPulled(world);
      await syncNow(world);
      const written: { books: number; figures: number }[] = [];
      for (let n = 0; n < 3; n++) written.push(await rowsOfQuietPoll(world));
      const [kept] = await world.rows<{ n: number }>('select count(*)::int as n from sync_run');
      const memory: number[] = [];
      const resident: number[] = [];
      const start = { handles: takenBy(pid).handles, sessions: await sessions(world), jobs: await jobs(world) };
      // On a person's word, since those need not wait for the sweep; each of them is a run with leases and counts.
      for (let cycle = 0; cycle < cycles; cycle++) {
        await syncNow(world);
        if (cycle < WARM_UP || cycle % 5 !== 0) continue;
        memory.push(await held(worker));
        resident.push(takenBy(pid).megabytes);
      }
      const end = { handles: takenBy(pid).handles, sessions: await sessions(world), jobs: await jobs(world) };
      // A day later than they are kept for, the next poll forgets them.
      await world.rows(`update sync_run set finished_at = finished_at - interval '400 days' where kind <> 'initial'`);
      await poll(world);
      const [left] = await world.rows<{ n: number }>(`select count(*)::int as n from sync_run where kind <> 'initial'`);
      return [
        count(cycles, 'cycles'),
        atMost('rows of an empty poll', Math.max(...written.map(({ books }) => books)), MAX_ROWS),
        count(Math.max(...written.map(({ figures }) => figures)), 'figures of its requests'),
        atMost('runs left by empty polls and old ones', (left?.n ?? 0) + Math.max(0, (kept?.n ?? 0) - 2), 0),
        atMost('memory', slope(memory, cycles - WARM_UP), 1, ' MB more each 100 cycles'),
        count(median(memory), 'MB held'),
        count(median(resident), 'MB resident'),
        atMost('handles more', Math.max(0, end.handles - start.handles), 5),
        atMost('sessions more', Math.max(0, end.sessions - start.sessions), 5),
        atMost('jobs more', Math.max(0, end.jobs - start.jobs), 5),
      ];
    }),
};
