import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Agenda, type Job as AgendaJob, exponential } from 'agenda';
import pg from 'pg';
import { AppError } from '../errors.ts';
import { isSame } from '../is-same.ts';
import { inTraceOfJob, type Job, type JobHandler, parsePayload } from './job.ts';
import { JobHints } from './job-hints.ts';
import type { JobQueue } from './job-queue.ts';
import { type JobStore, mongoJobStore, postgresJobStore } from './job-store.ts';
import { retryTransient } from './transient.ts';

export interface AgendaQueueOptions {
  databaseUrl: string;
  /** Where set, jobs live in MongoDB; hints still go through PostgreSQL. */
  mongoUrl?: string | undefined;
  mongoCollection?: string;
  /** A job whose worker died is free again after this long. Running jobs renew their lock at a quarter of it. */
  lockMs?: number;
  /** How often to look for work that no hint told of. */
  scanEveryMs?: number;
  /** The pause before the first repetition of a failed job; it doubles, five times. */
  retryAfterMs?: number;
  concurrency?: number;
  onError?: (error: unknown, jobName?: string) => void;
}

const STORE_PATIENCE_MS = 6_000;

/**
 * Jobs kept by Agenda. Only its plainest parts are used, `now`, `schedule` and `every`: saving again with `unique()` frees the lock of a
 * running job, and a finishing run erases a wake-up that was set meanwhile. Leases and progress live in PostgreSQL.
 */
export class AgendaQueue implements JobQueue {
  private readonly agenda: Agenda;
  private readonly store: JobStore;
  private readonly hints: JobHints;
  private readonly hintPool: pg.Pool | null;
  private readonly stopping = new AbortController();
  private readonly running = new Map<string, PromiseWithResolvers<void>>();
  private readonly lockMs: number;
  private readonly retryAfterMs: number;
  private readonly onError: (error: unknown, jobName?: string) => void;

  constructor(options: AgendaQueueOptions) {
    this.onError = options.onError ?? (() => undefined);
    this.lockMs = options.lockMs ?? 20_000;
    this.retryAfterMs = options.retryAfterMs ?? 2_000;
    const report = (error: unknown) => {
      if (!this.stopping.signal.aborted) this.onError(error);
    };
    const postgres = options.mongoUrl ? null : postgresJobStore(options.databaseUrl, report);
    this.store = postgres ?? mongoJobStore(options.mongoUrl ?? '', report, options.mongoCollection);
    const pool = postgres?.pool ?? newHintPool(options.databaseUrl, report);
    this.hintPool = postgres ? null : pool;
    this.hints = new JobHints(options.databaseUrl, pool, report);
    const concurrency = options.concurrency ?? 10;
    this.agenda = new Agenda({
      backend: this.store.backend,
      notificationChannel: this.hints,
      name: randomUUID(),
      processEvery: options.scanEveryMs ?? 2_000,
      defaultConcurrency: concurrency,
      // No hoarding: a job locked here but waiting for a free place could run on another worker.
      defaultLockLimit: concurrency,
      maxConcurrency: concurrency * 2,
      defaultLockLifetime: this.lockMs,
    });
    this.agenda.on('error', report);
    this.agenda.on('complete', (job: AgendaJob) => void this.finished(job));
  }

  async enqueue<P>(job: Job<P>, payload: P, options: { delayMs?: number } = {}): Promise<void> {
    const data = parsePayload(job, payload);
    await this.storeReady();
    if (options.delayMs) await this.agenda.schedule(new Date(Date.now() + options.delayMs), job.name, data);
    else await this.agenda.now(job.name, data);
  }

