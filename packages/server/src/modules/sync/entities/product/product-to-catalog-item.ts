import type { ReferenceItemRecord } from '../../../connection/connection.ports.ts';
import type { ReferenceLists } from '../../../connection/reference-lists.ts';
import { cut, wireLine } from '../wire-text.rules.ts';

/** A product as it stands in the CRM; money and quantities as decimal text. */
export interface ProductRow {
  id: string;
  name: string;
  sku: string | null;
  description: string | null;
  kind: 'product' | 'bundle';
  productClass: string | null;
  type: string | null;
  category: string | null;
  subcategory: string | null;
  unit: string | null;
  price: string;
  cost: string;
  isTaxable: boolean;
  isActive: boolean;
}

/** Longest identifier of a catalog item (connectwise-api.md §3.7). */
export const LONGEST_IDENTIFIER = 75;

/** The catalog item's identifier: the SKU, else the name. Never made unique by a suffix: an item that has it already is the product. */
export const catalogIdentifier = (product: Pick<ProductRow, 'sku' | 'name'>): string | undefined =>
  wireLine(product.sku) ?? wireLine(product.name);

/** The fields that are sent on create and on update. ConnectWise's description is short (60); the customer's description holds the whole text. */
export const productFields = (product: ProductRow) => ({
  description: cut(wireLine(product.name) ?? '', 60),
  customerDescription: cut(product.description?.trim() || product.name, 6_000),
  price: Number(product.price),
  cost: Number(product.cost),
  taxableFlag: product.isTaxable,
  inactiveFlag: !product.isActive,
});

/** The body of a new catalog item, or the set-up table that ConnectWise leaves empty and an item cannot do without. */
export function newCatalogItem(
  product: ProductRow,
  identifier: string,
  lists: ReferenceLists,
): { body: Record<string, unknown> } | { lacks: 'subcategory' | 'product type' } {
  const subcategory = subcategoryFor(product, lists);
  if (!subcategory) return { lacks: 'subcategory' };
  const type = byLabel(lists.product_type, product.type) ?? preferred(lists.product_type);
  if (!type) return { lacks: 'product type' };
  const unit = byLabel(lists.unit, product.unit);
  return {
    body: {
      identifier,
      ...productFields(product),
      productClass: classOf(product),
      subcategory: { id: Number(subcategory.remoteId) },
      type: { id: Number(type.remoteId) },
      ...(unit ? { unitOfMeasure: { id: Number(unit.remoteId) } } : {}),
    },
  };
}

const classes = ['Agreement', 'Bundle', 'Inventory', 'NonInventory', 'Service'];

function classOf({ kind, productClass }: ProductRow): string {
  if (kind === 'bundle') return 'Bundle';
  const wanted = productClass?.replace(/[^A-Za-z]/g, '').toLowerCase();
  const found = classes.find((c) => c.toLowerCase() === wanted);
  // A class of Bundle without parts would make ConnectWise look for components.
  return found && found !== 'Bundle' ? found : 'NonInventory';
}

/** The subcategory of that name, within the category of that name when there is one; else ConnectWise's default one; else the first. */
function subcategoryFor(product: ProductRow, lists: ReferenceLists): ReferenceItemRecord | undefined {
  const category = byLabel(lists.category, product.category);
  const within = category
    ? (lists.subcategory ?? []).filter((s) => String(s.flags.categoryId) === category.remoteId)
    : lists.subcategory;
  return byLabel(within, product.subcategory) ?? preferred(within) ?? preferred(lists.subcategory);
}

const usable = (rows: readonly ReferenceItemRecord[] | undefined) => (rows ?? []).filter((row) => row.isActive);

function byLabel(rows: readonly ReferenceItemRecord[] | undefined, label: string | null) {
  const wanted = label?.trim().toLowerCase();
  return wanted ? usable(rows).find((row) => row.label.toLowerCase() === wanted) : undefined;
}

function preferred(rows: readonly ReferenceItemRecord[] | undefined): ReferenceItemRecord | undefined {
  const all = usable(rows);
  return all.find((row) => row.flags.defaultFlag) ?? all[0];
}
