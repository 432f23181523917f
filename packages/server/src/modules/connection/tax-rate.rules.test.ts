import { isCancelled, notExpressed, productRate, startsLater } from './tax-rate.rules.ts';

describe('productRate', () => {
  it.each([
    ['one level', { levelOneRate: 0.0725, levelOneProductsFlag: true }, '7.25', false],
    [
      'levels without binary dust',
      { levelOneRate: 0.1, levelOneProductsFlag: true, levelTwoRate: 0.2, levelTwoProductsFlag: true },
      '30',
      false,
    ],
    [
      'a level for services alone',
      { levelOneRate: 0.06, levelOneProductsFlag: true, levelTwoRate: 0.01, levelTwoServicesFlag: true },
      '6',
      false,
    ],
    ['a capped level', { levelOneRate: 0.06, levelOneProductsFlag: true, levelOneTaxableMax: 5_000 }, '6', true],
    ['a fixed amount', { levelOneRate: 3, levelOneProductsFlag: true, levelOneRateType: 'Amount' }, '0', true],
    ['nothing', {}, '0', false],
  ])('%s', (_what, code, rate, hasCaps) => {
    expect(productRate({ id: 1, ...code })).toEqual({ rate, hasCaps });
  });

  it.each([
    ['a plain rate', { levelOneRate: 0.06, levelOneProductsFlag: true }, []],
    [
      'a capped level',
      {
        levelOneRate: 0.06,
        levelOneProductsFlag: true,
        levelTwoRate: 0.015,
        levelTwoProductsFlag: true,
        levelTwoTaxableMax: 5_000,
      },
      ['Level 2 taxes only the first 5,000 of a line; the rate takes its 1.5 % of all of it.'],
    ],
    [
      'a fixed amount',
      { levelOneRate: 3, levelOneProductsFlag: true, levelOneRateType: 'Amount' },
      ['Level 1 takes the fixed amount 3 a line, which the rate leaves out.'],
    ],
    ['an exemption', { productTypeIds: [3] }, ['One product type is exempt, which the rate does not know.']],
  ])('tells in words what a rate cannot express of %s', (_what, code, sentences) =>
    expect(notExpressed({ id: 1, ...code })).toEqual(sentences),
  );

  it('knows a tax code that is not in force yet', () => {
    const now = new Date('2026-06-01T00:00:00Z');
    expect(startsLater({ effectiveDate: '2026-06-02T00:00:00Z' }, now)).toBe(true);
    expect(startsLater({ effectiveDate: '2015-01-01T00:00:00Z' }, now)).toBe(false);
  });

  it('knows a tax code that has ended', () => {
    const now = new Date('2026-06-01T00:00:00Z');
    expect(isCancelled({ cancelDate: '2026-05-31T00:00:00Z' }, now)).toBe(true);
    expect(isCancelled({ cancelDate: '2026-06-02T00:00:00Z' }, now)).toBe(false);
    expect(isCancelled({}, now)).toBe(false);
  });
});
