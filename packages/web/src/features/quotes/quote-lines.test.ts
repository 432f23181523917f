import { describe, expect, it } from 'vitest';
import {
  changeDraft,
  draftTotals,
  type EditedLine,
  editedLineTotal,
  lineErrors,
  type QuoteDraft,
} from './quote-lines.ts';

const line = (key: string, more: Partial<EditedLine> = {}): EditedLine => ({
  key,
  productId: null,
  productName: null,
  description: key,
  quantity: '1',
  price: '10',
  cost: '6',
  discountPercent: '0',
  taxCategoryId: null,
  isProductTaxable: null,
  section: null,
  isOptional: false,
  billing: 'one_time',
  billingCycle: '',
  billingCycleId: null,
  billingCycles: '',
  recurringPrice: '0',
  recurringCost: '0',
  ...more,
});
const draft = (...lines: EditedLine[]): QuoteDraft => ({
  title: 'Network',
  taxRegionId: 'east',
  lines,
  discountPercent: '0',
  discountAmount: '0',
  validUntil: '',
  terms: '',
  nextKey: 9,
});
const once = { billing: 'ONE_TIME' as const, recurringPrice: '0', recurringCost: '0' };
const keys = (quote: QuoteDraft) => quote.lines.map((one) => one.key);

const regions = [
  {
    id: 'east',
    name: 'East',
    categories: [
      { id: 'east-tax', name: 'Taxable', rate: '7.25' },
      { id: 'east-free', name: 'Non-taxable', rate: '0' },
    ],
  },
  {
    id: 'west',
    name: 'West',
    categories: [
      { id: 'west-tax', name: 'Taxable', rate: '10' },
      { id: 'west-free', name: 'Non-taxable', rate: '0' },
    ],
  },
];
const east = regions[0]?.categories ?? [];

describe('changing a quote', () => {
  it('adds an empty line at the end', () => {
    const after = changeDraft(draft(line('a')), { type: 'add' });
    expect(keys(after)).toEqual(['a', 'line-9']);
    expect(after.lines[1]).toMatchObject({ quantity: '1', price: '', discountPercent: '0' });
  });

  it('puts a duplicate right below its line, with a key of its own', () => {
    const after = changeDraft(draft(line('a', { price: '99' }), line('b')), { type: 'duplicate', key: 'a' });
    expect(keys(after)).toEqual(['a', 'line-9', 'b']);
    expect(after.lines[1]?.price).toBe('99');
    expect(after.nextKey).toBe(10);
  });

  it('takes a line out', () => {
    expect(keys(changeDraft(draft(line('a'), line('b')), { type: 'remove', key: 'a' }))).toEqual(['b']);
  });

  it.each([
    ['b', -1, ['b', 'a', 'c']],
    ['b', 1, ['a', 'c', 'b']],
    ['a', -1, ['a', 'b', 'c']],
    ['c', 1, ['a', 'b', 'c']],
  ] as const)('moves %s by %i', (key, by, order) => {
    expect(keys(changeDraft(draft(line('a'), line('b'), line('c')), { type: 'move', key, by }))).toEqual(order);
  });

  it('takes over what the product says', () => {
    const product = { id: 'p', name: 'Switch', price: '120.5', cost: '80', isTaxable: true, ...once };
    const after = changeDraft(draft(line('a')), { type: 'product', key: 'a', product, categories: east });
    expect(after.lines[0]).toMatchObject({
      productId: 'p',
      description: 'Switch',
      price: '120.5',
      cost: '80',
      taxCategoryId: 'east-tax',
    });
  });

  it('leaves tax off for a product that bears none', () => {
    const product = { id: 'p', name: 'Labour', price: '90', cost: '0', isTaxable: false, ...once };
    const after = changeDraft(draft(line('a')), { type: 'product', key: 'a', product, categories: east });
    expect(after.lines[0]?.taxCategoryId).toBe('east-free');
  });

  it('takes over how the product is billed, and turns a price into one of each cycle and back', () => {
    const product = {
      id: 'p',
      name: 'Seat',
      price: '20',
      cost: '5',
      isTaxable: true,
      billing: 'RECURRING' as const,
      billingCycle: 'Monthly',
      billingCycleId: '1',
      billingCycles: 36,
      recurringPrice: '22',
      recurringCost: '9',
    };
    const taken = changeDraft(draft(line('a')), { type: 'product', key: 'a', product, categories: east });
    const monthly = { billing: 'recurring', billingCycle: 'Monthly', billingCycleId: '1', recurringPrice: '22' };
    expect(taken.lines[0]).toMatchObject({ ...monthly, billingCycles: '36', price: '20' });
    const renamed = changeDraft(taken, { type: 'change', key: 'a', field: 'billingCycle', value: 'Annually' });
    expect(renamed.lines[0]).toMatchObject({ billingCycle: 'Annually', billingCycleId: null });
    const recurring = changeDraft(draft(line('a')), { type: 'billing', key: 'a', billing: 'recurring' });
    expect(recurring.lines[0]).toMatchObject({ price: '0', recurringPrice: '10', recurringCost: '6' });
    const back = changeDraft(recurring, { type: 'billing', key: 'a', billing: 'one_time' });
    expect(back.lines[0]).toMatchObject({ price: '10', recurringPrice: '0', billing: 'one_time', billingCycle: '' });
  });

  it('lets lines of products follow them when the quote gets its first region', () => {
    const before = { ...draft(line('a', { productId: 'p', isProductTaxable: false })), taxRegionId: null };
    const after = changeDraft(before, { type: 'region', taxRegionId: 'west', regions });
    expect(after.lines[0]?.taxCategoryId).toBeNull();
  });

  it('keeps the kind of tax of each line when the region changes', () => {
    const before = draft(
      line('a', { taxCategoryId: 'east-tax' }),
      line('b', { taxCategoryId: 'east-free' }),
      line('c'),
    );
    const after = changeDraft(before, { type: 'region', taxRegionId: 'west', regions });
    expect(after.lines.map((one) => one.taxCategoryId)).toEqual(['west-tax', 'west-free', null]);
  });

  it('taxes the lines of a quote that gets its first region', () => {
    const before = { ...draft(line('a')), taxRegionId: null };
    expect(changeDraft(before, { type: 'region', taxRegionId: 'west', regions }).lines[0]?.taxCategoryId).toBe(
      'west-tax',
    );
  });
});

