import { guidFor } from '../store/guid.ts';
import type { Store } from '../store/store.ts';
import { plant } from './plant.ts';
import { plantCustomFields, TRAP_CUSTOM_FIELDS } from './set-up-custom-fields.ts';
import { DEMO_TIME } from './spread.ts';

const FILLER = 2_600;
const AT = { updated: DEMO_TIME, by: 'zadmin' };

/**
 * Every oddity of §9.5, each in a record of its own, among more than 2,500 plain companies so that lists have several
 * pages. Some records are bad in ways that only old data can be: they stand, and the next PATCH of them fails.
 */
export function plantTraps(store: Store): void {
  plantCustomFields(store, TRAP_CUSTOM_FIELDS);
  companies(store);
  contacts(store);
  catalog(store);
  opportunities(store);
}

function company(store: Store, id: number, name: string, fields: Readonly<Record<string, unknown>> = {}): void {
  const identifier = name.replace(/[^A-Za-z0-9]/g, '').slice(0, 25);
  const all = {
    identifier,
    name,
    status: 1,
    types: [1],
    addressLine1: `${id} Main St`,
    city: 'Tampa',
    state: 'FL',
    zip: '33602',
    country: 1,
    phoneNumber: `813555${String(id % 10_000).padStart(4, '0')}`,
    territory: 2,
    site: id,
    taxCode: 11,
    mobileGuid: guidFor('companies', id),
    customFields: { 1: `B-${id}` },
    ...fields,
  };
  plant(store, 'companies', id, all, AT);
  const flags = {
    primaryAddressFlag: true,
    defaultShippingFlag: true,
    defaultBillingFlag: true,
    defaultMailingFlag: true,
  };
  const { addressLine1, city, zip, phoneNumber } = all;
  plant(
    store,
    'sites',
    id,
    {
      name: 'Main',
      company: id,
      addressLine1,
      city,
      zip,
      phoneNumber,
      stateReference: 1,
      country: 1,
      taxCode: 11,
      ...flags,
    },
    AT,
  );
  plant(store, 'companyTypeAssociations', id, { company: id, type: all.types[0] }, AT);
}

function companies(store: Store): void {
  company(store, 2, 'Trap House IT');
  company(store, 10, 'Deleted Company', { deletedFlag: true, dateDeleted: DEMO_TIME, deletedBy: 'zadmin' });
  // Merged: deleted, status still Active, lastUpdated long before the merge.
  company(store, 11, 'Merged Company', { deletedFlag: true, dateDeleted: DEMO_TIME, deletedBy: 'zadmin' });
  const merged = store.table('companies').get(11);
  if (merged) store.table('companies').put({ ...merged, $updated: Date.UTC(2019, 4, 1) / 1000 });
  company(store, 12, 'Company Without Contacts');
  company(store, 13, 'Company With Bad Year', { yearEstablished: 0, revenueYear: 0 });
  company(store, 14, 'Exactly Twentyfive Letters Long', { identifier: 'ExactlyTwentyFiveLettersX' });
  company(store, 15, 'Quotes "and" O\'Hara & Sons <b>', { identifier: 'QuotesAndOHara' });
  company(store, 16, 'Vendor Company', { types: [3], isVendorFlag: true });
  company(store, 17, 'Company Without Billing Code', { customFields: undefined });
  company(store, 18, 'Credit Hold Company', { status: 3 });
  company(store, 19, 'Zürich Bäckerei 東京 🚀', { identifier: 'ZurichBackerei' });
  company(store, 20, 'Same Name', { identifier: 'SameNameTampa' });
  company(store, 21, 'same name', { identifier: 'SameNameOrlando', city: 'Orlando' });
  company(store, 22, 'Company Of Inactive Status', { status: 4 });
  company(store, 23, 'Percent % Star * Under_score [x]', { identifier: 'PercentStar' });
  for (let id = 100; id < 100 + FILLER; id += 1) company(store, id, `Filler Company ${id}`);
}

