import { setTimeout as pause } from 'node:timers/promises';
import { expectWholeFirstSync, processedSoFar } from '../support/pull-workers.ts';
import { until } from '../support/until.ts';
import { count, type Fault, none } from './fault.ts';
import {
  chooseRealTime,
  editClient,
  inWorld,
  lostAndDoubled,
  startFirstSync,
  syncNow,
  untilPulled,
  untilPushed,
} from './world.ts';

/** Of a listing; see `leaseMs` of the pull. */
const LEASE_S = 15;

export const frozenWorker: Fault = {
  code: 'F13',
  title: 'a worker frozen for two leases, then awake again',
  run: () =>
    inWorld({ seed: '12000' }, async (world) => {
      await world.sandbox.control('POST', 'latency', { ms: 1_000 });
      await startFirstSync(world);
      const frozen = await world.startWorker();
      await until(async () => (await processedSoFar(world)) > 0, 'the first worker goes on', 60_000);
      await frozen.signal('SIGSTOP');
      const atFreeze = await processedSoFar(world);
      await world.startWorker();
      await pause(LEASE_S * 2_000);
      await until(async () => (await processedSoFar(world)) > atFreeze, 'the second worker took over', 60_000);
      const taken = (await processedSoFar(world)) - atFreeze;
      await frozen.signal('SIGCONT');
      await pause(3_000);
      await world.sandbox.control('POST', 'latency', { ms: 0 });
      await untilPulled(world);
      const { lost, doubled } = await lostAndDoubled(world);
      await expectWholeFirstSync(world);
      return [
        count(LEASE_S * 2, 's frozen'),
        count(taken, 'records by the other worker meanwhile'),
        none(lost, 'lost'),
        none(doubled, 'stale writes'),
      ];
    }),
};

const skewed = new URL(`../support/skewed-clock.${import.meta.url.endsWith('.js') ? 'js' : 'ts'}`, import.meta.url);
const clock = (minutes: number) => ({
  NODE_OPTIONS: `--import=${skewed.href}`,
  CLOCK_OFFSET_MS: String(minutes * 60_000),
});
const EDITS = 20;

export const skewedClocks: Fault = {
  code: 'F14',
  title: 'clocks of the API +10 min, of the workers -10 and +11 min',
  run: () =>
    inWorld({ seed: '1500', environment: clock(10) }, async (world) => {
      await chooseRealTime(world);
      await startFirstSync(world);
      await world.startWorker(clock(-10));
      await world.startWorker(clock(11));
      await untilPulled(world);
      const { lost, doubled } = await lostAndDoubled(world);
      const links = await world.rows<{ remote: string; local: string }>(
        `select remote_id as remote, local_id as local from entity_link where entity = 'company' order by remote_number limit ${EDITS * 2}`,
      );
      // There, many in one second and each of them twice, and here.
      const changed = links.slice(0, EDITS);
      for (const round of [1, 2]) {
        for (const { remote } of changed)
          await world.sandbox.there('PATCH', `/company/companies/${remote}`, [
            { op: 'replace', path: 'city', value: `Ocala ${round}` },
          ]);
        await syncNow(world);
      }
      for (const { local } of links.slice(EDITS)) await editClient(world, local, { city: 'Tampa Bay' });
      await untilPushed(world);
      await syncNow(world);
      const here = await world.rows<{ id: string; city: string }>('select id, city from client where id = any($1)', [
        links.map(({ local }) => local),
      ]);
      const cities = new Map(here.map(({ id, city }) => [id, city]));
      let missed = 0;
      for (const [at, { remote, local }] of links.entries()) {
        const wanted = at < EDITS ? 'Ocala 2' : 'Tampa Bay';
        const there = await world.sandbox.there('GET', `/company/companies/${remote}`);
        if (cities.get(local) !== wanted || there.city !== wanted) missed++;
      }
      return [count(links.length, 'edits, on either side'), none(lost + missed, 'missed'), none(doubled, 'doubled')];
    }),
};
