import { sheet } from '../../../platform/http/streamed-export.ts';
import type { AuditEvent } from '../audit-event.type.ts';
import type { ExportFormat } from './export-request.rules.ts';

const columns = [
  'at',
  'direction',
  'entity',
  'name',
  'crm_id',
  'connectwise_id',
  'operation',
  'status',
  'description',
  'code',
  'duration_ms',
  'run_id',
  'attempt',
  'actor',
  'trace_id',
  'changes',
] as const;
type Row = Record<(typeof columns)[number], unknown>;

const rowOf = (event: AuditEvent): Row => ({
  at: event.at.toISOString(),
  direction: event.direction,
  entity: event.entity,
  name: event.name,
  crm_id: event.localId,
  connectwise_id: event.remoteId,
  operation: event.operation,
  status: event.status,
  description: event.description,
  code: event.code,
  duration_ms: event.durationMs,
  run_id: event.runId,
  attempt: event.attempt,
  actor: event.actor,
  trace_id: event.traceId,
  changes: event.changes,
});

/** How a file of some format begins, goes on and ends. */
interface Form {
  contentType: string;
  begin: string;
  /** `isFirst`: nothing stands before these rows. */
  rows(events: readonly AuditEvent[], isFirst: boolean): string;
  end: string;
}

const cells = (event: AuditEvent): unknown[] => {
  const row = rowOf(event);
  return columns.map((column) => (column === 'changes' ? JSON.stringify(row.changes) : (row[column] ?? '')));
};

export const exportForms: Readonly<Record<ExportFormat, Form>> = {
  csv: {
    contentType: 'text/csv; charset=utf-8',
    begin: sheet([columns]),
    rows: (events) => sheet(events.map(cells)),
    end: '',
  },
  json: {
    contentType: 'application/json; charset=utf-8',
    begin: '[',
    rows: (events, isFirst) =>
      events.map((event, at) => `${isFirst && at === 0 ? '\n' : ',\n'}${JSON.stringify(rowOf(event))}`).join(''),
    end: '\n]\n',
  },
};
