import type { Store } from '../store/store.ts';
import { plant, plantAll, SET_UP_TIME } from './plant.ts';
import { setUpCatalogTables } from './set-up-catalog.ts';
import { setUpPlaces } from './set-up-places.ts';
import { setUpTaxes } from './set-up-taxes.ts';

/** Set-up tables that every seed begins with (§9.5): statuses by the default rows, members, places, types. */
export function setUp(store: Store): void {
  plantAll(store, 'structureLevels', { 1: { name: 'Corporate' }, 2: { name: 'Location' } });
  plantAll(store, 'timeZones', { 1: { name: 'Eastern Standard Time' } });
  plantAll(store, 'locations', {
    2: {
      name: 'Tampa',
      structureLevel: 2,
      timeZoneSetup: 1,
      ownerLevelId: 2,
      locationFlag: true,
      clientFlag: true,
      departmentIds: [10, 11, 12],
    },
    3: {
      name: 'Orlando',
      structureLevel: 2,
      timeZoneSetup: 1,
      ownerLevelId: 3,
      locationFlag: true,
      clientFlag: true,
      departmentIds: [10, 11],
    },
  });
  plantAll(store, 'departments', {
    10: { identifier: 'Sales', name: 'Sales' },
    11: { identifier: 'ProServ', name: 'Professional Services' },
    12: { identifier: 'ManServ', name: 'Managed Services' },
  });
  // Managed Services works from Tampa only: (Orlando, Managed Services) is the invalid pair.
  const pairs = [
    [2, 10],
    [2, 11],
    [2, 12],
    [3, 10],
    [3, 11],
  ] as const;
  for (const [at, [location, department]] of pairs.entries())
    plant(store, 'departmentLocations', at + 1, { location, department });
  plantAll(store, 'securityRoles', {
    1: { name: 'Admin', roleType: 'Admin', adminFlag: true },
    2: { name: 'Sales', roleType: 'Sales' },
  });
  members(store);
  setUpPlaces(store);
  companyTables(store);
  salesTables(store);
  setUpCatalogTables(store);
  setUpTaxes(store);
}

function members(store: Store): void {
  const people: readonly [string, string, string][] = [
    ['causeway', 'Causeway', 'Sync'],
    ['jdoe', 'Jordan', 'Doe'],
    ['mruiz', 'Marta', 'Ruiz'],
    ['tkim', 'Theo', 'Kim'],
    ['sokafor', 'Simone', 'Okafor'],
    ['blarsen', 'Britt', 'Larsen'],
    ['dpatel', 'Dev', 'Patel'],
    ['wnguyen', 'Wren', 'Nguyen'],
    ['egone', 'Eli', 'Gone'],
    ['nomail', 'Noor', 'Malik'],
  ];
  for (const [at, [identifier, firstName, lastName]] of people.entries()) {
    const id = at + 1;
    const email = identifier === 'nomail' ? undefined : `${identifier}@bluegulf-it.example`;
    plant(store, 'members', id, {
      identifier,
      firstName,
      lastName,
      title: id === 1 ? 'Integration' : id <= 8 ? 'Account Manager' : undefined,
      licenseClass: id === 1 ? 'A' : 'F',
      hireDate: Date.UTC(2018 + (at % 5), at, 1) / 1000,
      officeEmail: email,
      primaryEmail: email,
      defaultEmail: 'Office',
      defaultPhone: 'Office',
      invoiceScreenDefaultTabFormat: 'ShowInvoicingTab',
      invoicingDisplayOptions: 'RemainOnInvoicingScreen',
      agreementInvoicingDisplayOptions: 'RemainOnInvoicingScreen',
      officePhone: `8135550${100 + at}`,
      securityRole: id === 1 ? 1 : 2,
      defaultLocation: 2,
      defaultDepartment: 10,
      salesDefaultLocation: 2,
      timeZone: 1,
      structureLevel: 1,
      inactiveFlag: identifier === 'egone',
      inactiveDate: identifier === 'egone' ? SET_UP_TIME : undefined,
    });
  }
}

