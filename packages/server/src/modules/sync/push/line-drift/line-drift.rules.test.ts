import type { ProductItem } from '../../../../connectwise/wire/product-item.ts';
import { lineDrift, type StandingLine, standingLine } from './line-drift.rules.ts';

const line = (id: number, description: string, more: Partial<StandingLine> = {}): StandingLine => ({
  id,
  description,
  quantity: '2',
  price: '10',
  cost: '5',
  isCancelled: false,
  discount: '0',
  taxable: 'no',
  recurringPrice: '0',
  recurringCost: '0',
  billingCycle: 'none',
  cycles: '0',
  ...more,
});
const pushed = [line(1, 'Router'), line(2, 'Cable')];

describe('A24: what became of pushed lines', () => {
  it('is nothing while they are the same, in any order', () =>
    expect(lineDrift(pushed, [line(2, 'Cable'), line(1, 'Router')])).toBeNull());

  it.each<[string, StandingLine[], string]>([
    [
      'an edit',
      [line(1, 'Router', { quantity: '3', price: '9.5' }), line(2, 'Cable')],
      '"Router": quantity 2 → 3, price 10 → 9.5',
    ],
    ['another name', [line(1, 'Router X'), line(2, 'Cable')], '"Router": description Router → Router X'],
    ['another cost', [line(1, 'Router', { cost: '6' }), line(2, 'Cable')], '"Router": cost 5 → 6'],
    ['one that was removed', [line(1, 'Router')], '"Cable" was removed'],
    ['one that was cancelled', [line(1, 'Router', { isCancelled: true }), line(2, 'Cable')], '"Router" was cancelled'],
    ['one that was added', [...pushed, line(3, 'Rush fee')], '"Rush fee" was added'],
    [
      'a discount, and what recurs otherwise',
      [
        line(1, 'Router', { discount: '20', recurringPrice: '9', billingCycle: 'Annually' }),
        line(2, 'Cable', { taxable: 'yes' }),
      ],
      '"Router": discount 0 → 20, recurring price 0 → 9, billing cycle none → Annually; "Cable": taxable no → yes',
    ],
  ])('tells %s', (_what, present, words) =>
    expect(lineDrift(pushed, present)?.message).toBe(`Edited in ConnectWise after the last push: ${words}.`),
  );

  it('compares no more than was kept of a line at the push', () => {
    const { id, description, quantity, price, cost, isCancelled } = line(1, 'Router');
    const before = [{ id, description, quantity, price, cost, isCancelled }];
    expect(lineDrift(before, [line(1, 'Router', { discount: '20' })])).toBeNull();
  });

  it('names the first five, and counts the rest; all of them are among the changes', () => {
    const drift = lineDrift(
      [],
      Array.from({ length: 8 }, (_, i) => line(i, `Line ${i}`)),
    );
    expect(drift?.message).toContain('"Line 4" was added; and 3 more lines.');
    expect(drift?.changes).toHaveLength(8);
  });

  it('takes 2 and 2.00 for the same, and nothing for 0', () =>
    expect(standingLine({ id: 1, description: 'Router', quantity: 2.0, price: null } as ProductItem)).toEqual(
      line(1, 'Router', { price: '0', cost: '0' }),
    ));
});
