import { productFields } from '@causeway/shared/forms/product';
import type { ProductKind } from '@causeway/shared/vocabulary';
import type { Tx } from '../../../platform/database/database.ts';
import { type Id, isId } from '../../../platform/ids.ts';
import { countOf, type Page, type PageRequest, pageByName } from '../keyset-page.ts';
import { plainColumns } from '../plain-fields.ts';
import { containing, SqlFilter } from '../sql-filter.ts';
import type { BundleLine } from './bundle-line.type.ts';
import type { Product } from './product.type.ts';

const trimmed = (column: string) => `trim_scale(${column})::text`;

const shape = {
  columns: `p.id, ${plainColumns('p', productFields, { recurringPrice: trimmed, recurringCost: trimmed })}, p.custom_fields as "customValues", p.version,
    p.created_at as "createdAt", p.updated_at as "updatedAt"`,
  from: 'product p',
  alias: 'p',
};

/** Products by name; `search` looks inside name and SKU. Inactive ones only when asked for. */
export function productPage(
  tx: Tx,
  request: PageRequest & { search?: string | null; kind?: ProductKind | null; includeInactive?: boolean | null },
): Promise<Page<Product>> {
  const filter = new SqlFilter();
  const pattern = containing(request.search);
  if (pattern) filter.and((value) => `p.id in (select search_products(${value(pattern)}))`);
  if (request.kind) filter.and((value) => `p.kind = ${value(request.kind)}`);
  if (!request.includeInactive) filter.and(() => 'p.is_active');
  return pageByName<Product>(tx, shape, filter, request);
}

export const countProducts = (tx: Tx, filter: SqlFilter): Promise<number> => countOf(tx, shape, filter);

export async function productsById(tx: Tx, ids: readonly Id[]): Promise<Map<Id, Product>> {
  const rows = await tx.query<Product>(`select ${shape.columns} from product p where p.id = any($1::uuid[])`, [ids]);
  return new Map(rows.map((row) => [row.id, row]));
}

export async function productById(tx: Tx, id: Id): Promise<Product | null> {
  if (!isId(id)) return null;
  return (await productsById(tx, [id])).get(id.toLowerCase()) ?? null;
}

/** What each bundle holds, in its order. */
export async function bundleLinesByBundle(tx: Tx, bundleIds: readonly Id[]): Promise<Map<Id, BundleLine[]>> {
  const rows = await tx.query<BundleLine>(
    `select l.id, l.bundle_id as "bundleId", l.product_id as "productId", l.quantity, l.position
     from bundle_line l where l.bundle_id = any($1::uuid[]) order by l.position, l.id`,
    [bundleIds],
  );
  return Map.groupBy(rows, (row) => row.bundleId);
}

/** One change of bundles at a time in each workspace, until the transaction ends: two that name each other would wait for each other's rows. */
export async function lockBundles(tx: Tx): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('bundles:' || $1, 0))`, [tx.workspaceId]);
}
