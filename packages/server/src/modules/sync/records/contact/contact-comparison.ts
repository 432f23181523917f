import type { Contact } from '../../../../connectwise/wire/contact.ts';
import type { Comparison } from '../comparison.ts';
import { itemOf } from '../fields/communication.ts';
import { withCompaniesCountries } from './companies-countries.queries.ts';
import { comparedContacts } from './contact-comparison.queries.ts';

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
  there: (contact) => ({
    id: String(contact.id),
    name: [contact.firstName, contact.lastName].filter(Boolean).join(' ') || null,
    email: itemOf(contact, 'email')?.value ?? null,
    phone: contact.defaultPhoneNbr ?? null,
    phoneExtension: contact.defaultPhoneExtension ?? null,
    withinId: contact.company ? String(contact.company.id) : null,
    withinName: contact.company?.name ?? null,
  }),
  here: comparedContacts,
  detailHere: 't.email',
  complete: withCompaniesCountries,
  parent: {
    entity: 'company',
    idHere: 't.client_id',
    nameHere: '(select c.name from client c where c.workspace_id = t.workspace_id and c.id = t.client_id)',
  },
};