  async every<P>(job: Job<P>, everySeconds: number, payload: P): Promise<void> {
    const data = parsePayload(job, payload);
    await this.storeReady();
    const interval = `${everySeconds} seconds`;
    const { jobs } = await this.agenda.queryJobs({ name: job.name });
    const known = jobs.find((candidate) => candidate.type === 'single');
    // Saving an unchanged schedule again would free the lock of a run that is under way.
    if (known?.repeatInterval === interval && isSame(known.data, data)) return;
    // Saved over an old schedule, a new one would begin only when the old one was due.
    if (known?._id) await this.agenda.cancel({ id: known._id });
    await retryTransient(() => this.agenda.every(interval, job.name, data));
  }

  async start(handlers: JobHandler[]): Promise<void> {
    const backoff = exponential({ delay: this.retryAfterMs, factor: 2, maxRetries: 5, maxDelay: 60_000 });
    for (const handler of handlers) {
      this.agenda.define(handler.job.name, (job: AgendaJob) => inTraceOfJob(handler, () => this.run(handler, job)), {
        backoff,
      });
    }
    await this.agenda.start();
  }

  isReady(): Promise<boolean> {
    const late = pause(2_000, false, { ref: false });
    // Its tables are made when it is first reached; before that, asking for them says nothing.
    return Promise.race([this.agenda.ready.then(() => this.store.isReady()), late]);
  }

  async stop({ timeoutMs }: { timeoutMs: number }): Promise<void> {
    if (this.stopping.signal.aborted) return;
    this.stopping.abort(new AppError('unavailable', 'The process is stopping.'));
    // Not Agenda's drain(): it looks for running jobs once, before the last of them has been taken off its list.
    await this.agenda.stop(false).catch(this.onError);
    const finished = Promise.all([...this.running.values()].map(({ promise }) => promise));
    await Promise.race([finished, pause(timeoutMs, undefined, { ref: false })]);
    await this.hints.disconnect();
    await this.hintPool?.end();
    await this.store.close();
  }

  private async run(handler: JobHandler, job: AgendaJob): Promise<void> {
    if (this.stopping.signal.aborted) throw new AppError('unavailable', 'The process is stopping.');
    this.running.set(String(job.attrs._id), Promise.withResolvers<void>());
    const renewal = this.renewLock(job);
    try {
      await handler.run(job.attrs.data, { signal: this.stopping.signal, touch: () => job.touch() });
    } catch (error) {
      this.onError(error, handler.job.name);
      throw error;
    } finally {
      // Awaited: a renewal that ends after the run would lock the finished job again.
      await renewal.stop();
    }
  }

  /** Keeps the lock of a running job fresh without the handler's help. */
  private renewLock(job: AgendaJob): { stop(): Promise<void> } {
    const over = new AbortController();
    const loop = (async () => {
      while (!over.signal.aborted) {
        await pause(this.lockMs / 4, undefined, { signal: over.signal }).catch(() => undefined);
        if (!over.signal.aborted) await job.touch().catch((error) => this.onError(error, job.attrs.name));
      }
    })();
    return {
      stop: () => {
        over.abort();
        return loop;
      },
    };
  }

  /** A one-time job that is done, or given up, leaves the store; what is still due is found again by the sweep. */
  private async finished(job: AgendaJob): Promise<void> {
    const id = String(job.attrs._id);
    const run = this.running.get(id);
    if (!run) return;
    try {
      if (job.attrs.type !== 'single' && !job.attrs.nextRunAt) await job.remove();
    } catch (error) {
      this.onError(error, job.attrs.name);
    } finally {
      this.running.delete(id);
      run.resolve();
      if (!this.stopping.signal.aborted) this.hints.poke(job.attrs.name);
    }
  }

  private async storeReady(): Promise<void> {
    const late = pause(STORE_PATIENCE_MS, false, { ref: false });
    const isReady = await Promise.race([this.agenda.ready.then(() => true), late]);
    if (!isReady) throw new AppError('unavailable', `The job store (${this.store.backend.name}) does not answer.`);
  }
}

function newHintPool(url: string, onError: (error: unknown) => void): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max: 2, connectionTimeoutMillis: 5_000, keepAlive: true });
  pool.on('error', onError);
  return pool;
}
