import type { Database, Tx } from '../../../platform/database/database.ts';
import { notifyAtCommit } from '../../../platform/database/notify.ts';
import { PgListener } from '../../../platform/database/pg-listener.ts';
import { type BatchIterator, closable, inBatches, Signal } from '../../../platform/graphql/closable-iterator.ts';
import { type Id, isId } from '../../../platform/ids.ts';
import type { AuditEvent, AuditFilter } from '../audit-event.type.ts';
import { passesFilter } from '../audit-filter.rules.ts';
import { LIVE_CHANNEL } from '../audit-log.service.ts';
import { type Start, startFrom, wasListed } from './position.rules.ts';
import { WorkspaceFeed } from './workspace-feed.ts';

export interface LiveHubOptions {
  database: Database;
  /** DSN to LISTEN on; not through a pooler. */
  listenUrl: string;
  onError?: (error: unknown) => void;
  /** How often to look without having been told; a lost notification costs at most this. */
  lookEveryMs?: number;
}

/** What other modules need of the live stream: a sign that something in a workspace has changed. */
export interface LiveSignals {
  /** Yields at once, and then after changes, at most every half second; never misses the last one. */
  liveSignal(workspaceId: Id, options?: { everyMs?: number }): AsyncIterableIterator<void>;
}

/** Wakes everybody who watches this workspace once the transaction commits, for changes that write no audit row. */
export const wakeWatchers = (tx: Tx): Promise<void> => notifyAtCommit(tx, LIVE_CHANNEL);

const SIGNAL_EVERY_MS = 500;
const SIGNAL_ANYWAY_MS = 15_000;

interface Watched {
  feed: WorkspaceFeed;
  watchers: number;
}

/** The live side of the log in this process: one listening connection, one feed per watched workspace. */
export class LiveHub implements LiveSignals {
  private readonly feeds = new Map<Id, Watched>();
  private readonly changes = new Map<Id, Signal>();
  private readonly listener: PgListener;
  private readonly onError: (error: unknown) => void;
  private readonly timer: NodeJS.Timeout;
  private readonly end = new AbortController();

  constructor(private readonly options: LiveHubOptions) {
    this.onError = options.onError ?? (() => undefined);
    this.listener = new PgListener({
      url: options.listenUrl,
      channels: [LIVE_CHANNEL],
      onNotification: (_channel, workspaceId) => this.wake(workspaceId),
      onConnect: () => this.wakeAll(),
      onError: this.onError,
    });
    this.timer = setInterval(() => this.wakeFeeds(), options.lookEveryMs ?? 3_000);
    this.timer.unref();
  }

  start(): Promise<void> {
    return this.listener.start();
  }

  async stop(): Promise<void> {
    this.end.abort();
    clearInterval(this.timer);
    for (const { feed } of this.feeds.values()) feed.close();
    await this.listener.stop();
  }

  /** Whether PostgreSQL tells this process what is committed. */
  get isListening(): boolean {
    return this.listener.isListening;
  }

  /** Subscribers and feeds, for the metrics. */
  get watcherCount(): number {
    return [...this.feeds.values()].reduce((sum, { watchers }) => sum + watchers, 0);
  }

  /**
   * New rows of a workspace in commit order; with `after` first what was committed since that cursor, then on without gap or repeat. Behind a
   * list's `liveCursor` come the rows that the list could not see, whatever order they were written and committed in.
   * Throws AppError "invalid_input" when the cursor is not one of this stream.
   */
  events(workspaceId: Id, args: { after?: string | null; filter?: AuditFilter | null }): BatchIterator<AuditEvent> {
    const from = args.after ? startFrom(args.after) : null;
    return inBatches(
      closable((closed) =>
        this.follow(workspaceId, from, args.filter ?? null, AbortSignal.any([closed, this.end.signal])),
      ),
    );
  }

  liveSignal(workspaceId: Id, { everyMs = SIGNAL_EVERY_MS }: { everyMs?: number } = {}): AsyncIterableIterator<void> {
    return closable((closed) => this.signals(workspaceId, everyMs, AbortSignal.any([closed, this.end.signal])));
  }

  private async *follow(
    workspaceId: Id,
    from: Start | null,
    filter: AuditFilter | null,
    signal: AbortSignal,
  ): AsyncGenerator<AuditEvent[], void, undefined> {
    const feed = this.hold(workspaceId);
    try {
      let at = from?.at ?? (await feed.now());
      const listed = from?.listed ?? null;
      const next = feed.reader(signal);
      if (from) await feed.refresh();
      for (;;) {
        const batch = await next(at);
        if (!batch) return;
        at = batch.to;
        yield batch.rows.flatMap((placed) => {
          if ((listed && wasListed(placed.at.tx, listed)) || !passesFilter(placed.row, filter)) return [];
          // Until the list's snapshot is behind, whoever resumes at this row must leave out the same rows.
          return listed && placed.at.tx < listed.to ? { ...placed.row, listed: listed.text } : placed.row;
        });
      }
    } finally {
      this.release(workspaceId);
    }
  }

  private async *signals(workspaceId: Id, everyMs: number, signal: AbortSignal) {
    const change = this.changes.get(workspaceId) ?? new Signal();
    this.changes.set(workspaceId, change);
    while (!signal.aborted) {
      // Listening begins before the reader is let in, so that what changes while they read is told again.
      const late = AbortSignal.any([signal, AbortSignal.timeout(SIGNAL_ANYWAY_MS)]);
      const notified = change.waiter(late)();
      yield;
      await notified;
      await pauseUnless(signal, everyMs);
    }
  }

  private hold(workspaceId: Id): WorkspaceFeed {
    const known = this.feeds.get(workspaceId);
    const watched = known ?? { feed: new WorkspaceFeed(this.options.database, workspaceId, this.onError), watchers: 0 };
    watched.watchers += 1;
    this.feeds.set(workspaceId, watched);
    return watched.feed;
  }

  private release(workspaceId: Id): void {
    const watched = this.feeds.get(workspaceId);
    if (!watched) return;
    watched.watchers -= 1;
    if (watched.watchers > 0) return;
    watched.feed.close();
    this.feeds.delete(workspaceId);
  }

  private wake(workspaceId: string): void {
    if (!isId(workspaceId)) return;
    void this.feeds.get(workspaceId)?.feed.refresh();
    this.changes.get(workspaceId)?.notify();
  }

  private wakeAll(): void {
    this.wakeFeeds();
    for (const change of this.changes.values()) change.notify();
  }

  private wakeFeeds(): void {
    for (const { feed } of this.feeds.values()) void feed.refresh();
  }
}

function pauseUnless(signal: AbortSignal, ms: number): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done, { once: true });
  });
}
