import { hash } from 'node:crypto';
import { allocate, unitPrice } from '@causeway/shared/allocation';
import type { Billing } from '@causeway/shared/billing';
import type { Money } from '@causeway/shared/money';
import { lineTotal, recurringLineTotal } from '@causeway/shared/quote-totals';
import type { BundleMode } from '@causeway/shared/vocabulary';
import { Decimal } from 'decimal.js';
import { billedOnce, type QuoteLineRow } from './quote-line-row.ts';

/** Bundles in bundles go no deeper in anybody's catalog. */
export const MAX_BUNDLE_DEPTH = 5;

/** A product as far as bundles are concerned: what it costs alone, and what it is made of. */
export interface BundleProduct {
  id: string;
  name: string;
  kind: 'product' | 'bundle';
  price: string;
  cost: string;
  /** What it costs each cycle, where it recurs. */
  recurringPrice?: string;
  recurringCost?: string;
}

export interface BundlePartRow {
  bundleId: string;
  productId: string;
  quantity: string;
}

/** The products of a quote with all that is in its bundles. */
export interface Assortment {
  products: readonly BundleProduct[];
  parts: readonly BundlePartRow[];
}

/** One line as it is to stand in ConnectWise. */
export interface PlannedLine {
  /** What its link is known by: the quote line's own ID, or one that follows from it. */
  id: string;
  line: QuoteLineRow;
  /** `plain`: as it is; `single`: a bundle as one line without components; `bundle`: ConnectWise adds the components below it. */
  as: 'plain' | 'single' | 'bundle';
}

/**
 * The lines of a quote by the bundle mode (requirements R20, R21). A bundle is one line, or each of its parts as a line (parts of parts too, with
 * quantities multiplied and the price of the bundle shared out to the cent), or left to ConnectWise. IDs differ by mode, so that a change
 * of mode removes the old lines and makes new ones.
 */
export function planLines(lines: readonly QuoteLineRow[], assortment: Assortment, mode: BundleMode): PlannedLine[] {
  return lines.flatMap((line): PlannedLine[] => {
    const leaves = line.productId ? leavesOf(line.productId, assortment) : [];
    if (leaves.length === 0) return [{ id: line.id, line, as: 'plain' }];
    switch (mode) {
      case 'bundle':
        return [{ id: line.id, line, as: 'bundle' }];
      case 'single_product':
        return [{ id: derivedId(line.id, 'single'), line, as: 'single' }];
      case 'child_products':
        return childLines(line, leaves);
      default:
        return mode satisfies never;
    }
  });
}

/** A part that is no bundle itself, and how many of it are in one bundle. */
interface Leaf {
  path: string;
  product: BundleProduct;
  quantity: Decimal;
}

/** All parts of a bundle, those of inner bundles in their place; none for a plain product and for a bundle without parts. */
export function leavesOf(productId: string, { products, parts }: Assortment): Leaf[] {
  const byId = new Map(products.map((product) => [product.id, product]));
  const below = (id: string, path: string, quantity: Decimal): Leaf[] =>
    parts
      .filter((part) => part.bundleId === id)
      .flatMap((part) => {
        const product = byId.get(part.productId);
        if (!product) return [];
        const at = `${path}/${product.id}`;
        const many = quantity.times(part.quantity);
        const inner = product.kind === 'bundle' ? below(product.id, at, many) : [];
        return inner.length > 0 ? inner : [{ path: at, product, quantity: many }];
      });
  return below(productId, '', new Decimal(1));
}

