import pg from 'pg';

export interface PgListenerOptions {
  /** DSN; with PgBouncer in front of PostgreSQL, one that goes past it. */
  url: string;
  channels: readonly string[];
  onNotification(channel: string, payload: string): void;
  /** Called after each (re)connect: whatever was sent meanwhile was missed, so read again. */
  onConnect?(): void;
  onError?(error: unknown): void;
}

const MAX_PAUSE_MS = 5_000;

/** One connection that LISTENs, and comes back by itself when it is lost. Notifications are hints, never facts. */
export class PgListener {
  private client: pg.Client | null = null;
  private timer: NodeJS.Timeout | null = null;
  private failures = 0;
  private isStopped = false;

  constructor(private readonly options: PgListenerOptions) {}

  get isListening(): boolean {
    return this.client !== null;
  }

  /** Resolves after the first attempt, successful or not; further attempts go on by themselves. */
  async start(): Promise<void> {
    if (this.isStopped || this.client) return;
    const client = new pg.Client({
      connectionString: this.options.url,
      application_name: 'causeway-listen',
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
    });
    client.on('notification', (message) => this.options.onNotification(message.channel, message.payload ?? ''));
    client.on('error', (error) => this.lost(client, error));
    client.on('end', () => this.lost(client, null));
    try {
      await client.connect();
      for (const channel of this.options.channels) await client.query(`listen ${client.escapeIdentifier(channel)}`);
    } catch (error) {
      this.lost(client, error, true);
      return;
    }
    if (this.isStopped) return void client.end().catch(() => undefined);
    this.client = client;
    this.failures = 0;
    this.options.onConnect?.();
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
  }
}
