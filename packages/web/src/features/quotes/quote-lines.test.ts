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
  ...more,
});
const draft = (...lines: EditedLine[]): QuoteDraft => ({ title: 'Network', taxRegionId: 'east', lines, nextKey: 9 });
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
    const product = { id: 'p', name: 'Switch', price: '120.5', cost: '80', isTaxable: true };
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
    const product = { id: 'p', name: 'Labour', price: '90', cost: '0', isTaxable: false };
    const after = changeDraft(draft(line('a')), { type: 'product', key: 'a', product, categories: east });
    expect(after.lines[0]?.taxCategoryId).toBe('east-free');
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
    expect(draftTotals(lines, east)).toEqual({
      subtotal: '230.00',
      tax: '13.05',
      total: '243.05',
      margin: '90.00',
      skipped: 0,
    });
  });

  it('leaves out a line that is not a number yet and says so', () => {
    expect(draftTotals([line('a'), line('b', { price: '12,' })], east)).toMatchObject({
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
      quantity: 'The quantity must be more than 0.',
      price: 'Enter the price as a number such as 1234.5.',
    });
  });
});