describe('totals while typing', () => {
  it('adds up lines, tax and margin', () => {
    const lines = [
      line('a', { quantity: '2', price: '100', discountPercent: '10', cost: '60', taxCategoryId: 'east-tax' }),
      line('b', { quantity: '1', price: '50', cost: '20' }),
    ];
    expect(draftTotals(draft(...lines), east)).toEqual({
      subtotal: '230.00',
      discount: '0.00',
      recurring: [],
      monthly: null,
      tax: '13.05',
      total: '243.05',
      margin: '90.00',
      skipped: 0,
    });
  });

  it('takes credits and the discount of the quote off, and tells each cycle apart', () => {
    const seats = { billing: 'recurring' as const, billingCycle: 'Monthly', recurringPrice: '22', price: '0' };
    const quote = draft(
      line('a', { price: '100' }),
      line('b', { price: '-59.89' }),
      line('c', { ...seats, quantity: '25' }),
    );
    expect(draftTotals({ ...quote, discountPercent: '10' }, east)).toMatchObject({
      subtotal: '40.11',
      discount: '4.01',
      total: '36.10',
      recurring: [{ cycle: 'Monthly', subtotal: '550.00', discount: '55.00', total: '495.00' }],
      monthly: '495.00',
    });
  });

  it('taxes a line without a category as its product', () => {
    const lines = [
      line('a', { price: '100', isProductTaxable: true }),
      line('b', { price: '100', isProductTaxable: false }),
      line('c', { price: '100' }),
    ];
    expect(draftTotals(draft(...lines), east).tax).toBe('7.25');
    expect(draftTotals(draft(...lines), []).tax).toBe('0.00');
  });

  it('leaves out a line that is not a number yet and says so', () => {
    expect(draftTotals(draft(line('a'), line('b', { price: '12,' })), east)).toMatchObject({
      subtotal: '10.00',
      skipped: 1,
    });
  });

  it.each([
    [{ quantity: '3', price: '0.335' }, '1.01'],
    [{ discountPercent: '' }, '10.00'],
    [{ quantity: '' }, null],
    [{ discountPercent: '101' }, null],
    [{ price: 'free' }, null],
    [{ price: '-59.89' }, '-59.89'],
    [{ quantity: '-1' }, '-10.00'],
  ])('the total of %j is %s', (more, total) => {
    expect(editedLineTotal(line('a', more))).toBe(total);
  });
});

describe('what is wrong with a line', () => {
  it('is nothing for a whole line', () => {
    expect(lineErrors(line('a'))).toEqual({});
  });

  it('is told by field', () => {
    expect(lineErrors(line('a', { quantity: '0', description: ' ', price: 'x' }))).toEqual({
      description: 'Enter a description.',
      quantity: 'The quantity must not be 0.',
      price: 'Enter the price as a number such as 1234.5.',
    });
  });
});
