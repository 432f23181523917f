import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { discountedLines, lineTotal, netLines, quoteTotals, recurringLineTotal } from './quote-totals.ts';

describe('lineTotal', () => {
  it.each([
    ['1', '10', '0', '10.00'],
    ['3', '0.335', '0', '1.01'],
    ['1', '1.005', '0', '1.01'],
    ['2', '99.99', '10', '179.98'],
    ['1', '100', '100', '0.00'],
    ['0.25', '150', '12.5', '32.81'],
    ['1000000', '0.0001', '0', '100.00'],
    ['7', '14.2857', '33.33', '66.67'],
    ['1', '-59.89', '0', '-59.89'],
    ['-1', '59.89', '10', '-53.90'],
    ['-1', '0', '0', '0.00'],
    ['999999.9999', '999999999.9999', '0.0001', '999998999899900.10'],
  ])('%s x %s less %s %% is %s', (quantity, price, discountPercent, total) => {
    expect(lineTotal({ quantity, price, discountPercent })).toBe(total);
  });
});

describe('quoteTotals', () => {
  const line = (quantity: string, price: string, taxRate: string | null = null, discountPercent = '0') => ({
    quantity,
    price,
    discountPercent,
    taxRate,
  });

  const once = { discount: '0.00', recurring: [], monthly: null };

  it('is nothing for a quote without lines', () => {
    expect(quoteTotals([])).toEqual({ ...once, subtotal: '0.00', tax: '0.00', total: '0.00' });
  });

  it('sums the printed line totals, not the hidden thirds of a cent', () => {
    expect(quoteTotals([line('1', '0.335'), line('1', '0.335'), line('1', '0.335')])).toEqual({
      ...once,
      subtotal: '1.02',
      tax: '0.00',
      total: '1.02',
    });
  });

  it('rounds the tax once over all lines', () => {
    const cents = Array.from({ length: 10 }, () => line('1', '0.10', '7.25'));
    expect(quoteTotals(cents)).toEqual({ ...once, subtotal: '1.00', tax: '0.07', total: '1.07' });
  });

  it('taxes each line at its own rate and leaves lines without a category alone', () => {
    expect(
      quoteTotals([line('2', '100', '20'), line('1', '50', '5.5'), line('1', '30', '0'), line('1', '20')]),
    ).toEqual({
      ...once,
      subtotal: '300.00',
      tax: '42.75',
      total: '342.75',
    });
  });

  it('taxes what is left after the discount', () => {
    expect(quoteTotals([line('1', '200', '10', '25')])).toEqual({
      ...once,
      subtotal: '150.00',
      tax: '15.00',
      total: '165.00',
    });
  });

  it('does not change the order or the lines that it was given', () => {
    const lines = Object.freeze([Object.freeze(line('1', '10', '10'))]);
    expect(quoteTotals(lines).total).toBe('11.00');
  });
});

const paid = (quantity: string, price: string, more: object = {}) => ({
  quantity,
  price,
  discountPercent: '0',
  taxRate: null,
  ...more,
});
const each = (quantity: string, recurringPrice: string, billingCycle: string | null, more: object = {}) =>
  paid(quantity, '0', { billing: 'recurring', recurringPrice, billingCycle, ...more });

