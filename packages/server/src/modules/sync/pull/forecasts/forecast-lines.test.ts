import { forecastLines } from './forecast-lines.rules.ts';

const monthly = { id: 1, name: 'Monthly' };

describe('what a forecast comes to', () => {
  it.each([
    ['nothing where there is none', null, []],
    ['nothing where it has no lines', { id: 1, forecastItems: [], forecastRevenueTotals: { revenue: 0 } }, []],
    [
      "the total that ConnectWise shows, and each cycle's recurring part",
      {
        id: 1,
        forecastRevenueTotals: { revenue: 250.5 },
        forecastItems: [
          { id: 1, revenue: 250.5, includeFlag: true },
          { id: 2, revenue: 0, recurringRevenue: 20.1, billCycle: monthly },
          { id: 3, revenue: 0, recurringRevenue: 0.2, billCycle: monthly },
          { id: 4, revenue: 0, recurringRevenue: 99, billCycle: monthly, includeFlag: false },
        ],
      },
      [
        { price: 250.5, billingCycle: null, recurringPrice: 0 },
        { price: 0, billingCycle: 'Monthly', recurringPrice: 20.3 },
      ],
    ],
    [
      'the sum of its lines where no total comes',
      {
        id: 1,
        forecastItems: [
          { id: 1, revenue: 10 },
          { id: 2, revenue: 5 },
          { id: 3, revenue: 7, includeFlag: false },
        ],
      },
      [{ price: 15, billingCycle: null, recurringPrice: 0 }],
    ],
  ])('%s', (_case, forecast, lines) => expect(forecastLines(forecast)).toEqual(lines));
});
