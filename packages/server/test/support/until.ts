import { setTimeout as pause } from 'node:timers/promises';

/** Looks again and again until the condition holds; fails with the description when it does not in time. */
export async function until(
  condition: () => boolean | Promise<boolean>,
  description: string,
  timeoutMs = 15_000,
): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`Waited ${timeoutMs} ms in vain until ${description}.`);
    await pause(10);
  }
}
