import type { Tx } from '../../platform/database/database.ts';
import { rowSource } from '../../platform/database/row-source.ts';
import { cleanChanges, cleanDescription, cleanName, cleanText, type NewAuditEvent } from './audit-event.rules.ts';

export type { NewAuditEvent } from './audit-event.rules.ts';
export type { FieldChange } from './diff.ts';

/** The channel on which a commit with new audit rows names its workspace. */
export const LIVE_CHANNEL = 'causeway_live';

/** The append-only log of every attempt on a record. Rows commit with the work that they tell of. */
export class AuditLog {
  /** Writes all events in one statement, in the order given, and wakes live listeners at the commit. Cleans texts; never fails on odd input. */
  async record(tx: Tx, events: readonly NewAuditEvent[]): Promise<void> {
    if (events.length === 0) return;
    const column = (name: string, type: string, read: (event: NewAuditEvent) => unknown) => ({
      column: name,
      type,
      values: events.map(read),
    });
    const columns = [
      column('description', 'text', (e) => cleanDescription(e.description)),
      column('name', 'text', (e) => (e.name == null ? null : cleanName(e.name))),
      column('local_id', 'uuid', (e) => e.localId ?? null),
      column('remote_id', 'text', (e) => (e.remoteId == null ? null : cleanName(e.remoteId))),
      column('opportunity_id', 'uuid', (e) => e.opportunityId ?? null),
      column('direction', 'text', (e) => e.direction ?? null),
      column('entity', 'text', (e) => e.entity ?? null),
      column('operation', 'text', (e) => e.operation),
      column('status', 'text', (e) => e.status),
      column('code', 'text', (e) => e.code ?? null),
      column('run_id', 'uuid', (e) => e.runId ?? null),
      column('attempt', 'int', (e) => e.attempt ?? 1),
      column('request_id', 'text', (e) => (e.requestId == null ? null : cleanText(e.requestId, 200))),
      column('duration_ms', 'int', (e) => (e.durationMs == null ? null : Math.round(e.durationMs))),
      column('actor', 'text', (e) => (e.actor == null ? null : cleanName(e.actor))),
      column('changes', 'jsonb', (e) => JSON.stringify(cleanChanges(e.changes ?? []))),
    ];
    const { sql, params } = rowSource(columns);
    const names = columns.map((c) => c.column).join(', ');
    await tx.query(
      `with written as (insert into audit_event (${names}) select ${names} from ${sql} e returning 1)
       select pg_notify('${LIVE_CHANNEL}', $${params.length + 1}) from (select count(*) from written) done`,
      [...params, tx.workspaceId],
    );
  }
}
