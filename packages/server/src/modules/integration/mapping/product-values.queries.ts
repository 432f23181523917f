import { MAX_PRODUCT_ID_LENGTH } from '@causeway/shared/forms/configuration/product-map';
import type { ProductIdField, ProductIdStanding } from '@causeway/shared/vocabulary';
import type { Tx } from '../../../platform/database/database.ts';
import { firstOf, isIdValue, pageOf, placeAfter } from '../../../platform/graphql/pagination.ts';
import type { Id } from '../../../platform/ids.ts';

/** A value that products have, in the spelling of one of them; null for those without one. */
export interface ValueInUse {
  part: 'type' | 'category' | 'class';
  value: string | null;
  subcategory: string | null;
  isBundle: boolean;
  count: number;
}

/** More values than a person maps by hand; those of most products come first. */
const MAX_VALUES = 500;

const valuesOf = (part: ValueInUse['part'], value: string, more: { subcategory?: string; isBundle?: string } = {}) => `
  (select '${part}' as part, min(v.value) as value, min(v.subcategory) as subcategory, v.bundle as "isBundle", count(*)::int as count
   from (select nullif(btrim(${value}), '') as value, nullif(btrim(${more.subcategory ?? 'null::text'}), '') as subcategory,
     ${more.isBundle ?? 'false'} as bundle from product p) v
   group by lower(v.value), lower(v.subcategory), v.bundle order by count(*) desc, min(v.value) nulls last, min(v.subcategory) nulls first
   limit ${MAX_VALUES})`;

const inUse = [
  valuesOf('type', 'p.type'),
  valuesOf('category', 'p.category', { subcategory: 'p.subcategory' }),
  valuesOf('class', `case when p.kind = 'product' then p.product_class end`, { isBundle: `p.kind = 'bundle'` }),
].join(' union all ');

/** Which types, categories and classes products have, and how many of them; one statement. */
export const readValuesInUse = (tx: Tx): Promise<ValueInUse[]> => tx.query<ValueInUse>(inUse);

/** Where a Product ID may come from: a field of the product. */
export type ProductIdSource = ProductIdField | 'name';

const columns: Readonly<Record<ProductIdSource, { text: string; key: string }>> = {
  name: { text: 'p.name', key: 'p.name_key' },
  sku: { text: 'p.sku', key: 'p.sku_key' },
  description: { text: 'p.description', key: 'lower(btrim(p.description))' },
};

const standings = (source: ProductIdSource) => {
  const { text, key } = columns[source];
  return `select p.id, p.name, ${text} as value,
      case when coalesce(btrim(${text}), '') = '' then 'lacking' when length(btrim(${text})) > ${MAX_PRODUCT_ID_LENGTH} then 'too_long'
        when count(*) over (partition by ${key}) > 1 then 'shared' end as standing, ${key} as key
    from product p`;
};

export interface ProductIdCounts {
  products: number;
  lacking: number;
  tooLong: number;
  /** Products that share theirs with another one, and how many values that are. */
  shared: number;
  sharedValues: number;
}

/** How many products could not have a Product ID of their own from a field; one statement. */
export async function countProductIds(tx: Tx, source: ProductIdSource): Promise<ProductIdCounts> {
  const rows = await tx.query<ProductIdCounts>(
    `select count(*)::int as products, count(*) filter (where standing = 'lacking')::int as lacking,
       count(*) filter (where standing = 'too_long')::int as "tooLong", count(*) filter (where standing = 'shared')::int as shared,
       count(distinct key) filter (where standing = 'shared')::int as "sharedValues"
     from (${standings(source)}) s`,
  );
  return rows[0] ?? { products: 0, lacking: 0, tooLong: 0, shared: 0, sharedValues: 0 };
}

export interface ProductIdRow {
  productId: Id;
  name: string;
  value: string | null;
}

/** The products of one standing, those that share a value together; a page by cursor. */
export async function productIdPage(
  tx: Tx,
  request: { source: ProductIdSource; standing: ProductIdStanding; first?: number | null; after?: string | null },
) {
  const first = firstOf(request.first, 20);
  const after = placeAfter(request.after, 2, ([key, id]) => (isIdValue(id) ? [key, id] : null));
  const rows = await tx.query<ProductIdRow & { key: string }>(
    `select s.id as "productId", s.name, left(s.value, 200) as value, md5(coalesce(s.key, '')) as key from (${standings(request.source)}) s
     where s.standing = $1 and ($2::text is null or (md5(coalesce(s.key, '')), s.id) > ($2::text, $3::uuid))
     order by md5(coalesce(s.key, '')), s.id limit ${first + 1}`,
    [request.standing, after?.[0] ?? null, after?.[1] ?? null],
  );
  return pageOf(rows, first, (row) => [row.key, row.productId]);
}

/** Catalog items that could not come in because their name belongs to another product here (requirement R41). */
export async function countNameClashes(tx: Tx, connectionId: Id): Promise<number> {
  const rows = await tx.query<{ n: number }>(
    `select count(*)::int as n from sync_issue where connection_id = $1 and entity = 'product' and code = 'name_taken' and state = 'open'`,
    [connectionId],
  );
  return rows[0]?.n ?? 0;
}
