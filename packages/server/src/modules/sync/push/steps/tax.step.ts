import { pushTax } from '../../../integration/mapping/tax-map.rules.ts';
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
  if (tax.rule === 'lacking')
    throw new PushRefused(
      'tax_code_missing',
      `${tax.reason} Opportunity "${row.name}" would carry it.`,
      'Map the region to another tax code in Settings, Integrations, Mapping, Taxes: the push then goes out by itself. Or give the quote another region, then retry.',
    );
  return { taxCodeId: tax.taxCodeId, ownsTaxCode: tax.rule === 'region', regionName: tax.regionName };
}
