import { type Clock, systemClock } from '../clock.ts';
import { inTraceOfJob, type Job, type JobHandler, parsePayload } from './job.ts';
import type { JobQueue } from './job-queue.ts';

interface Waiting {
  name: string;
  payload: unknown;
  dueAt: number;
  everyMs: number | null;
}

const MAX_RUNS = 10_000;

/** Jobs in memory for tests: nothing runs by itself, `settle()` runs what is due by the clock, in order, one at a time. */
export class InlineQueue implements JobQueue {
  private readonly handlers = new Map<string, JobHandler>();
  private readonly stopping = new AbortController();
  private waiting: Waiting[] = [];

  constructor(private readonly clock: Clock = systemClock) {}

  async enqueue<P>(job: Job<P>, payload: P, options: { delayMs?: number } = {}): Promise<void> {
    const dueAt = this.clock.now().getTime() + (options.delayMs ?? 0);
    this.waiting.push({ name: job.name, payload: stored(parsePayload(job, payload)), dueAt, everyMs: null });
  }

  async every<P>(job: Job<P>, everySeconds: number, payload: P): Promise<void> {
    this.waiting = this.waiting.filter((entry) => entry.everyMs === null || entry.name !== job.name);
    const dueAt = this.clock.now().getTime();
    const entry = { name: job.name, payload: stored(parsePayload(job, payload)), dueAt, everyMs: everySeconds * 1_000 };
    this.waiting.push(entry);
  }

  async start(handlers: JobHandler[]): Promise<void> {
    for (const handler of handlers) this.handlers.set(handler.job.name, handler);
  }

  async isReady(): Promise<boolean> {
    return !this.stopping.signal.aborted;
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    this.waiting = [];
  }

  /** How many jobs wait, due or not; repeating ones are not counted. */
  get waitingCount(): number {
    return this.waiting.filter((entry) => entry.everyMs === null).length;
  }

  async settle(): Promise<void> {
    const failures: unknown[] = [];
    for (let runs = 0; ; runs++) {
      const next = this.takeDue();
      if (!next) break;
      if (runs >= MAX_RUNS)
        throw new Error(`The queue does not settle: ${MAX_RUNS} jobs ran and "${next.name}" is due again.`);
      const handler = this.handlers.get(next.name);
      if (!handler) throw new Error(`No handler runs the job "${next.name}". Hand it to start().`);
      const context = { signal: this.stopping.signal, touch: async () => undefined };
      await inTraceOfJob(handler, () => handler.run(next.payload, context)).catch(
        (error: unknown) => void failures.push(error),
      );
    }
    if (failures.length === 1) throw failures[0];
    if (failures.length > 1) throw new AggregateError(failures, `${failures.length} jobs failed.`);
  }

  private takeDue(): Waiting | null {
    const now = this.clock.now().getTime();
    const next = this.waiting.filter((entry) => entry.dueAt <= now).sort((a, b) => a.dueAt - b.dueAt)[0];
    if (!next) return null;
    if (next.everyMs === null) this.waiting = this.waiting.filter((entry) => entry !== next);
    else next.dueAt = now + next.everyMs;
    return next;
  }
}

/** What a store would hand back: no shared references, no undefined. */
const stored = (payload: unknown): unknown => JSON.parse(JSON.stringify(payload));
