import { isSame } from '../../../components/drafts/merge-draft.ts';
import { readFragment } from '../../../graphql/fragment-masking.ts';
import type {
  MappingRowFieldsFragment,
  OptionFieldsFragment,
  ProductIdField,
  ProductMapFieldsFragment,
  ProductMapPageQuery,
  ProductNameTarget,
  SyncSettingsInput,
} from '../../../graphql/graphql.ts';
import { nulled } from '../setup/use-section-form.ts';
import { MappingRowFields } from './product-map.graphql.ts';

export type MappingRow = MappingRowFieldsFragment;
export type PairRow = { value: string; remoteId: string };
export type CategoryRow = { category: string; subcategory: string; remoteId: string };

/** What the editor holds, in the paths of the mutation. Empty text means "not chosen". */
export type ProductMapValues = {
  productMap: {
    standard: boolean;
    nameTo: ProductNameTarget | '';
    identifierFrom: ProductIdField | '';
    standardDefaults: { productTypeId: string; categoryId: string; subcategoryId: string; productClass: string };
    types: PairRow[];
    categories: CategoryRow[];
    classes: PairRow[];
    identifiers: PairRow[];
    lineItems: { other: string; discount: string; shipping: string };
  };
};

/** The values in use, and what the saved map makes of them. */
export type InUse = Record<'types' | 'categories' | 'classes', readonly MappingRow[]>;

export function inUseOf(mapping: ProductMapPageQuery['productMapping']): InUse {
  return {
    types: readFragment(MappingRowFields, mapping?.types ?? []),
    categories: readFragment(MappingRowFields, mapping?.categories ?? []),
    classes: readFragment(MappingRowFields, mapping?.classes ?? []),
  };
}

/** A row for each value in use and for each pair, so that a pair whose products are gone can be freed. */
export function valuesOf({ productMap: map }: ProductMapFieldsFragment, inUse: InUse): ProductMapValues {
  const { standardDefaults: defaults, lineItems } = map;
  return {
    productMap: {
      standard: map.standard,
      nameTo: map.nameTo ?? '',
      identifierFrom: map.identifierFrom ?? '',
      standardDefaults: {
        productTypeId: defaults.productTypeId ?? '',
        categoryId: defaults.categoryId ?? '',
        subcategoryId: defaults.subcategoryId ?? '',
        productClass: defaults.productClass ?? '',
      },
      types: pairRows(map.types, inUse.types),
      categories: categoryRows(map.categories, inUse.categories),
      classes: pairRows(map.classes, inUse.classes),
      identifiers: map.identifiers.map(({ value, remoteId }) => ({ value, remoteId })),
      lineItems: { other: lineItems.other, discount: lineItems.discount ?? '', shipping: lineItems.shipping ?? '' },
    },
  };
}

/** What differs, part by part; lists go whole, so that the server's problems stand at the right rows. */
export function inputOf({ productMap: map }: ProductMapValues, saved: ProductMapValues): SyncSettingsInput {
  const before = saved.productMap;
  const changed = <K extends keyof ProductMapValues['productMap'], T>(key: K, input: T): { [P in K]?: T } =>
    isSame(map[key], before[key]) ? {} : ({ [key]: input } as { [P in K]?: T });
  const freed = before.identifiers.filter((row) => !map.identifiers.some((one) => sameText(one.value, row.value)));
  const productMap = {
    ...changed('standard', map.standard),
    ...changed('nameTo', map.nameTo || null),
    ...changed('identifierFrom', map.identifierFrom || null),
    ...changed('standardDefaults', nulled(map.standardDefaults)),
    ...changed('types', map.types.map(pairInput)),
    ...changed(
      'categories',
      map.categories.map(({ category, subcategory, remoteId }) => ({
        category,
        subcategory: subcategory || null,
        remoteId: remoteId || null,
      })),
    ),
    ...changed('classes', map.classes.map(pairInput)),
    ...changed('identifiers', [
      ...map.identifiers.map(pairInput),
      ...freed.map(({ value }) => ({ value, remoteId: null })),
    ]),
    ...changed('lineItems', nulled(map.lineItems)),
  };
  return Object.keys(productMap).length === 0 ? {} : { productMap };
}

