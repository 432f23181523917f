import { setTimeout as pause } from 'node:timers/promises';

/** The longest pause between two looks. */
const MAX_PAUSE_MS = 100;

/**
 * Looks again and again until the condition holds; fails with the description when it does not in time. The longer it waited, the longer it
 * pauses, by a twentieth: a look is often a statement or a request, and what it waits for needs the processor too.
 */
export async function until(
  condition: () => boolean | Promise<boolean>,
  description: string,
  timeoutMs = 15_000,
): Promise<void> {
  const started = performance.now();
  while (!(await condition())) {
    const waitedMs = performance.now() - started;
    if (waitedMs > timeoutMs) throw new Error(`Waited ${timeoutMs} ms in vain until ${description}.`);
    await pause(Math.min(MAX_PAUSE_MS, Math.max(10, waitedMs / 20)));
  }
}
