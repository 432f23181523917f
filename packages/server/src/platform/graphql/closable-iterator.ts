/**
 * Makes a generator that can be ended while it waits. A plain async generator answers `return()` only after the await it stands at, which
 * for a quiet subscription may be never; here `return()` aborts the signal first, and whatever waits on it gives up.
 */
export function closable<T>(
  generate: (signal: AbortSignal) => AsyncGenerator<T, void, undefined>,
): AsyncIterableIterator<T> {
  const end = new AbortController();
  const generator = generate(end.signal);
  return {
    next: () => generator.next(),
    return: async () => {
      end.abort();
      return generator.return();
    },
    throw: async (error) => {
      end.abort();
      return generator.throw(error);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

/** A stream whose reader may take together what has come together. */
export interface BatchIterator<T> extends AsyncIterableIterator<T> {
  /** What comes next, at least one; null at the end. */
  nextBatch(): Promise<readonly T[] | null>;
}

/** One by one or together, out of a stream of lists. */
export function inBatches<T>(lists: AsyncIterableIterator<readonly T[]>): BatchIterator<T> {
  let rest: readonly T[] = [];
  const nextBatch = async (): Promise<readonly T[] | null> => {
    const batch = rest;
    rest = [];
    if (batch.length > 0) return batch;
    for (;;) {
      const next = await lists.next();
      if (next.done) return null;
      if (next.value.length > 0) return next.value;
    }
  };
  return {
    nextBatch,
    next: async () => {
      const batch = await nextBatch();
      const [value] = batch ?? [];
      if (!batch || value === undefined) return { done: true, value: undefined };
      rest = batch.slice(1);
      return { done: false, value };
    },
    return: async () => {
      await lists.return?.();
      return { done: true, value: undefined };
    },
    throw: async (error) => {
      await lists.throw?.(error);
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

/** A place to wait for the next call of `notify`. */
export class Signal {
  private waiting: Array<() => void> = [];

  /**
   * How one reader waits, again and again: each call resolves at the next notification, or at once when the signal is aborted. The signal is listened
   * to once and not anew at each wait.
   */
  waiter(signal: AbortSignal): () => Promise<void> {
    let wake = (): void => undefined;
    signal.addEventListener('abort', () => wake(), { once: true });
    return () =>
      signal.aborted
        ? Promise.resolve()
        : new Promise((resolve) => {
            wake = resolve;
            this.waiting.push(resolve);
          });
  }

  notify(): void {
    const { waiting } = this;
    this.waiting = [];
    for (const done of waiting) done();
  }
}
