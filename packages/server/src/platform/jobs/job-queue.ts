import type { Job, JobHandler } from './job.ts';

/**
 * Says when work is due; truth lives in PostgreSQL. Delivery is at least once: a job may run twice, at once even,
 * so handlers take a lease and are safe to repeat.
 */
export interface JobQueue {
  /** Asks for one run as soon as a worker is free, or after `delayMs`. Throws when the store cannot be reached. */
  enqueue<P>(job: Job<P>, payload: P, options?: { delayMs?: number }): Promise<void>;
  /** Asks for a run every so many seconds; asking again with the same job replaces the schedule, never doubles it. */
  every<P>(job: Job<P>, everySeconds: number, payload: P): Promise<void>;
  /** Begins to run jobs. Without it the process only enqueues (an API). */
  start(handlers: JobHandler[]): Promise<void>;
  /** Whether the store answers. */
  isReady(): Promise<boolean>;
  /** Takes no new jobs, aborts the signal of running ones and waits for them up to the time given. */
  stop(options: { timeoutMs: number }): Promise<void>;
  /** Inline queue only: runs everything that is due until nothing is left; throws when that never ends or a job failed. */
  settle?(): Promise<void>;
}
