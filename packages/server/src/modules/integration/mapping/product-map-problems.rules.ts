import { MAX_PRODUCT_ID_LENGTH, type ProductMap } from '@causeway/shared/forms/configuration/product-map';
import { productClasses } from '@causeway/shared/vocabulary';
import type { Problem } from '../../../platform/errors.ts';
import type { ReferenceItemRecord } from '../../connection/connection.ports.ts';
import { findReference, type ReferenceLists } from '../../connection/reference-lists.ts';
import { sameText, withCategory } from './product-map.rules.ts';
import { asCategoryPair, type PairChange, type ProductMapChange } from './product-map-change.rules.ts';

export interface ProductMapQuestion {
  before: ProductMap;
  next: ProductMap;
  /** Null when the whole configuration is judged. */
  input: ProductMapChange | null;
  lists: ReferenceLists;
}

/** Everything wrong with a product map at once, each problem at its field (`productMap.types.0.remoteId`). */
export function productMapProblems(question: ProductMapQuestion): Problem[] {
  const { before, next, input, lists } = question;
  const rows = (key: 'types' | 'classes' | 'identifiers') => input?.[key] ?? (input ? [] : next[key]);
  const categories = (input ? (input.categories ?? []) : next.categories).map(asCategoryPair);
  // Rows that are kept while the standard mapping is on are not judged until they count again (requirement R37).
  const judged = input !== null || !next.standard;
  return [
    ...identifierProblems(next),
    ...defaultProblems(next, lists),
    ...lineItemProblems(next),
    ...(judged
      ? [
          ...pairProblems(
            { key: 'types', word: 'product type', options: lists.product_type ?? [] },
            before.types,
            rows('types'),
          ),
          ...pairProblems(
            { key: 'categories', word: 'subcategory', options: withCategory(lists) },
            before.categories,
            categories,
          ),
          ...pairProblems({ key: 'classes', word: 'class', options: classOptions }, before.classes, rows('classes')),
          ...pairProblems(
            { key: 'identifiers', word: 'Product ID', options: null },
            before.identifiers,
            rows('identifiers'),
          ),
        ]
      : []),
  ];
}

/** One choice for the name is required before the sync starts (requirement R39). */
export function productMapMissing({ nameTo }: ProductMap): Problem[] {
  if (nameTo) return [];
  return [
    {
      code: 'required',
      field: 'productMap.nameTo',
      message: 'Choose whether the name of a product is the Product ID or the description in ConnectWise.',
    },
  ];
}

/** ConnectWise cannot do without a Product ID, so a name that is the description wants another field for it (requirement R40). */
function identifierProblems({ nameTo, identifierFrom }: ProductMap): Problem[] {
  if (nameTo !== 'description' || identifierFrom) return [];
  return [
    {
      code: 'identifier_source_required',
      field: 'productMap.identifierFrom',
      message: 'Choose the field that the Product ID comes from: ConnectWise takes no product without one.',
    },
  ];
}

function defaultProblems({ standardDefaults }: ProductMap, lists: ReferenceLists): Problem[] {
  const { productTypeId, categoryId, subcategoryId, productClass } = standardDefaults;
  const at = (field: string) => `productMap.standardDefaults.${field}`;
  const subcategory = findReference(lists.subcategory, subcategoryId);
  const isElsewhere = subcategory && categoryId && subcategory.flags.categoryId !== categoryId;
  return [
    ...optionProblems(lists.product_type ?? [], productTypeId, at('productTypeId'), 'product type'),
    ...optionProblems(lists.category ?? [], categoryId, at('categoryId'), 'category'),
    ...optionProblems(lists.subcategory ?? [], subcategoryId, at('subcategoryId'), 'subcategory'),
    ...optionProblems(classOptions, productClass, at('productClass'), 'class'),
    ...(isElsewhere
      ? [
          {
            code: 'invalid_pair',
            field: at('subcategoryId'),
            message: `Subcategory "${subcategory.label}" does not belong to that category in ConnectWise. Choose another one.`,
          },
        ]
      : []),
  ];
}

function lineItemProblems({ lineItems }: ProductMap): Problem[] {
  return Object.entries(lineItems).flatMap(([kind, identifier]) =>
    identifier && identifier.length > MAX_PRODUCT_ID_LENGTH
      ? [
          {
            code: 'text_too_long',
            field: `productMap.lineItems.${kind}`,
            message: `A Product ID has at most ${MAX_PRODUCT_ID_LENGTH} characters in ConnectWise. Shorten it.`,
          },
        ]
      : [],
  );
}

interface PairList {
  key: 'types' | 'categories' | 'classes' | 'identifiers';
  word: string;
  /** Null where ConnectWise has no list to choose from. */
  options: readonly ReferenceItemRecord[] | null;
}

/** One-to-one (requirement R38): what another row has, saved or in the same input, is refused. */
function pairProblems(
  { key, word, options }: PairList,
  before: readonly { value: string; remoteId: string }[],
  rows: readonly PairChange[],
): Problem[] {
  const holders = before
    .filter((row) => !rows.some((given) => sameText(given.value, row.value)))
    .map(({ value, remoteId }) => ({ value, remoteId }));
  const seen: string[] = [];
  return rows.flatMap((row, index): Problem[] => {
    const at = `productMap.${key}.${index}`;
    const value = row.value.trim();
    if (value === '')
      return [{ code: 'required', field: `${at}.value`, message: 'Enter what is mapped, or remove the row.' }];
    if (seen.some((other) => sameText(other, value)))
      return [
        { code: 'duplicate_row', field: `${at}.value`, message: `"${value}" stands in the map twice. Remove one row.` },
      ];
    seen.push(value);
    const remoteId = row.remoteId?.trim();
    if (!remoteId) return [];
    const problems = options ? optionProblems(options, remoteId, `${at}.remoteId`, word) : lengthProblems(remoteId, at);
    if (problems.length > 0) return problems;
    const holder = holders.find((one) => sameText(one.remoteId, remoteId));
    if (holder) {
      const label = findReference(options ?? [], remoteId)?.label ?? remoteId;
      return [
        {
          code: 'mapping_taken',
          field: `${at}.remoteId`,
          message: `ConnectWise ${word} "${label}" is mapped to "${holder.value}" already. Free it there, or choose another for "${value}".`,
        },
      ];
    }
    holders.push({ value, remoteId });
    return [];
  });
}

function optionProblems(
  options: readonly ReferenceItemRecord[],
  remoteId: string | null,
  field: string,
  word: string,
): Problem[] {
  if (!remoteId) return [];
  const found = findReference(options, remoteId);
  if (!found)
    return [
      {
        code: 'unknown_option',
        field,
        message: `ConnectWise has no ${word} with ID ${remoteId}. Refresh the lists and choose again.`,
      },
    ];
  if (found.isActive) return [];
  return [
    {
      code: 'inactive_option',
      field,
      message: `The ${word} "${found.label}" is inactive in ConnectWise. Choose another.`,
    },
  ];
}

const lengthProblems = (identifier: string, at: string): Problem[] =>
  identifier.length <= MAX_PRODUCT_ID_LENGTH
    ? []
    : [
        {
          code: 'text_too_long',
          field: `${at}.remoteId`,
          message: `A Product ID has at most ${MAX_PRODUCT_ID_LENGTH} characters in ConnectWise. Shorten it.`,
        },
      ];

/** ConnectWise's classes are fixed, so they are in no list of it. */
const classOptions: ReferenceItemRecord[] = productClasses.map((name) => ({
  kind: 'product_type',
  remoteId: name,
  label: name,
  position: null,
  isActive: true,
  flags: {},
}));
