import { catalogItemWire } from '../../connectwise/wire/catalog.ts';
import { companyWire } from '../../connectwise/wire/company.ts';
import { contactWire } from '../../connectwise/wire/contact.ts';
import { opportunityWire, stageWire, statusWire } from '../../connectwise/wire/opportunity.ts';
import { productItemWire } from '../../connectwise/wire/product-item.ts';
import { taxCodeWire } from '../../connectwise/wire/tax-code.ts';
import type { Wire } from '../../connectwise/wire/wire.ts';

/** One read that the sync needs, and where in ConnectWise its right is given (System > Security Roles > the API member's role). */
export interface PermissionCheck {
  wire: Wire<unknown>;
  what: string;
  right: string;
}

export const permissionChecks: readonly PermissionCheck[] = [
  { wire: companyWire, what: 'companies', right: 'Companies > Company Maintenance: Inquire All' },
  { wire: contactWire, what: 'contacts', right: 'Companies > Contacts: Inquire All' },
  { wire: opportunityWire, what: 'opportunities', right: 'Sales > Opportunity: Inquire All' },
  { wire: catalogItemWire, what: 'products', right: 'Procurement > Product Catalog: Inquire All' },
  { wire: productItemWire, what: 'product lines', right: 'Procurement > Products: Inquire All' },
  { wire: stageWire, what: 'sales stages', right: 'System > Table Setup: Inquire All, table Opportunity / Stage' },
  {
    wire: statusWire,
    what: 'opportunity statuses',
    right: 'System > Table Setup: Inquire All, table Opportunity / Status',
  },
  { wire: taxCodeWire, what: 'tax codes', right: 'System > Table Setup: Inquire All, table Tax Code' },
];

/** One sentence naming all that is missing. */
export function missingRights(missing: readonly PermissionCheck[]): string {
  const list = missing.map(({ what, right }) => `${what} (${right})`).join('; ');
  return `The API member's security role may not read ${list}. Add these rights to its role, then try again.`;
}