function companyTables(store: Store): void {
  plantAll(store, 'companyStatuses', {
    1: { name: 'Active', defaultFlag: true },
    2: {
      name: 'Inactive',
      inactiveFlag: false,
      notifyFlag: true,
      notificationMessage: 'This company is no longer a client.',
    },
    3: {
      name: 'Credit Hold',
      notifyFlag: true,
      disallowSavingFlag: true,
      notificationMessage: 'Accounts receivable has put this company on hold.',
    },
    4: { name: 'Not-Approved', inactiveFlag: true },
  });
  plantAll(store, 'companyTypes', {
    1: { name: 'Client', defaultFlag: true },
    2: { name: 'Prospect' },
    3: { name: 'Vendor', vendorFlag: true },
    4: { name: 'Former Client' },
    5: { name: 'Partner' },
  });
  plantAll(store, 'contactTypes', {
    1: { description: 'Decision Maker' },
    2: { description: 'Approver' },
    3: { description: 'End User', defaultFlag: true },
    4: { description: 'Billing' },
  });
  plantAll(store, 'communicationTypes', {
    1: { description: 'Email', emailFlag: true, defaultFlag: true },
    2: { description: 'Direct', phoneFlag: true, defaultFlag: true },
    3: { description: 'Mobile', phoneFlag: true },
    4: { description: 'Fax', faxFlag: true, defaultFlag: true },
    5: { description: 'Personal Email', emailFlag: true },
  });
  plantAll(store, 'contactDepartments', {
    1: { name: 'Office' },
    2: { name: 'IT' },
    3: { name: 'Finance' },
    4: { name: 'Operations' },
  });
  plantAll(store, 'relationships', { 1: { name: 'Employee' }, 2: { name: 'Owner' }, 3: { name: 'Consultant' } });
  plantAll(store, 'noteTypes', {
    1: { identifier: 'Comments', name: 'Comments', defaultFlag: true },
    2: { identifier: 'Sales', name: 'Sales Note' },
    3: { identifier: 'Quote', name: 'Quote' },
  });
  const markets = [
    'Healthcare',
    'Legal',
    'Manufacturing',
    'Construction',
    'Finance',
    'Hospitality',
    'Education',
    'Nonprofit',
    'Retail',
    'Logistics',
  ];
  for (const [at, name] of markets.entries()) plant(store, 'markets', at + 1, { name });
}

function salesTables(store: Store): void {
  for (const [at, probability] of [0, 10, 25, 40, 50, 75, 90, 100].entries())
    plant(store, 'probabilities', at + 1, { probability });
  plantAll(store, 'stages', {
    6: { name: '1.Lead', probability: 2, color: 'DefaultColor', sequenceNumber: 1 },
    7: { name: '2.Qualified', probability: 3, color: 'DefaultColor', sequenceNumber: 2 },
    8: { name: '3.Quote', probability: 5, color: 'DefaultColor', sequenceNumber: 3 },
    9: { name: '4.Negotiation', probability: 6, color: 'DefaultColor', sequenceNumber: 4 },
    10: { name: '5.Verbal', probability: 7, color: 'DefaultColor', sequenceNumber: 5 },
  });
  const entered = { enteredBy: 'CONVERSION', dateEntered: Date.UTC(2000, 11, 28, 19, 35, 32) / 1000 };
  plantAll(store, 'opportunityStatuses', {
    1: { name: 'Open', defaultFlag: true, ...entered },
    2: { name: 'Won', wonFlag: true, closedFlag: true, ...entered },
    3: { name: 'Lost', lostFlag: true, closedFlag: true, ...entered },
    4: { name: 'No decision', closedFlag: true, ...entered },
    5: { name: 'Signed - Renewal', wonFlag: true, closedFlag: true, ...entered },
    6: { name: 'On ice', inactiveFlag: true, ...entered },
  });
  plantAll(store, 'ratings', {
    2: { name: 'Cold', sortOrder: 1 },
    3: { name: 'Warm', sortOrder: 2 },
    4: { name: 'Hot', sortOrder: 3 },
  });
  plantAll(store, 'opportunityTypes', {
    1: { description: 'New Business' },
    2: { description: 'Application Development' },
    3: { description: 'Managed Services' },
    4: { description: 'Hardware Refresh' },
    5: { description: 'Renewal' },
    6: { description: 'Legacy Project', inactiveFlag: true },
  });
  plantAll(store, 'opportunityPriorities', { 7: { name: 'Clear Flag' }, 8: { name: 'High' } });
  plantAll(store, 'salesRoles', { 1: { name: 'Decision Maker' }, 2: { name: 'Influencer' }, 3: { name: 'Technical' } });
  plantAll(store, 'salesTeams', {
    1: { salesTeamIdentifier: 'GULF', salesTeamDescription: 'Gulf Coast team', salesTeamLocation: 2 },
  });
  plantAll(store, 'campaigns', { 1: { name: 'Spring security webinar' }, 2: { name: 'Referral' } });
}
