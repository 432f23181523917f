import { jobStoreAwaySince, type ProcessRow, SILENT_AFTER_MS, workerStanding } from './process-standing.rules.ts';

const now = Date.parse('2026-11-28T12:00:00Z');

const process = (change: Partial<ProcessRow> & { startedMsAgo?: number } = {}): ProcessRow => {
  const { startedMsAgo = 600_000, ...row } = change;
  const silentMs = row.silentMs ?? 1_000;
  return {
    kind: 'worker',
    host: 'harbor-1',
    pid: 42,
    startedAt: new Date(now - startedMsAgo),
    at: new Date(now - silentMs),
    endedAt: null,
    jobStoreAwaySince: null,
    ...row,
    silentMs,
  };
};
const gone = (change: Parameters<typeof process>[0] = {}) => process({ silentMs: SILENT_AFTER_MS + 40_000, ...change });

describe('How the workers stand', () => {
  it('is "never started" while there is none, whatever other processes there are', () => {
    expect(workerStanding([])).toEqual({ state: 'never_started' });
    expect(workerStanding([process({ kind: 'api' })])).toEqual({ state: 'never_started' });
  });

  it('is "working" while one was heard of lately', () => {
    expect(workerStanding([process()])).toEqual({ state: 'working', silent: [] });
  });

  it('is "silent" when the only one was not heard of for longer than three beats', () => {
    expect(workerStanding([gone(), process({ kind: 'api' })])).toMatchObject({
      state: 'silent',
      since: new Date(now - SILENT_AFTER_MS - 40_000),
    });
  });

  it('is "stopped" when the last one said goodbye', () => {
    const endedAt = new Date(now - 5_000);
    expect(workerStanding([process({ endedAt, silentMs: 5_000 })])).toEqual({ state: 'stopped', since: endedAt });
  });

  it('is "silent" and not "stopped" when the one that stopped did so before', () => {
    const stopped = gone({ silentMs: 900_000, endedAt: new Date(now - 900_000) });
    expect(workerStanding([stopped, gone()]).state).toBe('silent');
  });

  it('names the silent one of two that were up together', () => {
    expect(workerStanding([process({ pid: 1 }), gone({ pid: 2 })])).toMatchObject({
      state: 'working',
      silent: [{ pid: 2 }],
    });
  });

  it('does not speak of a dead one that another was started for, once for each', () => {
    const successor = process({ pid: 3, startedMsAgo: 2_000 });
    expect(workerStanding([successor, gone({ pid: 1 })])).toEqual({ state: 'working', silent: [] });
    expect(workerStanding([successor, gone({ pid: 1 }), gone({ pid: 2 })])).toMatchObject({ silent: [{ pid: 2 }] });
  });

  it('does not speak of those that were replaced one after the other', () => {
    const first = gone({ pid: 1, startedMsAgo: 3_000_000, silentMs: 2_000_000 });
    const second = gone({ pid: 2, startedMsAgo: 1_990_000, silentMs: 200_000 });
    const third = gone({ pid: 3, startedMsAgo: 190_000, silentMs: 60_000 });
    const now = process({ pid: 4, startedMsAgo: 50_000 });
    expect(workerStanding([now, third, second, first])).toEqual({ state: 'working', silent: [] });
    expect(workerStanding([now, third, second, first, gone({ pid: 5 })])).toMatchObject({ silent: [{ pid: 5 }] });
  });
});

describe('The job store', () => {
  it('is away as soon as one living process does not reach it, since the first noticed', () => {
    const first = new Date(now - 30_000);
    const rows = [
      process({ jobStoreAwaySince: first }),
      process({ kind: 'api', jobStoreAwaySince: new Date(now - 20_000) }),
    ];
    expect(jobStoreAwaySince(rows)).toEqual({ since: first, kinds: ['api', 'worker'] });
  });

  it('is not away because a busy process missed an answer: three beats in a row have to', () => {
    const missed = (ms: number) =>
      jobStoreAwaySince([process({ at: new Date(now), jobStoreAwaySince: new Date(now - ms) })]);
    expect([missed(0), missed(5_000)]).toEqual([null, null]);
    expect(missed(10_000)).toMatchObject({ kinds: ['worker'] });
  });

  it('is not judged by a process that is silent itself', () => {
    expect(jobStoreAwaySince([process(), gone({ jobStoreAwaySince: new Date(now) })])).toBeNull();
  });
});
