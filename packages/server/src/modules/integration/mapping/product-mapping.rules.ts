import { categoryPath, type ProductMap } from '@causeway/shared/forms/configuration/product-map';
import type { ProductMapRule } from '@causeway/shared/vocabulary';
import type { ReferenceLists } from '../../connection/reference-lists.ts';
import { classFor, type MappedOption, subcategoryFor, typeFor } from './product-map.rules.ts';
import type { ValueInUse } from './product-values.queries.ts';

/** A value of products, and what it comes to in ConnectWise. */
export interface ResolvedValue {
  value: string | null;
  category: string | null;
  subcategory: string | null;
  isBundle: boolean;
  count: number;
  remoteId: string | null;
  label: string | null;
  rule: ProductMapRule;
  reason: string | null;
}

/** The result of the map, value by value, as the mapping page shows it. */
export function resolveValues(
  values: readonly ValueInUse[],
  map: ProductMap,
  lists: ReferenceLists,
): Record<'types' | 'categories' | 'classes', ResolvedValue[]> {
  const of = (part: ValueInUse['part'], resolve: (value: ValueInUse) => MappedOption) =>
    values.filter((one) => one.part === part).map((one) => resolved(one, resolve(one)));
  return {
    types: of('type', ({ value }) => typeFor(value, map, lists)),
    categories: of('category', ({ value, subcategory }) =>
      subcategoryFor({ category: value, subcategory }, map, lists),
    ),
    classes: of('class', ({ value, isBundle }) =>
      classFor({ kind: isBundle ? 'bundle' : 'product', productClass: value }, map),
    ),
  };
}

function resolved({ part, value, subcategory, isBundle, count }: ValueInUse, option: MappedOption): ResolvedValue {
  const isCategory = part === 'category';
  return {
    value: isCategory ? categoryPath(value, subcategory) || null : value,
    category: isCategory ? value : null,
    subcategory,
    isBundle,
    count,
    remoteId: option.remoteId,
    label: option.rule === 'none' ? null : option.label,
    rule: option.rule,
    reason: option.rule === 'none' ? option.reason : null,
  };
}
