import { describe, expect, it } from 'vitest';
import { changeDraft, type EditedLine, type QuoteDraft } from './quote-lines.ts';
import { beginsSection } from './quote-sections.ts';

const line = (key: string, section: string | null): EditedLine => ({
  key,
  productId: null,
  productName: null,
  isProductTaxable: null,
  description: key,
  quantity: '1',
  price: '10',
  cost: '6',
  discountPercent: '0',
  taxCategoryId: null,
  section,
  isOptional: false,
  billing: 'one_time',
  billingCycle: '',
  billingCycleId: null,
  billingCycles: '',
  recurringPrice: '0',
  recurringCost: '0',
});
const draft = (...lines: EditedLine[]): QuoteDraft => ({
  title: 'Network',
  taxRegionId: null,
  lines,
  discountPercent: '0',
  discountAmount: '0',
  validUntil: '',
  terms: '',
  nextKey: 9,
});
const shown = ({ lines }: QuoteDraft) =>
  lines.map(({ key, section }, at) => `${beginsSection(lines, at) ? '# ' : ''}${key}:${section ?? '-'}`);

describe('sections of a quote', () => {
  const given = draft(line('a', null), line('b', 'One'), line('c', 'One'), line('d', 'Two'));

  it('begin at a line and hold those after it, and are named as a whole', () => {
    const begun = changeDraft(given, { type: 'section', key: 'c', section: '' });
    expect(shown(begun)).toEqual(['a:-', '# b:One', '# c:', '# d:Two']);
    expect(shown(changeDraft(given, { type: 'section', key: 'b', section: 'Net' }))).toEqual([
      'a:-',
      '# b:Net',
      'c:Net',
      '# d:Two',
    ]);
  });

  it('join the one before when their heading goes', () => {
    expect(shown(changeDraft(given, { type: 'section', key: 'd', section: null }))).toEqual([
      'a:-',
      '# b:One',
      'c:One',
      'd:One',
    ]);
    expect(shown(changeDraft(given, { type: 'section', key: 'b', section: null }))).toEqual([
      'a:-',
      'b:-',
      'c:-',
      '# d:Two',
    ]);
  });

  it('take in a line that is moved or added among theirs', () => {
    expect(shown(changeDraft(given, { type: 'move', key: 'd', by: -1 }))).toEqual(['a:-', '# b:One', 'd:One', 'c:One']);
    expect(shown(changeDraft(given, { type: 'move', key: 'a', by: 1 }))).toEqual([
      '# b:One',
      'a:One',
      'c:One',
      '# d:Two',
    ]);
    expect(shown(changeDraft(given, { type: 'add' })).at(-1)).toBe('line-9:Two');
  });
});
