import type { Direction, EntityType } from '@causeway/shared/vocabulary';
import type { Tx } from '../../platform/database/database.ts';
import type { NewAuditEvent } from './audit-event.rules.ts';
import { writeTallies } from './statistics/tallies.queries.ts';
import { lagTally, type Tally, talliesOf } from './statistics/tally.rules.ts';
import { writeEvents } from './written-events.queries.ts';

export type { NewAuditEvent } from './audit-event.rules.ts';
export type { FieldChange } from './diff.ts';

/** The channel on which a commit with new audit rows names its workspace. */
export const LIVE_CHANNEL = 'causeway_live';

/** The append-only log of every attempt on a record, and the figures about it. Rows and figures commit with the work that they tell of. */
export class AuditLog {
  /** `onCommit` hears of what was committed, for the metrics of this process. */
  constructor(private readonly onCommit?: (tallies: readonly Tally[]) => void) {}

  /**
   * Writes all events and what they add to the figures in one statement, in the order given, and wakes live listeners at the commit. Cleans
   * texts; never fails on odd input.
   */
  async record(tx: Tx, events: readonly NewAuditEvent[]): Promise<void> {
    if (events.length === 0) return;
    const tallies = talliesOf(events);
    this.tell(tx, tallies);
    await writeEvents(tx, events, { tallies, channel: LIVE_CHANNEL });
  }

  /** Counts how long a change was on its way to the other side, where no single row of the log says that it arrived. */
  async countLag(tx: Tx, lag: { direction: Direction; entity: EntityType; lagMs: number }): Promise<void> {
    const tallies = [lagTally(lag)];
    this.tell(tx, tallies);
    await writeTallies(tx, tallies);
  }

  private tell(tx: Tx, tallies: readonly Tally[]): void {
    const { onCommit } = this;
    if (onCommit) tx.afterCommit(() => onCommit(tallies));
  }
}
