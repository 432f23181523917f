import type { Company } from '../../../../connectwise/wire/company.ts';
import type { Draft, Fields, ResolveContext } from '../entity-sync.ts';
import { line, longest, requiredLine } from '../text.rules.ts';

/** A company as a client. Status and types keep their ConnectWise names; several types are joined. */
export function clientFromCompany(company: Company): Draft {
  return {
    name: requiredLine(company.name, 'name'),
    identifier: line(company.identifier, 'company ID'),
    addressLine1: line(company.addressLine1, 'address line 1'),
    addressLine2: line(company.addressLine2, 'address line 2'),
    city: line(company.city, 'city'),
    region: line(company.state, 'state'),
    postalCode: line(company.zip, 'zip'),
    country: line(company.country?.name, 'country'),
    phone: line(company.phoneNumber, 'phone number'),
    website: line(company.website, 'website', longest.url),
    type: line(typeNames(company), 'types'),
    status: line(company.status?.name, 'status'),
    taxCodeId: company.taxCode ? String(company.taxCode.id) : null,
  };
}

/** The client's tax region is the one that stands for the company's tax code; without one it is left as it is here. */
export function resolveClient(
  { taxCodeId, ...fields }: Draft,
  { taxRegionIdOf }: Pick<ResolveContext, 'taxRegionIdOf'>,
): Fields {
  const taxRegionId = typeof taxCodeId === 'string' ? taxRegionIdOf(taxCodeId) : undefined;
  return taxRegionId ? { ...fields, taxRegionId } : fields;
}

function typeNames(company: Company): string | null {
  const names = company.types?.map((type) => type.name).filter((name) => name);
  return names && names.length > 0 ? names.join(', ') : null;
}
