/** Answers of the server for the pages around the sync; each test changes what it is about. */

export const emptyPage = {
  items: [],
  pageInfo: { endCursor: null, hasNextPage: false },
  totalCount: 0,
  liveCursor: 'live-0',
};
export const pageOf = (items: readonly object[], endCursor: string | null = null): object => ({
  items,
  pageInfo: { endCursor, hasNextPage: endCursor !== null },
  totalCount: items.length,
  liveCursor: `live-${items.length}`,
});

export const sampleConnection = {
  id: 'c1',
  siteUrl: 'https://na.myconnectwise.net',
  host: 'na.myconnectwise.net',
  loginCompany: 'northwind',
  hasPrivateKey: true,
  publicKeyHint: 'a1b2',
  clientIdSource: 'operator',
  keysSetAt: '2026-11-03T09:00:00.000Z',
  keysSetBy: 'Ana Ruiz',
  state: 'CONNECTED',
  stateCode: null as string | null,
  stateMessage: null as string | null,
  stateSince: '2026-11-03T09:00:00.000Z',
  verifiedAt: '2026-11-20T09:00:00.000Z',
  version: 'v2026.1',
  apiVersion: '2025.16',
  apiVersionWarning: null,
};

export const sampleRun = {
  id: 'r1',
  kind: 'INITIAL',
  state: 'RUNNING',
  startedAt: '2026-11-23T09:00:00.000Z',
  finishedAt: null as string | null,
  error: null as string | null,
  ratePerSecond: 410.2,
  settingsRevision: 3,
  currentRecord: 'Harbor Dental Group' as string | null,
  entities: [
    sampleRunEntity('COMPANY', { expected: 3000, processed: 1204, created: 1100, linked: 100, failed: 4 }),
    sampleRunEntity('CONTACT', { expected: null, processed: 7, created: 7 }),
  ],
};

function sampleRunEntity(entity: string, counts: object): object {
  const none = { created: 0, updated: 0, linked: 0, unchanged: 0, skipped: 0, failed: 0 };
  return { entity, ...none, startedAt: '2026-11-23T09:00:00.000Z', finishedAt: null, ...counts };
}

export const sampleHealth = {
  tone: 'ok',
  sentence: 'All in sync; last pull 3 min ago.',
  remedy: null as string | null,
  troubles: [] as object[],
  connection: sampleConnection,
  lastPullAt: '2026-11-23T09:00:00.000Z',
  nextPullAt: '2026-11-23T09:15:00.000Z',
  openIssues: 2,
  pendingPushes: 1,
  oldestPushAt: null as string | null,
  entities: [{ entity: 'COMPANY', linked: 2997, pending: 0, failing: 3, broken: 0, excluded: 41 }],
  currentRun: null as object | null,
  lastRun: null,
};

/** An audit entry; `n` is its number, its ID is `e<n>`. */
export function sampleEvent(n: number, change: object = {}): object {
  return {
    id: `e${n}`,
    cursor: `c${n}`,
    at: '2026-11-23T09:14:05.000Z',
    direction: 'IN',
    entity: 'COMPANY',
    operation: 'CREATE',
    status: 'SUCCESS',
    name: `Client ${n}`,
    localId: 'l1',
    remoteId: '1842',
    remoteUrl: 'https://na.myconnectwise.net/company/1842',
    localPath: '/clients/l1',
    description: `Created from company ${n}.`,
    code: null,
    runId: 'r1',
    attempt: 1,
    requestId: 'req-77',
    durationMs: 42,
    actor: null,
    changes: [],
    ...change,
  };
}

export const sampleDefaults = {
  locationId: '2' as string | null,
  departmentId: '10' as string | null,
  ratingId: null,
  stageId: null as string | null,
  statusId: null as string | null,
  opportunityTypeId: null,
  salesRepId: null,
  taxCodeId: null,
  closeDateOffsetDays: 30,
  localStageId: null,
  contactName: null,
};

