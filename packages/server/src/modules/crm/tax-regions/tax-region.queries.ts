import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';
import type { TaxCategory, TaxRegion } from './tax-region.type.ts';

const regionColumns = 'r.id, r.name, r.version';
const categoryColumns = 'k.id, k.tax_region_id as "taxRegionId", k.name, trim_scale(k.rate)::text as rate';

/** All tax regions by name. */
export const taxRegions = (tx: Tx): Promise<TaxRegion[]> =>
  tx.query<TaxRegion>(`select ${regionColumns} from tax_region r order by lower(r.name), r.id`);

export async function taxRegionsById(tx: Tx, ids: readonly Id[]): Promise<Map<Id, TaxRegion>> {
  const rows = await tx.query<TaxRegion>(`select ${regionColumns} from tax_region r where r.id = any($1::uuid[])`, [
    ids,
  ]);
  return new Map(rows.map((row) => [row.id, row]));
}

export async function taxCategoriesById(tx: Tx, ids: readonly Id[]): Promise<Map<Id, TaxCategory>> {
  const rows = await tx.query<TaxCategory>(
    `select ${categoryColumns} from tax_category k where k.id = any($1::uuid[])`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** Taxable first, then Non-taxable. */
export async function categoriesByRegion(tx: Tx, regionIds: readonly Id[]): Promise<Map<Id, TaxCategory[]>> {
  const rows = await tx.query<TaxCategory>(
    `select ${categoryColumns} from tax_category k where k.tax_region_id = any($1::uuid[]) order by k.name desc`,
    [regionIds],
  );
  return Map.groupBy(rows, (row) => row.taxRegionId);
}
