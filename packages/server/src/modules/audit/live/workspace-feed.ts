import { backoffMs } from '../../../platform/backoff.ts';
import type { Database } from '../../../platform/database/database.ts';
import { Signal } from '../../../platform/graphql/closable-iterator.ts';
import type { Id } from '../../../platform/ids.ts';
import { auditColumns } from '../audit.queries.ts';
import type { AuditEvent } from '../audit-event.type.ts';
import { before, comparePositions, type Position, positionOf } from './position.rules.ts';

/** Rows in order, and the place up to which there are no others. */
export interface Batch {
  rows: AuditEvent[];
  to: Position;
}

const PAGE = 500;
const WINDOW = 1_000;

type Read = AuditEvent & { isSettled: boolean | null; horizon: string };

/**
 * The stream of one workspace, read once for all its subscribers of this process. The last rows stay at hand; whoever is further
 * behind, after a replay or a slow network, reads the log itself. So nobody needs a buffer of their own, and a reader who stops costs nothing.
 */
export class WorkspaceFeed {
  private readonly news = new Signal();
  private window: AuditEvent[] = [];
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

  /** The next rows behind a place; waits for them. Null when the signal is aborted. */
  async after(at: Position, signal: AbortSignal): Promise<Batch | null> {
    while (!signal.aborted) {
      if (this.position && comparePositions(at, this.position) < 0) {
        const { window, windowFrom, position } = this;
        if (windowFrom && comparePositions(at, windowFrom) >= 0)
          return { rows: window.filter((row) => comparePositions(positionOf(row), at) > 0), to: position };
        const { rows, to } = await this.read(at);
        if (comparePositions(to, at) > 0) return { rows, to };
      }
      await this.news.next(signal);
    }
    return null;
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
      const [row] = await this.database.inWorkspace(this.workspaceId, (tx) =>
        tx.query<{ xmin: string }>('select pg_snapshot_xmin(pg_current_snapshot())::text as xmin'),
      );
      this.windowFrom = this.position = before(row?.xmin ?? '0');
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
    if (last) this.windowFrom = positionOf(last);
    this.window = this.window.slice(surplus);
  }

  private async read(at: Position): Promise<Batch & { isBlocked: boolean; isMore: boolean }> {
    const sql = `
      select h.horizon::text as horizon, e.*
      from (select pg_snapshot_xmin(pg_current_snapshot()) as horizon) h
      left join lateral (
        select ${auditColumns}, e.tx < h.horizon as "isSettled" from audit_event e
        where (e.tx, e.seq) > ($1::xid8, $2::bigint) order by e.tx, e.seq limit ${PAGE}
      ) e on true
      order by e.tx::xid8, e.seq::bigint`;
    const params = [String(at.tx), String(at.seq)];
    const found = await this.database.inWorkspace(this.workspaceId, (tx) => tx.query<Read>(sql, params), {
      readOnly: true,
    });
    const rows = found.filter((row) => row.id !== null && row.isSettled);
    const isBlocked = found.some((row) => row.id !== null && !row.isSettled);
    const isMore = rows.length === PAGE;
    const last = rows.at(-1);
    const horizon = before(found[0]?.horizon ?? '0');
    const reached = isMore && last ? positionOf(last) : horizon;
    return { rows, to: comparePositions(reached, at) > 0 ? reached : at, isBlocked, isMore };
  }
}
