import { equals } from '../../../../connectwise/client/conditions.ts';
import { type Company, companyWire } from '../../../../connectwise/wire/company.ts';
import { companyKey } from '../../matching/scoring/names.rules.ts';
import type { EntitySync, LocalTable } from '../entity-sync.ts';
import { columnsOf } from '../fields/columns.ts';
import { byNameHere, filtering } from '../filtering.rules.ts';
import { clientFromCompany, resolveClient, silentInCompany, unplacedInCompany } from './client-from-company.ts';
import { typesHere } from './client-types.rules.ts';
import { companyFields } from './company.fields.ts';
import { clientCandidates } from './company-candidates.queries.ts';
import {
  forgetIdentifier,
  freeMergedName,
  linkedChildrenOf,
  moveChildren,
  renameClient,
} from './company-children.queries.ts';
import { companyComparison } from './company-comparison.ts';
import { readCompanyHolders } from './company-holders.queries.ts';
import { companyScore } from './company-score.rules.ts';

const table: LocalTable = {
  name: 'client',
  columns: columnsOf(companyFields),
  known: [{ column: 'match_key', type: 'text', of: ({ name }) => companyKey(text(name)) }],
};

/** ConnectWise company → CRM client. */
export const companySync: EntitySync<Company> = {
  entity: 'company',
  crm: 'client',
  wire: companyWire,
  fields: companyFields,
  options: {
    status: { kind: 'company_status', word: 'status' },
    country: { kind: 'country', word: 'country' },
    taxCode: { kind: 'tax_code', word: 'tax code' },
  },
  words: { remote: 'company', local: 'client', many: 'companies', manyLocal: 'clients' },
  addresses: { here: 'clients', there: 'CompanyFv', callbacks: 'company' },
  search: {
    here: (pattern) => `select search_clients(${pattern})`,
    detailHere: `concat_ws(', ', t.identifier, t.city, t.phone)`,
    there: ['name', 'identifier'],
  },
  uses: {
    used: [],
    dependents: [
      {
        entity: 'opportunity',
        some: (stays) =>
          `select from opportunity o where o.workspace_id = t.workspace_id and o.client_id = t.id and ${stays('o.id')}`,
      },
      {
        entity: 'contact',
        some: (stays) =>
          `select from contact c where c.workspace_id = t.workspace_id and c.client_id = t.id and ${stays('c.id')}`,
      },
    ],
  },
  nameFields: ['name'],
  namedThere: { property: 'name' },
  naturalKeyOf: ({ identifier, name }) => ({ identifier, name }),
  nameOf: (company) => company.name ?? company.identifier ?? `company ${company.id}`,
  // Deleted companies stay in ConnectWise's lists for ever (reference pages §3.1, P1).
  ...filtering<Company>({
    named: ['identifier', 'name'],
    choices: { type: { there: 'types', here: typesHere }, status: { there: 'status', here: byNameHere('status') } },
    flags: { deleted: 'deletedFlag' },
    here: { from: 'client t', name: 't.name' },
  }),
  isDeleted: (company) => company.deletedFlag === true,
  deletedWhere: equals('deletedFlag', true),
  draft: clientFromCompany,
  references: () => [],
  resolve: resolveClient,
  silentFields: silentInCompany,
  unplaced: unplacedInCompany,
  usesTaxRegions: true,
  matching: {
    score: companyScore,
    candidates: clientCandidates,
    holders: readCompanyHolders,
    uniqueName: true,
    uniqueStrong: true,
    strong: { attribute: 'identifier', fields: ['identifier'], word: 'company ID' },
  },
  comparison: companyComparison,
  children: { linkedOf: linkedChildrenOf },
  merging: { field: 'clientId', move: moveChildren, freeName: freeMergedName, rename: renameClient },
  keptWhenDeleted: { field: 'identifier', forget: forgetIdentifier },
  keysOf: (_company, fields) => ({
    name: lower(fields.name),
    strong: lower(fields.identifier),
    website: text(fields.website),
    phone: text(fields.phone),
    country: text(fields.country),
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
