import { Decimal } from 'decimal.js';
import { type Money, roundMoney } from './money.ts';

const Exact = Decimal.clone({ precision: 60, rounding: Decimal.ROUND_HALF_UP });

/**
 * Shares an amount out by weight so that the parts add up to it to the cent: each part is rounded down, and the cents that are left go to those
 * that lost most (requirement A15). Equal shares when all weights are zero.
 */
export function allocate(total: Money, weights: readonly string[]): Money[] {
  const whole = new Exact(total);
  const sum = weights.reduce((all, weight) => all.plus(weight), new Exact(0));
  return apportion(
    total,
    weights.map((weight) => (sum.isZero() ? whole.div(weights.length) : whole.times(weight).div(sum))),
  );
}

/** The same for shares that are known exactly and come to the total but for its rounding. */
export function apportion(total: Money, exact: readonly Decimal[]): Money[] {
  const cents = exact.map((share) => new Exact(share).times(100));
  const floors = cents.map((share) => share.floor());
  let left = new Exact(total)
    .times(100)
    .minus(floors.reduce((all, share) => all.plus(share), new Exact(0)))
    .toNumber();
  const byLoss = cents
    .map((share, index) => ({ index, loss: share.minus(share.floor()) }))
    .sort((a, b) => b.loss.comparedTo(a.loss) || a.index - b.index);
  const extra = new Set<number>();
  for (const { index } of byLoss) if (left-- > 0) extra.add(index);
  return floors.map((share, index) => roundMoney(share.plus(extra.has(index) ? 1 : 0).div(100)));
}

/** More digits than any quantity needs, fewer than a double-precision number loses. */
const MAX_DIGITS = 10;

/** Less than half of ConnectWise's fourth digit: a product right on the half is rounded up by some arithmetic and down by other. */
const CLOSE_ENOUGH = '0.00004';

/**
 * The price of one, such that quantity x price is the total again. ConnectWise keeps line totals to four digits, so a price such as 29.996667
 * carries as many digits as the quantity asks for, and no more.
 */
export function unitPrice(total: Money, quantity: string): number {
  const amount = new Exact(total);
  const each = amount.div(quantity);
  for (let digits = 2; digits < MAX_DIGITS; digits++) {
    const price = each.toDecimalPlaces(digits);
    if (price.times(quantity).minus(amount).abs().lt(CLOSE_ENOUGH)) return price.toNumber();
  }
  return each.toDecimalPlaces(MAX_DIGITS).toNumber();
}
