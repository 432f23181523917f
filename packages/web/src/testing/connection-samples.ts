/** A connection, what it may do, and how its sync stands. Each test changes what it is about. */

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

const tally = (change: object): object => {
  const none = { linked: 0, heldEdits: 0, differByChoice: 0, pending: 0, failing: 0, broken: 0, paused: 0, never: 0 };
  return { ...none, excluded: 0, skipped: 0, skippedCodes: [], dismissed: 0, notSent: 0, ...change };
};

export const sampleStandings = [
  {
    entity: 'COMPANY',
    here: tally({ total: 3_000, linked: 2_997, failing: 3 }),
    there: tally({ total: 3_043, linked: 2_997, failing: 3, excluded: 41, skipped: 2, skippedCodes: ['mode'] }),
  },
];

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
