import {
  type CategoryPair,
  categoryPath,
  FALLBACK_IDENTIFIER,
  type ProductMap,
  productMapSchema,
  type ValuePair,
} from '@causeway/shared/forms/configuration/product-map';
import { pairOf } from './product-map.rules.ts';

/** A row of a map: a value, and what it shall be mapped to; null or empty frees it. */
export interface PairChange {
  value: string;
  remoteId?: string | null;
}

export interface CategoryPairChange {
  category: string;
  subcategory?: string | null;
  remoteId?: string | null;
}

/** What is left out stays; rows that are not named stay too. */
export interface ProductMapChange {
  standard?: boolean | null;
  nameTo?: ProductMap['nameTo'];
  identifierFrom?: ProductMap['identifierFrom'];
  standardDefaults?: {
    productTypeId?: string | null;
    categoryId?: string | null;
    subcategoryId?: string | null;
    productClass?: string | null;
  } | null;
  types?: readonly PairChange[] | null;
  categories?: readonly CategoryPairChange[] | null;
  classes?: readonly PairChange[] | null;
  identifiers?: readonly PairChange[] | null;
  lineItems?: { other?: string | null; discount?: string | null; shipping?: string | null } | null;
}

export function mergeProductMap(before: ProductMap, change: ProductMapChange): ProductMap {
  const { standard, nameTo, identifierFrom, standardDefaults, lineItems } = change;
  return productMapSchema.parse({
    standard: standard ?? before.standard,
    nameTo: nameTo === undefined ? before.nameTo : nameTo,
    identifierFrom: identifierFrom === undefined ? before.identifierFrom : identifierFrom,
    standardDefaults: { ...before.standardDefaults, ...told(standardDefaults) },
    types: mergePairs(before.types, change.types),
    categories: mergeCategories(before.categories, change.categories),
    classes: mergePairs(before.classes, change.classes),
    identifiers: mergePairs(before.identifiers, change.identifiers),
    lineItems: withFallback({ ...before.lineItems, ...told(lineItems) }),
  });
}

export const asCategoryPair = ({ category, subcategory, remoteId }: CategoryPairChange) => ({
  value: categoryPath(category.trim(), subcategory?.trim() || null),
  category: category.trim(),
  subcategory: subcategory?.trim() || null,
  remoteId: remoteId?.trim() || null,
});

function mergePairs(before: readonly ValuePair[], change: readonly PairChange[] | null | undefined): ValuePair[] {
  const rows = (change ?? []).map((row) => ({ value: row.value.trim(), remoteId: row.remoteId?.trim() || null }));
  return mergeRows(before, rows);
}

const mergeCategories = (
  before: readonly CategoryPair[],
  change: readonly CategoryPairChange[] | null | undefined,
): CategoryPair[] => mergeRows(before, (change ?? []).map(asCategoryPair));

function mergeRows<P extends ValuePair>(
  before: readonly P[],
  rows: readonly (Omit<P, 'remoteId'> & { value: string; remoteId: string | null })[],
): P[] {
  const kept = before.filter((row) => !pairOf(rows, row.value));
  return [...kept, ...rows.filter((row): row is P & typeof row => row.remoteId !== null)];
}

/** Without what was left out; empty text means "not chosen". */
const told = (values: object | null | undefined): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(values ?? {}).flatMap(([key, value]) => {
      if (value === undefined) return [];
      return [[key, (typeof value === 'string' ? value.trim() : value) || null]];
    }),
  );

const withFallback = (items: Record<string, unknown>) => ({ ...items, other: items.other ?? FALLBACK_IDENTIFIER });
