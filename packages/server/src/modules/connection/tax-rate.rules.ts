import { Decimal } from 'decimal.js';
import type { TaxCode } from '../../connectwise/wire/tax-code.ts';

/**
 * What a tax code takes of a product, in percent as decimal text: the sum of its levels for products. ConnectWise keeps rates as fractions (0.0725).
 * `hasCaps` says that a level has a maximum or a fixed amount, which a single percentage cannot express.
 */
export function productRate(code: TaxCode): { rate: string; hasCaps: boolean } {
  const levels = levelsOf(code).filter((l) => l !== null);
  const fraction = levels.reduce((sum, l) => (l.isAmount ? sum : sum.plus(l.rate)), new Decimal(0));
  return { rate: fraction.times(100).toString(), hasCaps: levels.some((l) => l.isAmount || l.max !== null) };
}

/** What a single percentage cannot say of a tax code, one sentence each. */
export function notExpressed(code: TaxCode): string[] {
  const levels = levelsOf(code).flatMap((l, index): string[] => {
    if (!l) return [];
    if (l.isAmount) return [`Level ${index + 1} takes the fixed amount ${l.rate} a line, which the rate leaves out.`];
    if (l.max === null) return [];
    const rate = new Decimal(l.rate).times(100).toString();
    return [
      `Level ${index + 1} taxes only the first ${l.max.toLocaleString('en-US')} of a line; the rate takes its ${rate} % of all of it.`,
    ];
  });
  const exempt = code.productTypeIds?.length ?? 0;
  if (exempt === 0) return levels;
  return [
    ...levels,
    `${exempt === 1 ? 'One product type is' : `${exempt} product types are`} exempt, which the rate does not know.`,
  ];
}

/** Whether a tax code has ended. */
export const isCancelled = (code: Pick<TaxCode, 'cancelDate'>, now: Date): boolean =>
  code.cancelDate != null && Date.parse(code.cancelDate) <= now.getTime();

/** Whether a tax code is not in force yet. */
export const startsLater = (code: Pick<TaxCode, 'effectiveDate'>, now: Date): boolean =>
  code.effectiveDate != null && Date.parse(code.effectiveDate) > now.getTime();

const levelsOf = (code: TaxCode) => [
  level(code.levelOneProductsFlag, code.levelOneRate, code.levelOneRateType, code.levelOneTaxableMax),
  level(code.levelTwoProductsFlag, code.levelTwoRate, code.levelTwoRateType, code.levelTwoTaxableMax),
  level(code.levelThreeProductsFlag, code.levelThreeRate, code.levelThreeRateType, code.levelThreeTaxableMax),
  level(code.levelFourProductsFlag, code.levelFourRate, code.levelFourRateType, code.levelFourTaxableMax),
  level(code.levelFiveProductsFlag, code.levelFiveRate, code.levelFiveRateType, code.levelFiveTaxableMax),
  level(code.levelSixProductsFlag, code.levelSixRate, code.levelSixRateType, code.levelSixTaxableMax),
];

type Maybe<T> = T | null | undefined;

function level(forProducts: Maybe<boolean>, rate: Maybe<number>, type: Maybe<string>, max: Maybe<number>) {
  if (forProducts !== true || !rate) return null;
  return { rate, isAmount: type === 'Amount', max: max != null && max > 0 ? max : null };
}
