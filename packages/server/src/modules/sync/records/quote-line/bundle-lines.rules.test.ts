import { lineTotal } from '@causeway/shared/quote-totals';
import { type BundleMode, bundleModes } from '@causeway/shared/vocabulary';
import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { type Assortment, type PlannedLine, planLines, shareOut } from './bundle-lines.rules.ts';
import { billedOnce, type QuoteLineRow } from './quote-line-row.ts';
import { lineFields } from './quote-line-to-product.ts';

const product = (id: string, price: string, kind: 'product' | 'bundle' = 'product') => ({
  id,
  name: `Product ${id}`,
  kind,
  price,
  cost: new Decimal(price).div(2).toString(),
});
const part = (bundleId: string, productId: string, quantity: string) => ({ bundleId, productId, quantity });

/** A desk with a phone and two screens; an office with three desks, a printer and a free mat. */
const shop: Assortment = {
  products: [
    product('phone', '100'),
    product('screen', '150'),
    product('printer', '300'),
    product('mat', '0'),
    product('desk', '380', 'bundle'),
    product('office', '1400', 'bundle'),
    product('empty', '50', 'bundle'),
  ],
  parts: [
    part('desk', 'phone', '1'),
    part('desk', 'screen', '2'),
    part('office', 'desk', '3'),
    part('office', 'printer', '1'),
    part('office', 'mat', '2'),
  ],
};
const line = (productId: string | null, more: Partial<QuoteLineRow> = {}): QuoteLineRow => ({
  id: '0192f0c0-0000-7000-8000-000000000001',
  position: 3,
  productId,
  description: 'As quoted',
  quantity: '2',
  price: '1400',
  cost: '700',
  discountPercent: '0',
  isTaxable: true,
  taxRate: null,
  ...billedOnce,
  ...more,
});
const shown = (planned: readonly PlannedLine[]) =>
  planned.map(({ line: l, as }) => [l.description, l.quantity, lineTotal(l), as]);

describe('R20: the lines of a quote by the bundle mode', () => {
  it.each<[BundleMode, string, unknown[]]>([
    ['single_product', 'desk', [['As quoted', '2', '2800.00', 'single']]],
    ['bundle', 'desk', [['As quoted', '2', '2800.00', 'bundle']]],
    [
      'child_products',
      'desk',
      [
        ['Product phone', '2', '700.00', 'plain'],
        ['Product screen', '4', '2100.00', 'plain'],
      ],
    ],
    [
      'child_products',
      'office',
      [
        ['Product phone', '6', '560.00', 'plain'],
        ['Product screen', '12', '1680.00', 'plain'],
        ['Product printer', '2', '560.00', 'plain'],
        ['Product mat', '4', '0.00', 'plain'],
      ],
    ],
    ['single_product', 'office', [['As quoted', '2', '2800.00', 'single']]],
    ['child_products', 'phone', [['As quoted', '2', '2800.00', 'plain']]],
    ['child_products', 'empty', [['As quoted', '2', '2800.00', 'plain']]],
  ])('%s: %s', (mode, productId, wanted) => expect(shown(planLines([line(productId)], shop, mode))).toEqual(wanted));

  it('leaves a line without a product as it is', () =>
    expect(planLines([line(null)], shop, 'child_products')).toMatchObject([{ id: line(null).id, as: 'plain' }]));

  it('keeps the order of the quote, parts in the place of their bundle', () => {
    const positions = planLines([line('desk'), line('phone', { position: 4 })], shop, 'child_products').map(
      (one) => one.line.position,
    );
    expect(positions).toEqual([3.001, 3.002, 4]);
  });

  it('names lines by the mode, the same every time and each once', () => {
    const idsOf = (mode: BundleMode) => planLines([line('office')], shop, mode).map((one) => one.id);
    const all = bundleModes.flatMap(idsOf);
    expect(new Set(all).size).toBe(all.length);
    expect(bundleModes.flatMap(idsOf)).toEqual(all);
    for (const id of all)
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-[57][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('takes the discount off before the price is shared out', () =>
    expect(shown(planLines([line('desk', { discountPercent: '10' })], shop, 'child_products'))).toEqual([
      ['Product phone', '2', '630.00', 'plain'],
      ['Product screen', '4', '1890.00', 'plain'],
    ]));

  it('passes on whether the line is taxable', () =>
    expect(
      planLines([line('desk', { isTaxable: false })], shop, 'child_products').every((one) => !one.line.isTaxable),
    ).toBe(true));
});

describe('R21, A15: totals', () => {
  const cents = fc.integer({ min: 0, max: 5_000_000 }).map((n) => new Decimal(n).div(100).toFixed(2));
  const quantity = fc.integer({ min: 1, max: 40 });
  const parts = fc.array(fc.record({ price: cents, quantity }), { minLength: 1, maxLength: 12 });
  const quoted = fc.record({ price: cents, quantity, discountPercent: fc.integer({ min: 0, max: 100 }).map(String) });
  /** As ConnectWise computes a line, to four digits. */
  const posted = (fields: { price: number; quantity: number }) =>
    new Decimal(fields.price).times(fields.quantity).toDecimalPlaces(4);
  const sum = (amounts: readonly Decimal[]) => amounts.reduce((all, one) => all.plus(one), new Decimal(0)).toFixed(2);

  it('are the quote’s to the cent in every mode, whatever prices, quantities and discounts', () => {
    fc.assert(
      fc.property(parts, quoted, (children, { quantity: many, ...amounts }) => {
        const assortment: Assortment = {
          products: [product('b', '10', 'bundle'), ...children.map((c, i) => product(`p${i}`, c.price))],
          parts: children.map((c, i) => part('b', `p${i}`, String(c.quantity))),
        };
        const quotedLine = line('b', { ...amounts, quantity: String(many) });
        for (const mode of ['single_product', 'child_products'] as const) {
          const lines = planLines([quotedLine], assortment, mode).map((one) => posted(lineFields(one.line, true)));
          expect(sum(lines)).toBe(lineTotal(quotedLine));
        }
        const shares = shareOut(
          quotedLine,
          children.map((c) => ({ price: c.price, cost: '0', quantity: String(c.quantity) })),
        );
        const components = shares.map((share) => posted({ price: share.price, quantity: Number(share.quantity) }));
        expect(sum(components)).toBe(lineTotal(quotedLine));
      }),
    );
  });

  it('leave free parts free while any other part has a price', () => {
    const shares = shareOut(line('b', { price: '99.99', quantity: '3' }), [
      { price: '10', cost: '1', quantity: '1' },
      { price: '0', cost: '0', quantity: '7' },
      { price: '5', cost: '0', quantity: '3' },
    ]);
    expect(shares.map((share) => share.total)).toEqual(['119.99', '0.00', '179.98']);
  });
});
