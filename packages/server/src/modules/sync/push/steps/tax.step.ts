import { pushTax } from '../../../integration/mapping/tax-map.rules.ts';
import { taxCodeMissing } from '../../messages/push-problem.messages.ts';
import type { OpportunityRow } from '../../records/opportunity/opportunity-to-connectwise.ts';
import type { QuoteRow } from '../attempt/crm-records.queries.ts';
import type { PushAttempt } from '../attempt/push-attempt.ts';
import { PushRefused } from '../attempt/push-refused.ts';

/** The tax code of an opportunity and its lines, from the region of its quote, else of its client (requirement R47). */
export function taxFor(
  attempt: PushAttempt,
  row: OpportunityRow,
  quote: QuoteRow | null,
): { taxCodeId: string | null; ownsTaxCode: boolean; regionName: string | null } {
  const { taxRegions, defaults, lists } = attempt.setup;
  const regionId = quote?.taxRegionId ?? row.taxRegionId;
  const tax = pushTax(regionId, taxRegions, defaults.taxCodeId, lists.tax_code ?? []);
  if (tax.rule === 'lacking') throw PushRefused.of('tax_code_missing', taxCodeMissing(row.name, tax.reason));
  return { taxCodeId: tax.taxCodeId, ownsTaxCode: tax.rule === 'region', regionName: tax.regionName };
}
