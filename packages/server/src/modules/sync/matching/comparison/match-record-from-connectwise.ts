import { equals } from '../../../../connectwise/client/conditions.ts';
import { type CatalogItem, catalogItemWire } from '../../../../connectwise/wire/catalog.ts';
import { type Company, companyWire } from '../../../../connectwise/wire/company.ts';
import { type Contact, contactWire } from '../../../../connectwise/wire/contact.ts';
import type { Wire, WireRecord } from '../../../../connectwise/wire/wire.ts';
import type { EntityFilters } from '../../../integration/filters/filters.rules.ts';
import { itemOf } from '../../records/fields/communication.ts';
import { syncOf } from '../../registry.ts';
import type { MatchedEntity, MatchRecord } from '../scoring/match-record.ts';

/** How one kind of record is read from ConnectWise for comparing: only what is compared. */
export interface MatchSource<R extends WireRecord = WireRecord> {
  entity: MatchedEntity;
  wire: Wire<R>;
  fields: readonly string[];
  /** The flag of records that are not in use; ConnectWise is not asked for those unless a filter says something about it. */
  unusedFlag: { property: string; field: 'deleted' | 'inactive' };
  record(record: R): MatchRecord;
}

const companies: MatchSource<Company> = {
  entity: 'company',
  wire: companyWire,
  fields: ['identifier', 'name', 'addressLine1', 'city', 'state', 'zip', 'phoneNumber', 'website', 'deletedFlag'],
  unusedFlag: { property: 'deletedFlag', field: 'deleted' },
  record: (company) => ({
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
  }),
};

const contacts: MatchSource<Contact> = {
  entity: 'contact',
  wire: contactWire,
  fields: ['firstName', 'lastName', 'company', 'inactiveFlag', 'defaultPhoneNbr', 'communicationItems'],
  unusedFlag: { property: 'inactiveFlag', field: 'inactive' },
  record: (contact) => ({
    id: String(contact.id),
    name: [contact.firstName, contact.lastName].filter(Boolean).join(' ') || null,
    email: itemOf(contact, 'email')?.value ?? null,
    phone: contact.defaultPhoneNbr ?? null,
    withinId: contact.company ? String(contact.company.id) : null,
    withinName: contact.company?.name ?? null,
  }),
};

const items: MatchSource<CatalogItem> = {
  entity: 'product',
  wire: catalogItemWire,
  fields: ['identifier', 'description', 'manufacturerPartNumber', 'productClass', 'inactiveFlag'],
  unusedFlag: { property: 'inactiveFlag', field: 'inactive' },
  record: (item) => ({
    id: String(item.id),
    name: item.description ?? null,
    identifier: item.identifier ?? null,
    partNumber: item.manufacturerPartNumber ?? null,
    isBundle: item.productClass === 'Bundle',
  }),
};

/** The conditions of the listing under these filters, and the properties that it needs. */
export function listingOf({ fields, unusedFlag, entity }: MatchSource, filters: EntityFilters) {
  const isAsked = filters.chosen.some((rule) => rule.field === unusedFlag.field);
  return {
    conditions: isAsked ? undefined : equals(unusedFlag.property, false),
    fields: filters.chosen.length > 0 ? [...new Set([...fields, ...syncOf(entity).filterProperties])] : fields,
  };
}

/** Companies first: contacts are compared within them. */
export const matchSources: readonly MatchSource[] = [companies, contacts, items];