export const sampleSettings = {
  mode: 'PULL_NEW_PUSH_WON',
  bundleMode: 'BUNDLE',
  revision: 3,
  startedAt: null as string | null,
  options: {
    pushLost: false,
    owners: { company: 'CONNECTWISE', contact: 'CONNECTWISE', product: 'CONNECTWISE', opportunity: 'CRM' },
  },
  filters: [] as object[],
  defaults: { ...sampleDefaults, stageId: '1', statusId: '1' },
  chosenDefaults: sampleDefaults as object,
  stageMap: [
    {
      stage: { id: 's1', name: 'Quoted', position: 1, kind: 'OPEN' },
      remoteStageId: '3',
      remoteStatusId: null,
      effective: 'stage 3.Quote, status Open (default)',
    },
    {
      stage: { id: 's2', name: 'Won', position: 2, kind: 'WON' },
      remoteStageId: null,
      remoteStatusId: '2',
      effective: 'stage 1.Prospect (default), status Won',
    },
  ],
  productMap: {
    standard: true,
    nameTo: null as string | null,
    identifierFrom: null as string | null,
    standardDefaults: { productTypeId: null, categoryId: null, subcategoryId: null, productClass: null },
    types: [] as object[],
    categories: [] as object[],
    classes: [] as object[],
    identifiers: [] as object[],
    lineItems: { other: 'CAUSEWAY-MISC', discount: null, shipping: null },
  },
  taxMap: { pairs: [] as object[] },
  opportunityMapping: { statusSource: 'MAP', wonStatusId: null, lostStatusId: null, closedStatusWins: false },
  closedStatuses: [],
  fieldDirections: [],
  mappingFallback: { remoteStageId: '1', remoteStatusId: '1', stageId: null },
};

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
  imported('15', 'Florida before 2018', 'LEFT_OUT', '6.5', {
    notes: ['Tax code "Florida before 2018" has ended on 2018-01-01, or is gone.'],
  }),
];

