// Believable answers for looking at the pages without a server. Names are made up.
const ago = (seconds) => new Date(Date.now() - seconds * 1000).toISOString();
const companies =
  'Harbor Dental Group|Alder & Finch LLP|Blue Ridge Logistics|Cascade Orthopedics|Dunmore Public Library|Everett Marine Supply|Foxglove Veterinary|Granite State Credit Union'.split(
    '|',
  );

export const viewer = {
  role: 'ADMIN',
  user: { id: 'u1', name: 'Ana Ruiz', email: 'ana@northwind.example', role: 'ADMIN' },
  workspace: { id: 'w1', name: 'Northwind IT' },
  canEdit: true,
  canRetry: true,
  canAdminister: true,
  viaToken: false,
};

export const connection = {
  id: 'c1',
  siteUrl: 'https://na.myconnectwise.net',
  host: 'na.myconnectwise.net',
  loginCompany: 'northwind',
  hasPrivateKey: true,
  publicKeyHint: 'a1b2',
  clientIdSource: 'operator',
  keysSetAt: ago(86400 * 9),
  keysSetBy: 'Ana Ruiz',
  state: 'CONNECTED',
  stateCode: null,
  stateMessage: null,
  stateSince: ago(86400),
  verifiedAt: ago(3600),
  version: '2026.1',
};

const entity = (name, expected, processed, rest = {}) => ({
  entity: name,
  expected,
  processed,
  created: Math.floor(processed * 0.9),
  updated: 0,
  linked: Math.floor(processed * 0.08),
  unchanged: 0,
  skipped: Math.floor(processed * 0.02),
  failed: 0,
  startedAt: processed ? ago(60) : null,
  finishedAt: null,
  ...rest,
});

const run = {
  id: 'r1',
  kind: 'INITIAL',
  state: 'RUNNING',
  startedAt: ago(74),
  finishedAt: null,
  error: null,
  ratePerSecond: 412.4,
  settingsRevision: 4,
  currentRecord: 'Maya Lindqvist',
  entities: [
    entity('TAX_CODE', 12, 12, { finishedAt: ago(70) }),
    entity('COMPANY', 3000, 3000, { finishedAt: ago(40), failed: 3 }),
    entity('CONTACT', 6012, 4120),
    entity('PRODUCT', 800, 0),
    entity('OPPORTUNITY', 1200, 0),
  ],
};

export const runs = [
  run,
  ...Array.from({ length: 24 }, (_, i) => ({
    ...run,
    id: `p${i}`,
    kind: i % 5 === 1 ? 'MANUAL' : 'POLL',
    state: i === 3 ? 'FAILED' : 'DONE',
    startedAt: ago(900 * (i + 1)),
    finishedAt: ago(900 * (i + 1) - 14 - i),
    error:
      i === 3 ? 'ConnectWise did not answer for 60 seconds. The next poll continues where this one stopped.' : null,
    entities: run.entities.map((one) => ({
      ...one,
      expected: null,
      processed: (i * 7) % 23,
      created: (i * 3) % 5,
      updated: i % 4,
      linked: 0,
      skipped: i % 3,
      failed: i % 7 === 2 ? 1 : 0,
      finishedAt: ago(900 * i),
    })),
  })),
];

const kinds = ['COMPANY', 'CONTACT', 'PRODUCT', 'OPPORTUNITY'];
const stories = [
  ['CREATE', 'SUCCESS', 'Created from ConnectWise company 1842.', null],
  ['LINK', 'SUCCESS', 'Linked to the client with the same identifier.', null],
  ['SKIP', 'SKIPPED', 'Not changed: in the mode "new and won" later edits in ConnectWise stay there.', 'mode'],
  [
    'FAIL',
    'ERROR',
    'The contact has no first name. Enter one in ConnectWise; the next poll brings it in.',
    'missing_value',
  ],
  ['PUSH', 'SUCCESS', 'Pushed to ConnectWise: stage Proposal to Won, 6 lines, 1 document.', null],
  ['UPDATE', 'SUCCESS', 'Phone and address updated.', null],
];

export const events = Array.from({ length: 160 }, (_, i) => event(i));

