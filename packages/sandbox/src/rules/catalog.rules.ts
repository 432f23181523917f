import { conflict } from '../http/api-error.ts';
import type { RecordRules } from '../model/rules.ts';
import type { Stored } from '../model/stored.ts';
import type { WriteContext } from '../write/write-context.ts';
import { isSumOfParts } from './bundle-lines.ts';

/** A bundle with a calculated price costs what its parts cost, bundles within it too (§3.7). */
export const catalogRules: RecordRules = {
  beforeSave(draft, context) {
    draft.category = context.find('subcategories', draft.subcategory)?.category ?? draft.category;
    context.stampGuid(draft, 'connectWiseID');
  },
  afterCreate: (row, context) => recalculate(row.id, context),
  afterUpdate(row, context, before) {
    recalculate(row.id, context);
    passOn(context.find('catalog', row.id) ?? row, before, context);
  },
  remove(row, context) {
    if (context.related('products', 'catalogItem', row.id).length > 0) {
      throw conflict(`Catalog item ${row.id} is used by products and cannot be deleted. Set inactiveFlag instead.`);
    }
    if (context.related('catalogComponents', 'catalogItem', row.id).length > 0) {
      throw conflict(`Catalog item ${row.id} is part of a bundle and cannot be deleted.`);
    }
    for (const part of context.related('catalogComponents', 'parentCatalogItem', row.id)) {
      context.remove('catalogComponents', part.id);
    }
    return false;
  },
};

export const catalogComponentRules: RecordRules = {
  defaults(draft, context) {
    const siblings = context.related('catalogComponents', 'parentCatalogItem', draft.parentCatalogItem as number);
    draft.sequenceNumber ??= siblings.length + 1;
    const part = context.find('catalog', draft.catalogItem);
    draft.price ??= part?.price;
    draft.cost ??= part?.cost;
  },
  beforeSave(draft, context) {
    if (draft.catalogItem === draft.parentCatalogItem) {
      context.problem('InvalidField', 'A bundle cannot contain itself.', 'catalogItem');
    } else if (contains(draft.catalogItem, draft.parentCatalogItem, context)) {
      context.problem('InvalidField', 'A bundle cannot contain a bundle that contains it.', 'catalogItem');
    }
  },
  afterCreate: (row, context) => recalculate(row.parentCatalogItem, context),
  afterUpdate: (row, context) => recalculate(row.parentCatalogItem, context),
  remove(row, context) {
    context.remove('catalogComponents', row.id);
    recalculate(row.parentCatalogItem, context);
    return true;
  },
};

/** Whether bundle `outer` has `inner` somewhere among its parts. */
function contains(outer: unknown, inner: unknown, context: WriteContext): boolean {
  const seen = new Set<unknown>();
  const visit = (id: unknown): boolean => {
    if (typeof id !== 'number' || seen.has(id)) return false;
    seen.add(id);
    const parts = context.related('catalogComponents', 'parentCatalogItem', id);
    return parts.some((part) => part.catalogItem === inner || visit(part.catalogItem));
  };
  return visit(outer);
}

function recalculate(id: unknown, context: WriteContext): void {
  const item = context.find('catalog', id);
  if (!item) return;
  const parts = context.related('catalogComponents', 'parentCatalogItem', item.id);
  const total = (field: 'price' | 'cost') =>
    round(
      parts.reduce(
        (sum, part) =>
          sum +
          Number(part.quantity ?? 0) * Number(part[field] ?? context.find('catalog', part.catalogItem)?.[field] ?? 0),
        0,
      ),
    );
  const fields: Record<string, unknown> = {};
  if (isSumOfParts(item, context)) Object.assign(fields, { price: total('price'), calculatedPrice: total('price') });
  if (item.calculatedCostFlag === true && context.readings.bundlePriceFromParts)
    Object.assign(fields, { cost: total('cost'), calculatedCost: total('cost') });
  const changed = Object.entries(fields).some(([field, value]) => item[field] !== value);
  if (changed) passOn(context.change('catalog', item, fields, { silent: true }), item, context);
}

/** Components that carried the item's old price or cost carry the new one; a price of their own stays. */
function passOn(item: Stored, before: Stored, context: WriteContext): void {
  for (const part of context.related('catalogComponents', 'catalogItem', item.id)) {
    const moved = (['price', 'cost'] as const).filter(
      (field) => item[field] !== before[field] && part[field] === before[field],
    );
    if (moved.length === 0) continue;
    const fields = Object.fromEntries(moved.map((field) => [field, item[field]]));
    context.change('catalogComponents', part, fields, { silent: true });
    recalculate(part.parentCatalogItem, context);
  }
}

const round = (value: number) => Math.round(value * 10_000) / 10_000;
