import { setTimeout as pause } from 'node:timers/promises';
import type { WebSocket } from 'ws';
import type { Numbers } from './measure.ts';

const SECONDS = 60;
const EVENTS_A_SECOND = 500;
const SETTLE_MS = 3_000;

/**
 * What a subscriber who reads nothing for a minute makes the server hold, in MB, while 500 events a second come. The same goes to one who
 * reads before, so that what the server needs for the events themselves is there already.
 */
export async function measureSlowReader({
  held,
  open,
  commit,
  numbers,
}: {
  /** Bytes that the server holds. */
  held: () => Promise<number>;
  open: () => Promise<WebSocket>;
  commit: (numbers: readonly number[]) => Promise<void>;
  numbers: Numbers;
}): Promise<number> {
  const minute = async () => {
    for (let second = 0; second < SECONDS; second++)
      await Promise.all([commit(numbers(EVENTS_A_SECOND)), pause(1_000)]);
    await pause(SETTLE_MS);
    return held();
  };
  const reader = await open();
  // Until its subscription stands.
  await pause(SETTLE_MS);
  const before = await minute();
  reader.pause();
  const after = await minute();
  reader.terminate();
  return Math.max(0, after - before) / 1024 / 1024;
}