export function event(i) {
  const [operation, status, description, code] = stories[(i * 5 + (i % 3)) % stories.length];
  const type = kinds[i % 4];
  return {
    id: `e${i}`,
    cursor: String(100000 - i),
    at: ago(8 + i * 37),
    direction: operation === 'PUSH' ? 'OUT' : 'IN',
    entity: type,
    operation,
    status,
    name:
      type === 'CONTACT'
        ? ['Maya Lindqvist', 'Tom Okafor', 'Priya Raman'][i % 3]
        : type === 'PRODUCT'
          ? ['Firewall FX-60', 'Managed Backup 1 TB', 'Onsite hour'][i % 3]
          : companies[i % companies.length],
    localId: `l${i % 20}`,
    remoteId: String(1800 + i),
    remoteUrl: `https://na.myconnectwise.net/v4_6_release/x?recid=${i}`,
    localPath: type === 'COMPANY' ? `/clients/l${i % 20}` : type === 'CONTACT' ? `/contacts/l${i % 20}` : null,
    description,
    code,
    runId: 'r1',
    attempt: 1 + (i % 2),
    requestId: `6f1c2b7e-${1000 + i}`,
    durationMs: 42 + i,
    actor: null,
    changes: [
      { field: 'phone', from: '(206) 555-0133', to: '(206) 555-0190' },
      { field: 'addressLine1', from: null, to: '1200 Harbor Ave, Suite 4' },
      { field: 'types', from: ['Client', 'Prospect'], to: ['Client', 'Vendor'] },
      { field: 'isActive', from: false, to: true },
    ],
  };
}

export const health = {
  tone: 'working',
  sentence: 'First sync: 7,132 of 11,024 records are in, 3 need attention.',
  connection,
  lastPullAt: ago(180),
  nextPullAt: ago(-720),
  openIssues: 5,
  pendingPushes: 2,
  entities: [
    { entity: 'COMPANY', linked: 2997, pending: 0, failing: 3, broken: 0, excluded: 41 },
    { entity: 'CONTACT', linked: 4098, pending: 0, failing: 0, broken: 1, excluded: 1204 },
    { entity: 'PRODUCT', linked: 0, pending: 2, failing: 0, broken: 0, excluded: 0 },
    { entity: 'OPPORTUNITY', linked: 0, pending: 0, failing: 0, broken: 0, excluded: 0 },
  ],
  currentRun: run,
  lastRun: runs[1],
};

const issue = (i, rest) => ({
  id: `i${i}`,
  entity: 'COMPANY',
  direction: 'IN',
  code: 'match_needed',
  message: 'Two clients could be this company: same name, other phone.',
  advice: 'Open the match and say which record it is, or make a new one.',
  recordName: companies[i % companies.length],
  localId: null,
  remoteId: String(1800 + i),
  remoteUrl: 'https://na.myconnectwise.net/v4_6_release/x',
  state: 'OPEN',
  attempts: 1,
  firstSeenAt: ago(4000),
  lastSeenAt: ago(90 * (i + 1)),
  nextRetryAt: null,
  candidates: [
    { id: 'l1', name: 'Harbor Dental Group', detail: 'Seattle, (206) 555-0133, harbordental.example' },
    { id: 'l2', name: 'Harbor Dental', detail: 'Tacoma, no phone' },
  ],
  ...rest,
});

export const issues = [
  issue(0),
  issue(1),
  issue(2, {
    entity: 'CONTACT',
    code: 'missing_value',
    message: 'The contact 4411 has no first name.',
    advice: 'Enter the missing value in ConnectWise, then retry.',
    recordName: null,
    attempts: 3,
    nextRetryAt: ago(-600),
    candidates: [],
  }),
  issue(3, {
    entity: 'OPPORTUNITY',
    direction: 'OUT',
    code: 'no_permission',
    message: 'ConnectWise refused to create the opportunity: the API member may not add opportunities.',
    advice: 'Give the role Add level All for Sales, Opportunity, then retry.',
    recordName: 'Office move 2027',
    localId: 'o1',
    attempts: 4,
    candidates: [],
  }),
  issue(4, {
    entity: 'OPPORTUNITY',
    direction: 'OUT',
    code: 'no_permission',
    message: 'ConnectWise refused to create the opportunity: the API member may not add opportunities.',
    recordName: 'Firewall refresh',
    localId: 'o2',
    attempts: 4,
    candidates: [],
  }),
];

const stage = (id, name, kind, position) => ({ id, name, kind, position });
export const stages = [
  stage('s1', 'Prospect', 'OPEN', 1),
  stage('s2', 'Quoted', 'OPEN', 2),
  stage('s3', 'Negotiation', 'OPEN', 3),
  stage('s4', 'Won', 'WON', 4),
  stage('s5', 'Lost', 'LOST', 5),
];

