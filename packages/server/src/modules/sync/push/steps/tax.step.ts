import { opportunityWire } from '../../../../connectwise/wire/opportunity.ts';
import { isSame } from '../../../../platform/is-same.ts';
import { pushTax } from '../../../integration/mapping/tax-map.rules.ts';
import type { EntityLink } from '../../../links/link.ts';
import { type SentTax, sentTaxOf, withSentTax } from '../../conflicts/base.rules.ts';
import { taxCodeMissing } from '../../messages/push-problem.messages.ts';
import type { OpportunityRow } from '../../records/opportunity/opportunity-to-connectwise.ts';
import type { QuoteRow } from '../attempt/crm-records.queries.ts';
import type { PushAttempt } from '../attempt/push-attempt.ts';
import { PushRefused } from '../attempt/push-refused.ts';
import { isOtherRegion, type OpportunityTax, planTax, type TaxPlan } from './opportunity-tax.rules.ts';

/** The tax code of an opportunity and its lines, from the region of its quote, else of its client (requirement R47). */
export function taxFor(attempt: PushAttempt, row: OpportunityRow, quote: QuoteRow | null): OpportunityTax {
  const { taxRegions, defaults, lists } = attempt.setup;
  const regionId = quote?.taxRegionId ?? row.taxRegionId;
  const tax = pushTax(regionId, taxRegions, defaults.taxCodeId, lists.tax_code ?? []);
  if (tax.rule === 'lacking') throw PushRefused.of('tax_code_missing', taxCodeMissing(row.name, tax.reason));
  return { regionId, taxCodeId: tax.taxCodeId, ownsTaxCode: tax.rule === 'region', regionName: tax.regionName };
}

/** What becomes of the tax code of a linked opportunity; ConnectWise is asked only where another region was chosen here. */
export async function planLinkedTax(
  attempt: PushAttempt,
  tax: OpportunityTax,
  { base, remoteId }: EntityLink,
): Promise<TaxPlan> {
  const before = sentTaxOf(base);
  const remote = isOtherRegion(tax, before) ? await attempt.client.get(opportunityWire, remoteId) : null;
  return planTax(tax, before, remote?.taxCode ?? null);
}

/** After it was sent: a push that ended before looks at it again. */
export async function rememberTax(attempt: PushAttempt, localId: string, tax: SentTax): Promise<void> {
  const link = await attempt.links.of('opportunity', localId);
  if (!link?.base || isSame(sentTaxOf(link.base), tax)) return;
  await attempt.commit({ ...link, base: withSentTax(link.base, tax) }, null);
}
