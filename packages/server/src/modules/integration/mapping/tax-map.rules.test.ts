import type { ReferenceItemRecord } from '../../connection/connection.ports.ts';
import {
  importChanges,
  importNote,
  importProblems,
  planTaxImport,
  type TaxImportQuestion,
} from './tax-import.rules.ts';
import { type MappedRegion, mapRegions, pushTax, regionOfCode } from './tax-map.rules.ts';
import { mergeTaxMap, type TaxPairChange, taxMapProblems } from './tax-map-problems.rules.ts';

const code = (
  remoteId: string,
  label: string,
  rate: string,
  more: Partial<ReferenceItemRecord> & { flags?: ReferenceItemRecord['flags'] } = {},
): ReferenceItemRecord => ({
  kind: 'tax_code',
  remoteId,
  label,
  position: null,
  isActive: true,
  ...more,
  flags: { identifier: label.slice(0, 8).toUpperCase(), rate, notExpressed: [], ...more.flags },
});

const region = (id: string, name: string, taxableRate: string, more: Partial<MappedRegion> = {}): MappedRegion => ({
  id,
  name,
  taxableRate,
  taxCodeId: null,
  by: null,
  importedAt: null,
  ...more,
});
const imported = (id: string, name: string, rate: string, taxCodeId: string) =>
  region(id, name, rate, { taxCodeId, by: 'import', importedAt: new Date('2026-11-01T00:00:00Z') });

const plan = (question: Partial<TaxImportQuestion>) =>
  planTaxImport({ codes: [], regions: [], pairs: [], decisions: new Map(), ...question });

describe('R43, R45: the plan of an import', () => {
  it.each([
    ['a code without a region is new', [], 'new', null],
    ['R45: a code that has its region already is unchanged', [imported('r', 'Georgia', '7', '13')], 'unchanged', '7'],
    ['R45: also when the rates are written differently', [imported('r', 'Georgia', '7.0', '13')], 'unchanged', '7.0'],
    ['R45: a changed rate brings it up to date', [imported('r', 'Georgia', '6.5', '13')], 'changed', '6.5'],
    ['R45: a renamed region is still the code’s', [imported('r', 'Peach State', '7', '13')], 'unchanged', '7'],
    ['a region of that name clashes', [region('r', 'GEORGIA', '7')], 'clash', '7'],
  ])('%s', (_words, regions, state, rateBefore) => {
    const [item] = plan({ codes: [code('13', 'Georgia', '7')], regions });
    expect(item).toMatchObject({ state, rateBefore, rate: '7' });
  });

  it('R46: leaves a code alone that was mapped directly', () => {
    const regions = [region('r', 'Atlanta', '7', { taxCodeId: '13', by: 'pair' })];
    const [item] = plan({
      codes: [code('13', 'Georgia', '7')],
      regions,
      pairs: [{ taxRegionId: 'r', taxCodeId: '13' }],
    });
    expect(item).toMatchObject({
      state: 'mapped',
      regionName: 'Atlanta',
      notes: [expect.stringContaining('directly')],
    });
  });

  it('names two codes of one description apart', () =>
    expect(
      plan({
        codes: [
          code('1', 'State', '6', { flags: { identifier: 'FL' } }),
          code('2', 'State', '7', { flags: { identifier: 'GA' } }),
        ],
      }).map((item) => item.regionName),
    ).toEqual(['State (FL)', 'State (GA)']));

  it.each([
    ['has ended', code('1', 'Old', '6', { isActive: false, flags: { endsOn: '2018-01-01' } }), 'ended on 2018-01-01'],
    [
      'is not in force yet',
      code('1', 'New', '6', { flags: { startsLater: true, startsOn: '2030-01-01' } }),
      'begins on 2030-01-01',
    ],
    ['has a rate beyond all digits', code('1', 'Odd', '8.123456'), 'keeps 5 digits'],
    ['has an impossible rate', code('1', 'Odd', '120'), '0 to 100 %'],
  ])('leaves a code out that %s, and says so', (_words, one, words) =>
    expect(plan({ codes: [one] })).toMatchObject([{ state: 'skipped', notes: [expect.stringContaining(words)] }]),
  );

  it('tells what a rate cannot express of a code that it takes in', () =>
    expect(
      plan({ codes: [code('12', 'County', '8', { flags: { notExpressed: ['Level 2 is capped.'] } })] }),
    ).toMatchObject([{ state: 'new', notes: ['Level 2 is capped.'] }]));

  it('wants a decision on a clash, and refuses to take over a region that stands for another code', () => {
    const codes = [code('13', 'Georgia', '7')];
    const problems = (regions: MappedRegion[], decision?: 'adopt' | 'leave_out') =>
      importProblems(plan({ codes, regions, decisions: new Map(decision ? [['13', decision]] : []) }), regions);
    const free = [region('r', 'Georgia', '6')];
    expect(problems(free)).toMatchObject([{ code: 'name_taken', field: 'decisions.13' }]);
    expect(problems(free, 'adopt')).toEqual([]);
    expect(problems(free, 'leave_out')).toEqual([]);
    expect(problems([imported('r', 'Georgia', '6', '99')], 'adopt')).toMatchObject([{ code: 'mapping_taken' }]);
  });
});

