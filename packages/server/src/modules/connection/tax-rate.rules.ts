import { Decimal } from 'decimal.js';
import type { TaxCode } from '../../connectwise/wire/tax-code.ts';

/**
 * What a tax code takes of a product, in percent as decimal text: the sum of its levels for products. ConnectWise keeps rates as fractions (0.0725).
 * `hasCaps` says that a level has a maximum or a fixed amount, which a single percentage cannot express.
 */
export function productRate(code: TaxCode): { rate: string; hasCaps: boolean } {
  const levels = [
    level(code.levelOneProductsFlag, code.levelOneRate, code.levelOneRateType, code.levelOneTaxableMax),
    level(code.levelTwoProductsFlag, code.levelTwoRate, code.levelTwoRateType, code.levelTwoTaxableMax),
    level(code.levelThreeProductsFlag, code.levelThreeRate, code.levelThreeRateType, code.levelThreeTaxableMax),
    level(code.levelFourProductsFlag, code.levelFourRate, code.levelFourRateType, code.levelFourTaxableMax),
    level(code.levelFiveProductsFlag, code.levelFiveRate, code.levelFiveRateType, code.levelFiveTaxableMax),
    level(code.levelSixProductsFlag, code.levelSixRate, code.levelSixRateType, code.levelSixTaxableMax),
  ].filter((l) => l !== null);
  const fraction = levels.reduce((sum, l) => (l.isAmount ? sum : sum.plus(l.rate)), new Decimal(0));
  return { rate: fraction.times(100).toString(), hasCaps: levels.some((l) => l.isAmount || l.isCapped) };
}

/** Whether a tax code has ended. */
export const isCancelled = (code: Pick<TaxCode, 'cancelDate'>, now: Date): boolean =>
  code.cancelDate != null && Date.parse(code.cancelDate) <= now.getTime();

type Maybe<T> = T | null | undefined;

function level(forProducts: Maybe<boolean>, rate: Maybe<number>, type: Maybe<string>, max: Maybe<number>) {
  if (forProducts !== true || !rate) return null;
  return { rate, isAmount: type === 'Amount', isCapped: max != null && max > 0 };
}
