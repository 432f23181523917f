/** Answers of the server for the pages around the sync; each test changes what it is about. */

const emptyPage = { items: [], pageInfo: { endCursor: null, hasNextPage: false }, totalCount: 0 };
export const pageOf = (items: readonly object[], endCursor: string | null = null): object => ({
  items,
  pageInfo: { endCursor, hasNextPage: endCursor !== null },
  totalCount: items.length,
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
};

export const sampleRun = {
  id: 'r1',
  kind: 'INITIAL',
  state: 'RUNNING',
  startedAt: '2026-11-23T09:00:00.000Z',
  finishedAt: null as string | null,
  error: null as string | null,
  ratePerSecond: 410.2,
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
  connection: sampleConnection,
  lastPullAt: '2026-11-23T09:00:00.000Z',
  nextPullAt: '2026-11-23T09:15:00.000Z',
  openIssues: 2,
  pendingPushes: 1,
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
};

const sampleReferenceItems = ({ kind }: { kind: string }): object[] =>
  (lists[kind] ?? []).map(([remoteId, label]) => ({
    kind,
    remoteId,
    label,
    isActive: true,
    flags: kind === 'location' ? { departmentIds: remoteId === '2' ? ['10'] : ['20'] } : {},
    position: null,
  }));

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

/** What the queries around the sync answer when a test says nothing else. */
export const syncAnswers = {
  integrationHealth: () => sampleHealth as object,
  connection: () => sampleConnection as object | null,
  syncSettings: () => sampleSettings as object | null,
  setupSteps: () => sampleSetupSteps as object[],
  referenceItems: sampleReferenceItems,
  pipelineStages: () => [
    { id: 's1', name: 'Quoted', position: 1, kind: 'OPEN' },
    { id: 's2', name: 'Won', position: 2, kind: 'WON' },
  ],
  bundlePreview: () => sampleBundle as object,
  syncRuns: () => emptyPage as object,
  issues: () => emptyPage as object,
  auditEvents: () => emptyPage as object,
};
