import { backoffMs } from '../../../platform/backoff.ts';
import type { Database } from '../../../platform/database/database.ts';
import { isFound } from '../../../platform/database/outer-row.ts';
import { Signal } from '../../../platform/graphql/closable-iterator.ts';
import type { Id } from '../../../platform/ids.ts';
import type { AuditEvent } from '../audit-event.type.ts';
import { readBehind, readHorizon } from './commit-order.queries.ts';
import { before, comparePositions, type Position, positionOf } from './position.rules.ts';

/** A row and its place, which is worked out once for all subscribers. */
export interface Placed {
  row: AuditEvent;
  at: Position;
}

/** Rows in order, and the place up to which there are no others. */
export interface Batch {
  rows: readonly Placed[];
  to: Position;
}

const PAGE = 500;
const WINDOW = 1_000;

/**
 * The stream of one workspace, read once for all its subscribers of this process. The last rows stay at hand; whoever is further
 * behind, after a replay or a slow network, reads the log itself. So nobody needs a buffer of their own, and a reader who stops costs nothing.
 */
export class WorkspaceFeed {
  private readonly news = new Signal();
  private window: Placed[] = [];
  private windowFrom: Position | null = null;
  private position: Position | null = null;
  private reading: Promise<void> | null = null;
  private isWanted = false;
  private soon: NodeJS.Timeout | null = null;
  private patience = 0;

  constructor(
    private readonly database: Database,
    private readonly workspaceId: Id,
    private readonly onError: (error: unknown) => void,
  ) {}

  /** The place of "now": everything before it has been committed. */
  async now(): Promise<Position> {
    while (!this.position) {
      await this.refresh();
      if (!this.position) throw new Error('The live stream cannot read the log.');
    }
    return this.position;
  }

  /** How one reader asks for the next rows behind a place, and waits for them: null when the signal is aborted. */
  reader(signal: AbortSignal): (at: Position) => Promise<Batch | null> {
    const news = this.news.waiter(signal);
    return async (at) => {
      while (!signal.aborted) {
        if (this.position && comparePositions(at, this.position) < 0) {
          const { window, windowFrom, position } = this;
          if (windowFrom && comparePositions(at, windowFrom) >= 0)
            return { rows: window.slice(placeBehind(window, at)), to: position };
          const { rows, to } = await this.read(at);
          if (comparePositions(to, at) > 0) return { rows, to };
        }
        await news();
      }
      return null;
    };
  }

  /** Reads what is new, now; calls that come while a read runs cause one more. */
  refresh(): Promise<void> {
    this.isWanted = true;
    this.reading ??= this.readAll().finally(() => {
      this.reading = null;
    });
    return this.reading;
  }

  close(): void {
    if (this.soon) clearTimeout(this.soon);
    this.soon = null;
  }

  private async readAll(): Promise<void> {
    while (this.isWanted) {
      this.isWanted = false;
      try {
        await this.advance();
      } catch (error) {
        this.onError(error);
      }
    }
  }

  private async advance(): Promise<void> {
    const start = this.position;
    if (!start) {
      this.windowFrom = this.position = before(await this.database.inWorkspace(this.workspaceId, readHorizon));
      return;
    }
    const { rows, to, isBlocked, isMore } = await this.read(start);
    if (comparePositions(to, start) > 0) {
      this.window.push(...rows);
      this.position = to;
      this.forgetOldest();
      if (rows.length > 0) this.news.notify();
    }
    if (isMore) this.isWanted = true;
    this.recheckSoon(isBlocked);
  }

  /** Rows that wait for an older transaction come with no notification of their own when that one wrote no audit row. */
  private recheckSoon(isBlocked: boolean): void {
    this.patience = isBlocked ? this.patience + 1 : 0;
    if (!isBlocked || this.soon) return;
    this.soon = setTimeout(
      () => {
        this.soon = null;
        void this.refresh();
      },
      backoffMs(this.patience, Math.random(), { firstMs: 20, maxMs: 500 }),
    );
    this.soon.unref();
  }

  private forgetOldest(): void {
    const surplus = this.window.length - WINDOW;
    if (surplus <= 0) return;
    const last = this.window[surplus - 1];
    if (last) this.windowFrom = last.at;
    this.window = this.window.slice(surplus);
  }

  private async read(at: Position): Promise<Batch & { isBlocked: boolean; isMore: boolean }> {
    const found = await this.database.inWorkspace(this.workspaceId, (tx) => readBehind(tx, at, PAGE), {
      readOnly: true,
    });
    const there = found.filter(isFound);
    const rows = there.filter((row) => row.isSettled).map((row) => ({ row, at: positionOf(row) }));
    const isBlocked = rows.length < there.length;
    const isMore = rows.length === PAGE;
    const last = rows.at(-1);
    const horizon = before(found[0]?.horizon ?? '0');
    const reached = isMore && last ? last.at : horizon;
    return { rows, to: comparePositions(reached, at) > 0 ? reached : at, isBlocked, isMore };
  }
}

/** Where in the window the first row behind a place stands: most subscribers stand at its end. */
function placeBehind(window: readonly Placed[], at: Position): number {
  let [low, high] = [0, window.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const placed = window[middle];
    if (placed && comparePositions(placed.at, at) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
