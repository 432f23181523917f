import type { Company } from '../../../../connectwise/wire/company.ts';
import { noRegionForTaxCode } from '../../messages/unplaced.messages.ts';
import type { Draft, Fields, ResolveContext } from '../entity-sync.ts';
import { reader } from '../fields/derive.ts';
import { type Unplaced, unplaced } from '../unplaced.ts';
import { companyFields } from './company.fields.ts';

const readFields = reader<Company>(companyFields);

/** A company as a client. Status and types keep their ConnectWise names; several types are joined. */
export function clientFromCompany(company: Company): Draft {
  const draft = readFields(company);
  draft.taxCodeId = company.taxCode ? String(company.taxCode.id) : null;
  return draft;
}

/** The client's tax region is the one that stands for the company's tax code; one that stands for none leaves it as it is here. */
export function resolveClient(
  { taxCodeId, ...fields }: Draft,
  { taxRegionIdOf }: Pick<ResolveContext, 'taxRegionIdOf'>,
): Fields {
  const taxRegionId = typeof taxCodeId === 'string' ? taxRegionIdOf(taxCodeId) : null;
  return taxRegionId === undefined ? fields : { ...fields, taxRegionId };
}

/** Every company has a status: a blank one is what a weak security role is shown, and says nothing of the client's (connectwise-api.md §3.3). */
export const silentInCompany = (draft: Draft): readonly string[] => (draft.status === null ? ['status'] : []);

export function unplacedInCompany(
  { taxCode }: Company,
  { taxRegionIdOf }: Pick<ResolveContext, 'taxRegionIdOf'>,
): Unplaced[] {
  const isKnown = !taxCode || taxRegionIdOf(String(taxCode.id)) !== undefined;
  const because = isKnown ? null : noRegionForTaxCode();
  return [unplaced('taxCode', taxCode, { label: 'tax code', because, hasField: true })];
}
