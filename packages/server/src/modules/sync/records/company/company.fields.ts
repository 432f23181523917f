import { connectWiseLengths } from '@causeway/shared/connectwise-lengths';
import type { Company } from '../../../../connectwise/wire/company.ts';
import type { ClientTable } from '../../../../platform/database/schema.ts';
import type { ClientEntity } from '../../../crm/clients/client.entity.ts';
import { noCompanyType } from '../../messages/not-sent.messages.ts';
import type { FieldTable, FieldValue, SyncedFieldsOf, WriteContext, Written } from '../fields/field-table.ts';
import { choice, entryNamed, neverEmpty, neverSent, onlyOnCreate, text } from '../fields/fields.ts';
import { line, longest } from '../text.rules.ts';
import { wireLine } from '../wire-text.rules.ts';

/** A client's synced data. A new one of the CRM's does not compile before the table answers for it. */
export type ClientFields = Omit<SyncedFieldsOf<ClientEntity>, 'customValues'>;

/** A client as it stands in the CRM. */
export type ClientRow = ClientFields & { id: string };

const keptThere = (what: string) => neverEmpty(`ConnectWise gives every company ${what}`);

const lengths = connectWiseLengths.company;

/** Client of the CRM ↔ company of ConnectWise. */
export const companyFields: FieldTable<ClientFields, Company, ClientTable> = {
  name: text('Name', 'name', 'name', { max: lengths.name, required: true, out: neverEmpty('a company has a name') }),
  identifier: text('Company ID', 'identifier', 'identifier', {
    max: lengths.identifier,
    word: 'company ID',
    out: onlyOnCreate('ConnectWise keeps the company ID under which a company was made'),
    owner: 'connectwise',
    comesBack: true,
  }),
  addressLine1: {
    ...text('Address line 1', 'address_line1', 'addressLine1', { max: lengths.addressLine1 }),
    write: ({ addressLine1, ...rest }) => ({ set: { addressLine1: wireLine(addressLine1) ?? standInAddress(rest) } }),
  },
  addressLine2: text('Address line 2', 'address_line2', 'addressLine2', { max: lengths.addressLine2 }),
  city: text('City', 'city', 'city', { max: lengths.city }),
  region: text('Region', 'region', 'state', { max: lengths.region, word: 'state' }),
  postalCode: text('Postal code', 'postal_code', 'zip', { max: lengths.postalCode, word: 'zip' }),
  country: choice('Country', 'country', 'country', 'country'),
  phone: text('Phone', 'phone', 'phoneNumber', { max: lengths.phone, word: 'phone number' }),
  website: text('Website', 'website', 'website', { max: lengths.website, longest: longest.url }),
  type: {
    label: 'Type',
    column: 'type',
    type: 'text',
    place: { kind: 'associations', paths: ['types'], list: 'company_type' },
    in: { read: (company) => line(typeNames(company), 'types') },
    out: keptThere('at least one type'),
    comesBack: true,
    write: newTypes,
  },
  status: choice('Status', 'status', 'status', 'company_status', { out: keptThere('a status'), comesBack: true }),
  taxRegionId: {
    label: 'Tax region',
    column: 'tax_region_id',
    type: 'uuid',
    place: { kind: 'several', paths: [] },
    shownBy: 'taxCode',
    in: { by: 'resolveClient' },
    out: neverSent(
      'the tax code of a company is set in ConnectWise; quotes and opportunities carry the region’s own code',
    ),
  },
};

/** ConnectWise wants at least one address field (§3.1); a client without any must not hold up its won opportunity. */
const standInAddress = ({ addressLine2, city, region, postalCode, country }: Omit<ClientFields, 'addressLine1'>) =>
  [addressLine2, city, region, postalCode, country].some((one) => wireLine(one)) ? undefined : '-';

/** Types may be given to a new company only; later they are records of their own (`associate-types.ts`). */
function newTypes({ type }: ClientFields, { lists }: WriteContext): Written {
  const { ids, unknown } = companyTypeIds(type, lists.company_type);
  if (unknown.length > 0) return { not: noCompanyType(unknown), lacks: 'company_type' };
  return { set: { types: ids.length > 0 ? ids.map((id) => ({ id: Number(id) })) : undefined } };
}

/** A client keeps the names of its company's types in one text; one of them may hold a comma itself. */
export function companyTypeIds(
  text: FieldValue | undefined,
  rows: WriteContext['lists']['company_type'],
): { ids: string[]; unknown: string[] } {
  const names = typeof text === 'string' ? text.trim() : '';
  const whole = names ? entryNamed(rows, names) : undefined;
  if (whole) return { ids: [whole.remoteId], unknown: [] };
  const parts = names.split(',').flatMap((part) => (part.trim() ? [part.trim()] : []));
  const found = parts.map((part) => ({ part, id: entryNamed(rows, part)?.remoteId }));
  return {
    ids: found.flatMap(({ id }) => (id ? [id] : [])),
    unknown: found.flatMap(({ part, id }) => (id ? [] : [part])),
  };
}

function typeNames(company: Company): string | null {
  const names = company.types?.map((type) => type.name).filter((name) => name);
  return names && names.length > 0 ? names.join(', ') : null;
}
