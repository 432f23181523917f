import { Decimal } from 'decimal.js';
import { type Money, roundMoney } from './money.ts';

/** Wide enough that quantity x price x discount is exact; decimal.js's own default of 20 digits is not. */
const Exact = Decimal.clone({ precision: 80, rounding: Decimal.ROUND_HALF_UP });

/** Decimals as text. `discountPercent` is 0 to 100. */
export interface LineAmounts {
  quantity: string;
  price: string;
  discountPercent: string;
}

/** `taxRate` in percent ("7.25"); null for a line without a tax category, which bears no tax. */
export interface TaxedLineAmounts extends LineAmounts {
  taxRate: string | null;
}

export interface QuoteTotals {
  subtotal: Money;
  tax: Money;
  total: Money;
}

/** Quantity x price less discount, before tax, rounded once: the figure that is printed on the line. */
export function lineTotal({ quantity, price, discountPercent }: LineAmounts): Money {
  const kept = new Exact(100).minus(discountPercent).div(100);
  return roundMoney(new Exact(quantity).times(price).times(kept));
}

/**
 * Adds up a quote. The subtotal is the sum of the printed line totals, so a reader can check it by hand;
 * the tax of all lines is summed exactly and rounded once; the total is the sum of the two.
 */
export function quoteTotals(lines: readonly TaxedLineAmounts[]): QuoteTotals {
  let subtotal = new Exact(0);
  let tax = new Exact(0);
  for (const line of lines) {
    const total = new Exact(lineTotal(line));
    subtotal = subtotal.plus(total);
    tax = tax.plus(total.times(line.taxRate ?? '0').div(100));
  }
  const roundedTax = roundMoney(tax);
  return { subtotal: roundMoney(subtotal), tax: roundedTax, total: roundMoney(subtotal.plus(roundedTax)) };
}