function childLines(line: QuoteLineRow, leaves: readonly Leaf[]): PlannedLine[] {
  const shares = shareOut(
    line,
    leaves.map(({ product, quantity }) => ({ ...product, quantity: quantity.toFixed() })),
  );
  return leaves.map(({ path, product }, index) => {
    const share = shares[index];
    return {
      id: derivedId(line.id, path),
      as: 'plain',
      line: {
        ...line,
        id: derivedId(line.id, path),
        productId: product.id,
        description: product.name,
        position: new Decimal(line.position).plus(new Decimal(index + 1).div(1_000)).toNumber(),
        quantity: share?.quantity ?? '1',
        price: String(share?.price ?? 0),
        cost: String(share?.cost ?? 0),
        discountPercent: '0',
        ...billingOf(line, share),
      },
    };
  });
}

/** A part that bears nothing of what recurs is paid once. */
function billingOf(
  { billing, billingCycle, billingCycleId, billingCycles }: QuoteLineRow,
  share: Share | undefined,
): Billing {
  if (!share?.recurring) return billedOnce;
  const recurringPrice = String(share.recurring.price);
  const recurringCost = String(share.recurring.cost);
  return { billing, billingCycle, billingCycleId, billingCycles, recurringPrice, recurringCost };
}

/** What one part of a bundle costs by the list. `quantity` is that of one bundle. */
export interface SharedPart {
  quantity: string;
  price: string;
  cost: string;
  recurringPrice?: string;
  recurringCost?: string;
}

export interface Share {
  /** For all bundles of the line. */
  quantity: string;
  price: number;
  cost: number;
  total: Money;
  /** What it costs each cycle; null for a part that is paid once. */
  recurring: { price: number; cost: number; total: Money } | null;
}

/**
 * Shares the total of a bundle's line, discount taken off, out over its parts by list price x quantity, to the cent (reading A15). What recurs is
 * shared out over the parts that recur by the list, else over all of them.
 */
export function shareOut(line: QuoteLineRow, parts: readonly SharedPart[]): Share[] {
  const quantities = parts.map((part) => new Decimal(part.quantity).times(line.quantity).toFixed());
  const weigh = (field: 'price' | 'cost' | 'recurringPrice' | 'recurringCost') =>
    parts.map((part, i) =>
      Decimal.max(0, new Decimal(part[field] ?? '0'))
        .times(quantities[i] ?? '0')
        .toFixed(),
    );
  const weighRecurring = (field: 'price' | 'cost') => {
    const own = weigh(field === 'price' ? 'recurringPrice' : 'recurringCost');
    return own.some((weight) => !new Decimal(weight).isZero()) ? own : weigh(field);
  };
  const recurringPrices = allocate(recurringLineTotal(line), weighRecurring('price'));
  const recurringCosts = allocate(
    new Decimal(line.billing === 'recurring' ? line.recurringCost : 0).times(line.quantity).toFixed(2),
    weighRecurring('cost'),
  );
  const recurringOf = (i: number, quantity: string): Share['recurring'] => {
    const total = recurringPrices[i] ?? '0.00';
    const cost = recurringCosts[i] ?? '0.00';
    if (line.billing !== 'recurring' || (new Decimal(total).isZero() && new Decimal(cost).isZero())) return null;
    return { total, price: unitPrice(total, quantity), cost: unitPrice(cost, quantity) };
  };
  const prices = allocate(lineTotal(line), weigh('price'));
  const costs = allocate(new Decimal(line.cost).times(line.quantity).toFixed(2), weigh('cost'));
  return parts.map((_part, i) => {
    const quantity = quantities[i] ?? '1';
    const total = prices[i] ?? '0.00';
    const cost = unitPrice(costs[i] ?? '0', quantity);
    return { quantity, total, price: unitPrice(total, quantity), cost, recurring: recurringOf(i, quantity) };
  });
}

/** A UUID that follows from a quote line and a word, the same every time: lines are found again by it. */
function derivedId(lineId: string, word: string): string {
  const hex = hash('sha1', `${lineId} ${word}`, 'hex');
  const variant = ((Number.parseInt(hex.slice(16, 18), 16) & 0x3f) | 0x80).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `5${hex.slice(13, 16)}`,
    `${variant}${hex.slice(18, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
