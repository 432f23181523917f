import { dateTime, flag, list, text } from './shape.ts';
import { customFields, reference, type WireOf, wire } from './wire.ts';

/**
 * A company. `deletedFlag` is a soft delete: such rows stay in lists. A merge sets it without moving `lastUpdated`.
 * The address is the primary site's. `types` can be written only on create.
 */
export const companyWire = wire('company', '/company/companies', {
  identifier: text,
  name: text,
  status: reference,
  addressLine1: text,
  addressLine2: text,
  city: text,
  state: text,
  zip: text,
  country: reference,
  phoneNumber: text,
  website: text,
  territory: reference,
  defaultContact: reference,
  taxCode: reference,
  types: list(reference),
  site: reference,
  deletedFlag: flag,
  dateDeleted: dateTime,
  customFields,
});
export type Company = WireOf<typeof companyWire>;

export const companyTypeWire = wire('companyType', '/company/companies/types', {
  name: text,
  defaultFlag: flag,
  vendorFlag: flag,
});
export type CompanyType = WireOf<typeof companyTypeWire>;

export const companyStatusWire = wire('companyStatus', '/company/companies/statuses', {
  name: text,
  defaultFlag: flag,
  inactiveFlag: flag,
  disallowSavingFlag: flag,
});
export type CompanyStatus = WireOf<typeof companyStatusWire>;

/** A type of a company that is there already: `types` of a company can be written only on create. */
export const companyTypeAssociationWire = wire(
  'companyTypeAssociation',
  '/company/companies/{parentId}/typeAssociations',
  { type: reference, company: reference },
);
export type CompanyTypeAssociation = WireOf<typeof companyTypeAssociationWire>;

export const countryWire = wire('country', '/company/countries', { name: text, identifier: text, countryCode: text });
export type Country = WireOf<typeof countryWire>;
