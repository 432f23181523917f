import type { Store } from '../store/store.ts';
import { plant, plantAll } from './plant.ts';

/** Category → subcategories, in the order of their ids. */
export const CATEGORIES: readonly (readonly [string, readonly string[]])[] = [
  ['Hardware', ['Desktops', 'Laptops', 'Servers', 'Monitors', 'Accessories']],
  ['Network', ['Firewalls', 'Switches', 'Wireless', 'Cabling']],
  ['Software', ['Productivity', 'Security', 'Backup', 'Line of Business']],
  ['Services', ['Installation', 'Projects', 'Consulting', 'Training']],
  ['Managed Services', ['Per User', 'Per Device', 'Cloud', 'Voice']],
];

export function setUpCatalogTables(store: Store): void {
  let subcategory = 0;
  for (const [at, [name, subcategories]] of CATEGORIES.entries()) {
    plant(store, 'categories', at + 1, { name, defaultFlag: at === 0 });
    for (const sub of subcategories) {
      subcategory += 1;
      plant(store, 'subcategories', subcategory, { name: sub, category: at + 1 });
    }
  }
  plantAll(store, 'productTypes', {
    1: { name: 'Hardware', typeXref: 'InventoryPart', defaultFlag: true },
    2: { name: 'Software', typeXref: 'NonInventoryPart' },
    3: { name: 'Service', typeXref: 'Service' },
    4: { name: 'Other Charge', typeXref: 'OtherCharge' },
    5: { name: 'Discontinued', inactiveFlag: true },
  });
  plantAll(store, 'unitOfMeasures', {
    1: { name: 'Each', defaultFlag: true },
    2: { name: 'Hour' },
    3: { name: 'Month' },
    4: { name: 'Box' },
  });
  const makers = [
    'Northgate',
    'Halden',
    'Fennimore',
    'Corvid Systems',
    'Tallis',
    'Brightwire',
    'Microsoft',
    'Kestrel',
    'Anchorpoint',
    'Quillon',
  ];
  for (const [at, name] of makers.entries()) plant(store, 'manufacturers', at + 1, { name });
  plantAll(store, 'billingCycles', {
    1: { identifier: 'M', name: 'Monthly', billingOptions: 'Monthly', defaultFlag: true },
    2: { identifier: 'Y', name: 'Annually', billingOptions: 'Yearly' },
    3: { identifier: 'Q', name: 'Quarterly', billingOptions: 'Quarterly' },
    4: { identifier: 'SA', name: 'Semi-annually', billingOptions: 'SemiAnnual' },
    5: { identifier: 'NR', name: 'Not recurring', billingOptions: 'NotRecurring' },
  });
  plantAll(store, 'agreementTypes', { 1: { name: 'Managed Services' } });
  plantAll(store, 'expenseTypes', { 1: { name: 'Mileage' } });
  plantAll(store, 'workRoles', { 1: { name: 'Engineer' } });
  plantAll(store, 'warehouses', { 1: { name: 'Tampa Warehouse' } });
}
