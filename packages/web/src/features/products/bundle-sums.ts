import { money } from '@causeway/shared/money';

/** Quantity, price and cost as decimals in text. */
export type BundlePart = { quantity: string; price: string; cost: string };

/** What the parts of a bundle come to, unrounded. Parts whose quantity is not a number yet count as nothing. */
export function bundleSums(parts: readonly BundlePart[]): { price: string; cost: string } {
  let price = money(0);
  let cost = money(0);
  for (const part of parts) {
    if (!/^\d+(\.\d+)?$/.test(part.quantity.trim())) continue;
    const quantity = money(part.quantity.trim());
    price = price.plus(quantity.times(part.price));
    cost = cost.plus(quantity.times(part.cost));
  }
  return { price: price.toFixed(), cost: cost.toFixed() };
}
