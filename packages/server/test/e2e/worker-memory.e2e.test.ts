import { readFileSync } from 'node:fs';
import { createSandbox } from '@causeway/sandbox';
import { connectToSandbox, type RealPrograms, startProgramsWith } from '../support/real-programs.ts';
import { startWithoutPreview } from '../support/settings.ts';
import { until } from '../support/until.ts';

const MAX_MB = 250;

const residentMb = (pid = 0): number =>
  Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1_024;

describe.runIf(process.platform === 'linux')('a worker that rests after a first sync', () => {
  let programs: RealPrograms;
  beforeAll(async () => {
    programs = await startProgramsWith(await createSandbox({ port: 0, host: '127.0.0.1', seed: 2_000 }));
    await connectToSandbox(programs);
  }, 120_000);
  afterAll(() => programs?.stop());

  it(`holds at most ${MAX_MB} MB`, async () => {
    const { child } = await programs.startWorker();
    await startWithoutPreview(programs);
    const isOver = async () => (await programs.test.sql(`select from sync_run where state = 'done'`)).length > 0;
    await until(isOver, 'the first sync is over', 240_000);
    const rests = async () => residentMb(child.pid) <= MAX_MB;
    await until(rests, 'the worker gives back what it needs no more', 120_000).catch(() => undefined);
    expect(residentMb(child.pid)).toBeLessThanOrEqual(MAX_MB);
  }, 360_000);
});
