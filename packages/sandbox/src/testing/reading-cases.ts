import type { Readings } from '../index.ts';
import { type Case, call, world } from './reading-world.ts';

const replace = (path: string, value: unknown) => [{ op: 'replace', path, value }];
const custom = { customFields: [{ id: 1, value: 'B' }] };
const company = (more: object = {}) => ({
  identifier: 'New',
  name: 'New',
  site: { name: 'Main' },
  city: 'Tampa',
  ...custom,
  ...more,
});
const status = async (method: string, path: string, body?: unknown, headers?: Record<string, string>) =>
  (await call(method, path, body, headers)).status;
const hrefHost = async () => new URL((await call('GET', '/company/companies/2')).body._info.sites_href);
const info = async (name: string) => fetch(`${world.sandbox.url}/login/companyinfo/${name}`);
const line = (more: object) =>
  call('POST', '/procurement/products', { opportunity: { id: 1 }, billableOption: 'Billable', ...more });
const lines = async () =>
  (await call('GET', '/procurement/products?conditions=opportunity/id=1')).body as { extPrice: number }[];
const tax = async () => (await call('GET', '/sales/opportunities/1')).body.totalSalesTax as number;
const recurringTotal = async () => (await call('GET', '/sales/opportunities/1/forecast')).body.recurringTotal as number;
const hook = { url: 'http://127.0.0.1:9/?recordId=', objectId: 2, type: 'company', level: 'company' };

