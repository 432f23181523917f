/** Whole CRM records as the server answers them, for tests that change only what they are about. */

/** A UUID that says its number: `id(7)`. */
export const id = (n: number): string => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`;

const at = '2026-11-20T09:30:00.000Z';
const stamps = { version: 3, createdAt: '2026-10-01T08:00:00.000Z', updatedAt: at };
type Fields = Record<string, unknown>;

export const onePage = (items: readonly unknown[], more: Fields = {}) => ({
  items,
  pageInfo: { endCursor: items.length > 0 ? `cursor-${items.length}` : null, hasNextPage: false },
  totalCount: items.length,
  liveCursor: `live-${items.length}`,
  ...more,
});

export const link = (entity: string, remoteId: string, more: Fields = {}) => ({
  entity,
  remoteId,
  state: 'linked',
  lastSyncedAt: at,
  isGoneThere: false,
  url: `https://na.example.com/v4_6_release/services/system_io/router/openrecord.rails?recordType=${entity}&recid=${remoteId}`,
  ...more,
});

export const stages = [
  { id: id(901), name: 'Qualified', position: 1, kind: 'OPEN' },
  { id: id(902), name: 'Proposal', position: 2, kind: 'OPEN' },
  { id: id(903), name: 'Won', position: 3, kind: 'WON' },
  { id: id(904), name: 'Lost', position: 4, kind: 'LOST' },
] as const;

export const taxRegion = (more: Fields = {}) => ({
  id: id(801),
  name: 'Florida',
  version: 1,
  categories: [
    { id: id(811), name: 'Taxable', rate: '7.25' },
    { id: id(812), name: 'Non-taxable', rate: '0' },
  ],
  ...more,
});

export const client = (more: Fields = {}) => ({
  id: id(1),
  name: 'Blue Fox Dental',
  identifier: 'BlueFoxDental',
  addressLine1: '12 Harbour Street',
  addressLine2: null,
  city: 'Tampa',
  region: 'FL',
  postalCode: '33602',
  country: 'United States',
  phone: '+1 813 555 0142',
  website: 'bluefoxdental.example',
  type: 'Customer',
  status: 'Active',
  taxRegion: taxRegion(),
  contacts: [],
  opportunities: [],
  customFields: [],
  link: null,
  syncStanding: 'NOT_SENT',
  ...stamps,
  ...more,
});

export const contact = (more: Fields = {}) => ({
  id: id(101),
  client: client(),
  firstName: 'Maria',
  lastName: 'Lindqvist',
  email: 'maria@bluefoxdental.example',
  phone: '+1 813 555 0143',
  phoneExtension: null,
  mobile: null,
  title: 'Office manager',
  isPrimary: true,
  isActive: true,
  customFields: [],
  link: null,
  syncStanding: 'NOT_SENT',
  ...stamps,
  ...more,
});

const paidOnce = {
  billing: 'ONE_TIME',
  billingCycle: null,
  billingCycleId: null,
  billingCycles: null,
  recurringPrice: '0',
  recurringCost: '0',
};

export const product = (more: Fields = {}) => ({
  id: id(201),
  name: '24-port PoE switch',
  sku: 'SW-24P',
  description: 'Managed switch with 24 PoE+ ports',
  kind: 'PRODUCT',
  productClass: 'Inventory',
  type: 'Hardware',
  category: 'Networking',
  subcategory: 'Switches',
  price: '489.5',
  cost: '310',
  isTaxable: true,
  isActive: true,
  unit: 'each',
  ...paidOnce,
  bundleLines: [],
  customFields: [],
  link: null,
  syncStanding: 'NOT_SENT',
  ...stamps,
  ...more,
});

export const quoteLine = (more: Fields = {}) => ({
  id: id(501),
  position: 1,
  product: product(),
  description: '24-port PoE switch',
  quantity: '2',
  price: '489.5',
  cost: '310',
  discountPercent: '10',
  taxCategory: { id: id(811), name: 'Taxable', rate: '7.25' },
  taxSource: 'CATEGORY',
  isTaxable: true,
  ...paidOnce,
  recurringTotal: '0.00',
  total: '881.10',
  section: null,
  isOptional: false,
  ...more,
});

export const quote = (more: Fields = {}) => ({
  id: id(401),
  kind: 'QUOTE',
  title: 'New office network',
  number: 1042,
  state: 'DRAFT',
  taxRegion: taxRegion(),
  lines: [quoteLine()],
  discountPercent: '0',
  discountAmount: '0',
  discount: '0.00',
  recurring: [],
  monthly: null,
  subtotal: '881.10',
  tax: '63.88',
  total: '944.98',
  revision: 1,
  validUntil: null,
  terms: null,
  revisions: [],
  clientLink: null,
  fileName: 'quote-1042.pdf',
  contentType: 'application/pdf',
  sizeBytes: null,
  url: '/api/documents/401',
  ...stamps,
  opportunity: { id: id(301), name: 'Office move', client: client(), stage: stages[1] },
  ...more,
});

export const opportunity = (more: Fields = {}) => ({
  id: id(301),
  name: 'Office move',
  client: client(),
  contact: contact(),
  stage: stages[1],
  expectedCloseDate: '2026-12-15',
  owner: { id: id(701), name: 'Ana Ruiz', email: 'ana@example.com', role: 'ADMIN' },
  notes: 'They move on the first weekend of January.',
  customFields: [],
  amount: '881.10',
  isAmountForecast: false,
  openSince: stamps.createdAt,
  monthly: null,
  recurring: [],
  wonAt: null,
  lostAt: null,
  documents: [quote()],
  nextStep: null,
  link: null,
  syncStanding: 'NOT_SENT',
  push: null,
  ...stamps,
  ...more,
});

export const auditEvent = (more: Fields = {}) => ({
  id: id(601),
  cursor: 'c601',
  at,
  direction: 'OUT',
  entity: 'OPPORTUNITY',
  operation: 'PUSH',
  status: 'SUCCESS',
  name: 'Office move',
  localId: id(301),
  remoteId: '4711',
  remoteUrl: null,
  localPath: `/opportunities/${id(301)}`,
  description: 'Pushed to ConnectWise: stage Proposal → Won, 1 line, 1 document.',
  code: null,
  runId: null,
  attempt: 1,
  requestId: null,
  traceId: null,
  durationMs: 812,
  actor: null,
  changes: [],
  ...more,
});
