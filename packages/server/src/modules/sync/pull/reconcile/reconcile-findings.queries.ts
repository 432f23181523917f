import type { EntityType } from '@causeway/shared/vocabulary';
import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { Finding } from './reconcile-page.queries.ts';

export interface FindingRow extends Omit<Finding, 'fields'> {
  id: string;
  entity: EntityType;
  fields: { field: string; here: string | null; there: string | null }[];
}

/** The records that a reconcile tells of, in the order in which it found them. */
export async function listFindings(
  tx: Tx,
  filter: { id: Id; entity: EntityType | null; kind: string | null; limit: number; after: string | null },
): Promise<FindingRow[]> {
  const params: unknown[] = [filter.id, filter.limit];
  const where = ['f.reconcile_id = $1'];
  if (filter.entity) where.push(`f.entity = $${params.push(filter.entity)}`);
  if (filter.kind) where.push(`f.kind = $${params.push(filter.kind)}`);
  if (filter.after) where.push(`f.id > $${params.push(filter.after)}::bigint`);
  return tx.query<FindingRow>(
    `select f.id::text as id, f.entity, f.kind, f.remote_id as "remoteId", f.local_id as "localId", f.name, f.detail, f.is_healed as "isHealed",
       (select coalesce(jsonb_agg(jsonb_build_object('field', v ->> 'field', 'here', v ->> 'here', 'there', v ->> 'there')), '[]')
        from jsonb_array_elements(f.fields) v) as fields
     from reconcile_finding f where ${where.join(' and ')} order by f.id limit $2`,
    params,
  );
}
