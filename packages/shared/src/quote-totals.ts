import { Decimal } from 'decimal.js';
import { apportion, unitPrice } from './allocation.ts';
import { monthsOfCycle } from './billing.ts';
import { type Money, roundMoney } from './money.ts';
import type { BillingKind } from './vocabulary.ts';

/** Wide enough that quantity x price x discount is exact; decimal.js's own default of 20 digits is not. */
const Exact = Decimal.clone({ precision: 80, rounding: Decimal.ROUND_HALF_UP });

/** Decimals as text. `discountPercent` is 0 to 100. A quantity or price below zero makes a credit. */
export interface LineAmounts {
  quantity: string;
  price: string;
  discountPercent: string;
}

/** What a line costs each cycle, where it is recurring; `price` is then what its set-up costs, once. */
export interface RecurringAmounts {
  quantity: string;
  discountPercent: string;
  billing?: BillingKind;
  billingCycle?: string | null;
  recurringPrice?: string;
}

/** `taxRate` in percent ("7.25"); null for a line that bears no tax. What is optional is offered, and counts in no total. */
export interface TaxedLineAmounts extends LineAmounts, RecurringAmounts {
  taxRate: string | null;
  isOptional?: boolean;
}

/** A discount on the whole quote: a part of every line in percent, or an amount off what is paid once. Only one of the two. */
export interface QuoteDiscount {
  discountPercent: string;
  discountAmount: string;
}

const noDiscount: QuoteDiscount = { discountPercent: '0', discountAmount: '0' };

/** What is paid each cycle, for the lines of one cycle. */
export interface RecurringTotals {
  /** The name of the cycle; "Recurring" where it has none. */
  cycle: string;
  subtotal: Money;
  discount: Money;
  tax: Money;
  total: Money;
  /** Subtotal less discount, a month; null when the name of the cycle does not say how long it is. */
  monthly: Money | null;
}

/** `subtotal`, `discount`, `tax` and `total` are of what is paid once. */
export interface QuoteTotals {
  subtotal: Money;
  discount: Money;
  tax: Money;
  total: Money;
  /** One for each cycle, the shortest first. */
  recurring: RecurringTotals[];
  /** The recurring parts together, a month, before tax; cycles of unknown length are left out. Null without any. */
  monthly: Money | null;
}

/** Quantity x price less discount, before tax, rounded once: the figure that is printed on the line. */
export function lineTotal({ quantity, price, discountPercent }: LineAmounts): Money {
  const kept = new Exact(100).minus(discountPercent).div(100);
  return roundMoney(new Exact(quantity).times(price).times(kept));
}

/** The same for what a line costs each cycle; nothing for one that is billed once. */
export function recurringLineTotal({ quantity, discountPercent, billing, recurringPrice }: RecurringAmounts): Money {
  return billing === 'recurring' ? lineTotal({ quantity, price: recurringPrice ?? '0', discountPercent }) : '0.00';
}

/** What a line comes to once the discount of the quote is taken off. */
export interface NetLine {
  oneTime: Money;
  /** Each cycle. */
  recurring: Money;
}

/**
 * Shares the discount of the quote out over its lines, to the cent: the net lines add up to subtotal less discount, of what is paid once and of
 * each cycle. An amount is shared by what the lines come to, credits left out.
 */
export function netLines(lines: readonly TaxedLineAmounts[], discount: QuoteDiscount = noDiscount): NetLine[] {
  const oneTime = lines.map(lineTotal);
  const recurring = lines.map(recurringLineTotal);
  const offOnce = new Exact(discount.discountAmount).gt(0)
    ? sharesOfAmount(oneTime, discount.discountAmount)
    : sharesOfPercent(oneTime, discount.discountPercent);
  const offEach = new Map<number, Money>();
  for (const [, indexes] of byCycle(lines)) {
    const shares = sharesOfPercent(
      indexes.map((index) => recurring[index] ?? '0'),
      discount.discountPercent,
    );
    indexes.forEach((index, i) => void offEach.set(index, shares[i] ?? '0'));
  }
  return lines.map((_, index) => ({
    oneTime: less(oneTime[index], offOnce[index]),
    recurring: less(recurring[index], offEach.get(index)),
  }));
}

/**
 * Adds up a quote. The subtotal is the sum of the printed line totals, so a reader can check it by hand; the tax of all lines, of what is left
 * after the discount, is summed exactly and rounded once; the total is subtotal less discount and the tax.
 */
