import { anything, type Checked, flag, list, number, object, text } from './shape.ts';
import { reference, type WireOf, wire } from './wire.ts';

/** A location; the same table is called territory where `company.territory` points at it. */
export const locationWire = wire('location', '/system/locations', {
  name: text,
  locationFlag: flag,
  clientFlag: flag,
  departmentIds: list(number),
});
export type Location = WireOf<typeof locationWire>;

/** A department; business unit is the same thing. */
export const departmentWire = wire('department', '/system/departments', { identifier: text, name: text });
export type Department = WireOf<typeof departmentWire>;

/** The departments that go with a location: other pairs are refused on an opportunity. `id` is the pair's, not the department's. */
export const locationDepartmentWire = wire('locationDepartment', '/system/locations/{parentId}/departments', {
  location: reference,
  department: reference,
});
export type LocationDepartment = WireOf<typeof locationDepartmentWire>;

/** The light list of members; the full one needs rights over Member Maintenance. */
export const memberWire = wire('member', '/system/info/members', {
  identifier: text,
  firstName: text,
  lastName: text,
  fullName: text,
  defaultEmail: text,
  licenseClass: text,
  inactiveFlag: flag,
});
export type Member = WireOf<typeof memberWire>;

/** The definition of a custom field; `id` is what `customFields[].id` of a record names. */
export const userDefinedFieldWire = wire('userDefinedField', '/system/userDefinedFields', {
  podDescription: text,
  podId: anything, // a number in the specification, a text such as "contact_detail" in recordings
  caption: text,
  sequenceNumber: number,
  screenId: text,
  fieldTypeIdentifier: text,
  entryTypeIdentifier: text,
  requiredFlag: flag,
  readOnlyFlag: flag,
  options: list(object({ id: number, optionValue: text, defaultFlag: flag, inactiveFlag: flag, sortOrder: number })),
  locationIds: list(number),
  businessUnitIds: list(number),
});
export type UserDefinedField = WireOf<typeof userDefinedFieldWire>;

/** Answer of `/system/info`; it has no ID. */
export const systemInfo = object({ version: text, isCloud: flag, serverTimeZone: text, cloudRegion: text });
export type SystemInfo = Checked<typeof systemInfo>;
