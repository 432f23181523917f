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

/** A place to wait for the next call of `notify`. */
export class Signal {
  private waiting: Array<() => void> = [];

  /** Resolves at the next notification, or at once when the signal is aborted. */
  next(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const done = () => {
        signal.removeEventListener('abort', done);
        resolve();
      };
      signal.addEventListener('abort', done, { once: true });
      this.waiting.push(done);
    });
  }

  notify(): void {
    const { waiting } = this;
    this.waiting = [];
    for (const done of waiting) done();
  }
}
