import type { Company } from '../../../../connectwise/wire/company.ts';
import type { Comparison } from '../comparison.ts';
import { comparedClients } from './company-comparison.queries.ts';
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
  here: comparedClients,
  detailHere: 't.identifier',
  complete: withPeoplesDomains,
};
