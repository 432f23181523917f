import { categoryPath, type ProductMap } from '@causeway/shared/forms/configuration/product-map';
import { type ProductMapRule, productClasses } from '@causeway/shared/vocabulary';
import type { ReferenceItemRecord } from '../../connection/connection.ports.ts';
import { findReference, type ReferenceLists } from '../../connection/reference-lists.ts';

/** The option of ConnectWise that a value gets, and by which rule; or the reason why there is none. */
export type MappedOption =
  | { remoteId: string; label: string; rule: Exclude<ProductMapRule, 'none'> }
  | { remoteId: null; rule: 'none'; reason: string };

type Rows = readonly ReferenceItemRecord[] | undefined;

/** The product type: of equal name in any case, or mapped; else the chosen default; else ConnectWise's own (requirements R37, A12). */
export function typeFor(type: string | null, map: ProductMap, lists: ReferenceLists): MappedOption {
  const rows = lists.product_type;
  const word = 'product type';
  if (type && !map.standard) return mapped(type, pairOf(map.types, type)?.remoteId, rows, word);
  const equal = byLabel(rows, type);
  if (equal) return { remoteId: equal.remoteId, label: equal.label, rule: 'equal_name' };
  return otherwise(map.standardDefaults.productTypeId, rows, word);
}

/** The subcategory, from which the category follows; by the same rules. */
export function subcategoryFor(
  product: { category: string | null; subcategory: string | null },
  map: ProductMap,
  lists: ReferenceLists,
): MappedOption {
  const { category, subcategory } = product;
  const path = categoryPath(category, subcategory);
  const named = withCategory(lists);
  if (path !== '' && !map.standard) return mapped(path, pairOf(map.categories, path)?.remoteId, named, 'subcategory');
  const home = byLabel(lists.category, category);
  const within = home && usable(named).filter((row) => row.flags.categoryId === home.remoteId);
  const equal = home ? byName(within ?? [], subcategory, lists) : soleByName(usable(named), subcategory, lists);
  if (equal) return { remoteId: equal.remoteId, label: equal.label, rule: 'equal_name' };
  const [only] = within ?? [];
  if (only && within?.length === 1) return { remoteId: only.remoteId, label: only.label, rule: 'only_one' };
  const chosen = map.standardDefaults.subcategoryId;
  return otherwise(chosen, !chosen && within && within.length > 0 ? within : named, 'subcategory');
}

/** The product class, of ConnectWise's fixed ones; its own default is NonInventory. A bundle is always a Bundle. */
export function classFor(
  product: { kind: 'product' | 'bundle'; productClass: string | null },
  map: ProductMap,
): MappedOption {
  if (product.kind === 'bundle') return { remoteId: 'Bundle', label: 'Bundle', rule: 'bundle' };
  const { productClass } = product;
  if (productClass && !map.standard) {
    const pair = pairOf(map.classes, productClass);
    if (pair) return { remoteId: pair.remoteId, label: pair.remoteId, rule: 'mapped' };
    return none(`Class "${productClass}" is not mapped to a class of ConnectWise.`);
  }
  const equal = productClasses.find(
    (one) => one.toLowerCase() === productClass?.replace(/[^A-Za-z]/g, '').toLowerCase(),
  );
  if (equal) return { remoteId: equal, label: equal, rule: 'equal_name' };
  const chosen = map.standardDefaults.productClass;
  if (chosen) return { remoteId: chosen, label: chosen, rule: 'standard_default' };
  return { remoteId: 'NonInventory', label: 'NonInventory', rule: 'connectwise_default' };
}

/** What a value of ConnectWise is called here: what was mapped to it, else its own name. */
export const pulledValue = (
  pairs: readonly { value: string; remoteId: string }[],
  remote: { id: string | null; name: string | null },
  { standard }: ProductMap,
): string | null =>
  (standard ? undefined : pairs.find((pair) => sameText(pair.remoteId, remote.id))?.value) ?? remote.name;

export const pairOf = <P extends { value: string }>(pairs: readonly P[], value: string): P | undefined =>
  pairs.find((pair) => sameText(pair.value, value));

export const sameText = (a: string | null, b: string | null): boolean =>
  a !== null && b !== null && a.trim().toLowerCase() === b.trim().toLowerCase();

/** Subcategories are told with their category, since several categories may have one of the same name. */
export function withCategory(lists: ReferenceLists): ReferenceItemRecord[] {
  const names = new Map(lists.category?.map((row) => [row.remoteId, row.label]));
  return (lists.subcategory ?? []).map((row) => ({
    ...row,
    label: categoryPath(names.get(row.flags.categoryId ?? '') ?? null, row.label),
  }));
}

function mapped(value: string, remoteId: string | undefined, rows: Rows, word: string): MappedOption {
  if (!remoteId) return none(`"${value}" is not mapped to a ${word} of ConnectWise.`);
  const found = findReference(rows, remoteId);
  if (!found) return none(`"${value}" is mapped to ${word} ${remoteId}, which ConnectWise does not have any more.`);
  if (!found.isActive)
    return none(`"${value}" is mapped to ${word} "${found.label}", which is inactive in ConnectWise.`);
  return { remoteId, label: found.label, rule: 'mapped' };
}

function otherwise(chosen: string | null, rows: Rows, word: string): MappedOption {
  if (chosen) {
    const found = findReference(rows, chosen);
    if (found?.isActive) return { remoteId: chosen, label: found.label, rule: 'standard_default' };
    return none(
      found
        ? `The default ${word} "${found.label}" is inactive in ConnectWise.`
        : `The default ${word} ${chosen} is not in ConnectWise any more.`,
    );
  }
  const all = usable(rows);
  const own = all.find((row) => row.flags.defaultFlag) ?? all[0];
  if (own) return { remoteId: own.remoteId, label: own.label, rule: 'connectwise_default' };
  return none(`ConnectWise has no active ${word}.`);
}

const usable = (rows: Rows) => (rows ?? []).filter((row) => row.isActive);

const byLabel = (rows: Rows, label: string | null) => usable(rows).find((row) => sameText(row.label, label));

/** By the bare name: the rows here carry their category. */
function byName(rows: readonly ReferenceItemRecord[], name: string | null, lists: ReferenceLists) {
  const ids = new Set(lists.subcategory?.flatMap((row) => (sameText(row.label, name) ? [row.remoteId] : [])));
  return rows.find((row) => ids.has(row.remoteId));
}

/** Without its category a name says which subcategory is meant only when one has it. */
function soleByName(rows: readonly ReferenceItemRecord[], name: string | null, lists: ReferenceLists) {
  const ids = new Set(lists.subcategory?.flatMap((row) => (sameText(row.label, name) ? [row.remoteId] : [])));
  const found = rows.filter((row) => ids.has(row.remoteId));
  return found.length === 1 ? found[0] : undefined;
}

const none = (reason: string): MappedOption => ({ remoteId: null, rule: 'none', reason });
