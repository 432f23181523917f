import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { until } from '../../../test/support/until.ts';
import { defineJob, handle } from './job.ts';
import type { JobQueue } from './job-queue.ts';

const pull = defineJob('contract.pull', z.object({ connectionId: z.string() }));
const push = defineJob('contract.push', z.object({ connectionId: z.string() }));
const sweep = defineJob('contract.sweep', z.object({ every: z.string() }));

/** One store shared by the queues that `open` gives; for the inline queue always the same one. */
export interface JobStoreUnderTest {
  open(): JobQueue;
  clear(): Promise<void>;
}

/** What every implementation of the port must do. */
export function describeJobQueue(makeStore: () => Promise<JobStoreUnderTest>, isShared: boolean): void {
  let store: JobStoreUnderTest;
  let opened: JobQueue[] = [];

  const open = () => {
    const queue = store.open();
    opened.push(queue);
    return queue;
  };
  /** Until the condition holds: an inline queue is drained, others run by themselves. */
  const eventually = async (condition: () => boolean, description: string) => {
    const inline = opened.find((queue) => queue.settle);
    if (inline) {
      for (let turn = 0; turn < 400 && !condition(); turn++) {
        await inline.settle?.().catch(() => undefined);
        if (!condition()) await pause(10);
      }
    }
    await until(condition, description);
  };

  beforeAll(async () => {
    store = await makeStore();
  });
  afterEach(async () => {
    for (const queue of opened) await queue.stop({ timeoutMs: 2_000 });
    opened = [];
    await store.clear();
  });

  it('runs a job with its payload', async () => {
    const queue = open();
    const seen: string[] = [];
    await queue.start([handle(pull, async ({ connectionId }) => void seen.push(connectionId))]);
    await queue.enqueue(pull, { connectionId: 'c1' });
    await eventually(() => seen.length === 1, 'the job ran');
    expect(seen).toEqual(['c1']);
    expect(await queue.isReady()).toBe(true);
  }, 20_000);

  it('refuses a payload that does not fit, naming job and field', async () => {
    const attempt = open().enqueue(pull, { connection: 'c1' } as never);
    await expect(attempt).rejects.toThrow(/"contract.pull".*connectionId/);
  }, 20_000);

  it('runs jobs that other jobs ask for', async () => {
    const queue = open();
    const seen: string[] = [];
    await queue.start([
      handle(pull, ({ connectionId }) => queue.enqueue(push, { connectionId: `${connectionId}-out` })),
      handle(push, async ({ connectionId }) => void seen.push(connectionId)),
    ]);
    await queue.enqueue(pull, { connectionId: 'c1' });
    await eventually(() => seen.length === 1, 'the second job ran');
    expect(seen).toEqual(['c1-out']);
  }, 20_000);

  it('holds a delayed job back', async () => {
    const queue = open();
    const seen: string[] = [];
    const asked = performance.now();
    let ranAt = 0;
    await queue.start([
      handle(pull, async ({ connectionId }) => {
        seen.push(connectionId);
        if (connectionId === 'later') ranAt = performance.now();
      }),
    ]);
    await queue.enqueue(pull, { connectionId: 'later' }, { delayMs: 700 });
    await queue.enqueue(pull, { connectionId: 'now' });
    await eventually(() => seen.length === 2, 'both jobs ran');
    expect(seen).toEqual(['now', 'later']);
    expect(ranAt - asked).toBeGreaterThan(600);
  }, 20_000);

  it('R63: repeats a job, and asking again replaces its schedule', async () => {
    const queue = open();
    const seen: string[] = [];
    await queue.start([handle(sweep, async ({ every }) => void seen.push(every))]);
    await queue.every(sweep, 3_600, { every: 'hour' });
    await eventually(() => seen.includes('hour'), 'the first run came at once');
    await queue.every(sweep, 1, { every: 'second' });
    await queue.every(sweep, 1, { every: 'second' });
    await eventually(() => seen.filter((s) => s === 'second').length >= 2, 'the new schedule ran twice');
    expect(seen.filter((s) => s === 'hour')).toHaveLength(1);
    expect(seen.filter((s) => s === 'second').length).toBeLessThan(6);
  }, 20_000);

  it('goes on with other jobs when one fails', async () => {
    const queue = open();
    const seen: string[] = [];
    await queue.start([
      handle(pull, async ({ connectionId }) => {
        if (connectionId === 'bad') throw new Error('no answer');
        seen.push(connectionId);
      }),
    ]);
    for (const connectionId of ['bad', 'good', 'better']) await queue.enqueue(pull, { connectionId });
    await eventually(() => seen.length === 2, 'the good jobs ran');
    expect(seen.sort()).toEqual(['better', 'good']);
  }, 20_000);

  it('runs nothing after it was stopped', async () => {
    const queue = open();
    const seen: string[] = [];
    await queue.start([handle(pull, async ({ connectionId }) => void seen.push(connectionId))]);
    await queue.stop({ timeoutMs: 1_000 });
    const other = open();
    if (other !== queue) await other.enqueue(pull, { connectionId: 'c1' });
    await pause(300);
    expect(seen).toEqual([]);
  }, 20_000);

  if (!isShared) return;

  it('runs a failed job again later', async () => {
    const queue = open();
    let attempts = 0;
    await queue.start([
      handle(pull, async () => {
        attempts += 1;
        if (attempts < 3) throw new Error('no answer');
      }),
    ]);
    await queue.enqueue(pull, { connectionId: 'c1' });
    await eventually(() => attempts === 3, 'the third attempt came');
    await pause(600);
    expect(attempts).toBe(3);
  }, 20_000);

  it('hands each job of another process to one of two workers', async () => {
    const api = open();
    const ran: string[] = [];
    const work = (worker: string) =>
      handle(pull, async ({ connectionId }) => {
        await pause(5);
        ran.push(`${connectionId}@${worker}`);
      });
    await open().start([work('a')]);
    await open().start([work('b')]);
    const ids = Array.from({ length: 40 }, (_, n) => `c${n}`);
    await Promise.all(ids.map((connectionId) => api.enqueue(pull, { connectionId })));
    await eventually(() => ran.length >= 40, 'all jobs ran');
    await pause(200);
    expect(ran.map((entry) => entry.split('@')[0]).sort()).toEqual([...ids].sort());
  }, 20_000);

  it('tells running jobs to stop, waits for them, and leaves what did not start to others', async () => {
    const queue = open();
    const seen: string[] = [];
    let isRunning = false;
    await queue.start([
      handle(pull, async ({ connectionId }, { signal }) => {
        isRunning = true;
        await new Promise<void>((resolve) => signal.addEventListener('abort', () => setTimeout(resolve, 100)));
        seen.push(connectionId);
      }),
    ]);
    await queue.enqueue(pull, { connectionId: 'c1' });
    await eventually(() => isRunning, 'the job runs');
    await queue.stop({ timeoutMs: 5_000 });
    expect(seen).toEqual(['c1']);
    const next = open();
    const late: string[] = [];
    await next.enqueue(push, { connectionId: 'c2' });
    await next.start([
      handle(pull, async ({ connectionId }) => void late.push(connectionId)),
      handle(push, async ({ connectionId }) => void late.push(connectionId)),
    ]);
    await eventually(() => late.includes('c2'), 'the next worker took over');
    expect(late).toEqual(['c2']);
  }, 20_000);

  it('keeps the lock of a job that runs long', async () => {
    const first = open();
    const second = open();
    let starts = 0;
    const work = handle(pull, async () => {
      starts += 1;
      await pause(3_000);
    });
    await first.start([work]);
    await second.start([work]);
    await first.enqueue(pull, { connectionId: 'c1' });
    await pause(3_500);
    expect(starts).toBe(1);
  }, 20_000);
}
