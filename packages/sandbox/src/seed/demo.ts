import type { Readings } from '../store/options.ts';
import type { Store } from '../store/store.ts';
import { plantDemoCatalog } from './demo-catalog.ts';
import { plantDemoCompanies } from './demo-companies.ts';
import { plantDemoContacts } from './demo-contacts.ts';
import { plantDemoOpportunities } from './demo-opportunities.ts';
import { DEMO_CUSTOM_FIELDS, plantCustomFields } from './set-up-custom-fields.ts';

/** A managed-service provider on the Gulf coast: about 3,000 companies, 6,000 contacts, 800 catalog items, 1,200 opportunities. */
export function plantDemo(store: Store, readings: Readings): void {
  plantCustomFields(store, DEMO_CUSTOM_FIELDS);
  plantDemoCompanies(store);
  plantDemoContacts(store);
  plantDemoCatalog(store);
  plantDemoOpportunities(store, readings);
}
