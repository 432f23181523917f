import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const EVERY_MS = 10_000;
const BUSY_ABOVE = 0.05;
const WORTH_BYTES = 48 * 2 ** 20;

interface Standing {
  /** Share of one processor that was used since the last look. */
  busy: number;
  /** Bytes that the process holds, and held after it last gave back. */
  held: number;
  heldAfterLast: number;
}

/** Whether to give back now: nothing is done, and there is something to be had. */
export const isWorthCollecting = ({ busy, held, heldAfterLast }: Standing): boolean =>
  busy <= BUSY_ABOVE && held - heldAfterLast >= WORTH_BYTES;

/**
 * Gives memory back to the system while the process rests. Left alone, V8 keeps the garbage and the free pages of a first sync until it
 * needs them, which may be never. It takes some hundred milliseconds, in which nothing else runs: for programs that nobody waits for.
 */
export function giveBackAtRest(): void {
  setFlagsFromString('--expose-gc');
  const collect: (how: { type: 'major'; execution: 'sync'; flavor: 'last-resort' }) => void = runInNewContext('gc');
  let heldAfterLast = 0;
  let at = performance.now();
  let cpu = process.cpuUsage();
  setInterval(() => {
    const { user, system } = process.cpuUsage(cpu);
    const busy = (user + system) / 1_000 / (performance.now() - at);
    if (isWorthCollecting({ busy, held: process.memoryUsage.rss(), heldAfterLast })) {
      collect({ type: 'major', execution: 'sync', flavor: 'last-resort' });
      heldAfterLast = process.memoryUsage.rss();
    }
    at = performance.now();
    cpu = process.cpuUsage();
  }, EVERY_MS).unref();
}
