import { type Company, companyWire } from '../../../../connectwise/wire/company.ts';
import { exclusionOf } from '../../../integration/filters/filters.rules.ts';
import { domainOf, phoneDigits } from '../../matching/scoring/contact-points.rules.ts';
import { companyKey } from '../../matching/scoring/names.rules.ts';
import type { EntitySync, LocalTable } from '../entity-sync.ts';
import { columnsOf } from '../fields/columns.ts';
import { valuesOf, wireFacts } from '../wire-facts.rules.ts';
import { clientFromCompany, resolveClient } from './client-from-company.ts';
import { companyFields } from './company.fields.ts';

const table: LocalTable = {
  name: 'client',
  columns: columnsOf(companyFields),
  known: [{ column: 'match_key', type: 'text', of: ({ name }) => companyKey(text(name)) }],
};

/** ConnectWise company → CRM client. */
export const companySync: EntitySync<Company> = {
  entity: 'company',
  wire: companyWire,
  fields: companyFields,
  words: { remote: 'company', local: 'client', many: 'companies' },
  nameOf: (company) => company.name ?? company.identifier ?? `company ${company.id}`,
  // Deleted companies stay in ConnectWise's lists for ever (reference pages §3.1, P1).
  excluded: (company, filters) =>
    exclusionOf(
      filters,
      wireFacts(company, {
        choices: { type: valuesOf(...(company.types ?? [])), status: valuesOf(company.status) },
        flags: { deleted: company.deletedFlag === true },
      }),
    ),
  filterProperties: ['identifier', 'name', 'status', 'types', 'deletedFlag'],
  isDeleted: (company) => company.deletedFlag === true,
  draft: clientFromCompany,
  references: () => [],
  resolve: resolveClient,
  usesTaxRegions: true,
  matching: { by: 'client', uniqueName: true, uniqueStrong: true, strongWord: 'company ID' },
  keysOf: (_company, fields) => ({
    name: lower(fields.name),
    strong: lower(fields.identifier),
    domain: domainOf(text(fields.website)),
    phone: phoneDigits(text(fields.phone)),
    partNumber: null,
    withinId: null,
    place: {
      addressLine: text(fields.addressLine1),
      city: text(fields.city),
      region: text(fields.region),
      postalCode: text(fields.postalCode),
    },
  }),
  table,
};

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const lower = (value: unknown): string | null => text(value)?.toLowerCase() ?? null;
