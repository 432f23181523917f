import { type Money, money, roundMoney } from '@causeway/shared/money';
import { type QuoteTotals, quoteTotals, type TaxedLineAmounts } from '@causeway/shared/quote-totals';
import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';

/** What an opportunity is worth before tax: once, and each cycle. */
export interface OpportunityAmounts extends Pick<QuoteTotals, 'recurring' | 'monthly'> {
  amount: Money;
}

interface AmountLine extends Omit<TaxedLineAmounts, 'quantity'> {
  opportunityId: Id;
  quoteDiscountPercent: string;
  quoteDiscountAmount: string;
  /** Null where the quote has no lines. */
  quantity: string | null;
}

/**
 * What each opportunity is worth: the accepted quote, else the newest one that is not declined. Opportunities without such a quote are not in
 * the answer.
 */
export async function amountsByOpportunity(tx: Tx, ids: readonly Id[]): Promise<Map<Id, OpportunityAmounts>> {
  const rows = await tx.query<AmountLine>(
    `select q.opportunity_id as "opportunityId", q.discount_percent as "quoteDiscountPercent", q.discount_amount as "quoteDiscountAmount",
       l.quantity, l.price, l.discount_percent as "discountPercent", l.tax_rate as "taxRate", l.billing, l.billing_cycle as "billingCycle",
       l.recurring_price as "recurringPrice", coalesce(l.is_optional, false) as "isOptional"
     from (
       select distinct on (d.opportunity_id) d.opportunity_id, d.id, d.discount_percent, d.discount_amount from document d
       where d.opportunity_id = any($1::uuid[]) and d.kind = 'quote' and d.state <> 'declined'
       order by d.opportunity_id, (d.state = 'accepted') desc, d.id desc
     ) q left join quote_line l on l.document_id = q.id
     order by q.opportunity_id, l.position, l.id`,
    [ids],
  );
  const byOpportunity = Map.groupBy(rows, (row) => row.opportunityId);
  return new Map([...byOpportunity].map(([id, lines]) => [id, amountsOf(lines)]));
}

function amountsOf(rows: readonly AmountLine[]): OpportunityAmounts {
  const lines = rows.flatMap(({ quantity, ...line }) => (quantity === null ? [] : [{ ...line, quantity }]));
  const { subtotal, discount, recurring, monthly } = quoteTotals(lines, {
    discountPercent: rows[0]?.quoteDiscountPercent ?? '0',
    discountAmount: rows[0]?.quoteDiscountAmount ?? '0',
  });
  return { amount: roundMoney(money(subtotal).minus(discount)), recurring, monthly };
}