export const setupSteps = [
  ['CONNECT', 'DONE', null],
  ['PERMISSIONS', 'DONE', null],
  ['SCOPE', 'DONE', null],
  ['MAPPING', 'NEEDS_WORK', 'Stage 3.Quote was deactivated in ConnectWise; used by Quoted.'],
  ['MATCHING', 'OPEN', '12 pairs wait for a person.'],
  ['PREVIEW', 'OPEN', null],
  ['START', 'LOCKED', 'One thing is still missing.'],
].map(([step, state, note]) => ({ step, state, note, problems: [] }));

const noDefaults = {
  locationId: '2',
  departmentId: '10',
  ratingId: null,
  stageId: null,
  statusId: null,
  opportunityTypeId: null,
  salesRepId: null,
  taxCodeId: null,
  closeDateOffsetDays: 30,
  localStageId: null,
  contactName: null,
};

export const settings = {
  mode: 'PULL_NEW_PUSH_WON',
  bundleMode: 'BUNDLE',
  revision: 3,
  startedAt: ago(80),
  options: {
    pushLost: false,
    owners: { company: 'CONNECTWISE', contact: 'CONNECTWISE', product: 'CONNECTWISE', opportunity: 'CRM' },
  },
  filters: [
    { entity: 'COMPANY', direction: 'IN', field: 'TYPE', operator: 'IS', values: ['1', '2'] },
    { entity: 'COMPANY', direction: 'IN', field: 'CREATED', operator: 'AFTER', values: ['2024-01-01'] },
    { entity: 'PRODUCT', direction: 'IN', field: 'PRODUCT_CLASS', operator: 'IS_NOT', values: ['Agreement'] },
    { entity: 'CONTACT', direction: 'IN', field: 'INACTIVE', operator: 'IS', values: ['false'] },
  ].map((rule) => ({ id: `${rule.entity}.${rule.direction}.${rule.field}`.toLowerCase(), ...rule })),
  defaults: { ...noDefaults, stageId: '1', statusId: '1', opportunityTypeId: '1' },
  chosenDefaults: { ...noDefaults, opportunityTypeId: '1' },
  stageMap: [
    [0, '1', null],
    [1, '7', null],
    [2, null, null],
    [3, '6', '2'],
    [4, null, null],
  ].map(([at, remoteStageId, remoteStatusId]) => ({ stage: stages[at], remoteStageId, remoteStatusId, effective: '' })),
  opportunityMapping: { statusSource: 'MAP', wonStatusId: null, lostStatusId: null, closedStatusWins: false },
  closedStatuses: [],
  fieldDirections: [],
  mappingFallback: { remoteStageId: '1', remoteStatusId: '1', stageId: null },
};

const statusFlags = {
  Won: { wonFlag: true, closedFlag: true },
  Lost: { lostFlag: true, closedFlag: true },
  'No Decision': { closedFlag: true },
};

const lists = {
  location: ['Main', 'Tampa Office', 'Seattle'],
  department: ['Sales', 'Professional Services'],
  rating: ['Hot', 'Warm', 'Cold'],
  stage: ['1.Prospect', '2.Qualification', '3.Quote', '4.Proposal', '5.Closing', '6.Won', '3.Old quote'],
  status: ['Open', 'Won', 'Lost', 'No Decision'],
  opportunity_type: ['New business', 'Renewal'],
  member: ['Ana Ruiz', 'Jon Bell'],
  tax_code: ['WA', 'OR'],
  company_type: ['Client', 'Prospect', 'Vendor', 'Owner'],
  company_status: ['Active', 'Inactive', 'Not approved'],
  contact_type: ['Approver', 'End user'],
  product_type: ['Hardware', 'Software', 'Services'],
  category: ['Network', 'Workplace'],
};
export const referenceItems = ({ kind }) =>
  (lists[kind] ?? []).map((label, i) => ({
    kind,
    remoteId: kind === 'location' ? String(i + 1) : kind === 'department' ? String(10 + i) : String(i + 1),
    label,
    isActive: !label.includes('Old'),
    flags: statusFlags[label] ?? {},
    position: i,
  }));

export const tokens = [
  {
    id: 't1',
    name: 'Grafana board',
    role: 'VIEWER',
    prefix: 'cwy_8f2a',
    createdAt: ago(86400 * 20),
    expiresAt: ago(-86400 * 70),
    lastUsedAt: ago(50),
    revokedAt: null,
  },
  {
    id: 't2',
    name: 'Old script',
    role: 'SUPPORT',
    prefix: 'cwy_11bc',
    createdAt: ago(86400 * 200),
    expiresAt: null,
    lastUsedAt: ago(86400 * 31),
    revokedAt: ago(86400 * 30),
  },
];

