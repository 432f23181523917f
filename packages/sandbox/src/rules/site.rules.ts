import { conflict } from '../http/api-error.ts';
import type { RecordRules } from '../model/rules.ts';
import type { Stored } from '../model/stored.ts';
import type { WriteContext } from '../write/write-context.ts';

const SINGLE_FLAGS = ['primaryAddressFlag', 'defaultShippingFlag', 'defaultBillingFlag', 'defaultMailingFlag'] as const;
const TO_COMPANY = ['addressLine1', 'addressLine2', 'city', 'zip', 'country', 'phoneNumber', 'faxNumber'] as const;

/** One site of a company carries each default flag; the primary one gives the company its address. */
export const siteRules: RecordRules = {
  beforeSave: (draft, context) => context.stampGuid(draft, 'mobileGuid'),
  afterCreate: (row, context) => settleFlags(row, context),
  afterUpdate: (row, context) => settleFlags(row, context),
  remove(row, context) {
    if (row.primaryAddressFlag === true && context.readings.primarySiteFixed)
      throw conflict(`Site ${row.id} is the primary site of its company and cannot be deleted.`);
    const used =
      context.related('contacts', 'site', row.id).length + context.related('opportunities', 'site', row.id).length;
    if (used > 0) throw conflict(`Site ${row.id} is in use and cannot be deleted.`);
    return false;
  },
};

function settleFlags(row: Stored, context: WriteContext): void {
  for (const other of context.related('sites', 'company', row.company as number)) {
    const lost = SINGLE_FLAGS.filter((flag) => other.id !== row.id && row[flag] === true && other[flag] === true);
    if (lost.length > 0)
      context.change('sites', other, Object.fromEntries(lost.map((flag) => [flag, false])), { silent: true });
  }
  const company = context.find('companies', row.company);
  if (!company || row.primaryAddressFlag !== true) return;
  const fields: Record<string, unknown> = { site: row.id };
  for (const field of TO_COMPANY) fields[field] = row[field];
  fields.state = context.find('states', row.stateReference)?.identifier ?? company.state;
  const changed = Object.entries(fields).some(([field, value]) => company[field] !== value);
  if (changed) context.change('companies', company, fields, { silent: true });
}
