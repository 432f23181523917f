import { randomInt } from 'node:crypto';
import pg from 'pg';
import { newId } from '../ids.ts';
import { PRESENCE_SPACE, takePresence } from './presence.queries.ts';

export interface PresenceOptions {
  /** DSN; with PgBouncer in front of PostgreSQL, one that goes past it. */
  url: string;
  onError?(error: unknown): void;
}

const MAX_PAUSE_MS = 5_000;

/**
 * Shows that this process lives by a lock that its own session holds: PostgreSQL lets go of it the moment the process is gone, however it went,
 * so whoever finds a lease of a process that is not there any more need not wait until it ends. A process that lost the session for a moment
 * merely looks dead: the fences of its leases keep it from writing.
 */
export class Presence {
  private client: pg.Client | null = null;
  private timer: NodeJS.Timeout | null = null;
  private failures = 0;
  private isStopped = false;
  private readonly key = randomInt(1, 2 ** 31);

  constructor(private readonly options: PresenceOptions) {}

  /** A new name for who holds a lease; it tells which process that is, as long as this one can be seen. */
  owner(): string {
    return this.client ? `${PRESENCE_SPACE}:${this.key}:${newId()}` : newId();
  }

  /** Resolves after the first attempt, successful or not; further attempts go on by themselves. */
  async start(): Promise<void> {
    if (this.isStopped || this.client) return;
    const client = new pg.Client({
      connectionString: this.options.url,
      application_name: 'causeway-presence',
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
    });
    client.on('error', (error) => this.lost(client, error));
    client.on('end', () => this.lost(client, null));
    try {
      await client.connect();
      await takePresence(client, this.key);
    } catch (error) {
      this.lost(client, error, true);
      return;
    }
    if (this.isStopped) return void client.end().catch(() => undefined);
    this.client = client;
    this.failures = 0;
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    if (this.timer) clearTimeout(this.timer);
    const { client } = this;
    this.client = null;
    await client?.end().catch(() => undefined);
  }

  private lost(client: pg.Client, error: unknown, whileConnecting = false): void {
    if (this.isStopped || (!whileConnecting && this.client !== client)) return;
    this.client = null;
    if (error) this.options.onError?.(error);
    client.removeAllListeners();
    client.on('error', () => undefined);
    client.end().catch(() => undefined);
    const pauseMs = Math.min(MAX_PAUSE_MS, 100 * 2 ** this.failures++);
    this.timer = setTimeout(() => void this.start(), pauseMs);
    this.timer.unref();
  }
}
