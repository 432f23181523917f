import { z } from 'zod';
import { FixedClock } from '../clock.ts';
import { InlineQueue } from './inline-queue.ts';
import { defineJob, handle } from './job.ts';

const poll = defineJob('poll', z.object({ of: z.string() }));

describe('InlineQueue', () => {
  it('runs a delayed job only once the clock has reached it', async () => {
    const clock = new FixedClock(new Date('2026-01-01T00:00:00Z'));
    const queue = new InlineQueue(clock);
    const seen: string[] = [];
    await queue.start([handle(poll, async ({ of }) => void seen.push(of))]);
    await queue.enqueue(poll, { of: 'later' }, { delayMs: 60_000 });
    await queue.enqueue(poll, { of: 'now' });
    await queue.settle();
    expect(seen).toEqual(['now']);
    clock.advance(60_000);
    await queue.settle();
    expect(seen).toEqual(['now', 'later']);
  });

  it('repeats by the clock', async () => {
    const clock = new FixedClock(new Date('2026-01-01T00:00:00Z'));
    const queue = new InlineQueue(clock);
    let runs = 0;
    await queue.start([
      handle(poll, async () => {
        runs += 1;
      }),
    ]);
    await queue.every(poll, 60, { of: 'all' });
    await queue.settle();
    await queue.settle();
    expect(runs).toBe(1);
    clock.advance(60_000);
    await queue.settle();
    expect(runs).toBe(2);
  });

  it('says so when it cannot settle', async () => {
    const queue = new InlineQueue();
    await queue.start([handle(poll, (payload) => queue.enqueue(poll, payload))]);
    await queue.enqueue(poll, { of: 'itself' });
    await expect(queue.settle()).rejects.toThrow('does not settle: 10000 jobs ran and "poll" is due again');
  });

  it('throws the failure of a job, after the others have run', async () => {
    const queue = new InlineQueue();
    const seen: string[] = [];
    const work = handle(poll, async ({ of }) => {
      if (of === 'bad') throw new Error('ConnectWise is away');
      seen.push(of);
    });
    await queue.start([work]);
    for (const name of ['good', 'bad', 'also good']) await queue.enqueue(poll, { of: name });
    await expect(queue.settle()).rejects.toThrow('ConnectWise is away');
    expect(seen).toEqual(['good', 'also good']);
  });

  it('names the job that nobody handles', async () => {
    const queue = new InlineQueue();
    await queue.enqueue(poll, { of: 'x' });
    await expect(queue.settle()).rejects.toThrow('No handler runs the job "poll"');
  });
});
