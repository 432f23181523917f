import { z } from 'zod';
import { productIdFields, productNameTargets } from '../../vocabulary.ts';

/** Longest ID of a catalog item (connectwise-api.md §3.7). */
export const MAX_PRODUCT_ID_LENGTH = 75;

/** The catalog item behind lines without a product, as long as nothing else was chosen. */
export const FALLBACK_IDENTIFIER = 'CAUSEWAY-MISC';

/** An option of ConnectWise; whether it exists is asked of its lists. */
const option = z.string().nullable().default(null);

const pair = z.object({ value: z.string(), remoteId: z.string() });

/** `value` names the row, for the history: `Hardware > Laptops`. */
const categoryPair = z.object({
  value: z.string(),
  category: z.string(),
  subcategory: z.string().nullable().default(null),
  /** A subcategory of ConnectWise; its category follows from it. */
  remoteId: z.string(),
});

/**
 * How products stand for catalog items. With `standard` type, category and class go by equal names, else by `standardDefaults`; without it
 * by the one-to-one pairs, which are kept while they are not used (requirements R37, R38).
 */
export const productMapSchema = z.object({
  standard: z.boolean().default(true),
  /** What the name of a product is in ConnectWise; null: not chosen yet (requirement R39). */
  nameTo: z.enum(productNameTargets).nullable().default(null),
  /** What the Product ID comes from when the name is the description (requirement R40). */
  identifierFrom: z.enum(productIdFields).nullable().default(null),
  standardDefaults: z
    .object({
      productTypeId: option,
      categoryId: option,
      subcategoryId: option,
      productClass: option,
    })
    .prefault({}),
  types: z.array(pair).default([]),
  categories: z.array(categoryPair).default([]),
  classes: z.array(pair).default([]),
  /** IDs of products here and in ConnectWise that are written differently. */
  identifiers: z.array(pair).default([]),
  /** Product IDs of the catalog items behind lines without a product; discounts and shipping use the first unless they have one. */
  lineItems: z
    .object({
      other: z.string().default(FALLBACK_IDENTIFIER),
      discount: z.string().nullable().default(null),
      shipping: z.string().nullable().default(null),
    })
    .prefault({}),
});

export type ProductMap = z.output<typeof productMapSchema>;
export type ValuePair = z.output<typeof pair>;
export type CategoryPair = z.output<typeof categoryPair>;

/** How a category with its subcategory is written: `Hardware > Laptops`. */
export const categoryPath = (category: string | null, subcategory: string | null): string =>
  [category, subcategory].filter(Boolean).join(' > ');
