import { Decimal } from 'decimal.js';

/** An amount of money as text, e.g. "1234.56"; ConnectWise carries more than two digits, so nothing is rounded on the way. */
export type Money = string;

export const money = (value: Decimal.Value): Decimal => new Decimal(value);

/** Rounds once, at the end, half away from zero to two digits. */
export const roundMoney = (value: Decimal.Value): Money => {
  const rounded = new Decimal(value).toDecimalPlaces(2, Decimal.ROUND_HALF_UP);
  // Minus nothing, as of a quantity of -1 for free, is nothing.
  return rounded.isZero() ? '0.00' : rounded.toFixed(2);
};

/** Same amount, whatever its written form: "10.00" and "10". */
export const sameMoney = (a: Decimal.Value, b: Decimal.Value): boolean => new Decimal(a).equals(b);

/** The amount with the other sign: a discount as it is printed. */
export const negated = (amount: Money): Money => roundMoney(new Decimal(amount).neg());