describe('credits and the discount of a quote', () => {
  it('takes a credit off, and its tax', () => {
    expect(quoteTotals([paid('1', '100', { taxRate: '7' }), paid('1', '-59.89', { taxRate: '7' })])).toMatchObject({
      subtotal: '40.11',
      tax: '2.81',
      total: '42.92',
    });
  });

  it('takes a part of each line, before tax', () => {
    const totals = quoteTotals([paid('1', '100', { taxRate: '10' }), paid('1', '33.33')], {
      discountPercent: '10',
      discountAmount: '0',
    });
    expect(totals).toMatchObject({ subtotal: '133.33', discount: '13.33', tax: '9.00', total: '129.00' });
  });

  it('shares an amount out by what the lines come to, credits left out', () => {
    const lines = [paid('1', '100'), paid('1', '100'), paid('1', '100'), paid('1', '-50')];
    const net = netLines(lines, { discountPercent: '0', discountAmount: '100' });
    expect(net.map((line) => line.oneTime)).toEqual(['66.66', '66.67', '66.67', '-50.00']);
    expect(quoteTotals(lines, { discountPercent: '0', discountAmount: '100' })).toMatchObject({ total: '150.00' });
  });

  const cents = fc.integer({ min: -500_000, max: 5_000_000 }).map((n) => new Decimal(n).div(100).toFixed(2));
  const quantity = fc
    .integer({ min: -20, max: 40 })
    .filter((n) => n !== 0)
    .map(String);
  const percent = fc.integer({ min: 0, max: 10_000 }).map((n) => new Decimal(n).div(100).toString());
  const lines = fc.array(
    fc.record({
      quantity,
      price: cents,
      discountPercent: percent,
      taxRate: fc.constant(null),
      billing: fc.constantFrom('one_time' as const, 'recurring' as const),
      billingCycle: fc.constantFrom('Monthly', 'Annually'),
      recurringPrice: cents,
    }),
    { minLength: 1, maxLength: 12 },
  );
  const sum = (amounts: string[]) => amounts.reduce((all, one) => all.plus(one), new Decimal(0)).toFixed(2);

  it('adds up to the cent, whatever the lines and the discount, also line by line without a discount on the whole', () => {
    fc.assert(
      fc.property(lines, percent, fc.nat(100_000), fc.boolean(), (quoted, off, amount, isAmount) => {
        const discount = isAmount
          ? { discountPercent: '0', discountAmount: new Decimal(amount).div(100).toFixed(2) }
          : { discountPercent: off, discountAmount: '0' };
        const totals = quoteTotals(quoted, discount);
        const net = netLines(quoted, discount);
        expect(sum(net.map((line) => line.oneTime))).toBe(sum([totals.total]));
        expect(sum(net.map((line) => line.recurring))).toBe(sum(totals.recurring.map((cycle) => cycle.total)));
        const folded = discountedLines(quoted, discount);
        expect(folded.map(lineTotal)).toEqual(net.map((line) => line.oneTime));
        expect(folded.map(recurringLineTotal)).toEqual(net.map((line) => line.recurring));
      }),
    );
  });
});

describe('recurring lines', () => {
  it('stand apart from what is paid once: 25 seats at 22 a month with 500 set-up', () => {
    const seats = each('25', '22', 'Monthly', { price: '20', taxRate: '10' });
    expect(quoteTotals([seats, paid('1', '100')])).toEqual({
      subtotal: '600.00',
      discount: '0.00',
      tax: '50.00',
      total: '650.00',
      recurring: [
        { cycle: 'Monthly', subtotal: '550.00', discount: '0.00', tax: '55.00', total: '605.00', monthly: '550.00' },
      ],
      monthly: '550.00',
    });
  });

  it('come to a month whatever their cycle, the shortest first; a cycle of unknown length is left out', () => {
    const totals = quoteTotals([
      each('1', '1200', 'Annually'),
      each('1', '99', 'Per project'),
      each('1', '100', 'monthly'),
      each('1', '30', 'Quarterly'),
      each('2', '5', 'Monthly'),
    ]);
    expect(totals.recurring.map(({ cycle, total, monthly }) => [cycle, total, monthly])).toEqual([
      ['monthly', '110.00', '110.00'],
      ['Quarterly', '30.00', '10.00'],
      ['Annually', '1200.00', '100.00'],
      ['Per project', '99.00', null],
    ]);
    expect(totals.monthly).toBe('220.00');
  });

  it('take a discount in percent, and none of an amount', () => {
    const lines = [each('3', '33.33', 'Monthly'), paid('1', '200')];
    expect(quoteTotals(lines, { discountPercent: '10', discountAmount: '0' })).toMatchObject({
      discount: '20.00',
      recurring: [{ subtotal: '99.99', discount: '10.00', total: '89.99' }],
    });
    expect(quoteTotals(lines, { discountPercent: '0', discountAmount: '50' })).toMatchObject({
      discount: '50.00',
      recurring: [{ discount: '0.00', total: '99.99' }],
    });
  });
});

describe('optional lines', () => {
  const lines = [
    { quantity: '2', price: '99.95', discountPercent: '0', taxRate: '10' },
    { quantity: '1', price: '40', discountPercent: '0', taxRate: '10', isOptional: true },
    { ...each('3', '7', 'Monthly'), isOptional: true },
  ];

  it('count in no total, bear no discount and no tax, and are not handed on', () => {
    const totals = quoteTotals(lines, { discountPercent: '0', discountAmount: '9.90' });
    expect(totals).toMatchObject({
      subtotal: '199.90',
      discount: '9.90',
      tax: '19.00',
      total: '209.00',
      recurring: [],
    });
    expect(discountedLines(lines, { discountPercent: '10', discountAmount: '0' })).toHaveLength(1);
    expect(discountedLines(lines, { discountPercent: '0', discountAmount: '0' })).toHaveLength(1);
  });
});
