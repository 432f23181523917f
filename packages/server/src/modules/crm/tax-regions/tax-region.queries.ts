import { sql } from 'kysely';
import { anyOf } from '../../../platform/database/any-of.ts';
import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';
import type { TaxCategory, TaxRegion } from './tax-region.type.ts';

const regions = ({ db }: Tx) => db.selectFrom('tax_region').select(['id', 'name', 'version']);
const categories = ({ db }: Tx) =>
  db
    .selectFrom('tax_category')
    .select(['id', 'tax_region_id as taxRegionId', 'name', sql<string>`trim_scale(rate)::text`.as('rate')]);

/** All tax regions by name. */
export const taxRegions = (tx: Tx): Promise<TaxRegion[]> =>
  regions(tx).orderBy(sql`lower(name)`).orderBy('id').execute();

export async function taxRegionsById(tx: Tx, ids: readonly Id[]): Promise<Map<Id, TaxRegion>> {
  const rows = await regions(tx).where('id', '=', anyOf(ids)).execute();
  return new Map(rows.map((row) => [row.id, row]));
}

export async function taxCategoriesById(tx: Tx, ids: readonly Id[]): Promise<Map<Id, TaxCategory>> {
  const rows = await categories(tx).where('id', '=', anyOf(ids)).execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** Taxable first, then Non-taxable. */
export async function categoriesByRegion(tx: Tx, regionIds: readonly Id[]): Promise<Map<Id, TaxCategory[]>> {
  const rows = await categories(tx).where('tax_region_id', '=', anyOf(regionIds)).orderBy('name', 'desc').execute();
  return Map.groupBy(rows, (row) => row.taxRegionId);
}

/** The region of this name, whatever its case, but for the one itself. */
export const taxRegionNamed = ({ db }: Tx, name: string, self: Id | null): Promise<{ name: string } | undefined> =>
  db
    .selectFrom('tax_region')
    .select('name')
    .where(sql<string>`lower(name)`, '=', sql<string>`lower(${name})`)
    .where('id', 'is distinct from', sql<Id>`${self}::uuid`)
    .executeTakeFirst();

/** The two categories that each region has: Taxable with its rate, Non-taxable with none. */
export async function writeCategories({ db }: Tx, taxRegionId: Id, taxableRate: string): Promise<void> {
  await db
    .insertInto('tax_category')
    .values([
      { tax_region_id: taxRegionId, name: 'Taxable', rate: taxableRate },
      { tax_region_id: taxRegionId, name: 'Non-taxable', rate: 0 },
    ])
    .onConflict((taken) =>
      taken
        .columns(['workspace_id', 'tax_region_id', 'name'])
        .doUpdateSet((row) => ({ rate: row.ref('excluded.rate') })),
    )
    .execute();
}