export const sameText = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();

export const pathOf = ({ category, subcategory }: Omit<CategoryRow, 'remoteId'>): string =>
  [category, subcategory].filter(Boolean).join(' > ');

/** Subcategories with their category in front, as several categories may have one of the same name. */
export function subcategoryOptions(data: {
  categories: readonly OptionFieldsFragment[];
  subcategories: readonly (OptionFieldsFragment & { categoryId: string | null })[];
}): (OptionFieldsFragment & { categoryId: string | null })[] {
  const names = new Map(data.categories.map(({ remoteId, label }) => [remoteId, label]));
  return data.subcategories.map((one) => {
    const category = one.categoryId ? names.get(one.categoryId) : undefined;
    return { ...one, label: category ? `${category} > ${one.label}` : one.label };
  });
}

export const classNames = ['Agreement', 'Inventory', 'NonInventory', 'Service'] as const;

/** ConnectWise's classes as a list to choose from. */
export const classOptions: OptionFieldsFragment[] = classNames.map((name) => ({
  kind: 'product_class',
  remoteId: name,
  label: name,
  isActive: true,
}));

/** Proposals: rows without a choice get the option that has their name, unless another row has it. Nothing is saved by it. */
export function withEqualNames(
  { productMap }: ProductMapValues,
  options: Record<'types' | 'subcategories', readonly OptionFieldsFragment[]>,
): ProductMapValues {
  return {
    productMap: {
      ...productMap,
      types: filled(productMap.types, options.types, (row) => row.value),
      categories: filled(productMap.categories, options.subcategories, pathOf),
      classes: filled(productMap.classes, classOptions, (row) => row.value),
    },
  };
}

function filled<R extends { remoteId: string }>(
  rows: readonly R[],
  options: readonly OptionFieldsFragment[],
  nameOf: (row: R) => string,
): R[] {
  const taken = new Set(rows.map(({ remoteId }) => remoteId));
  return rows.map((row) => {
    const equal = options.find((one) => one.isActive && sameText(one.label, nameOf(row)));
    if (row.remoteId || !equal || taken.has(equal.remoteId)) return row;
    taken.add(equal.remoteId);
    return { ...row, remoteId: equal.remoteId };
  });
}

const pairInput = ({ value, remoteId }: PairRow) => ({ value, remoteId: remoteId || null });

function pairRows(pairs: readonly PairRow[], inUse: readonly MappingRow[]): PairRow[] {
  const used = inUse.flatMap(({ value }) => (value === null || value === undefined ? [] : [value]));
  const rows = used.map((value) => ({
    value,
    remoteId: pairs.find((pair) => sameText(pair.value, value))?.remoteId ?? '',
  }));
  const unused = pairs.filter((pair) => !used.some((value) => sameText(value, pair.value)));
  return [...rows, ...unused.map(({ value, remoteId }) => ({ value, remoteId }))];
}

function categoryRows(
  pairs: ProductMapFieldsFragment['productMap']['categories'],
  inUse: readonly MappingRow[],
): CategoryRow[] {
  const given = pairs.map(({ category, subcategory, remoteId }) => ({
    category,
    subcategory: subcategory ?? '',
    remoteId,
  }));
  const used = inUse.flatMap(({ value, category, subcategory }) =>
    value ? [{ category: category ?? '', subcategory: subcategory ?? '' }] : [],
  );
  const rows = used.map((row) => ({
    ...row,
    remoteId: given.find((pair) => sameText(pathOf(pair), pathOf(row)))?.remoteId ?? '',
  }));
  return [...rows, ...given.filter((pair) => !used.some((row) => sameText(pathOf(row), pathOf(pair))))];
}
