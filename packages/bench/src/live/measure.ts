import { setTimeout as pause } from 'node:timers/promises';
import type { Server } from './servers.ts';

/** Of one server in one round. */
export interface Figures {
  p99Ms: number;
  deliveriesPerSecond: number;
}

/** So many new numbers of events. */
export type Numbers = (count: number) => number[];

const BETWEEN_MS = 200;
/** 50 events a second, for so many of them, to one subscriber. */
const STEADY_MS = 20;
const STEADY_EVENTS = 250;

export async function tell(server: Server, numbers: readonly number[]): Promise<void> {
  const now = performance.now();
  for (const n of numbers) server.crowd.sent.set(n, now);
  await server.tell(numbers);
}

/** The 99th percentile in ms. */
export async function measureSteady(server: Server, numbers: Numbers): Promise<number> {
  // The first ones warm it.
  await tellOneByOne(server, numbers(STEADY_EVENTS / 5), STEADY_MS);
  server.crowd.takeLatencies();
  await tellOneByOne(server, numbers(STEADY_EVENTS), STEADY_MS);
  return percentile99(server.crowd.takeLatencies());
}

export async function measureRound(
  server: Server,
  { events, burst, numbers }: { events: number; burst: number; numbers: Numbers },
): Promise<Figures> {
  const { crowd } = server;
  await tellOneByOne(server, numbers(events), BETWEEN_MS);
  const p99Ms = percentile99(crowd.takeLatencies());
  const heard = crowd.hear(burst);
  const startedAt = performance.now();
  await tell(server, numbers(burst));
  const seconds = ((await heard) - startedAt) / 1_000;
  const deliveries = crowd.takeLatencies().length;
  return { p99Ms, deliveriesPerSecond: deliveries / seconds };
}

/** Each when all have heard the one before, and so many ms after it at the soonest. */
async function tellOneByOne(server: Server, numbers: readonly number[], everyMs: number): Promise<void> {
  for (const n of numbers) {
    const heard = server.crowd.hear(1);
    const next = pause(everyMs);
    await tell(server, [n]);
    await Promise.all([heard, next]);
  }
}

const percentile99 = (latencies: readonly number[]): number =>
  [...latencies].sort((a, b) => a - b)[Math.floor(latencies.length * 0.99)] ?? 0;
