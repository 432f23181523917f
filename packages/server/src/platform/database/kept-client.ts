import pg from 'pg';
import { backoffMs } from '../backoff.ts';

export interface KeptClientOptions {
  /** DSN; with PgBouncer in front of PostgreSQL, one that goes past it. */
  url: string;
  applicationName: string;
  /** Makes a connection ready; one for which this fails counts as lost. */
  prepare(client: pg.Client): Promise<unknown>;
  /** Called after each (re)connect. */
  onConnect?(): void;
  onError?(error: unknown): void;
}

const PAUSE = { firstMs: 100, maxMs: 5_000 };

/** One connection of its own, which comes back by itself when it is lost. */
export class KeptClient {
  private client: pg.Client | null = null;
  private timer: NodeJS.Timeout | null = null;
  private failures = 0;
  private isStopped = false;

  constructor(private readonly options: KeptClientOptions) {}

  get isConnected(): boolean {
    return this.client !== null;
  }

  /** Resolves after the first attempt, successful or not; further attempts go on by themselves. */
  async start(): Promise<void> {
    if (this.isStopped || this.client) return;
    const { url, applicationName, prepare, onConnect } = this.options;
    const client = new pg.Client({
      connectionString: url,
      application_name: applicationName,
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
    });
    client.on('error', (error) => this.lost(client, error));
    client.on('end', () => this.lost(client, null));
    try {
      await client.connect();
      await prepare(client);
    } catch (error) {
      this.lost(client, error, true);
      return;
    }
    if (this.isStopped) return void client.end().catch(() => undefined);
    this.client = client;
    this.failures = 0;
    onConnect?.();
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
    this.failures += 1;
    this.timer = setTimeout(() => void this.start(), backoffMs(this.failures, Math.random(), PAUSE));
    this.timer.unref();
  }
}