export function quoteTotals(all: readonly TaxedLineAmounts[], discount: QuoteDiscount = noDiscount): QuoteTotals {
  const lines = all.filter(isCounted);
  const net = netLines(lines, discount);
  const rates = lines.map((line) => line.taxRate);
  const recurring = [...byCycle(lines)].map(([cycle, indexes]): RecurringTotals => {
    const sums = sumUp({
      gross: indexes.map((index) => (lines[index] ? recurringLineTotal(lines[index]) : '0')),
      net: indexes.map((index) => net[index]?.recurring ?? '0'),
      rates: indexes.map((index) => rates[index] ?? null),
    });
    const months = monthsOfCycle(cycle);
    const monthly = months && roundMoney(new Exact(sums.subtotal).minus(sums.discount).div(months));
    return { cycle, ...sums, monthly };
  });
  const known = recurring.flatMap(({ monthly }) => monthly ?? []);
  return {
    ...sumUp({ gross: lines.map(lineTotal), net: net.map((line) => line.oneTime), rates }),
    recurring: recurring.sort(byLength),
    monthly: known.length > 0 ? roundMoney(sum(known)) : null,
  };
}

/**
 * The lines with the discount of the quote in their own prices, so that `lineTotal` of each is its net total: for readers that know no discount
 * on the whole, such as the lines of an opportunity in ConnectWise. Without a discount they are as they were. Optional lines are not among them.
 */
export function discountedLines<T extends TaxedLineAmounts>(all: readonly T[], discount: QuoteDiscount): T[] {
  const lines = all.filter(isCounted);
  if (new Exact(discount.discountPercent).isZero() && new Exact(discount.discountAmount).isZero()) return [...lines];
  return netLines(lines, discount).flatMap((net, index) => {
    const line = lines[index];
    if (!line) return [];
    const each = (total: Money) => new Exact(unitPrice(total, line.quantity)).toFixed();
    const recurring = line.billing === 'recurring' ? { recurringPrice: each(net.recurring) } : {};
    return [{ ...line, price: each(net.oneTime), discountPercent: '0', ...recurring }];
  });
}

const isCounted = ({ isOptional }: TaxedLineAmounts): boolean => !isOptional;

function sumUp(of: { gross: readonly Money[]; net: readonly Money[]; rates: readonly (string | null)[] }) {
  const subtotal = sum(of.gross);
  const net = sum(of.net);
  const tax = roundMoney(
    of.net.reduce((all, amount, i) => all.plus(new Exact(amount).times(of.rates[i] ?? '0').div(100)), new Exact(0)),
  );
  return {
    subtotal: roundMoney(subtotal),
    discount: roundMoney(subtotal.minus(net)),
    tax,
    total: roundMoney(net.plus(tax)),
  };
}

/** The places of the recurring lines by the name of their cycle, in the order of the quote. */
function byCycle(lines: readonly TaxedLineAmounts[]): Map<string, number[]> {
  const names = new Map<string, string>();
  const places = new Map<string, number[]>();
  lines.forEach(({ billing, billingCycle }, index) => {
    if (billing !== 'recurring') return;
    const name = billingCycle?.trim() || 'Recurring';
    const shown = names.get(name.toLowerCase()) ?? name;
    names.set(name.toLowerCase(), shown);
    places.set(shown, [...(places.get(shown) ?? []), index]);
  });
  return places;
}

function byLength(a: RecurringTotals, b: RecurringTotals): number {
  const length = ({ cycle }: RecurringTotals) => monthsOfCycle(cycle)?.toNumber() ?? Number.MAX_SAFE_INTEGER;
  return length(a) - length(b) || (a.cycle < b.cycle ? -1 : 1);
}

function sharesOfPercent(totals: readonly Money[], percent: string): Money[] {
  const exact = totals.map((total) => new Exact(total).times(percent).div(100));
  return apportion(roundMoney(exact.reduce((all, one) => all.plus(one), new Exact(0))), exact);
}

function sharesOfAmount(totals: readonly Money[], amount: string): Money[] {
  const weights = totals.map((total) => Decimal.max(0, total));
  const whole = sum(weights.map(String));
  const off = Decimal.min(roundMoney(amount), whole);
  return apportion(
    roundMoney(off),
    weights.map((weight) => (whole.isZero() ? new Exact(0) : new Exact(off).times(weight).div(whole))),
  );
}

const sum = (amounts: readonly string[]): Decimal =>
  amounts.reduce<Decimal>((all, amount) => all.plus(amount), new Exact(0));

const less = (amount: Money | undefined, off: Money | undefined): Money =>
  roundMoney(new Exact(amount ?? '0').minus(off ?? '0'));
