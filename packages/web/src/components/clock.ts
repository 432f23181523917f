import { useSyncExternalStore } from 'react';

/** One timer for all that look at the time in the same steps; none while nobody does. */
function createClock(everyMs: number): (heard: () => void) => () => void {
  const listeners = new Set<() => void>();
  let timer: ReturnType<typeof setInterval> | undefined;
  return (heard) => {
    if (listeners.size === 0) timer = setInterval(() => listeners.forEach((tell) => void tell()), everyMs);
    listeners.add(heard);
    return () => {
      listeners.delete(heard);
      if (listeners.size === 0) clearInterval(timer);
    };
  };
}

const everySecond = createClock(1_000);
const everyTenSeconds = createClock(10_000);

/** The time now in milliseconds, to the second. */
export const useSeconds = (): number => useSyncExternalStore(everySecond, () => Math.floor(Date.now() / 1000) * 1000);

/** What is told from the time now, looked at every ten seconds; a component is rendered again when it changes, not at each tick. */
export const useTold = (tell: (now: number) => string): string =>
  useSyncExternalStore(everyTenSeconds, () => tell(Date.now()));