export const referenceLists = [{ kind: 'stage', readAt: ago(3 * 3600), active: 6, inactive: 1 }];

export const driftTasks = [
  {
    key: 'stageMap:stage:3',
    code: 'option_inactive',
    section: 'stageMap',
    step: 'MAPPING',
    kind: 'stage',
    remoteId: '3',
    label: '3.Quote',
    fields: ['stageMap.1.remoteStageId'],
    usedBy: ['Quoted'],
    message: 'Stage 3.Quote was deactivated in ConnectWise; used by Quoted.',
    affectedOpportunities: 14,
    detectedAt: ago(7200),
  },
];

const rights = [
  ['Companies', 'Company Maintenance', 'INQUIRE', 'read companies'],
  ['Companies', 'Company Maintenance', 'ADD', 'create companies'],
  ['Companies', 'Company Maintenance', 'EDIT', 'set the default contact of a company'],
  ['Companies', 'Contacts', 'INQUIRE', 'read contacts'],
  ['Companies', 'Contacts', 'ADD', 'create contacts'],
  ['Companies', 'Contacts', 'EDIT', 'update contacts', 'unneeded'],
  ['Companies', 'Manage Documents', 'ADD', 'attach documents to opportunities', 'unknown'],
  ['Sales', 'Opportunity', 'INQUIRE', 'read opportunities'],
  ['Sales', 'Opportunity', 'ADD', 'create opportunities and notes', 'denied'],
  ['Sales', 'Opportunity', 'EDIT', 'set stage and status'],
  ['Procurement', 'Product Catalog', 'INQUIRE', 'read products'],
  ['Procurement', 'Product Catalog', 'EDIT', 'update products', 'unneeded'],
  ['System', 'Table Setup', 'INQUIRE', 'read sales stages', 'ok', 'Opportunity Stage'],
  ['System', 'Table Setup', 'INQUIRE', 'read contact types', 'spare', 'Contact Type'],
];
const rightStates = {
  ok: ['OK', true, null],
  denied: ['DENIED', true, 'You do not have security permission to perform this action.'],
  unneeded: ['NOT_TRIED', false, 'The chosen mode does without it.'],
  unknown: [
    'NOT_TRIED',
    true,
    'ConnectWise tells only when a document is stored, so the first one that is sent will show it.',
  ],
  spare: ['DENIED', false, null],
};
export const permissionReport = {
  checkedAt: ago(240),
  checkedBy: 'Ana Ruiz',
  denied: 1,
  lines: rights.map(([module, action, level, what, how = 'ok', table = null], i) => {
    const [state, isNeeded, reason] = rightStates[how];
    const word = level.charAt(0) + level.slice(1).toLowerCase();
    const fix = `System > Security Roles > (role of the API member) > ${module} > ${action}: ${word} All`;
    return { id: `right${i}`, module, action, level, what, table, state, isNeeded, reason, fix };
  }),
};

export const settingsRevisions = [
  {
    id: 'v7',
    revision: 7,
    at: ago(5400),
    actor: 'Ana Ruiz',
    note: null,
    isCurrent: true,
    changes: [
      { field: 'stageMap.s2.remoteStageId', label: 'Stage for Quoted', from: '3.Quote', to: '4.Proposal' },
      { field: 'defaults.ratingId', label: 'Default rating', from: 'Hot', to: null },
    ],
  },
  {
    id: 'v6',
    revision: 6,
    at: ago(86400 * 2),
    actor: 'Jon Bell',
    note: 'Restored revision 4.',
    isCurrent: false,
    changes: [
      {
        field: 'mode',
        label: 'Mode',
        from: 'Real time',
        to: 'Bring in new records, send won opportunities',
      },
    ],
  },
  { id: 'v1', revision: 1, at: ago(86400 * 9), actor: null, note: null, isCurrent: false, changes: [] },
];
export const preview = {
  id: 'p1',
  state: 'DONE',
  settingsRevision: 4,
  startedAt: ago(300),
  finishedAt: ago(290),
  requestedBy: 'Ana Ruiz',
  cancelledBy: null,
  error: null,
  changedSince: [],
  entities: [
    entity('COMPANY', 3000, 3000, { created: 2890, linked: 88, skipped: 14, failed: 8 }),
    entity('CONTACT', 6012, 6012, { created: 5900, linked: 0, skipped: 108, failed: 4 }),
    entity('PRODUCT', 800, 800, { created: 771, linked: 10, skipped: 19 }),
    entity('OPPORTUNITY', 1200, 1200, { created: 1200, linked: 0, skipped: 0 }),
  ],
};

