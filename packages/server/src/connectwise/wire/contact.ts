import { flag, list, object, text } from './shape.ts';
import { customFields, reference, type WireOf, wire } from './wire.ts';

/** `communicationType` is Email, Phone or Fax; one default per kind. */
export const communicationItem = object({
  type: reference,
  value: text,
  extension: text,
  defaultFlag: flag,
  communicationType: text,
});

/**
 * A contact. There is no e-mail property: it is the communication item of kind Email with `defaultFlag`.
 * A contact without a company is legal; with a weak security role `company` comes back blank instead of a 403.
 */
export const contactWire = wire('contact', '/company/contacts', {
  firstName: text,
  lastName: text,
  company: reference,
  site: reference,
  title: text,
  inactiveFlag: flag,
  defaultFlag: flag,
  defaultPhoneType: text,
  defaultPhoneNbr: text,
  defaultPhoneExtension: text,
  communicationItems: list(communicationItem),
  types: list(reference),
  customFields,
});
export type Contact = WireOf<typeof contactWire>;

/** The text is called `description` here and `name` in a reference to it. */
export const contactTypeWire = wire('contactType', '/company/contacts/types', { description: text, defaultFlag: flag });
export type ContactType = WireOf<typeof contactTypeWire>;

export const communicationTypeWire = wire('communicationType', '/company/communicationTypes', {
  description: text,
  phoneFlag: flag,
  faxFlag: flag,
  emailFlag: flag,
  defaultFlag: flag,
});
export type CommunicationType = WireOf<typeof communicationTypeWire>;
