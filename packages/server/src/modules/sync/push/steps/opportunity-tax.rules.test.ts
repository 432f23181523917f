import type { SentTax } from '../../conflicts/base.rules.ts';
import { isOtherRegion, type OpportunityTax, planTax, taxOfNew } from './opportunity-tax.rules.ts';

const florida: OpportunityTax = { regionId: 'fl', regionName: 'Florida', taxCodeId: '11', ownsTaxCode: true };
const georgia: OpportunityTax = { regionId: 'ga', regionName: 'Georgia', taxCodeId: null, ownsTaxCode: false };
const emptied: OpportunityTax = { regionId: null, regionName: null, taxCodeId: null, ownsTaxCode: false };
const withDefault = (tax: OpportunityTax): OpportunityTax => ({ ...tax, taxCodeId: '99' });
const sent: SentTax = { regionId: 'fl', code: '11', gone: [] };
const none: SentTax = { regionId: null, code: null, gone: [] };
const state = { id: 11, name: 'State' };
const spare = { id: 12, name: 'Spare' };

describe('what becomes of the tax code of an opportunity', () => {
  it.each([
    ['stays that of its region', florida, sent, state, { id: 11 }, null, sent],
    ['is set over another one', florida, sent, spare, { id: 11 }, null, sent],
    ['is removed with the region', emptied, sent, state, null, null, { regionId: null, code: null, gone: ['11'] }],
    [
      'gives way to the default',
      withDefault(georgia),
      sent,
      state,
      { id: 99 },
      null,
      { regionId: 'ga', code: '99', gone: ['11'] },
    ],
    [
      'stays where somebody chose it there',
      emptied,
      sent,
      spare,
      undefined,
      /"Spare"/,
      { regionId: null, code: null, gone: ['11'] },
    ],
    [
      'is none for a region without a code',
      georgia,
      none,
      null,
      undefined,
      /"Georgia"/,
      { regionId: 'ga', code: null, gone: [] },
    ],
    [
      'was removed there before',
      emptied,
      sent,
      null,
      undefined,
      /anyway$/,
      { regionId: null, code: null, gone: ['11'] },
    ],
    [
      'is not looked at while the region is the same',
      georgia,
      { regionId: 'ga', code: '11', gone: [] },
      null,
      undefined,
      null,
      { regionId: 'ga', code: '11', gone: [] },
    ],
    ['is there already', florida, none, state, { id: 11 }, /already$/, sent],
    ['is not said to be there by a first push', florida, null, state, { id: 11 }, null, sent],
    [
      'forgets what was gone once a region has a code',
      florida,
      { regionId: null, code: null, gone: ['12'] },
      null,
      { id: 11 },
      null,
      sent,
    ],
  ] as const)('%s', (_what, tax, before, there, taxCode, because, next) => {
    const plan = planTax(tax, before, there);
    expect(plan.taxCode).toEqual(taxCode);
    expect(plan.next).toEqual(next);
    if (because) expect(plan.because).toMatch(because);
    else expect(plan.because).toBeNull();
  });

  it('is remembered of a new opportunity, a default too', () =>
    expect(taxOfNew(withDefault(emptied))).toEqual({ regionId: null, code: '99', gone: [] }));

  it('is asked for only where another region was chosen', () => {
    expect([isOtherRegion(florida, sent), isOtherRegion(florida, null), isOtherRegion(emptied, null)]).toEqual([
      false,
      false,
      false,
    ]);
    expect([isOtherRegion(emptied, sent), isOtherRegion(georgia, null)]).toEqual([true, true]);
  });
});