function contacts(store: Store): void {
  const contact = (id: number, fields: Readonly<Record<string, unknown>>, email?: string) =>
    plant(
      store,
      'contacts',
      id,
      {
        types: [],
        portalSecurityLevel: 1,
        disablePortalLoginFlag: true,
        companyLocation: 2,
        mobileGuid: guidFor('contacts', id),
        communicationItems: email
          ? [
              {
                id: store.nextItemId('communication'),
                type: 1,
                value: email,
                defaultFlag: true,
                domain: email.slice(email.indexOf('@')),
                communicationType: 'Email',
              },
            ]
          : [],
        ...fields,
      },
      AT,
    );
  contact(500, { firstName: 'No', lastName: 'Company' }, 'no.company@mail.example');
  contact(501, { firstName: 'Cher', company: 2, site: 2 }, 'cher@traphouse.example');
  contact(
    502,
    { firstName: 'Shared', lastName: 'One', company: 2, site: 2, defaultFlag: true },
    'info@traphouse.example',
  );
  contact(503, { firstName: 'Shared', lastName: 'Two', company: 2, site: 2 }, 'INFO@traphouse.example');
  contact(
    504,
    { firstName: 'Inactive', lastName: 'Person', company: 2, site: 2, inactiveFlag: true },
    'gone@traphouse.example',
  );
  contact(505, { firstName: 'No', lastName: 'Email', company: 2, site: 2 });
  contact(506, { lastName: 'Without First Name', company: 20, site: 20 }, 'x@same.example');
  contact(
    507,
    { firstName: 'Same', lastName: 'Owner', company: 20, site: 20, defaultFlag: true },
    'owner@same.example',
  );
  contact(
    508,
    { firstName: 'Quote', lastName: 'O\'Hara "Bill"', company: 15, site: 15, defaultFlag: true },
    'quote@ohara.example',
  );
  for (const [companyId, contactId] of [
    [2, 502],
    [20, 507],
    [15, 508],
  ] as const) {
    const row = store.table('companies').get(companyId);
    if (row) store.table('companies').put({ ...row, defaultContact: contactId });
  }
}

function catalog(store: Store): void {
  const item = (id: number, identifier: string, productClass: string, fields: Readonly<Record<string, unknown>> = {}) =>
    plant(
      store,
      'catalog',
      id,
      {
        identifier,
        description: `${productClass} item ${id}`,
        customerDescription: `A ${productClass} item`,
        subcategory: 6,
        category: 2,
        type: 1,
        productClass,
        unitOfMeasure: 1,
        price: 100,
        cost: 60,
        taxableFlag: true,
        connectWiseID: guidFor('catalog', id),
        ...fields,
      },
      AT,
    );
  item(30, 'INVENTORY', 'Inventory');
  item(31, 'NONINVENTORY', 'NonInventory');
  item(32, 'SERVICE', 'Service', { type: 3, taxableFlag: false });
  item(33, 'AGREEMENT', 'Agreement', {
    type: 3,
    recurringFlag: true,
    recurringRevenue: 50,
    recurringCost: 20,
    recurringBillCycle: 1,
    recurringCycleType: 'ContractYear',
  });
  item(34, 'BUNDLE', 'Bundle', {
    price: 300,
    cost: 180,
    calculatedPriceFlag: true,
    calculatedCostFlag: true,
    calculatedPrice: 300,
    calculatedCost: 180,
  });
  item(35, 'INACTIVE', 'NonInventory', { inactiveFlag: true });
  item(36, 'X'.repeat(75), 'NonInventory');
  for (const [at, part] of [30, 31, 32].entries()) {
    plant(
      store,
      'catalogComponents',
      at + 1,
      { parentCatalogItem: 34, catalogItem: part, quantity: 1, sequenceNumber: at + 1, price: 100, cost: 60 },
      AT,
    );
  }
}

function opportunities(store: Store): void {
  const opportunity = (id: number, name: string, fields: Readonly<Record<string, unknown>> = {}) =>
    plant(
      store,
      'opportunities',
      id,
      {
        name,
        expectedCloseDate: Date.UTC(2026, 11, 31) / 1000,
        stage: 8,
        status: 1,
        probability: 5,
        primarySalesRep: 2,
        locationId: 2,
        businessUnitId: 10,
        company: 2,
        contact: 502,
        site: 2,
        taxCode: 12,
        totalSalesTax: 0,
        customFields: { 6: `Q-${id}` },
        ...fields,
      },
      AT,
    );
  opportunity(1, 'Open deal');
  opportunity(2, 'Won under another name', { status: 5, closedDate: DEMO_TIME, closedBy: 2 });
  // Closed date and member on an open deal, as the recorded fixture has them: they prove nothing.
  opportunity(3, 'Open with a closed date', { closedDate: DEMO_TIME, closedBy: 2 });
  opportunity(4, 'Inactive salesperson', { primarySalesRep: 9 });
  opportunity(5, 'Salesperson without e-mail', { primarySalesRep: 10 });
  opportunity(6, 'Invalid place', { locationId: 3, businessUnitId: 12 });
  opportunity(7, 'Without the required field', { customFields: undefined });
  opportunity(8, 'Status on ice', { status: 6, type: 6 });
  opportunity(9, "Another company's contact", { contact: 507 });
}
