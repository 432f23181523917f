import { type Money, money, roundMoney } from '@causeway/shared/money';
import { type QuoteTotals, quoteTotals, type TaxedLineAmounts } from '@causeway/shared/quote-totals';
import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';

/** What an opportunity is worth before tax: once, and each cycle. */
export interface OpportunityAmounts extends Pick<QuoteTotals, 'recurring' | 'monthly'> {
  amount: Money;
  /** Whether ConnectWise's forecast says so, since no quote here does. */
  isForecast: boolean;
}

interface AmountLine extends Omit<TaxedLineAmounts, 'quantity'> {
  opportunityId: Id;
  quoteDiscountPercent: string;
  quoteDiscountAmount: string;
  isForecast: boolean;
  /** Null where the quote has no lines. */
  quantity: string | null;
}

/**
 * What each opportunity is worth: the accepted quote, else the newest one that is not declined, else the forecast in ConnectWise. Opportunities
 * without any of them are not in the answer.
 */
export async function amountsByOpportunity(tx: Tx, ids: readonly Id[]): Promise<Map<Id, OpportunityAmounts>> {
  const rows = await tx.query<AmountLine>(
    `with quote as (
       select distinct on (d.opportunity_id) d.opportunity_id, d.id, d.discount_percent, d.discount_amount from document d
       where d.opportunity_id = any($1::uuid[]) and d.kind = 'quote' and d.state <> 'declined'
       order by d.opportunity_id, (d.state = 'accepted') desc, d.id desc
     ), line as (
       select q.opportunity_id, q.discount_percent as off, q.discount_amount as off_amount, false as is_forecast, l.quantity,
         coalesce(l.price, 0) as price, coalesce(l.discount_percent, 0) as discount_percent, l.tax_rate, l.billing, l.billing_cycle, l.recurring_price, coalesce(l.is_optional, false) as is_optional, l.position, l.id
       from quote q left join quote_line l on l.document_id = q.id
       union all
       select f.opportunity_id, 0, 0, true, 1, (l->>'price')::numeric, 0, null, case when l->>'recurringPrice' = '0' then 'one_time' else 'recurring' end,
         l->>'billingCycle', (l->>'recurringPrice')::numeric, false, 0, null
       from opportunity_forecast f cross join jsonb_array_elements(f.lines) l
       where f.opportunity_id = any($1::uuid[]) and not exists (select from quote q where q.opportunity_id = f.opportunity_id)
     )
     select l.opportunity_id as "opportunityId", l.off as "quoteDiscountPercent", l.off_amount as "quoteDiscountAmount",
       l.is_forecast as "isForecast", l.quantity, l.price, l.discount_percent as "discountPercent", l.tax_rate as "taxRate", l.billing,
       l.billing_cycle as "billingCycle", l.recurring_price as "recurringPrice", l.is_optional as "isOptional"
     from line l order by l.opportunity_id, l.position, l.id`,
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
  return {
    amount: roundMoney(money(subtotal).minus(discount)),
    recurring,
    monthly,
    isForecast: rows[0]?.isForecast === true,
  };
}

/** Since when each is in ConnectWise, as far as that was read. */
export async function enteredByOpportunity(tx: Tx, ids: readonly Id[]): Promise<Map<Id, Date>> {
  const rows = await tx.query<{ opportunityId: Id; enteredAt: Date }>(
    `select f.opportunity_id as "opportunityId", f.entered_at as "enteredAt" from opportunity_forecast f
     where f.opportunity_id = any($1::uuid[]) and f.entered_at is not null`,
    [ids],
  );
  return new Map(rows.map(({ opportunityId, enteredAt }) => [opportunityId, enteredAt]));
}
