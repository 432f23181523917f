import { openWithCallbacks, untilHeard } from './callbacks.ts';
import { all, count, type Fault, none } from './fault.ts';
import {
  chooseRealTime,
  editClient,
  inWorld,
  startFirstSync,
  syncNow,
  untilPulled,
  untilPushed,
  type World,
} from './world.ts';

interface Pair {
  local: string;
  remote: string;
}

const pairs = (world: World, number: number): Promise<Pair[]> =>
  world.rows<{ local: string; remote: string }>(
    `select local_id as local, remote_id as remote from entity_link where entity = 'company' order by remote_number limit ${number}`,
  );

const updateThere = (world: World, id: string, path: string, value: string) =>
  world.sandbox.there('PATCH', `/company/companies/${id}`, [{ op: 'replace', path, value }]);
const hereOf = async (world: World, id: string) =>
  (await world.rows<{ city: string; website: string }>('select city, website from client where id = $1', [id]))[0];

/** Writes that reach ConnectWise while nothing changes anywhere. */
async function writesInCycles(world: World, cycles: number): Promise<number> {
  await world.sandbox.control('DELETE', 'journal');
  for (let cycle = 0; cycle < cycles; cycle++) {
    await syncNow(world);
    await untilPushed(world);
  }
  return (await world.sandbox.journal()).filter(({ method }) => method !== 'GET').length;
}

async function openRealTime(world: World): Promise<void> {
  await chooseRealTime(world);
  await startFirstSync(world);
  await world.startWorker();
  await untilPulled(world);
}

const RECORDS = 20;

export const bothEdited: Fault = {
  code: 'F8',
  title: 'both sides edited between polls',
  run: () =>
    inWorld({ seed: '60' }, async (world) => {
      await openRealTime(world);
      const chosen = await pairs(world, RECORDS);
      for (const [at, { local, remote }] of chosen.entries()) {
        const here = () => editClient(world, local, { city: `Here ${at}` });
        const there = () => updateThere(world, remote, 'city', `There ${at}`);
        // Whoever is first must not matter.
        for (const edit of at % 2 === 0 ? [here, there] : [there, here]) await edit();
      }
      await syncNow(world);
      await untilPushed(world);
      await syncNow(world);
      await untilPushed(world);
      let same = 0;
      const winners = new Set<string>();
      for (const { local, remote } of chosen) {
        const there = await world.sandbox.there('GET', `/company/companies/${remote}`);
        const here = await hereOf(world, local);
        if (here?.city === there.city) same++;
        winners.add(String(there.city).split(' ')[0] ?? '');
      }
      const told = await world.rows(`select from sync_conflict where field = 'city'`);
      return [
        all(same, RECORDS, 'the same on both sides'),
        all(winners.size, 1, 'winner whoever was first'),
        all(told.length, RECORDS, 'told as conflicts'),
        none(await writesInCycles(world, 3), 'writes in 3 cycles afterwards'),
      ];
    }),
};

export const echoes: Fault = {
  code: 'F9',
  title: 'our own writes come back',
  run: () =>
    inWorld({ seed: '60', callbacks: true }, async (world) => {
      await openWithCallbacks(world);
      const chosen = await pairs(world, RECORDS);
      for (const [at, { local }] of chosen.entries()) await editClient(world, local, { city: `Echo ${at}` });
      await untilPushed(world);
      await untilHeard(world);
      const [heard] = await world.rows<{ n: number }>('select count(*)::int as n from callback_event');
      const writes = await writesInCycles(world, 3);
      const updates = await world.rows(`select from audit_event where operation = 'update' and direction = 'in'`);
      return [
        count(chosen.length, 'edits sent'),
        { ...count(heard?.n ?? 0, 'messages about them'), isMet: (heard?.n ?? 0) >= RECORDS },
        none(writes, 'writes in 3 cycles'),
        none(updates.length, '"updated" rows'),
      ];
    }),
};

const CHANGES = 40;

export const changesWhilePaging: Fault = {
  code: 'F10',
  title: 'records inserted and deleted while pages are read',
  run: () =>
    inWorld({ seed: '8000' }, async (world) => {
      await world.sandbox.control('POST', 'latency', { ms: 250 });
      await startFirstSync(world);
      await world.startWorker();
      const inserted: number[] = [];
      for (let n = 0; n < CHANGES; n++) {
        const made = await world.sandbox.there('POST', '/company/companies', {
          identifier: `Paging${n}`,
          name: `Paging ${n}`,
          site: { name: 'Main' },
          addressLine1: '1 Main St',
        });
        inserted.push(made.id);
        // Some that were read already, some that were not.
        if (n % 2 === 0) await world.sandbox.there('DELETE', `/company/companies/${inserted[n / 2]}`);
      }
      await world.sandbox.control('POST', 'latency', { ms: 0 });
      await untilPulled(world);
      await syncNow(world);
      const kept = inserted.slice(CHANGES / 2);
      const [found] = await world.rows<{ n: number }>(
        `select count(*)::int as n from entity_link where entity = 'company' and remote_id = any($1)`,
        [kept.map(String)],
      );
      const twice = await world.rows('select from entity_link group by entity, remote_id having count(*) > 1');
      return [
        count(CHANGES, 'inserted'),
        count(CHANGES / 2, 'deleted'),
        none(kept.length - (found?.n ?? 0), 'missed after the next poll'),
        none(twice.length, 'doubled'),
      ];
    }),
};
