/** Settings, their revisions, the steps of the set-up and what has drifted from them. Each test changes what it is about. */

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
    inactiveCompanies: 'EXCLUDE',
    reconcile: { differences: 'HEAL', hour: 2 },
    documentLinks: { isOn: false, expireAfterDays: null as number | null },
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
      otherRemoteStageIds: [] as string[],
      otherRemoteStatusIds: [] as string[],
      effective: 'stage 3.Quote, status unchanged (Open when new or reopened)',
    },
    {
      stage: { id: 's2', name: 'Won', position: 2, kind: 'WON' },
      remoteStageId: null,
      remoteStatusId: '2',
      otherRemoteStageIds: [] as string[],
      otherRemoteStatusIds: [] as string[],
      effective: 'stage unchanged (1.Prospect when new), status Won',
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

export const sampleSetupSteps = [
  { step: 'CONNECT', state: 'DONE', note: null, problems: [] },
  { step: 'PERMISSIONS', state: 'OPEN', note: null, problems: [] },
  { step: 'SCOPE', state: 'DONE', note: null, problems: [] },
  { step: 'MAPPING', state: 'NEEDS_WORK', note: 'Map the stage Lost.', problems: [] },
  { step: 'MATCHING', state: 'OPEN', note: null, problems: [] },
  { step: 'PREVIEW', state: 'OPEN', note: null, problems: [] },
  { step: 'START', state: 'LOCKED', note: 'One thing is still missing.', problems: [] },
];

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
