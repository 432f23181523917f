import type { Contact } from '../../../../connectwise/wire/contact.ts';
import type { Comparison } from '../comparison.ts';
import { itemOf } from '../fields/communication.ts';
import { withCompaniesCountries } from './companies-countries.queries.ts';

export const contactComparison: Comparison<Contact> = {
  properties: [
    'firstName',
    'lastName',
    'company',
    'inactiveFlag',
    'defaultPhoneNbr',
    'defaultPhoneExtension',
    'communicationItems',
  ],
  unusedFlag: { property: 'inactiveFlag', field: 'inactive' },
  there: (contact) => ({
    id: String(contact.id),
    name: [contact.firstName, contact.lastName].filter(Boolean).join(' ') || null,
    email: itemOf(contact, 'email')?.value ?? null,
    phone: contact.defaultPhoneNbr ?? null,
    phoneExtension: contact.defaultPhoneExtension ?? null,
    withinId: contact.company ? String(contact.company.id) : null,
    withinName: contact.company?.name ?? null,
  }),
  here: `select c.id, concat_ws(' ', c.first_name, c.last_name) as name, c.email, coalesce(c.phone, c.mobile) as phone,
      case when c.phone is not null then c.phone_extension end as "phoneExtension", cl.country, c.client_id as "withinId", cl.name as "withinName" from contact c join client cl on cl.id = c.client_id`,
  detailHere: 't.email',
  complete: withCompaniesCountries,
  parent: {
    entity: 'company',
    idHere: 't.client_id',
    nameHere: '(select c.name from client c where c.workspace_id = t.workspace_id and c.id = t.client_id)',
  },
};
