import type { ProductMap } from '@causeway/shared/forms/configuration/product-map';
import {
  classFor,
  type MappedOption,
  sameText,
  subcategoryFor,
  typeFor,
} from '../../../integration/mapping/product-map.rules.ts';
import { defaultOfSettings, madeOf, requiredAndNotChosen } from '../../messages/filled-in.messages.ts';
import { bundlesHaveTheirClass } from '../../messages/not-sent.messages.ts';
import { configuredTable } from '../fields/configured-fields.ts';
import { type CreateBody, createBody } from '../fields/derive.ts';
import type { WriteContext } from '../fields/field-table.ts';
import { completed } from '../fields/filled-in.ts';
import { cut } from '../wire-text.rules.ts';
import { catalogIdentifier } from './catalog-identifier.ts';
import { MAX_LONG_DESCRIPTION, type ProductRow, productFields } from './product.fields.ts';

export { catalogIdentifier } from './catalog-identifier.ts';
export type { ProductRow } from './product.fields.ts';

/** The body of a new catalog item, or the reason why ConnectWise has no option for something that an item cannot do without. */
export function newCatalogItem(
  product: ProductRow,
  identifier: string,
  context: WriteContext,
): CreateBody | { lacks: string } {
  const map: ProductMap = context.configuration.productMap;
  const subcategory = subcategoryFor(product, map, context.lists);
  const type = typeFor(product.type, map, context.lists);
  const productClass = classFor(product, map);
  for (const option of [subcategory, type, productClass]) if (option.rule === 'none') return { lacks: option.reason };
  const { notSent, ...made } = createBody(configuredTable(productFields, 'product', context), product, context);
  const { word } = catalogIdentifier(product, map);
  // The SKU is told by the item's ID, whether or not somebody chose where that comes from.
  const isOwnId = map.nameTo !== null || word === 'SKU';
  const body = {
    ...made.body,
    identifier: isOwnId ? identifier : undefined,
    // Told as not sent where the bundle has another class here.
    ...(productClass.rule === 'bundle' && product.productClass ? { productClass: productClass.remoteId } : {}),
  };
  // Both are told by what the item was completed with.
  const isTold = (field: string) =>
    field === 'sku' || (field === 'category' && isOfCategory(subcategory, product, context));
  return completed({ ...made, body, notSent: notSent.filter(({ field }) => !isTold(field)) }, [
    { path: 'productClass', word: 'class', value: productClass.remoteId, because: whyOption(productClass) },
    {
      path: 'subcategory',
      word: 'subcategory',
      value: { id: Number(subcategory.remoteId) },
      because: whyOption(subcategory),
    },
    { path: 'type', word: 'product type', value: { id: Number(type.remoteId) }, because: whyOption(type) },
    { path: 'identifier', word: 'product ID', value: identifier, because: madeOf(word) },
    // The settings may send none.
    {
      path: 'customerDescription',
      word: 'description',
      value: cut(product.name, MAX_LONG_DESCRIPTION),
      because: madeOf('name'),
    },
  ]);
}

const isOfCategory = ({ remoteId }: MappedOption, { category }: ProductRow, { lists }: WriteContext): boolean => {
  const { categoryId } = lists.subcategory?.find((row) => row.remoteId === remoteId)?.flags ?? {};
  return sameText(category, lists.category?.find((row) => row.remoteId === categoryId)?.label ?? null);
};

function whyOption({ rule }: MappedOption): string {
  if (rule === 'bundle') return bundlesHaveTheirClass();
  return rule === 'standard_default' ? defaultOfSettings() : requiredAndNotChosen();
}
