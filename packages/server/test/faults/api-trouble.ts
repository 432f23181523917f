import { setTimeout as pause } from 'node:timers/promises';
import type { JournalEntry } from '@causeway/sandbox';
import { expectWholeFirstSync, processedSoFar } from '../support/pull-workers.ts';
import { until } from '../support/until.ts';
import { all, atMost, count, type Fault, none } from './fault.ts';
import { inWorld, lostAndDoubled, startFirstSync, syncNow, untilPulled, type World } from './world.ts';

const COMPANIES = { short: '5000', full: '12000' };
const PAUSE_S = 2;
/** One answer in five goes wrong, each time the same ones. */
const wrongAnswers = [
  { retryAfterSeconds: PAUSE_S, probability: 0.06, seed: 1 },
  { kind: 'status', status: 500, probability: 0.04, seed: 2 },
  { kind: 'reset-before', probability: 0.04, seed: 3 },
  { kind: 'truncated', probability: 0.03, seed: 4 },
  { kind: 'half-json', probability: 0.03, seed: 5 },
];
/** What is on its way while an answer travels. */
const TRAVEL_MS = 40;

/** Requests that left while a pause lasted which ConnectWise had asked for. */
function insidePauses(entries: readonly JournalEntry[]): number {
  const answeredAt = ({ at, ms }: JournalEntry) => Date.parse(at) + ms;
  const pauses = entries.filter(({ status }) => status === 429).map(answeredAt);
  return entries.filter(({ at }) => {
    const asked = Date.parse(at);
    return pauses.some((from) => asked > from + TRAVEL_MS && asked < from + PAUSE_S * 1_000 - TRAVEL_MS);
  }).length;
}

async function firstSync(world: World): Promise<JournalEntry[]> {
  await startFirstSync(world);
  await world.sandbox.control('DELETE', 'journal');
  await world.startWorker();
  await world.startWorker();
  await untilPulled(world, 400_000);
  await expectWholeFirstSync(world);
  return world.sandbox.journal();
}

export const wrongAnswersOften: Fault = {
  code: 'F3',
  title: 'one answer of ConnectWise in five goes wrong, two workers',
  run: async (size) => {
    const well = await inWorld({ seed: COMPANIES[size] }, async (world) => (await firstSync(world)).length);
    return inWorld({ seed: COMPANIES[size] }, async (world) => {
      for (const rule of wrongAnswers) await world.sandbox.fail({ method: 'GET', pathPattern: '^/', ...rule });
      const entries = await firstSync(world);
      const wrong = entries.filter(({ status }) => status === 429 || status >= 500 || status === 0).length;
      await world.sandbox.control('DELETE', 'faults');
      const { lost, doubled } = await lostAndDoubled(world);
      return [
        count(await processedSoFar(world), 'records'),
        count(wrong, 'refused or broken'),
        none(lost + doubled, 'lost or doubled'),
        none(insidePauses(entries), 'requests inside Retry-After'),
        atMost('requests ×', entries.length / well, 1.5),
      ];
    });
  },
};

const AWAY_S = { short: 100, full: 3_600 };
const PROBE_EVERY_S = 30;

export const away: Fault = {
  code: 'F4',
  title: 'ConnectWise away',
  run: (size) =>
    inWorld({ seed: 'empty' }, async (world) => {
      const worker = await world.startWorker();
      await startFirstSync(world);
      await untilPulled(world);
      await world.sandbox.fail({ pathPattern: '^/', kind: 'status', status: 503 });
      const state = async () => (await world.rows<{ state: string }>('select state from connection'))[0]?.state;
      await until(async () => (await state()) === 'error', 'the outage shows', 90_000);
      await world.sandbox.control('DELETE', 'journal');
      await pause(AWAY_S[size] * 1_000);
      const { integrationHealth } = await world.graphql('{ integrationHealth { troubles { code } } }');
      const isShown = integrationHealth.troubles.some(({ code }: { code: string }) => code === 'connectwise_away');
      const asked = (await world.sandbox.journal()).filter(({ path }) => !path.startsWith('/control'));
      const times = new Set(asked.map(({ at }) => Math.floor(Date.parse(at) / 5_000)));
      await world.sandbox.control('DELETE', 'faults');
      await world.sandbox.there('POST', '/company/companies', {
        identifier: 'Meanwhile',
        name: 'Meanwhile',
        site: { name: 'Main' },
        addressLine1: '1 Main St',
      });
      const back = performance.now();
      await until(async () => (await state()) === 'connected', 'it goes on by itself', 90_000);
      const noticed = (performance.now() - back) / 1_000;
      await syncNow(world);
      const found = await world.rows(`select from client where name = 'Meanwhile'`);
      await worker.signal('SIGTERM');
      return [
        count(AWAY_S[size], 's away'),
        atMost('probes', times.size, Math.floor(AWAY_S[size] / PROBE_EVERY_S) + 1),
        atMost('requests a probe', asked.length / Math.max(1, times.size), 1),
        all(isShown ? 1 : 0, 1, 'overviews say so'),
        atMost('noticed back after', noticed, PROBE_EVERY_S + 5, ' s'),
        all(found.length, 1, 'changes caught up in one cycle'),
      ];
    }),
};

const FILLERS = 999;

export const alwaysFailing: Fault = {
  code: 'F15',
  title: 'a record that always fails',
  run: () =>
    inWorld({ seed: String(FILLERS - 1) }, async (world) => {
      // A client's name is taken once; the second of two is a question for a person, again with each poll.
      for (const [identifier, name] of [
        ['TwinOne', 'Harbor Twins'],
        ['TwinTwo', 'HARBOR TWINS'],
      ])
        await world.sandbox.there('POST', '/company/companies', {
          identifier,
          name,
          site: { name: 'Main' },
          addressLine1: '1 Main St',
        });
      await startFirstSync(world);
      await world.startWorker();
      await untilPulled(world);
      for (let poll = 0; poll < 3; poll++) await syncNow(world);
      const [found] = await world.rows<{ issues: number; twins: number; links: number }>(
        `select (select count(*)::int from sync_issue where state = 'open' and entity = 'company') as issues,
           (select count(*)::int from sync_issue where code = 'name_taken') as twins,
           (select count(*)::int from entity_link where entity = 'company')
             + (select count(*)::int from sync_skip where entity = 'company') as links`,
      );
      const { count: there } = await world.sandbox.there('GET', '/company/companies/count');
      return [
        all(found?.twins ?? 0, 1, 'issue'),
        all(found?.links ?? 0, there - (found?.issues ?? 0), 'others in, or excluded with a reason'),
      ];
    }),
};
