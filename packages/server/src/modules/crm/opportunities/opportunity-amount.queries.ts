import { quoteTotals } from '@causeway/shared/quote-totals';
import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';

interface AmountLine {
  opportunityId: Id;
  quantity: string | null;
  price: string;
  discountPercent: string;
}

/**
 * What each opportunity is worth before tax: the accepted quote, else the newest one that is not declined.
 * Opportunities without such a quote are not in the answer.
 */
export async function amountsByOpportunity(tx: Tx, ids: readonly Id[]): Promise<Map<Id, string>> {
  const rows = await tx.query<AmountLine>(
    `select q.opportunity_id as "opportunityId", l.quantity, l.price, l.discount_percent as "discountPercent"
     from (
       select distinct on (d.opportunity_id) d.opportunity_id, d.id from document d
       where d.opportunity_id = any($1::uuid[]) and d.kind = 'quote' and d.state <> 'declined'
       order by d.opportunity_id, (d.state = 'accepted') desc, d.id desc
     ) q left join quote_line l on l.document_id = q.id`,
    [ids],
  );
  const byOpportunity = Map.groupBy(rows, (row) => row.opportunityId);
  return new Map([...byOpportunity].map(([id, lines]) => [id, subtotalOf(lines)]));
}

function subtotalOf(lines: readonly AmountLine[]): string {
  const counted = lines.flatMap(({ quantity, price, discountPercent }) =>
    quantity === null ? [] : [{ quantity, price, discountPercent, taxRate: null }],
  );
  return quoteTotals(counted).subtotal;
}