/** One line for each reading; the type refuses a reading without one. */
export const readingCases: { readonly [Name in keyof Readings]: Case } = {
  forecastShape: {
    other: 'array',
    seen: [false, true],
    look: async () => Array.isArray((await call('GET', '/sales/opportunities/1/forecast')).body),
  },
  companyNeedsAddress: {
    other: false,
    seen: [400, 201],
    look: () => status('POST', '/company/companies', company({ city: undefined })),
  },
  ignoreCase: {
    other: false,
    seen: [2, 1],
    look: async () =>
      (await call('GET', `/company/companies/count?conditions=${encodeURIComponent('name="same name"')}`)).body.count,
  },
  fractionalSeconds: {
    other: true,
    seen: [400, 200],
    look: () =>
      status('GET', `/company/companies?conditions=${encodeURIComponent('lastUpdated>[2026-01-01T00:00:00.5Z]')}`),
  },
  malformedConditions: {
    other: 'empty',
    seen: [400, []],
    look: async () => {
      const reply = await call('GET', `/company/companies?conditions=${encodeURIComponent('name = = 1')}`);
      return reply.status === 200 ? reply.body : reply.status;
    },
  },
  forwardOnlyOrderBy: {
    other: 'ignore',
    seen: [400, 200],
    look: () => status('GET', '/company/companies?orderBy=name', undefined, { 'pagination-type': 'forward-only' }),
  },
  patchNeedsCustomFields: {
    other: true,
    seen: [200, 400],
    look: () => status('PATCH', '/sales/opportunities/1', replace('source', 'x')),
  },
  childrenMoveParent: {
    other: true,
    seen: [false, true],
    look: async () => {
      const before = (await call('GET', '/sales/opportunities/1')).body._info.lastUpdated;
      await line({ catalogItem: { id: 31 } });
      return (await call('GET', '/sales/opportunities/1')).body._info.lastUpdated !== before;
    },
  },
  refuseInactiveReferences: {
    other: true,
    seen: [200, 400],
    look: () => status('PATCH', '/sales/opportunities/1', replace('status', { id: 6 })),
  },
  hrefs: {
    other: 'foreign-host',
    seen: [false, true],
    look: async () => (await hrefHost()).host === 'na.myconnectwise.net',
  },
  unknownCodebase: {
    other: 'plain-text-400',
    seen: [404, 400],
    look: async () => (await fetch(`${world.sandbox.url}/v2019_1/apis/3.0/system/info`)).status,
  },
  isCloud: {
    other: 'boolean',
    seen: ['True', true],
    look: async () => ((await (await info('sandbox')).json()) as { IsCloud: unknown }).IsCloud,
  },
  blankForbiddenReferences: {
    other: true,
    seen: [2, undefined],
    look: async () => {
      world.sandbox.deny('/company/companies');
      return (await call('GET', '/company/contacts/502')).body.company?.id;
    },
  },
  setUpTablesNeedRights: {
    other: false,
    seen: [403, 200],
    look: async () => {
      world.sandbox.deny('sales');
      return status('GET', '/sales/stages');
    },
  },
  infoNeedsRights: {
    other: true,
    seen: [200, 403],
    look: async () => {
      world.sandbox.deny('system');
      return status('GET', '/system/info/members');
    },
  },
  requestsPerMinute: {
    other: 1,
    seen: [200, 429],
    look: async () => {
      await call('GET', '/system/info');
      return status('GET', '/system/info');
    },
  },
  callbackNeedsHttps: {
    other: false,
    seen: [400, 201],
    look: () => status('POST', '/system/callbacks', { ...hook, url: 'http://app.example/?recordId=' }),
  },
  emptyFields: {
    other: 'null',
    seen: [undefined, null],
    look: async () => (await call('GET', '/company/companies/12')).body.website,
  },
  largePageSize: { other: 'error', seen: [200, 400], look: () => status('GET', '/company/companies?pageSize=1001') },
  likePercent: {
    other: false,
    seen: [true, false],
    look: async () =>
      (await call('GET', `/company/companies/count?conditions=${encodeURIComponent('name like "Filler%"')}`)).body
        .count > 0,
  },
  refusedNames: {
    other: 'opportunityStatuses.inactiveFlag, sites.inactiveFlag',
    seen: [200, 400],
    look: () => status('GET', '/sales/opportunities/statuses?conditions=inactiveFlag=false'),
  },
  customFieldValuesNeedQuotes: {
    other: false,
    seen: [400, 200],
    look: () =>
      status('GET', `/company/companies?customFieldConditions=${encodeURIComponent('caption="Seats" and value=5')}`),
  },
  ignorePathCase: { other: false, seen: [200, 404], look: () => status('GET', '/Company/Companies/2') },
  clientIdRequired: {
    other: false,
    seen: [403, 200],
    look: () => status('GET', '/system/info', undefined, { clientId: '' }),
  },
  codebase: {
    other: 'v2026_1',
    seen: [200, 404],
    look: async () => {
      const keys = `${world.sandbox.company}+${world.sandbox.publicKey}:${world.sandbox.privateKey}`;
      const headers = { authorization: `Basic ${Buffer.from(keys).toString('base64')}`, clientId: 'x' };
      return (await fetch(`${world.sandbox.url}/v2025_1/apis/3.0/system/info`, { headers })).status;
    },
  },
  announcedCodebase: {
    other: 'dated',
    seen: ['v4_6_release/', 'v2025_1/'],
    look: async () => ((await (await info('sandbox')).json()) as { Codebase: string }).Codebase,
  },
  unknownCompanyInfo: { other: '404', seen: [200, 404], look: async () => (await info('nobody')).status },
  conflictStatus: { other: '400', seen: [409, 400], look: () => status('DELETE', '/company/contacts/502') },
  olderLengths: {
    other: true,
    seen: [201, 400],
    look: () => status('POST', '/company/companies', company({ name: 'x'.repeat(51) })),
  },
  validateWholeRecord: {
    other: false,
    seen: [400, 200],
    look: () => status('PATCH', '/company/companies/13', replace('city', 'Miami')),
  },
  badDates: {
    other: '500',
    seen: [400, 500],
    look: () => status('PATCH', '/company/companies/2', replace('dateAcquired', 'yesterday')),
  },
  putKeepsCustomFields: {
    other: 'all',
    seen: [400, 200],
    look: async () => {
      const { customFields, ...rest } = (await call('GET', '/sales/opportunities/1')).body;
      return status('PUT', '/sales/opportunities/1', rest);
    },
  },
  typesOnUpdate: {
    other: 'ignore',
    seen: [400, [1]],
    look: async () => {
      const reply = await call('PATCH', '/company/companies/2', replace('types', [{ id: 2 }]));
      return reply.status === 200 ? reply.body.types.map((type: { id: number }) => type.id) : reply.status;
    },
  },
  companyDelete: {
    other: 'hard',
    seen: [200, 404],
    look: async () => {
      await call('DELETE', '/company/companies/12');
      return status('GET', '/company/companies/12');
    },
  },
  mergeMovesLastUpdated: {
    other: true,
    seen: [false, true],
    look: async () => {
      const before = (await call('GET', '/company/companies/20')).body._info.lastUpdated;
      await call('POST', '/company/companies/20/merge', { toCompanyId: 2 });
      return (await call('GET', '/company/companies/20')).body._info.lastUpdated !== before;
    },
  },
  primarySiteFixed: {
    other: false,
    seen: [409, 204],
    look: () => status('DELETE', '/company/companies/12/sites/12'),
  },
  probabilityFollowsStage: {
    other: false,
    seen: [true, false],
    look: async () => {
      const before = (await call('GET', '/sales/opportunities/1')).body.probability.id;
      const after = await call('PATCH', '/sales/opportunities/1', replace('stage', { id: 6 }));
      return after.body.probability.id !== before;
    },
  },
  stampClosed: {
    other: false,
    seen: [true, false],
    look: async () =>
      'closedDate' in (await call('PATCH', '/sales/opportunities/1', replace('status', { id: 2 }))).body,
  },
  bundleAddsLines: {
    other: false,
    seen: [4, 1],
    look: async () => {
      await line({ catalogItem: { id: 34 } });
      return (await lines()).length;
    },
  },
  bundlePriceFromParts: {
    other: false,
    seen: [
      [0, 100, 100, 100],
      [300, 0, 0, 0],
    ],
    look: async () => {
      await line({ catalogItem: { id: 34 } });
      return (await lines()).map((row) => row.extPrice);
    },
  },
  taxCap: {
    other: 'total',
    // The county's 1.5 per cent stops at 5,000: of each line, or of both together.
    seen: [8_000 * 0.08, 8_000 * 0.065 + 5_000 * 0.015],
    look: async () => {
      for (const price of [4_000, 4_000]) await line({ catalogItem: { id: 31 }, price });
      return tax();
    },
  },
  taxNeedsValidity: {
    other: true,
    seen: [65, 0],
    look: async () => {
      await call('PATCH', '/sales/opportunities/1', replace('taxCode', { id: 15 }));
      await line({ catalogItem: { id: 31 }, price: 1_000 });
      return tax();
    },
  },
  documentsNeedRecord: { other: false, seen: [400, 200], look: () => status('GET', '/system/documents') },
  callbackKeyNeedsAuth: {
    other: true,
    seen: [200, 401],
    look: async () => {
      const { body } = await call('POST', '/system/callbacks', hook);
      const query = `companyName=sandbox&id=${body.connectWiseID}`;
      return (await fetch(`${world.sandbox.url}/v4_6_release/system/callbackkey/index.rails?${query}`)).status;
    },
  },
  callbackIdentity: {
    other: 'url-type-level',
    seen: [201, 400],
    look: async () => {
      await call('POST', '/system/callbacks', hook);
      return status('POST', '/system/callbacks', { ...hook, objectId: 14 });
    },
  },
  linesInheritRecurring: {
    other: false,
    seen: [{ recurringRevenue: 50, recurringCost: 20 }, undefined],
    look: async () => {
      const { recurring } = (await line({ catalogItem: { id: 33 } })).body;
      return recurring && { recurringRevenue: recurring.recurringRevenue, recurringCost: recurring.recurringCost };
    },
  },
  recurringAmounts: {
    other: 'line',
    seen: [
      [50, 200],
      [200, 200],
    ],
    look: async () => {
      const { body } = await line({ catalogItem: { id: 33 }, quantity: 4 });
      return [body.recurring.recurringRevenue, await recurringTotal()];
    },
  },
  recurringTotal: {
    other: 'one-cycle',
    seen: [600, 50],
    look: async () => {
      await line({ catalogItem: { id: 33 }, recurring: { cycles: 12 } });
      return recurringTotal();
    },
  },
  closeDatesKeepTime: {
    other: true,
    seen: ['2026-12-24T00:00:00Z', '2026-12-24T05:00:00Z'],
    look: async () => {
      const { body } = await call(
        'PATCH',
        '/sales/opportunities/1',
        replace('expectedCloseDate', '2026-12-24T05:00:00Z'),
      );
      return body.expectedCloseDate;
    },
  },
  refuseForeignContacts: {
    other: true,
    seen: [201, 400],
    look: () => {
      const deal = { name: 'x', company: { id: 2 }, contact: { id: 507 }, primarySalesRep: { id: 2 } };
      return status('POST', '/sales/opportunities', { ...deal, customFields: [{ id: 6, value: 'Q' }] });
    },
  },
  recordNotFound: {
    other: 'html',
    seen: ['NotFound', '<html>'],
    look: async () => {
      const { body } = await call('GET', '/company/companies/999999');
      return typeof body === 'string' ? body.slice(0, 6) : body.code;
    },
  },
  blankReferences: {
    other: 'contacts.site, opportunities.*',
    seen: [
      [2, 2, 2],
      [undefined, undefined, 2],
    ],
    look: async () => {
      const contact = (await call('GET', '/company/contacts/502')).body;
      const deal = (await call('GET', '/sales/opportunities/1')).body;
      return [contact.site.id, deal.company.id, contact.company.id];
    },
  },
  modelVersion: {
    other: '2024.1',
    seen: [
      [200, '2026.11'],
      [400, '2024.1'],
    ],
    look: async () => {
      const accept = 'application/vnd.connectwise.com+json; version=2025.16';
      const reply = await call('GET', '/company/companies/2', undefined, { accept });
      return [reply.status, reply.headers.get('api-current-version')];
    },
  },
  disallowSaving: {
    other: true,
    seen: [201, 400],
    look: async () => {
      world.sandbox.store.insertRaw('contacts', { id: 900, firstName: 'A', company: { id: 18 } });
      return status('POST', '/sales/opportunities', {
        name: 'x',
        company: { id: 18 },
        contact: { id: 900 },
        primarySalesRep: { id: 2 },
        customFields: [{ id: 6, value: 'Q' }],
      });
    },
  },
};
