/** The maps of products and taxes, and the lists of ConnectWise to choose from. Each test changes what it is about. */

const value = (word: string | null, count: number, label: string | null, rule: string, more: object = {}): object => ({
  value: word,
  category: null,
  subcategory: null,
  isBundle: false,
  count,
  label,
  rule,
  reason: null,
  ...more,
});

export const sampleProductMapping = {
  nameClashes: 0,
  types: [
    value('Hardware', 812, 'Hardware', 'EQUAL_NAME'),
    value('Licences', 240, 'Software', 'STANDARD_DEFAULT'),
    value('Rental', 12, null, 'NONE', { reason: '"Rental" is not mapped to a product type of ConnectWise.' }),
    value(null, 140, 'Software', 'STANDARD_DEFAULT'),
  ],
  categories: [
    value('Hardware > Laptops', 310, 'Hardware > Laptops', 'EQUAL_NAME', {
      category: 'Hardware',
      subcategory: 'Laptops',
    }),
    value('Bundles', 5, 'Services > Projects', 'STANDARD_DEFAULT', { category: 'Bundles' }),
  ],
  classes: [value('Inventory', 700, 'Inventory', 'EQUAL_NAME'), value(null, 5, 'Bundle', 'BUNDLE', { isBundle: true })],
};

export const sampleProductIdCounts = { products: 1204, lacking: 37, tooLong: 0, shared: 25, sharedValues: 12 };

const region = (id: string, name: string, taxableRate: string, more: object = {}): object => ({
  id,
  name,
  taxableRate,
  taxCodeId: null,
  by: null,
  codeLabel: null,
  codeRate: null,
  isCodeActive: false,
  notes: [],
  importedAt: null,
  ...more,
});

export const sampleTaxMapping = {
  importedAt: '2026-11-20T09:00:00.000Z' as string | null,
  regions: [
    region('t1', 'Georgia', '7', {
      taxCodeId: '13',
      by: 'IMPORT',
      codeLabel: 'Georgia',
      codeRate: '7',
      isCodeActive: true,
      importedAt: '2026-11-20T09:00:00.000Z',
    }),
    region('t2', 'Hillsborough County', '8', {
      taxCodeId: '12',
      by: 'IMPORT',
      codeLabel: 'Hillsborough County',
      codeRate: '8',
      isCodeActive: true,
      notes: ['Level 2 taxes only the first 5,000 of a line; the rate takes its 1.5 % of all of it.'],
      importedAt: '2026-11-20T09:00:00.000Z',
    }),
    region('t3', 'Key West', '7.5'),
  ] as object[],
};

const imported = (taxCodeId: string, label: string, state: string, rate: string | null, more: object = {}): object => ({
  taxCodeId,
  identifier: label.slice(0, 5).toUpperCase(),
  label,
  state,
  regionName: label,
  taxRegionId: null,
  rate,
  rateBefore: null,
  notes: [],
  ...more,
});

export const sampleTaxImport = [
  imported('11', 'State', 'NEW', '6'),
  imported('12', 'Hillsborough County', 'UNCHANGED', '8', { rateBefore: '8' }),
  imported('13', 'Georgia', 'CHANGED', '7.5', { rateBefore: '7' }),
  imported('16', 'Key West', 'CLASH', '7.5', { rateBefore: '7.5' }),
  imported('15', 'Florida before 2018', 'SKIPPED', '6.5', {
    notes: ['Tax code "Florida before 2018" has ended on 2018-01-01, or is gone.'],
  }),
];

const lists: Record<string, [string, string][]> = {
  location: [
    ['2', 'Tampa Office'],
    ['3', 'Orlando Office'],
  ],
  department: [
    ['10', 'Sales'],
    ['20', 'Services'],
  ],
  company_type: [
    ['1', 'Client'],
    ['2', 'Prospect'],
    ['3', 'Vendor'],
  ],
  stage: [
    ['1', '1.Prospect'],
    ['3', '3.Quote'],
    ['6', '6.Closed'],
  ],
  status: [
    ['1', 'Open'],
    ['2', 'Won'],
  ],
  product_type: [
    ['1', 'Hardware'],
    ['2', 'Software'],
    ['3', 'Service'],
  ],
  category: [
    ['1', 'Hardware'],
    ['4', 'Services'],
  ],
  subcategory: [
    ['2', 'Laptops'],
    ['15', 'Projects'],
  ],
  tax_code: [
    ['11', 'State'],
    ['12', 'Hillsborough County'],
    ['13', 'Georgia'],
  ],
};

export const sampleReferenceItems = ({ kind }: { kind: string }): object[] =>
  (lists[kind] ?? []).map(([remoteId, label]) => ({
    kind,
    remoteId,
    label,
    isActive: true,
    flags: kind === 'location' ? { departmentIds: remoteId === '2' ? ['10'] : ['20'] } : {},
    position: null,
  }));
