import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';
import type { EntitySync } from './entity-sync.ts';

/** What these records of the CRM are called, stages, tax regions and people included; one statement. */
export async function readNames(
  tx: Tx,
  records: readonly Pick<EntitySync, 'table' | 'crmSide'>[],
  ids: readonly Id[],
): Promise<Map<Id, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.query<{ id: Id; name: string }>(
    [
      ...records.map(({ table, crmSide }) => `select t.id, ${crmSide.name} as name from ${table.name} t`),
      ...['pipeline_stage', 'tax_region', 'app_user'].map((table) => `select t.id, t.name from ${table} t`),
    ]
      .map((select) => `${select} where t.id = any($1::uuid[])`)
      .join(' union all '),
    [ids],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}
