import { allocate, unitPrice } from '@causeway/shared/allocation';
import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { billedOnce, type QuoteLineRow } from './quote-line-row.ts';
import { bundleParts, lineFields, newLine } from './quote-line-to-product.ts';

const sum = (amounts: readonly (string | number)[]) =>
  amounts.reduce<Decimal>((all, a) => all.plus(a), new Decimal(0)).toFixed(2);

describe('A15: allocate', () => {
  it.each([
    ['100.00', ['1', '1', '1'], ['33.34', '33.33', '33.33']],
    ['0.05', ['1', '1', '1'], ['0.02', '0.02', '0.01']],
    ['10.00', ['0', '5'], ['0.00', '10.00']],
    ['10.00', ['0', '0'], ['5.00', '5.00']],
    ['99.99', ['300', '100'], ['74.99', '25.00']],
    ['0.00', ['3', '4'], ['0.00', '0.00']],
    ['10.00', [], []],
  ])('%s by %j: %j', (total, weights, shares) => expect(allocate(total, weights)).toEqual(shares));

  it('adds up to the cent, whatever the weights', () => {
    const cents = fc.integer({ min: 0, max: 10_000_000 }).map((n) => new Decimal(n).div(100).toFixed(2));
    const weights = fc.array(fc.integer({ min: 0, max: 1_000_000 }).map(String), { minLength: 1, maxLength: 30 });
    fc.assert(fc.property(cents, weights, (total, parts) => sum(allocate(total, parts)) === total));
  });
});

describe('unitPrice', () => {
  it.each([
    ['199.00', '2', 99.5],
    ['89.99', '3', 29.99667],
    ['0.00', '7', 0],
    ['10.00', '0.5', 20],
    ['100.00', '7', 14.28571],
    // 28058.58615 x 13 lies on the half of the fifth digit, where arithmetics differ.
    ['364761.62', '13', 28058.586154],
  ])('%s for %s: %d', (total, quantity, price) => expect(unitPrice(total, quantity)).toBe(price));

  it('comes to the total again, in the four digits that ConnectWise keeps', () => {
    const cents = fc.integer({ min: 0, max: 100_000_000 });
    const quantities = fc.integer({ min: 1, max: 100_000 });
    fc.assert(
      fc.property(cents, quantities, (c, quantity) => {
        const total = new Decimal(c).div(100).toFixed(2);
        const posted = Math.round(quantity * unitPrice(total, String(quantity)) * 10_000) / 10_000;
        return posted === Number(total);
      }),
    );
  });
});

const once = { listRecurringPrice: '0', listRecurringCost: '0' };

const line: QuoteLineRow = {
  id: '0192f0c0-0000-7000-8000-000000000001',
  position: 3,
  productId: null,
  description: 'Firewall',
  quantity: '3',
  price: '33.33',
  cost: '20',
  discountPercent: '10',
  isTaxable: true,
  taxRate: '7.25',
  ...billedOnce,
};

describe('a quote line as a product line', () => {
  it('carries the price after discount', () =>
    expect(lineFields(line, true)).toEqual({
      description: 'Firewall',
      customerDescription: 'Firewall',
      quantity: 3,
      price: 29.99667,
      cost: 20,
      taxableFlag: true,
      sequenceNumber: 3,
    }));
  it('R47: is not taxable without the taxable category', () =>
    expect(lineFields({ ...line, isTaxable: false }, true).taxableFlag).toBe(false));
  it('is marked with our line, and placed', () =>
    expect(
      newLine(
        line,
        { opportunityId: 5, catalogItemId: 7, locationId: '2', departmentId: '10', taxCodeId: null, billCycleId: null },
        true,
      ),
    ).toMatchObject({
      integrationXRef: line.id,
      opportunity: { id: 5 },
      catalogItem: { id: 7 },
      locationId: 2,
      businessUnitId: 10,
      billableOption: 'Billable',
    }));
  it('R20: leaves the price of a bundle to its parts', () =>
    expect(
      newLine(
        line,
        {
          opportunityId: 5,
          catalogItemId: 7,
          locationId: null,
          departmentId: null,
          taxCodeId: null,
          billCycleId: null,
        },
        false,
      ),
    ).toMatchObject({ price: null, cost: null }));
  it('R20, R21: multiplies quantities and shares the total by list price', () => {
    const parts = bundleParts(
      { ...line, quantity: '2', price: '250', discountPercent: '0', cost: '100' },
      [
        { lineId: 1, quantity: '1', listPrice: '100', listCost: '10', ...once },
        { lineId: 2, quantity: '3', listPrice: '0', listCost: '0', ...once },
        { lineId: 3, quantity: '2', listPrice: '100', listCost: '10', ...once },
      ],
      null,
    );
    expect(parts.map((p) => p.fields.quantity)).toEqual([2, 6, 4]);
    expect(sum(parts.map((p) => new Decimal(p.fields.price).times(p.fields.quantity).toFixed(2)))).toBe('500.00');
    expect(parts[1]?.fields.price).toBe(0);
    expect(sum(parts.map((p) => new Decimal(p.fields.cost).times(p.fields.quantity).toFixed(2)))).toBe('200.00');
  });
});
