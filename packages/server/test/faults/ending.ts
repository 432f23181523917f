import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { expectWholeFirstSync, processedSoFar } from '../support/pull-workers.ts';
import type { Program } from '../support/real-programs.ts';
import { until } from '../support/until.ts';
import { atMost, count, type Fault, none } from './fault.ts';
import { inWorld, isRunning, lostAndDoubled, startFirstSync, untilPulled } from './world.ts';

const CLIENTS = 12;
const ROUNDS = { short: 2, full: 10 };

interface Load {
  answered: number;
  /** Requests that were sent and never answered. */
  cut: string[];
  stop(): Promise<void>;
}

/** Clients that keep their connections and ask all the time; where one API does not let them in, they go to the other, as a balancer does. */
function startLoad(urls: readonly string[], headers: Record<string, string>): Load {
  const agent = new Agent({ keepAlive: true });
  const load: Load = { answered: 0, cut: [], stop: async () => undefined };
  const body = JSON.stringify({ query: '{ clients(first: 5) { items { id name } } integrationHealth { tone } }' });
  let isOver = false;
  const ask = (url: string) =>
    new Promise<'answered' | 'refused' | 'cut'>((resolve) => {
      let isConnected = false;
      const asked = request(
        `${url}/graphql`,
        { method: 'POST', agent, headers: { ...headers, 'content-type': 'application/json' } },
        (response) => {
          response.resume();
          response.once('end', () => resolve(response.complete ? 'answered' : 'cut'));
          response.once('error', () => resolve('cut'));
        },
      );
      asked.once('socket', (socket) => {
        if (!socket.connecting) isConnected = true;
        else socket.once('connect', () => (isConnected = true));
      });
      asked.once('error', (error) => {
        if (isConnected) load.cut.push(error.message);
        resolve(isConnected ? 'cut' : 'refused');
      });
      asked.end(body);
    });
  const clients = Array.from({ length: CLIENTS }, async (_none, at) => {
    for (let turn = at; !isOver; ) {
      const outcome = await ask(urls[turn % urls.length] ?? '');
      if (outcome === 'answered') load.answered++;
      else turn++;
      await pause(outcome === 'answered' ? 5 : 20);
    }
  });
  load.stop = async () => {
    isOver = true;
    await Promise.all(clients);
    agent.destroy();
  };
  return load;
}

async function endSeconds(program: Program): Promise<number> {
  const started = performance.now();
  const exited = once(program.child, 'exit');
  program.child.kill('SIGTERM');
  await exited;
  return (performance.now() - started) / 1_000;
}

export const termUnderLoad: Fault = {
  code: 'F17',
  title: 'rolling restart under load',
  run: (size) =>
    inWorld({ seed: 'demo' }, async (world) => {
      await world.sandbox.control('POST', 'latency', { ms: 200 });
      const first = { ...world.api, url: world.url };
      const apis = [first, await world.startApi()];
      await startFirstSync(world);
      const workers = [await world.startWorker(), await world.startWorker()];
      const load = startLoad(
        apis.map(({ url }) => url),
        await world.headers(),
      );
      const ends = { api: [0], worker: [0] };
      for (let round = 0; round < ROUNDS[size]; round++)
        for (const at of [0, 1]) {
          await pause(1_000);
          const api = apis[at];
          const worker = workers[at];
          if (!api || !worker) continue;
          ends.api.push(await endSeconds(api));
          apis[at] = await world.startApi({ PORT: new URL(api.url).port });
          const before = await processedSoFar(world);
          if (await isRunning(world))
            await until(
              async () => (await processedSoFar(world)) > before || !(await isRunning(world)),
              'the sync goes on',
            );
          ends.worker.push(await endSeconds(worker));
          workers[at] = await world.startWorker();
        }
      await load.stop();
      await world.sandbox.control('POST', 'latency', { ms: 0 });
      await untilPulled(world);
      const { lost, doubled } = await lostAndDoubled(world);
      await expectWholeFirstSync(world);
      if (load.cut.length > 0) process.stderr.write(`F17: ${[...new Set(load.cut)].join('; ')}\n`);
      return [
        count(load.answered, 'requests'),
        none(load.cut.length, 'cut'),
        none(lost + doubled, 'records lost or doubled'),
        atMost('API ends after', Math.max(...ends.api), 3, ' s'),
        atMost('worker after', Math.max(...ends.worker), 3, ' s'),
      ];
    }),
};
