import type { Configuration } from '@causeway/shared/forms/configuration/configuration';
import type { ReferenceKind } from '@causeway/shared/vocabulary';
import { keysOf } from '../../../platform/typed-keys.ts';
import type { OptionUse } from '../setup/section.ts';

const defaultKinds = { productTypeId: 'product_type', categoryId: 'category', subcategoryId: 'subcategory' } as const;
const defaultWords = {
  productTypeId: 'standard product type',
  categoryId: 'standard category',
  subcategoryId: 'standard subcategory',
} as const;

/** The options of ConnectWise behind the product map: its pairs, or its standard defaults, whichever are in force. */
export function usesOfProductMap({ productMap }: Configuration): OptionUse[] {
  const { standard, standardDefaults, types, categories } = productMap;
  const fields = keysOf(defaultKinds);
  return [
    ...fields.flatMap((field) =>
      use(defaultKinds[field], standardDefaults[field], `standardDefaults.${field}`, defaultWords[field], !standard),
    ),
    ...types.flatMap(({ value, remoteId }, i) =>
      use('product_type', remoteId, `types.${i}.remoteId`, `type ${value}`, standard),
    ),
    ...categories.flatMap(({ value, remoteId }, i) =>
      use('subcategory', remoteId, `categories.${i}.remoteId`, `category ${value}`, standard),
    ),
  ];
}

const use = (
  kind: ReferenceKind,
  remoteId: string | null,
  field: string,
  usedBy: string,
  isIdle: boolean,
): OptionUse[] => (remoteId ? [{ kind, remoteId, field: `productMap.${field}`, usedBy, isIdle }] : []);
