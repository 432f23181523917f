/** A line of a quote as it stands in the CRM; amounts as decimal text. */
export interface QuoteLineRow {
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
