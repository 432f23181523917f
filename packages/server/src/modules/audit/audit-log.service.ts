import type { Tx } from '../../platform/database/database.ts';
import { cleanChanges, cleanDescription, cleanName, cleanText, type NewAuditEvent } from './audit-event.rules.ts';

export type { NewAuditEvent } from './audit-event.rules.ts';
export type { FieldChange } from './diff.ts';

/** The channel on which a commit with new audit rows names its workspace. */
export const LIVE_CHANNEL = 'causeway_live';

const insert = `
with written as (
  insert into audit_event (direction, entity, operation, status, name, local_id, remote_id, opportunity_id, description, code,
    run_id, attempt, request_id, duration_ms, actor, changes)
  select e.direction, e.entity, e.operation, e.status, e.name, e.local_id, e.remote_id, e.opportunity_id, e.description, e.code,
    e.run_id, e.attempt, e.request_id, e.duration_ms, e.actor, e.changes::jsonb
  from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::uuid[], $7::text[], $8::uuid[], $9::text[], $10::text[],
    $11::uuid[], $12::int[], $13::text[], $14::int[], $15::text[], $16::text[])
    with ordinality as e(direction, entity, operation, status, name, local_id, remote_id, opportunity_id, description, code,
      run_id, attempt, request_id, duration_ms, actor, changes, place)
  order by e.place
  returning 1)
select pg_notify('${LIVE_CHANNEL}', $17) from (select count(*) from written) done`;

/** The append-only log of every attempt on a record. Rows commit with the work that they tell of. */
export class AuditLog {
  /** Writes all events in one statement, in the order given, and wakes live listeners at the commit. Cleans texts; never fails on odd input. */
  async record(tx: Tx, events: readonly NewAuditEvent[]): Promise<void> {
    if (events.length === 0) return;
    const column = <T>(read: (event: NewAuditEvent) => T) => events.map(read);
    await tx.query(insert, [
      column((e) => e.direction ?? null),
      column((e) => e.entity ?? null),
      column((e) => e.operation),
      column((e) => e.status),
      column((e) => (e.name == null ? null : cleanName(e.name))),
      column((e) => e.localId ?? null),
      column((e) => (e.remoteId == null ? null : cleanName(e.remoteId))),
      column((e) => e.opportunityId ?? null),
      column((e) => cleanDescription(e.description)),
      column((e) => e.code ?? null),
      column((e) => e.runId ?? null),
      column((e) => e.attempt ?? 1),
      column((e) => (e.requestId == null ? null : cleanText(e.requestId, 200))),
      column((e) => (e.durationMs == null ? null : Math.round(e.durationMs))),
      column((e) => (e.actor == null ? null : cleanName(e.actor))),
      column((e) => JSON.stringify(cleanChanges(e.changes ?? []))),
      tx.workspaceId,
    ]);
  }
}
