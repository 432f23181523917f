import type { Tx } from '../../../platform/database/database.ts';
import { type ColumnsOf, columnsFrom, rowSource } from '../../../platform/database/row-source.ts';
import type { Id } from '../../../platform/ids.ts';
import type { PulledEntity } from '../../links/link.ts';
import type { FieldValue } from '../records/entity-sync.ts';
import type { Conflict } from './merge.rules.ts';

/** A field that both sides had changed since they last agreed. */
export interface NewConflict {
  localId: Id;
  remoteId: string;
  name: string;
  field: string;
  base: unknown;
  crm: FieldValue;
  connectwise: FieldValue;
  /** Who changed the record in ConnectWise last, and when. */
  connectwiseBy: string | null;
  connectwiseAt: Date | null;
  kept: Conflict['kept'];
  why: string;
  foundBy: 'in' | 'out';
}

const columns: ColumnsOf<NewConflict> = {
  field: ['text', (c) => c.field],
  local_id: ['uuid', (c) => c.localId],
  remote_id: ['text', (c) => c.remoteId],
  name: ['text', (c) => c.name],
  base_value: ['jsonb', (c) => JSON.stringify(c.base ?? null)],
  crm_value: ['jsonb', (c) => JSON.stringify(c.crm ?? null)],
  connectwise_value: ['jsonb', (c) => JSON.stringify(c.connectwise ?? null)],
  connectwise_by: ['text', (c) => c.connectwiseBy],
  connectwise_at: ['timestamptz', (c) => c.connectwiseAt?.toISOString() ?? null],
  kept: ['text', (c) => c.kept],
  why: ['text', (c) => c.why],
  found_by: ['text', (c) => c.foundBy],
  state: ['text', (c) => (c.kept === 'ask' ? 'open' : 'kept')],
};

/**
 * Keeps what both sides had changed, with both values. Who edited the record here is known from the last push that was asked for. A question that
 * is open for the field takes the newer values.
 */
export async function recordConflicts(
  tx: Tx,
  connectionId: Id,
  entity: PulledEntity,
  conflicts: readonly NewConflict[],
): Promise<void> {
  if (conflicts.length === 0) return;
  const { sql, names, params } = rowSource(columnsFrom(conflicts, columns));
  const [connection, kind] = [params.length + 1, params.length + 2];
  await tx.query(
    `insert into sync_conflict as c (connection_id, entity, ${names}, crm_by, crm_at)
     select $${connection}, $${kind}, ${names
       .split(', ')
       .map((name) => `v.${name}`)
       .join(', ')}, u.name, r.requested_at
     from ${sql} v
     left join push_request r on r.connection_id = $${connection} and r.entity = $${kind} and r.local_id = v.local_id
     left join app_user u on u.id = r.requested_by
     on conflict (workspace_id, connection_id, entity, local_id, field) where state = 'open' do update set
       crm_value = excluded.crm_value, connectwise_value = excluded.connectwise_value, crm_by = excluded.crm_by, crm_at = excluded.crm_at,
       connectwise_by = excluded.connectwise_by, connectwise_at = excluded.connectwise_at`,
    [...params, connectionId, entity],
  );
}
