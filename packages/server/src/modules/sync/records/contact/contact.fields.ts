import { connectWiseLengths } from '@causeway/shared/connectwise-lengths';
import type { Contact } from '../../../../connectwise/wire/contact.ts';
import type { ContactTable } from '../../../../platform/database/schema.ts';
import type { ContactEntity } from '../../../crm/contacts/contact.entity.ts';
import { extensionWithoutNumber } from '../../messages/not-sent.messages.ts';
import { item } from '../fields/communication.ts';
import type { FieldTable, SyncedFieldsOf } from '../fields/field-table.ts';
import { flag, neverEmpty, reference, text } from '../fields/fields.ts';

export type ContactFields = Omit<SyncedFieldsOf<ContactEntity>, 'customValues'>;

/** A contact as it stands in the CRM. */
export type ContactRow = ContactFields & { id: string };

/** Longest name that is taken in. */
const MAX_NAME_LENGTH = 100;
const lengths = connectWiseLengths.contact;

/** Contact of the CRM ↔ contact of ConnectWise; e-mail and phones are communication items there (§3.3). */
export const contactFields: FieldTable<ContactFields, Contact, ContactTable> = {
  clientId: reference('Client', 'client_id', 'company', 'company', {
    required: true,
    out: neverEmpty('a contact belongs to a company'),
  }),
  firstName: text('First name', 'first_name', 'firstName', {
    max: lengths.firstName,
    required: true,
    longest: MAX_NAME_LENGTH,
    out: neverEmpty('a contact has a first name'),
  }),
  lastName: text('Last name', 'last_name', 'lastName', { max: lengths.lastName, longest: MAX_NAME_LENGTH }),
  email: item('E-mail', 'email', 'email', 'value', { max: lengths.communication }),
  phone: item('Phone', 'phone', 'phone', 'value', { max: lengths.communication }),
  phoneExtension: {
    ...item('Extension', 'phone_extension', 'phone', 'extension', { max: lengths.extension }),
    write: ({ phone }) => (phone ? { set: {} } : { not: extensionWithoutNumber() }),
  },
  mobile: item('Mobile', 'mobile', 'mobile', 'value', { max: lengths.communication }),
  title: text('Job title', 'title', 'title', { max: lengths.title, word: 'title' }),
  isPrimary: flag('Primary contact', 'is_primary', 'defaultFlag', {
    out: neverEmpty('a company keeps its primary contact until another one is chosen'),
  }),
  isActive: flag('Active', 'is_active', 'inactiveFlag', { inverted: true }),
};
