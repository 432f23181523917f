import type { ProductMap } from '@causeway/shared/forms/configuration/product-map';

/** What a line without a product is, by which it gets its catalog item: a discount, the shipping, or anything else. */
export type LineItemKind = keyof ProductMap['lineItems'];

const shippingWords = /\b(shipping|freight|delivery|postage|courier)\b/i;
const discountWords = /\b(discount|rebate|credit)\b/i;

/** A line below zero takes something off, whatever it is called. */
export function lineItemKind(line: { description: string; price: string }): LineItemKind {
  if (line.price.startsWith('-')) return 'discount';
  if (shippingWords.test(line.description)) return 'shipping';
  return discountWords.test(line.description) ? 'discount' : 'other';
}

/** The Product ID of the catalog item that stands behind such a line. No line is ever left out for want of one. */
export const lineItemIdentifier = (kind: LineItemKind, { lineItems }: ProductMap): string =>
  lineItems[kind] ?? lineItems.other;
