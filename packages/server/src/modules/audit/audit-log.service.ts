import type { Direction, EntityType } from '@causeway/shared/vocabulary';
import type { Tx } from '../../platform/database/database.ts';
import { type ColumnsOf, columnsFrom, rowSource } from '../../platform/database/row-source.ts';
import { cleanChanges, cleanDescription, cleanName, cleanText, type NewAuditEvent } from './audit-event.rules.ts';
import { writeTallies } from './statistics/tallies.queries.ts';
import { lagTally, talliesOf } from './statistics/tally.rules.ts';

export type { NewAuditEvent } from './audit-event.rules.ts';
export type { FieldChange } from './diff.ts';

/** The channel on which a commit with new audit rows names its workspace. */
export const LIVE_CHANNEL = 'causeway_live';

const columns: ColumnsOf<NewAuditEvent> = {
  description: ['text', (e) => cleanDescription(e.description)],
  name: ['text', (e) => (e.name == null ? null : cleanName(e.name))],
  local_id: ['uuid', (e) => e.localId ?? null],
  remote_id: ['text', (e) => (e.remoteId == null ? null : cleanName(e.remoteId))],
  opportunity_id: ['uuid', (e) => e.opportunityId ?? null],
  direction: ['text', (e) => e.direction ?? null],
  entity: ['text', (e) => e.entity ?? null],
  operation: ['text', (e) => e.operation],
  status: ['text', (e) => e.status],
  code: ['text', (e) => e.code ?? null],
  run_id: ['uuid', (e) => e.runId ?? null],
  attempt: ['int', (e) => e.attempt ?? 1],
  request_id: ['text', (e) => (e.requestId == null ? null : cleanText(e.requestId, 200))],
  duration_ms: ['int', (e) => (e.durationMs == null ? null : Math.round(e.durationMs))],
  actor: ['text', (e) => (e.actor == null ? null : cleanName(e.actor))],
  changes: ['jsonb', (e) => JSON.stringify(cleanChanges(e.changes ?? []))],
};

/** The append-only log of every attempt on a record, and the figures about it. Rows and figures commit with the work that they tell of. */
export class AuditLog {
  /**
   * Writes all events and what they add to the figures in one statement, in the order given, and wakes live listeners at the commit. Cleans
   * texts; never fails on odd input.
   */
  async record(tx: Tx, events: readonly NewAuditEvent[]): Promise<void> {
    if (events.length === 0) return;
    const { sql, names, params } = rowSource(columnsFrom(events, columns));
    await tx.query(
      `with written as (insert into audit_event (${names}) select ${names} from ${sql} e returning 1),
       counted as (
         insert into statistic_delta (measure, direction, entity, operation, status, code, slot, n)
         select measure, direction, entity, operation, status, code, slot, n from jsonb_to_recordset($${params.length + 2}::jsonb)
           as t(measure text, direction text, entity text, operation text, status text, code text, slot smallint, n int) returning 1)
       select pg_notify('${LIVE_CHANNEL}', $${params.length + 1}) from (select count(*) from written) done, (select count(*) from counted) added`,
      [...params, tx.workspaceId, JSON.stringify(talliesOf(events))],
    );
  }

  /** Counts how long a change was on its way to the other side, where no single row of the log says that it arrived. */
  async countLag(tx: Tx, lag: { direction: Direction; entity: EntityType; lagMs: number }): Promise<void> {
    await writeTallies(tx, [lagTally(lag)]);
  }
}
