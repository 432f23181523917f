import { lineTotal, quoteTotals } from './quote-totals.ts';

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

  it('is nothing for a quote without lines', () => {
    expect(quoteTotals([])).toEqual({ subtotal: '0.00', tax: '0.00', total: '0.00' });
  });

  it('sums the printed line totals, not the hidden thirds of a cent', () => {
    expect(quoteTotals([line('1', '0.335'), line('1', '0.335'), line('1', '0.335')])).toEqual({
      subtotal: '1.02',
      tax: '0.00',
      total: '1.02',
    });
  });

  it('rounds the tax once over all lines', () => {
    const cents = Array.from({ length: 10 }, () => line('1', '0.10', '7.25'));
    expect(quoteTotals(cents)).toEqual({ subtotal: '1.00', tax: '0.07', total: '1.07' });
  });

  it('taxes each line at its own rate and leaves lines without a category alone', () => {
    expect(
      quoteTotals([line('2', '100', '20'), line('1', '50', '5.5'), line('1', '30', '0'), line('1', '20')]),
    ).toEqual({
      subtotal: '300.00',
      tax: '42.75',
      total: '342.75',
    });
  });

  it('taxes what is left after the discount', () => {
    expect(quoteTotals([line('1', '200', '10', '25')])).toEqual({ subtotal: '150.00', tax: '15.00', total: '165.00' });
  });

  it('does not change the order or the lines that it was given', () => {
    const lines = Object.freeze([Object.freeze(line('1', '10', '10'))]);
    expect(quoteTotals(lines).total).toBe('11.00');
  });
});
