import { equals } from '../../../connectwise/client/conditions.ts';
import { type CatalogItem, catalogItemWire } from '../../../connectwise/wire/catalog.ts';
import { type Company, companyWire } from '../../../connectwise/wire/company.ts';
import { type Contact, contactWire } from '../../../connectwise/wire/contact.ts';
import type { Wire, WireRecord } from '../../../connectwise/wire/wire.ts';
import { emailOf } from '../entities/contact/contact-from-connectwise.ts';
import type { MatchedEntity, MatchRecord } from './match-record.ts';

/** How one kind of record is read from ConnectWise for comparing: only what is compared, and only records that are in use there. */
export interface MatchSource<R extends WireRecord = WireRecord> {
  entity: MatchedEntity;
  wire: Wire<R>;
  fields: readonly string[];
  conditions: string;
  /** Null for a record that takes no part. */
  record(record: R): MatchRecord | null;
}

const companies: MatchSource<Company> = {
  entity: 'company',
  wire: companyWire,
  fields: ['identifier', 'name', 'addressLine1', 'city', 'state', 'zip', 'phoneNumber', 'website', 'deletedFlag'],
  conditions: equals('deletedFlag', false),
  record: (company) =>
    company.deletedFlag
      ? null
      : {
          id: String(company.id),
          name: company.name ?? null,
          identifier: company.identifier ?? null,
          website: company.website ?? null,
          phone: company.phoneNumber ?? null,
          place: {
            addressLine: company.addressLine1 ?? null,
            city: company.city ?? null,
            region: company.state ?? null,
            postalCode: company.zip ?? null,
          },
        },
};

const contacts: MatchSource<Contact> = {
  entity: 'contact',
  wire: contactWire,
  fields: ['firstName', 'lastName', 'company', 'inactiveFlag', 'defaultPhoneNbr', 'communicationItems'],
  conditions: equals('inactiveFlag', false),
  // Without a company there is no client that it could be a contact of.
  record: (contact) =>
    contact.inactiveFlag || !contact.company
      ? null
      : {
          id: String(contact.id),
          name: [contact.firstName, contact.lastName].filter(Boolean).join(' ') || null,
          email: emailOf(contact),
          phone: contact.defaultPhoneNbr ?? null,
          withinId: String(contact.company.id),
          withinName: contact.company.name ?? null,
        },
};

const items: MatchSource<CatalogItem> = {
  entity: 'product',
  wire: catalogItemWire,
  fields: ['identifier', 'description', 'manufacturerPartNumber', 'productClass', 'inactiveFlag'],
  conditions: equals('inactiveFlag', false),
  record: (item) =>
    item.inactiveFlag
      ? null
      : {
          id: String(item.id),
          name: item.description ?? null,
          identifier: item.identifier ?? null,
          partNumber: item.manufacturerPartNumber ?? null,
          isBundle: item.productClass === 'Bundle',
        },
};

/** Companies first: contacts are compared within them. */
export const matchSources: readonly MatchSource[] = [companies, contacts, items];
