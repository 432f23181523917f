import { setTimeout as pause } from 'node:timers/promises';
import type { JournalEntry } from '@causeway/sandbox';
import { expectWholeFirstSync, processedSoFar } from '../support/pull-workers.ts';
import { until } from '../support/until.ts';
import { atMost, count, type Fault, none, seeded } from './fault.ts';
import { inWorld, isRunning, lostAndDoubled, startFirstSync, untilPulled } from './world.ts';

const KILLS = { short: 10, full: 100 };
/** Companies; with what belongs to them several times as many records. */
const COMPANIES = { short: '12000', full: '60000' };

/**
 * When pages of a list were asked for that had been asked for before, in milliseconds: `pageId` tells one from another, since nobody asks twice within
 * one pull.
 */
function askedAgain(entries: readonly JournalEntry[]): number[] {
  const asked = new Set<string>();
  return (
    entries
      .filter(({ headers, query }) => headers['pagination-type'] === 'forward-only' && query.includes('pageId='))
      .filter(({ path }) => /^\/(company\/(companies|contacts)|procurement\/catalog|sales\/opportunities)$/.test(path))
      // What was asked for by ID are single records that others name.
      .filter(({ query }) => !/conditions=[^&]*\bid\b/i.test(decodeURIComponent(query)))
      .filter(({ path, query }) => {
        const isAgain = asked.has(`${path}?${query}`);
        asked.add(`${path}?${query}`);
        return isAgain;
      })
      .map(({ at }) => Date.parse(at))
  );
}

/** The most that came between one of these times and the next. */
const mostBetween = (times: readonly number[], came: readonly number[]): number =>
  Math.max(...times.map((from, at) => came.filter((one) => one >= from && one < (times[at + 1] ?? Infinity)).length));

export const firstSyncKills: Fault = {
  code: 'F1',
  title: 'kills of a worker in a first sync',
  run: (size) =>
    inWorld({ seed: COMPANIES[size] }, async (world) => {
      const random = seeded(7);
      await world.sandbox.control('POST', 'latency', { ms: 100 });
      await startFirstSync(world);
      await world.sandbox.control('DELETE', 'journal');
      let worker = await world.startWorker();
      const killedAt: number[] = [];
      let kills = 0;
      const starts: number[] = [];
      const waits: number[] = [];
      for (; kills < KILLS[size]; kills++) {
        const before = await processedSoFar(world);
        await until(async () => (await processedSoFar(world)) > before, 'the worker goes on', 60_000);
        await pause(random() * 500);
        if (!(await isRunning(world))) break;
        killedAt.push(Date.now());
        await worker.signal('SIGKILL');
        const killed = performance.now();
        const atKill = await processedSoFar(world);
        // As a supervisor does: at once.
        worker = await world.startWorker();
        starts.push((performance.now() - killed) / 1_000);
        await until(async () => (await processedSoFar(world)) > atKill, 'the next page is in', 120_000);
        waits.push((performance.now() - killed) / 1_000);
      }
      await world.sandbox.control('POST', 'latency', { ms: 0 });
      await untilPulled(world, 600_000);
      const again = askedAgain(await world.sandbox.journal());
      const { lost, doubled } = await lostAndDoubled(world);
      await expectWholeFirstSync(world);
      return [
        count(await processedSoFar(world), 'records'),
        { ...count(kills, 'kills'), limit: KILLS[size], isMet: kills === KILLS[size] },
        none(lost, 'lost'),
        none(doubled, 'doubled'),
        atMost('pages asked again', again.length / kills, 1, ' a kill'),
        atMost('after one kill', mostBetween(killedAt, again), 1),
        atMost('next page after', Math.max(...waits), 10, ' s'),
        count(Math.max(...starts), 's of them for the start of a worker'),
      ];
    }),
};
