import type { Database } from '../../platform/database/database.ts';
import type { Id } from '../../platform/ids.ts';
import { writeTallies } from '../audit/statistics/tallies.queries.ts';
import { addedUp, callTally, type Tally } from '../audit/statistics/tally.rules.ts';

const FLUSH_AFTER_MS = 1_000;

/**
 * Counts requests to ConnectWise by their outcome. A request is not part of any transaction, so counts are written a second later, many at
 * once; a process that is killed takes the counts of its last second with it.
 */
export class ApiCallCounts {
  private readonly waiting = new Map<Id, Tally[]>();
  private timer: NodeJS.Timeout | null = null;
  private writing: Promise<void> = Promise.resolve();

  constructor(private readonly database: Pick<Database, 'inWorkspace'>) {}

  /** `outcome`: "ok", or the kind of the error. */
  count(workspaceId: Id, outcome: string, durationMs: number): void {
    this.waiting.set(workspaceId, addedUp([...(this.waiting.get(workspaceId) ?? []), callTally(outcome, durationMs)]));
    if (this.timer) return;
    this.timer = setTimeout(() => void this.flush(), FLUSH_AFTER_MS);
    this.timer.unref();
  }

  /** Writes what was counted; what cannot be written now waits for the next time. */
  flush(): Promise<void> {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    this.writing = this.writing.then(() => this.write());
    return this.writing;
  }

  private async write(): Promise<void> {
    const counted = [...this.waiting];
    this.waiting.clear();
    for (const [workspaceId, tallies] of counted) {
      await this.database
        .inWorkspace(workspaceId, (tx) => writeTallies(tx, tallies))
        .catch(() => this.waiting.set(workspaceId, addedUp([...(this.waiting.get(workspaceId) ?? []), ...tallies])));
    }
  }
}
