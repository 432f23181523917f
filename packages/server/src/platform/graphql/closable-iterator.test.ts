import { closable, inBatches, Signal } from './closable-iterator.ts';

describe('A stream of lists', () => {
  const stream = () =>
    inBatches(
      closable(async function* lists() {
        yield [1, 2, 3];
        yield [];
        yield [4];
      }),
    );

  it('is read one by one', async () => {
    const read: number[] = [];
    for await (const value of stream()) read.push(value);
    expect(read).toEqual([1, 2, 3, 4]);
  });

  it('is read together, without what was taken singly and without empty lists', async () => {
    const values = stream();
    expect(await values.next()).toEqual({ done: false, value: 1 });
    expect(await values.nextBatch()).toEqual([2, 3]);
    expect(await values.nextBatch()).toEqual([4]);
    expect(await values.nextBatch()).toBeNull();
    expect(await values.next()).toEqual({ done: true, value: undefined });
  });

  it('ends while somebody waits for it', async () => {
    const values = inBatches(
      closable(async function* quiet(signal) {
        await new Signal().waiter(signal)();
        if (!signal.aborted) yield [1];
      }),
    );
    const waiting = values.nextBatch();
    await values.return?.();
    expect(await waiting).toBeNull();
  });
});

describe('A signal', () => {
  it('wakes all who wait, each time anew, and nobody twice', async () => {
    const signal = new Signal();
    const { signal: open } = new AbortController();
    const [one, two] = [signal.waiter(open), signal.waiter(open)];
    for (let round = 0; round < 3; round++) {
      const woken = Promise.all([one(), two()]);
      signal.notify();
      await woken;
    }
    let isWoken = false;
    void one().then(() => {
      isWoken = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(isWoken).toBe(false);
  });

  it('lets go of a reader whose wait is ended, and keeps the others waiting', async () => {
    const signal = new Signal();
    const end = new AbortController();
    const [one, other] = [signal.waiter(end.signal), signal.waiter(new AbortController().signal)];
    const [ended, waits] = [one(), other()];
    end.abort();
    await ended;
    await one();
    signal.notify();
    await waits;
  });
});
