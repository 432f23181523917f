import { billedOnce } from '../records/quote-line/quote-line-row.ts';
import { planPatch } from './attempt/patch-plan.rules.ts';
import { checkTotals } from './steps/check.rules.ts';
import { documentTitle } from './steps/documents.step.ts';
import type { RemoteLine } from './steps/line-comparison.rules.ts';
import { noteText } from './steps/notes.step.ts';

describe('planPatch', () => {
  it.each([
    ['equal values are left alone', { name: 'A' }, { name: 'A' }, undefined, []],
    [
      'a reference is compared by ID and replaced whole',
      { status: { id: 2 } },
      { status: { id: 1, name: 'Open' } },
      undefined,
      ['replace status'],
    ],
    ['an equal reference is left alone', { status: { id: 2 } }, { status: { id: 2, name: 'Won' } }, undefined, []],
    ['nothing, null and empty text are the same', { city: undefined, zip: null }, { city: '' }, undefined, []],
    ['a cleared value is removed', { city: undefined }, { city: 'Tampa' }, undefined, ['remove city']],
    [
      'what the CRM did not edit keeps ConnectWise’s newer value',
      { name: 'A', city: 'B' },
      { name: 'New', city: 'Old' },
      { name: 'A', city: 'Old' },
      ['replace city'],
    ],
    ['false is a value', { inactiveFlag: false }, { inactiveFlag: true }, undefined, ['replace inactiveFlag']],
  ])('%s', (_words, wanted, remote, base, operations) =>
    expect(planPatch(wanted, remote, base).operations.map((o) => `${o.op} ${o.path}`)).toEqual(operations),
  );
  it('tells what was and what is, by name', () =>
    expect(planPatch({ status: { id: 2 } }, { status: { id: 1, name: 'Open' } }).changes).toEqual([
      { field: 'status', from: 'Open', to: 2 },
    ]));
});

describe('checkTotals', () => {
  const line = {
    id: 'l',
    position: 1,
    productId: null,
    description: 'x',
    quantity: '2',
    price: '50',
    cost: '0',
    discountPercent: '0',
    isTaxable: true,
    taxRate: '7.5',
    ...billedOnce,
  };
  const remote = (
    extPrice: number,
    isOurs = true,
    isCancelled = false,
    more: Partial<RemoteLine> = {},
  ): RemoteLine => ({
    id: isOurs ? 1 : 2,
    description: 'x',
    quantity: 2,
    catalogItemId: 9,
    extPrice,
    recurring: 0,
    billCycleId: null,
    billCycle: null,
    isCancelled,
    ...more,
  });
  it.each([
    ['agrees', [remote(100)], 7.5, 'success', 'The total of 100.00 and the tax of 7.50 agree'],
    [
      'tells that no tax code was sent, with the tax that is missing there',
      [remote(100)],
      null,
      'info',
      'Not sent: tax region, because no tax code of ConnectWise stands for "Georgia" (Settings, Integrations, Mapping, Taxes). The total of 100.00 agrees with the quote. The tax of 7.50 on the quote is not in ConnectWise.',
    ],
    [
      'R47: tells another tax, with the code and the region that it comes from',
      [remote(100)],
      7,
      'info',
      'ConnectWise computes 7.00 tax by tax code "State", the quote 7.50 by tax region "Georgia". Level 2 is capped. Compare',
    ],
    ['tells another total', [remote(99.99)], 7.5, 'error', 'come to 99.99, the quote to 100.00'],
    [
      'names lines that somebody added there',
      [remote(100), remote(5, false)],
      7.5,
      'error',
      '(5.00): it did not come from this quote.',
    ],
    ['does not count cancelled lines', [remote(100), remote(40, false, true)], 7.5, 'success', '100.00'],
  ])('%s', (_words, lines, remoteTax, status, words) => {
    const answer = checkTotals({
      isWon: true,
      currency: 'USD',
      lines: [line],
      expected: [{ planned: { id: 'l', line, as: 'plain' }, billCycleId: null, remoteIds: [1] }],
      remote: lines,
      assortment: { products: [], parts: [] },
      items: {},
      remoteTax,
      taxRegionName: 'Georgia',
      taxCodeName: 'State',
      isRegionMapped: true,
      isDefaultSent: false,
      codeRate: '7.5',
      notExpressed: ['Level 2 is capped.'],
    });
    expect(answer.status).toBe(status);
    expect(answer.description).toContain(words);
  });
});

describe('what is attached', () => {
  const document = {
    id: '0192f0c0-0000-7000-8000-8c21f0a9d3e4',
    kind: 'quote' as const,
    number: 12,
    title: 'Fire\nwall',
  };
  it('has a title that ends with our mark', () => {
    expect(documentTitle(document)).toBe('Quote 12: Fire wall [8c21f0a9d3e4]');
    expect(documentTitle({ ...document, kind: 'file', title: 'x'.repeat(200) })).toBe(
      `${'x'.repeat(80)} [8c21f0a9d3e4]`,
    );
  });
  it('has a note in one line with the address', () =>
    expect(noteText(document, 'https://crm.example/d/1')).toBe('Quote 12 "Fire wall": https://crm.example/d/1'));
});
