import type { Company } from '../../../../connectwise/wire/company.ts';
import type { Comparison } from '../comparison.ts';
import { withPeoplesDomains } from './peoples-domains.queries.ts';

export const companyComparison: Comparison<Company> = {
  properties: [
    'identifier',
    'name',
    'addressLine1',
    'city',
    'state',
    'zip',
    'country',
    'phoneNumber',
    'website',
    'deletedFlag',
  ],
  unusedFlag: { property: 'deletedFlag', field: 'deleted' },
  there: (company) => ({
    id: String(company.id),
    name: company.name ?? null,
    identifier: company.identifier ?? null,
    website: company.website ?? null,
    phone: company.phoneNumber ?? null,
    country: company.country?.name ?? null,
    place: {
      addressLine: company.addressLine1 ?? null,
      city: company.city ?? null,
      region: company.state ?? null,
      postalCode: company.zip ?? null,
    },
  }),
  here: `select id, name, identifier, website, phone, country, jsonb_build_object('addressLine', address_line1, 'city', city, 'region', region,
      'postalCode', postal_code) as place from client`,
  detailHere: 't.identifier',
  complete: withPeoplesDomains,
};
