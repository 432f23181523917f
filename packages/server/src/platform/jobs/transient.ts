import { setTimeout as pause } from 'node:timers/promises';
import { backoffMs } from '../backoff.ts';

const transientCodes = new Set<unknown>(['40001', '40P01', 11000, 112]);
const transientText = /deadlock detected|write ?conflict|could not serialize|E11000/i;

/** Whether a store's error goes away by itself: contention that one of two writers has to give way to. */
export function isTransient(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const code = 'code' in error ? error.code : undefined;
  const message = 'message' in error ? error.message : undefined;
  return transientCodes.has(code) || (typeof message === 'string' && transientText.test(message));
}

/** Runs an action that is safe to repeat, again up to so many times while it fails with a transient error. */
export async function retryTransient<T>(act: () => Promise<T>, times = 6): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await act();
    } catch (error) {
      if (attempt >= times || !isTransient(error)) throw error;
      await pause(backoffMs(attempt, Math.random(), { firstMs: 50, maxMs: 2_000 }));
    }
  }
}

/** The same object, whose asynchronous methods retry transient errors. */
export function retrying<T extends object>(target: T): T {
  return new Proxy(target, {
    get(object, property) {
      const value: unknown = Reflect.get(object, property, object);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]) => {
        const result: unknown = Reflect.apply(value, object, args);
        if (!(result instanceof Promise)) return result;
        let first: Promise<unknown> | null = result;
        return retryTransient(() => {
          const attempt: Promise<unknown> = first ?? Reflect.apply(value, object, args);
          first = null;
          return attempt;
        });
      };
    },
  });
}
