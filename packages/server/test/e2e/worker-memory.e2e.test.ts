import { readFileSync } from 'node:fs';
import { inWorld, startFirstSync, untilPulled } from '../faults/world.ts';
import { until } from '../support/until.ts';

const MOST_MB = 300;

const residentMb = (pid = 0): number =>
  Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1_024;

describe('a worker that rests after a first sync', () => {
  it.runIf(process.platform === 'linux')(
    `holds at most ${MOST_MB} MB`,
    async () => {
      await inWorld({ seed: '2000' }, async (world) => {
        const { child } = await world.startWorker();
        await startFirstSync(world);
        await untilPulled(world);
        const rests = async () => residentMb(child.pid) <= MOST_MB;
        await until(rests, 'the worker gives back what it needs no more', 40_000).catch(() => undefined);
        expect(residentMb(child.pid)).toBeLessThanOrEqual(MOST_MB);
      });
    },
    360_000,
  );
});
