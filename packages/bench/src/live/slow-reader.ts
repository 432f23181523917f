import { setTimeout as pause } from 'node:timers/promises';
import type { WebSocket } from 'ws';
import type { Numbers } from './measure.ts';
import { residentBytes } from './resident.ts';

const SECONDS = 60;
const EVENTS_A_SECOND = 500;
const SETTLE_MS = 3_000;

/**
 * What a subscriber who reads nothing for a minute costs the server, in MB, while 500 events a second come; null where memory cannot be read. The same
 * goes to one who reads before, so that what the server needs for the events themselves is there already.
 */
export async function measureSlowReader({
  pid,
  open,
  commit,
  numbers,
}: {
  pid: number | undefined;
  open: () => Promise<WebSocket>;
  commit: (numbers: readonly number[]) => Promise<void>;
  numbers: Numbers;
}): Promise<number | null> {
  const minute = async () => {
    for (let second = 0; second < SECONDS; second++)
      await Promise.all([commit(numbers(EVENTS_A_SECOND)), pause(1_000)]);
    await pause(SETTLE_MS);
    return residentBytes(pid);
  };
  const reader = await open();
  // Until its subscription stands.
  await pause(SETTLE_MS);
  const before = await minute();
  reader.pause();
  const after = await minute();
  reader.terminate();
  return before === null || after === null ? null : Math.max(0, after - before) / 1024 / 1024;
}
