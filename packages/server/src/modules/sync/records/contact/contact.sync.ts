import { type Contact, contactWire } from '../../../../connectwise/wire/contact.ts';
import { exclusionOf } from '../../../integration/filters/filters.rules.ts';
import type { EntitySync, LocalTable } from '../entity-sync.ts';
import { requiredClient } from '../required-company.rules.ts';
import { valuesOf, wireFacts } from '../wire-facts.rules.ts';
import { contactFromConnectwise } from './contact-from-connectwise.ts';

const table: LocalTable = {
  name: 'contact',
  columns: [
    { field: 'clientId', column: 'client_id', type: 'uuid' },
    { field: 'firstName', column: 'first_name', type: 'text' },
    { field: 'lastName', column: 'last_name', type: 'text' },
    { field: 'email', column: 'email', type: 'text' },
    { field: 'phone', column: 'phone', type: 'text' },
    { field: 'mobile', column: 'mobile', type: 'text' },
    { field: 'title', column: 'title', type: 'text' },
    { field: 'isPrimary', column: 'is_primary', type: 'boolean' },
    { field: 'isActive', column: 'is_active', type: 'boolean' },
  ],
};

/** ConnectWise contact → CRM contact of the linked client. */
export const contactSync: EntitySync<Contact> = {
  entity: 'contact',
  wire: contactWire,
  words: { remote: 'contact', local: 'contact', many: 'contacts' },
  nameOf: (contact) => [contact.firstName, contact.lastName].filter(Boolean).join(' ') || `contact ${contact.id}`,
  excluded: (contact, filters) =>
    exclusionOf(
      filters,
      wireFacts(contact, {
        choices: { type: valuesOf(...(contact.types ?? [])) },
        flags: { inactive: contact.inactiveFlag === true },
      }),
      // Legal in ConnectWise, and what a weak security role sees of any contact (§3.3).
      contact.company ? null : 'it has no company in ConnectWise',
    ),
  filterProperties: ['firstName', 'lastName', 'company', 'types', 'inactiveFlag'],
  isDeleted: () => false,
  draft: contactFromConnectwise,
  references: (draft) =>
    typeof draft.clientId === 'string'
      ? [{ field: 'clientId', entity: 'company', remoteId: draft.clientId, required: true, role: 'company' }]
      : [],
  resolve: (draft, context) => ({
    ...draft,
    clientId: requiredClient(draft.clientId, context, 'contact'),
  }),
  matching: { by: 'contact', uniqueName: false, uniqueStrong: false, strongWord: 'e-mail' },
  keysOf: (_contact, fields) => ({
    name: `${fields.firstName} ${fields.lastName ?? ''}`.trim().toLowerCase(),
    strong: typeof fields.email === 'string' ? fields.email.toLowerCase() : null,
    domain: null,
    phone: null,
    partNumber: null,
    withinId: typeof fields.clientId === 'string' ? fields.clientId : null,
  }),
  table,
};