export const sampleSetupSteps = [
  { step: 'CONNECT', state: 'DONE', note: null, problems: [] },
  { step: 'PERMISSIONS', state: 'OPEN', note: null, problems: [] },
  { step: 'SCOPE', state: 'DONE', note: null, problems: [] },
  { step: 'MAPPING', state: 'NEEDS_WORK', note: 'Map the stage Lost.', problems: [] },
  { step: 'MATCHING', state: 'OPEN', note: null, problems: [] },
  { step: 'PREVIEW', state: 'OPEN', note: null, problems: [] },
  { step: 'START', state: 'LOCKED', note: 'One thing is still missing.', problems: [] },
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

const right = (id: string, module: string, action: string, what: string, change: object = {}): object => ({
  id,
  module,
  action,
  level: 'INQUIRE',
  table: null,
  what,
  isNeeded: true,
  state: 'OK',
  reason: null,
  fix: `System > Security Roles > (role of the API member) > ${module} > ${action}: Inquire All`,
  ...change,
});

export const samplePermissionReport = {
  checkedAt: '2026-11-23T09:14:05.000Z' as string | null,
  checkedBy: 'Ana Ruiz' as string | null,
  denied: 1,
  lines: [
    right('companies_inquire', 'Companies', 'Company Maintenance', 'read companies'),
    right('documents_add', 'Companies', 'Manage Documents', 'attach documents to opportunities', {
      level: 'ADD',
      state: 'NOT_TRIED',
      reason: 'ConnectWise tells only when a document is stored, so the first one that is sent will show it.',
    }),
    right('opportunities_add', 'Sales', 'Opportunity', 'create opportunities and notes', {
      level: 'ADD',
      state: 'DENIED',
      reason: 'You do not have security permission to perform this action.',
      fix: 'System > Security Roles > (role of the API member) > Sales > Opportunity: Add All',
    }),
    right('catalog_edit', 'Procurement', 'Product Catalog', 'update products', {
      level: 'EDIT',
      isNeeded: false,
      state: 'NOT_TRIED',
      reason: 'The chosen mode does without it.',
    }),
    right('contact_type_table', 'System', 'Table Setup', 'read contact types', {
      table: 'Contact Type',
      isNeeded: false,
      state: 'DENIED',
    }),
  ],
};

export const sampleDriftTask = {
  key: 'stageMap:stage:3',
  code: 'option_inactive',
  section: 'stageMap',
  step: 'MAPPING',
  kind: 'stage',
  remoteId: '3',
  label: '3.Quote',
  fields: ['stageMap.0.remoteStageId'],
  usedBy: ['Quoted'],
  message: 'Stage 3.Quote was deactivated in ConnectWise; used by Quoted.',
  advice: 'Choose another; records that need it wait until then.',
  holdsBack: true,
  canAccept: false,
  affectedOpportunities: 4,
  detectedAt: '2026-11-23T09:14:05.000Z',
};

export const sampleTaxTask = {
  ...sampleDriftTask,
  key: 'taxMap:tax_code:13:7:7.5',
  code: 'tax_rate_changed',
  section: 'taxMap',
  kind: 'tax_code',
  remoteId: '13',
  label: 'Georgia',
  fields: [],
  usedBy: ['tax region Georgia'],
  message: 'Tax code Georgia takes 7.5 % in ConnectWise and 7 % here; used by tax region Georgia.',
  advice: 'Import the tax codes again; quotes that exist keep their rate.',
  holdsBack: false,
  canAccept: true,
  affectedOpportunities: 2,
};

export const sampleRevisions = [
  {
    id: 'v3',
    kind: 'SETTINGS',
    revision: 3,
    at: '2026-11-23T09:14:05.000Z',
    actor: 'Ana Ruiz',
    note: null,
    isCurrent: true,
    isRestorable: false,
    changes: [
      { field: 'stageMap.s1.remoteStageId', label: 'Stage for Quoted', from: '2.Qualification', to: '3.Quote' },
      { field: 'defaults.ratingId', label: 'Default rating', from: 'Hot', to: null },
    ],
  },
  {
    id: 't2',
    kind: 'TAX_IMPORT',
    revision: 2,
    at: '2026-11-21T10:00:00.000Z',
    actor: 'Jon Bell',
    note: 'Imported 2 tax codes; tax regions: 1 brought up to date, 1 as they were.',
    isCurrent: false,
    isRestorable: false,
    changes: [{ field: 'taxRegions.t1.taxableRate', label: 'Taxable rate of Georgia', from: '6.5 %', to: '7 %' }],
  },
  {
    id: 'v2',
    kind: 'SETTINGS',
    revision: 2,
    at: '2026-11-20T09:14:05.000Z',
    actor: 'Jon Bell',
    note: 'Restored revision 1.',
    isCurrent: false,
    isRestorable: true,
    changes: [{ field: 'mode', label: 'Mode', from: 'Real time', to: 'Only from ConnectWise' }],
  },
];

const previewEntity = (entity: string, counts: object): object => ({
  entity,
  expected: null,
  processed: 0,
  created: 0,
  updated: 0,
  linked: 0,
  unchanged: 0,
  skipped: 0,
  failed: 0,
  startedAt: '2026-11-23T08:50:00.000Z',
  finishedAt: '2026-11-23T08:51:00.000Z',
  ...counts,
});

export const samplePreview = {
  id: 'p1',
  state: 'DONE',
  settingsRevision: 3,
  startedAt: '2026-11-23T08:50:00.000Z',
  finishedAt: '2026-11-23T08:51:00.000Z' as string | null,
  requestedBy: 'Ana Ruiz',
  cancelledBy: null as string | null,
  error: null as string | null,
  changedSince: [] as string[],
  entities: [
    previewEntity('COMPANY', { expected: 3000, processed: 3000, created: 2890, linked: 88, skipped: 14, failed: 8 }),
    previewEntity('CONTACT', { expected: 6012, processed: 6012, created: 5900, skipped: 108, failed: 4 }),
  ],
};

export const samplePreviewRecords = [
  {
    id: 'p1:1',
    entity: 'COMPANY',
    operation: 'LINK',
    name: 'Harbor Dental Group',
    remoteId: '1842',
    localId: 'l1',
    localPath: '/clients/l1',
    remoteUrl: 'https://na.myconnectwise.net/company/1842',
    code: null,
    reason: 'Same identifier.',
    changes: [{ field: 'phone', from: null, to: '813 555 0100' }],
  },
  {
    id: 'p1:2',
    entity: 'COMPANY',
    operation: 'NEEDS_PERSON',
    name: 'Alder & Finch LLP',
    remoteId: '1843',
    localId: null,
    localPath: null,
    remoteUrl: 'https://na.myconnectwise.net/company/1843',
    code: 'possible_duplicate',
    reason:
      'ConnectWise company 1843 "Alder & Finch LLP" could not come in. It may be the client "Alder and Finch" that is here already.',
    changes: [],
  },
];

const sampleLine = (description: string, quantity: string, total: string, isComponent = false): object => ({
  description,
  quantity,
  total,
  isComponent,
});

export const sampleBundle = {
  preview: {
    productId: 'p1',
    name: 'Workplace bundle',
    quantity: '2',
    price: '1199.00',
    modes: [
      {
        mode: 'SINGLE_PRODUCT',
        total: '2398.00',
        note: null,
        lines: [sampleLine('Workplace bundle', '2', '2398.00')],
      },
      {
        mode: 'CHILD_PRODUCTS',
        total: '2398.00',
        note: null,
        lines: [
          sampleLine('Laptop', '2', '1918.08'),
          sampleLine('Office licence', '4', '479.92'),
          sampleLine('Set-up', '2', '0.00'),
        ],
      },
      {
        mode: 'BUNDLE',
        total: '2398.00',
        note: null,
        lines: [
          sampleLine('Workplace bundle', '2', '0.00'),
          sampleLine('Laptop', '2', '1918.08', true),
          sampleLine('Office licence', '4', '479.92', true),
          sampleLine('Set-up', '2', '0.00', true),
        ],
      },
    ],
  },
  problems: [],
};
