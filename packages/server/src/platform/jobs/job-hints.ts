import type { JobNotification, NotificationChannel, NotificationChannelState, NotificationHandler } from 'agenda';
import type pg from 'pg';
import { PgListener } from '../database/pg-listener.ts';
import { notifyOfJob } from './job-store.queries.ts';

const CHANNEL = 'causeway_jobs';

/**
 * Tells workers at once that a job of some name waits, over PostgreSQL's NOTIFY whichever store keeps the jobs. Agenda's own channel
 * publishes only from processes that also run jobs, so what an API enqueues would wait for the next scan.
 */
export class JobHints implements NotificationChannel {
  private readonly handlers = new Set<NotificationHandler>();
  private listener: PgListener | null = null;

  constructor(
    private readonly url: string,
    private readonly pool: pg.Pool,
    private readonly onError: (error: unknown) => void,
  ) {}

  /** Always "connected": publishing goes through the pool, and a lost listener only means waiting for the next scan. */
  get state(): NotificationChannelState {
    return 'connected';
  }

  async connect(): Promise<void> {
    this.listener ??= new PgListener({
      url: this.url,
      channels: [CHANNEL],
      onNotification: (_channel, jobName) => this.poke(jobName),
      onError: this.onError,
    });
    await this.listener.start();
  }

  async disconnect(): Promise<void> {
    this.handlers.clear();
    await this.listener?.stop();
    this.listener = null;
  }

  subscribe(handler: NotificationHandler): () => void {
    this.handlers.add(handler);
    return () => void this.handlers.delete(handler);
  }

  /** A hint that cannot be sent costs a few seconds, so it is reported, not thrown. */
  async publish(notification: JobNotification): Promise<void> {
    const isSoon = !notification.nextRunAt || notification.nextRunAt.getTime() <= Date.now() + 1_000;
    if (!isSoon) return;
    await notifyOfJob(this.pool, CHANNEL, notification.jobName).catch(this.onError);
  }

  /** Makes this process look for jobs of this name now. */
  poke(jobName: string): void {
    const hint = {
      // Of no job in particular; Agenda brands its IDs.
      jobId: '' as JobNotification['jobId'],
      jobName,
      nextRunAt: null,
      priority: 0,
      timestamp: new Date(),
    };
    for (const handler of this.handlers) void Promise.resolve(handler(hint)).catch(this.onError);
  }

  on(): this {
    return this;
  }

  off(): this {
    return this;
  }
}
