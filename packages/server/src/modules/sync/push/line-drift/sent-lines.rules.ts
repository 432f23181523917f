import { hash } from 'node:crypto';
import { type Assortment, leavesOf, type PlannedLine } from '../../records/quote-line/bundle-lines.rules.ts';

export interface SentLines {
  planned: readonly PlannedLine[];
  assortment: Assortment;
  taxCodeId: string | null;
}

/** A fingerprint of what the lines of a quote shall be in ConnectWise: another one once anything of the quote or of its bundles is edited here. */
export function digestOfLines({ planned, assortment, taxCodeId }: SentLines): string {
  const lines = planned.map(({ id, as, line: { position: _place, taxRate: _rate, ...sold } }) => [
    id,
    as,
    sold,
    as === 'bundle' && sold.productId
      ? leavesOf(sold.productId, assortment)
          .map(({ path, product, quantity }) => `${path}:${product.price}:${product.cost}:${quantity.toFixed()}`)
          .sort()
      : [],
  ]);
  return hash('sha256', JSON.stringify([taxCodeId, lines]), 'base64url');
}
