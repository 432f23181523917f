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