describe('R43: what the history says of an import', () => {
  const items = plan({
    codes: [
      code('1', 'Alabama', '4'),
      code('2', 'Boston', '6.25'),
      code('3', 'County', '8'),
      code('4', 'Denver', '5'),
      code('5', 'Elgin', '5'),
      code('6', 'Gone', '5', { isActive: false }),
    ],
    regions: [
      imported('b', 'Boston', '6', '2'),
      imported('c', 'County', '8', '3'),
      region('d', 'Denver', '4.5'),
      region('e', 'Elgin', '5'),
    ],
    decisions: new Map([
      ['4', 'adopt'],
      ['5', 'leave_out'],
    ]),
  }).map((item) => (item.state === 'new' ? { ...item, taxRegionId: 'a' } : item));

  it('names each region that changed, field by field', () =>
    expect(importChanges(items)).toEqual([
      { field: 'taxRegions.a.taxCode', label: 'Tax code for Alabama', from: null, to: 'Alabama' },
      { field: 'taxRegions.a.taxableRate', label: 'Taxable rate of Alabama', from: null, to: '4 %' },
      { field: 'taxRegions.b.taxableRate', label: 'Taxable rate of Boston', from: '6 %', to: '6.25 %' },
      { field: 'taxRegions.d.taxCode', label: 'Tax code for Denver', from: null, to: 'Denver' },
      { field: 'taxRegions.d.taxableRate', label: 'Taxable rate of Denver', from: '4.5 %', to: '5 %' },
    ]));

  it.each([
    [items, 'Imported 4 tax codes; tax regions: 1 made, 2 brought up to date, 1 unchanged. Skipped: 2 tax codes.'],
    [items.slice(2, 3), 'Imported 1 tax code; tax regions: 1 unchanged.'],
    [items.slice(5), 'Imported 0 tax codes. Skipped: 1 tax code.'],
  ])('counts the regions', (some, note) => expect(importNote(some)).toBe(note));
});

