import { type ProductForm, productFields } from '@causeway/shared/forms/product';
import type { ProductKind } from '@causeway/shared/vocabulary';
import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/database.ts';
import { type Id, isId } from '../../../platform/ids.ts';
import { countOf, type OrderColumn, type OrderedRequest, type Page, pageInOrder } from '../keyset-page.queries.ts';
import { narrowToIds, narrowToTimes, type StandsSql, type TimedNarrowing } from '../listed-records.ts';
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

export const productOrders = ['name', 'sku', 'category', 'type', 'price', 'cost', 'changed'] as const;
export type ProductOrder = (typeof productOrders)[number];

const orders: Readonly<Record<Exclude<ProductOrder, 'name'>, OrderColumn>> = {
  sku: { sql: `nullif(p.sku_key, '')`, type: 'text', isNullable: true },
  category: { sql: `nullif(lower(p.category), '')`, type: 'text', isNullable: true },
  type: { sql: `nullif(lower(p.type), '')`, type: 'text', isNullable: true },
  price: { sql: 'p.price', type: 'numeric' },
  cost: { sql: 'p.cost', type: 'numeric' },
  changed: { sql: 'p.updated_at', type: 'timestamptz' },
};

/** What narrows a list of products. */
export interface ProductNarrowing extends TimedNarrowing {
  kind?: ProductKind | null;
  category?: string | null;
  type?: string | null;
  includeInactive?: boolean | null;
  /** Said, it decides instead of `includeInactive`. */
  isActive?: boolean | null;
}

/** `search` looks inside name and SKU. Inactive ones only when asked for. */
export function productFilter(asked: ProductNarrowing, stands: StandsSql): SqlFilter {
  const { ids, kind, category, type, standing, isActive } = asked;
  const filter = new SqlFilter();
  narrowToIds(filter, 'p.id', ids);
  const pattern = containing(asked.search);
  if (pattern) filter.and((value) => `p.id in (select search_products(${value(pattern)}))`);
  if (kind) filter.and((value) => `p.kind = ${value(kind)}`);
  if (category) filter.and((value) => `p.category = ${value(category)}`);
  if (type) filter.and((value) => `p.type = ${value(type)}`);
  if (isActive === false) filter.and(() => 'not p.is_active');
  else if (isActive || !asked.includeInactive) filter.and(() => 'p.is_active');
  narrowToTimes(filter, 'p', asked);
  if (standing) filter.and(() => stands('product', 'p.id', standing));
  return filter;
}

export const productPage = (
  tx: Tx,
  request: OrderedRequest<ProductOrder> & ProductNarrowing,
  stands: StandsSql,
): Promise<Page<Product>> => pageInOrder<Product>(tx, shape, productFilter(request, stands), request, orders);

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

type HeldProduct = ProductForm['bundleLines'][number];

/** What one bundle holds, as its form has it. */
export const bundleContents = ({ db }: Tx, bundleId: Id): Promise<HeldProduct[]> =>
  db
    .selectFrom('bundle_line')
    .select(['product_id as productId', 'quantity'])
    .where('bundle_id', '=', bundleId)
    .orderBy('position')
    .orderBy('id')
    .execute();

/** The product of this name, whatever its case, but for the one itself. */
export const productNamed = (
  { db }: Tx,
  name: string,
  self: Id | null,
): Promise<{ name: string; kind: ProductKind } | undefined> =>
  db
    .selectFrom('product')
    .select(['name', 'kind'])
    .where('name_key', '=', sql<string>`lower(${name})`)
    .where('id', 'is distinct from', sql<Id>`${self}::uuid`)
    .executeTakeFirst();

/** Those of the products that are this bundle, or hold it at any depth. */
export const bundlesHolding = (
  tx: Tx,
  bundleId: Id,
  productIds: readonly Id[],
): Promise<{ start: Id; name: string }[]> =>
  tx.query<{ start: Id; name: string }>(
    `with recursive below (start, id) as (
       select w.id, w.id from unnest($2::uuid[]) w(id)
       union select b.start, l.product_id from below b join bundle_line l on l.bundle_id = b.id
     ) select b.start, p.name from below b join product p on p.id = b.start where b.id = $1`,
    [bundleId, productIds],
  );

export async function deleteBundleLines({ db }: Tx, bundleId: Id): Promise<void> {
  await db.deleteFrom('bundle_line').where('bundle_id', '=', bundleId).execute();
}

/** In the order given. */
export async function insertBundleLines(tx: Tx, bundleId: Id, lines: readonly HeldProduct[]): Promise<void> {
  await tx.query(
    `insert into bundle_line (bundle_id, product_id, quantity, position)
     select $1, l.product_id, l.quantity, l.position
     from unnest($2::uuid[], $3::numeric[]) with ordinality l(product_id, quantity, position)`,
    [bundleId, lines.map((line) => line.productId), lines.map((line) => line.quantity)],
  );
}