const outcomes = [
  [
    'CREATE',
    'Nothing here is the same.',
    null,
    [
      { field: 'name', from: null, to: 'Harbor Dental Group' },
      { field: 'city', from: null, to: 'Seattle' },
    ],
  ],
  [
    'LINK',
    'Same identifier, and took in what differed.',
    null,
    [{ field: 'phone', from: '(206) 555-0133', to: '(206) 555-0190' }],
  ],
  ['SKIP', 'Stays out: it is inactive in ConnectWise.', 'excluded', []],
  ['NEEDS_PERSON', 'It may be the client "Alder and Finch" that is here already.', 'possible_duplicate', []],
];

export const previewRecords = Array.from({ length: 24 }, (_, i) => {
  const [operation, reason, code, changes] = outcomes[i % outcomes.length];
  return {
    id: `p1:${i}`,
    entity: 'COMPANY',
    operation,
    name: companies[i % companies.length],
    remoteId: String(1800 + i),
    localId: operation === 'LINK' ? `l${i}` : null,
    localPath: null,
    remoteUrl: `https://na.myconnectwise.net/v4_6_release/x?recid=${i}`,
    code,
    reason,
    changes,
  };
});
const bundleLine = (description, quantity, total, isComponent = false) => ({
  description,
  quantity,
  total,
  isComponent,
});

export const bundlePreview = {
  preview: {
    productId: 'p9',
    name: 'Workplace bundle',
    quantity: '2',
    price: '1199.00',
    modes: [
      ['SINGLE_PRODUCT', [bundleLine('Workplace bundle', '2', '2398.00')]],
      [
        'CHILD_PRODUCTS',
        [
          bundleLine('Laptop 14"', '2', '1918.08'),
          bundleLine('Office licence, one year', '4', '479.92'),
          bundleLine('Set-up', '2', '0.00'),
        ],
      ],
      [
        'BUNDLE',
        [
          bundleLine('Workplace bundle', '2', '0.00'),
          bundleLine('Laptop 14"', '2', '1918.08', true),
          bundleLine('Office licence, one year', '4', '479.92', true),
          bundleLine('Set-up', '2', '0.00', true),
        ],
      ],
    ].map(([mode, lines]) => ({ mode, lines, total: '2398.00', note: null })),
  },
  problems: [],
};

export const modePreview = ({ mode }) => ({
  preview: {
    mode: mode ?? 'PULL_NEW_PUSH_WON',
    sentences: [
      '34 records changed in ConnectWise since the last poll; what is new in them comes in with the next one.',
      '7 linked records were changed here before and not sent. They are not sent by themselves, only when they change again, or by Catch up.',
      'From now on every change here is sent at once.',
    ],
    unpushedEdits: 7,
    newHere: 12,
    keptOut: 3,
    heldPushes: 0,
    incoming: 34,
    nextPullAt: ago(-400),
  },
  problems: [],
});

export const testFilter = () => ({
  test: {
    matching: 2997,
    excluded: 1245,
    lookedAt: 4242,
    total: 4242,
    isCapped: false,
    passing: companies.map((name, i) => ({ id: String(i), name, rule: null, reason: null })),
    keptOut: ['Cable & Co', 'Old Harbor Print', 'Summit Supplies'].map((name, i) => ({
      id: `o${i}`,
      name,
      rule: 'company.in.type',
      reason: 'its type is Vendor, and only Client and Prospect are synced',
    })),
  },
  problems: [],
});

export const excludedRecords = {
  items: ['Cable & Co', 'Old Harbor Print', 'Summit Supplies', 'Gulf Freight (merged)', 'Bay Printing'].map(
    (name, i) => ({
      id: `x${i}`,
      entity: i === 4 ? 'CONTACT' : 'COMPANY',
      remoteId: String(250 + i),
      remoteUrl: `https://na.myconnectwise.net/company/${250 + i}`,
      name,
      code: 'excluded',
      rule: i === 3 ? 'company.in.deleted' : 'company.in.type',
      reason: i === 3 ? 'it is deleted in ConnectWise' : 'its type is Vendor, and only Client and Prospect are synced',
      localId: i === 1 ? 'l7' : null,
      at: ago(3600 * (i + 1)),
    }),
  ),
  pageInfo: { endCursor: null, hasNextPage: false },
  totalCount: 5,
};