describe('R47: the tax code of a push', () => {
  const regions = [
    imported('fl', 'Florida', '6', '11'),
    region('ga', 'Georgia', '7', { taxCodeId: '13', by: 'pair' }),
    region('xx', 'Elsewhere', '0'),
  ];
  const codes = [code('11', 'State', '6'), code('13', 'Georgia', '7'), code('15', 'Old', '6', { isActive: false })];
  it.each([
    ['that of an imported region', 'fl', '99', { taxCodeId: '11', rule: 'region', regionName: 'Florida' }],
    ['that of a mapped region', 'ga', '99', { taxCodeId: '13', rule: 'region' }],
    [
      'the default for a region that is not mapped',
      'xx',
      '99',
      { taxCodeId: '99', rule: 'default', regionName: 'Elsewhere' },
    ],
    ['the default without a region', null, '99', { taxCodeId: '99', rule: 'default', regionName: null }],
    ['none without either', null, null, { taxCodeId: null, rule: 'none' }],
  ])('is %s', (_words, regionId, chosen, answer) =>
    expect(pushTax(regionId, regions, chosen, codes)).toMatchObject(answer),
  );

  it('P12: holds a record back whose tax code has ended or is gone, and no other', () => {
    const old = [imported('o', 'Old', '6', '15'), imported('g', 'Gone', '6', '77')];
    expect(pushTax('o', old, '11', codes)).toMatchObject({
      rule: 'lacking',
      reason: 'Tax code "Old" of tax region "Old" has ended in ConnectWise.',
    });
    expect(pushTax('g', old, '11', codes)).toMatchObject({ rule: 'lacking' });
    expect(pushTax(null, old, '11', codes)).toMatchObject({ rule: 'default' });
  });

  it('goes by the map when the list of codes could not be read', () =>
    expect(pushTax('fl', regions, null, [])).toMatchObject({ taxCodeId: '11', rule: 'region' }));

  it('knows the region of a company’s tax code', () => {
    expect(regionOfCode('13', regions)).toBe('ga');
    expect(regionOfCode('14', regions)).toBeUndefined();
  });

  it('R46: an import goes before a pair', () =>
    expect(
      mapRegions(
        [{ id: 'fl', name: 'Florida', taxableRate: '6' }],
        new Map([['fl', { taxCodeId: '11', importedAt: new Date(0) }]]),
        [{ taxRegionId: 'fl', taxCodeId: '13' }],
      ),
    ).toMatchObject([{ taxCodeId: '11', by: 'import' }]));
});

describe('R46: pairs of regions and codes', () => {
  const regions = [region('a', 'Atlanta', '7'), region('b', 'Boston', '6'), imported('c', 'County', '8', '12')];
  const codes = [
    code('11', 'State', '6'),
    code('12', 'County', '8'),
    code('13', 'Georgia', '7'),
    code('15', 'Old', '6', { isActive: false }),
  ];
  const before = [{ taxRegionId: 'a', taxCodeId: '13' }];
  const problems = (rows: TaxPairChange[]) => taxMapProblems(before, rows, { regions, codes });

  it.each<[string, TaxPairChange, string, string]>([
    [
      'a code that another region has',
      { taxRegionId: 'b', taxCodeId: '13' },
      'mapping_taken',
      'taxMap.pairs.0.taxCodeId',
    ],
    ['a code that was imported', { taxRegionId: 'b', taxCodeId: '12' }, 'mapping_taken', 'taxMap.pairs.0.taxCodeId'],
    [
      'a region that was imported',
      { taxRegionId: 'c', taxCodeId: '11' },
      'imported_region',
      'taxMap.pairs.0.taxRegionId',
    ],
    ['a code that has ended', { taxRegionId: 'b', taxCodeId: '15' }, 'inactive_option', 'taxMap.pairs.0.taxCodeId'],
    ['a code that is not there', { taxRegionId: 'b', taxCodeId: '99' }, 'unknown_option', 'taxMap.pairs.0.taxCodeId'],
    ['a region that is not there', { taxRegionId: 'z', taxCodeId: '11' }, 'not_found', 'taxMap.pairs.0.taxRegionId'],
  ])('refuses %s', (_words, row, code, field) =>
    expect(problems([row])).toEqual([{ code, field, message: expect.stringMatching(/\.$/) }]),
  );

  it('takes swaps, and frees', () => {
    const change = [
      { taxRegionId: 'a', taxCodeId: null },
      { taxRegionId: 'b', taxCodeId: '13' },
    ];
    expect(problems(change)).toEqual([]);
    expect(mergeTaxMap({ pairs: before }, change)).toEqual({ pairs: [{ taxRegionId: 'b', taxCodeId: '13' }] });
  });
});
