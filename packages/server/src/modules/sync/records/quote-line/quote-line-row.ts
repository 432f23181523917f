import type { Billing } from '@causeway/shared/billing';

/** A line of a quote as it stands in the CRM; amounts as decimal text. `price` is paid once, `recurringPrice` each cycle. */
export interface QuoteLineRow extends Billing {
  id: string;
  position: number;
  productId: string | null;
  description: string;
  quantity: string;
  price: string;
  cost: string;
  discountPercent: string;
  isTaxable: boolean;
  /** Percent as decimal text; null without a tax category. */
  taxRate: string | null;
}

/** How a line that is paid once is billed. */
export const billedOnce: Billing = {
  billing: 'one_time',
  billingCycle: null,
  billingCycleId: null,
  billingCycles: null,
  recurringPrice: '0',
  recurringCost: '0',
};
