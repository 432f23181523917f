import type { Tx } from '../../platform/database/database.ts';
import { type ColumnsOf, columnsFrom, rowSource } from '../../platform/database/row-source.ts';
import { currentTraceId } from '../../platform/tracing/tracing.ts';
import { cleanChanges, cleanDescription, cleanName, cleanText, type NewAuditEvent } from './audit-event.rules.ts';
import type { Tally } from './statistics/tally.rules.ts';

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
  // Null in all rows of a page of a pull: it then travels as a single value.
  exchanges: ['jsonb', (e) => (e.exchanges?.length ? JSON.stringify(e.exchanges) : null)],
};

/** Writes all events and what they add to the figures in one statement, in the order given, and wakes those who listen to `channel` at the commit. */
export async function writeEvents(
  tx: Tx,
  events: readonly NewAuditEvent[],
  { tallies, channel }: { tallies: readonly Tally[]; channel: string },
): Promise<void> {
  const traceId = currentTraceId();
  // The same in all rows: it travels as a single value.
  const withTrace: ColumnsOf<NewAuditEvent> = { ...columns, trace_id: ['uuid', () => traceId] };
  const { sql, names, params } = rowSource(columnsFrom(events, withTrace));
  await tx.query(
    `with written as (insert into audit_event (${names}) select ${names} from ${sql} e returning 1),
       counted as (
         insert into statistic_delta (measure, direction, entity, operation, status, code, slot, n)
         select measure, direction, entity, operation, status, code, slot, n from jsonb_to_recordset($${params.length + 2}::jsonb)
           as t(measure text, direction text, entity text, operation text, status text, code text, slot smallint, n int) returning 1)
       select pg_notify('${channel}', $${params.length + 1}) from (select count(*) from written) done, (select count(*) from counted) added`,
    [...params, tx.workspaceId, JSON.stringify(tallies)],
  );
}
