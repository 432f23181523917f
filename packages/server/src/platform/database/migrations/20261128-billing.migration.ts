import { Migration } from '@mikro-orm/migrations';

/**
 * Products and quote lines say how they are billed. What is there today is billed once. `price` and `cost` stay what is paid once, which of a
 * recurring product is its set-up; `recurring_price` and `recurring_cost` are paid each cycle. The name of the cycle is what people read; its
 * ID in ConnectWise is kept beside it as text. Lines below zero are credits, and a quote may have a discount on the whole.
 */
export class Migration20261128Billing extends Migration {
  override up(): void {
    this.addSql(['product', 'quote_line'].map(billingOf).join('\n'));
    this.addSql(`
alter table quote_line drop constraint quote_line_quantity_check;
alter table quote_line add constraint quote_line_quantity_check check (quantity <> 0);
alter table document
  add column discount_percent numeric not null default 0 check (discount_percent between 0 and 100),
  add column discount_amount numeric not null default 0 check (discount_amount >= 0),
  add constraint document_one_discount check (discount_percent = 0 or discount_amount = 0);`);
  }
}

const billingOf = (table: string): string => `
alter table ${table}
  add column billing text not null default 'one_time' check (billing in ('one_time', 'recurring')),
  add column billing_cycle text,
  add column billing_cycle_id text,
  add column billing_cycles int check (billing_cycles > 0),
  add column recurring_price numeric not null default 0,
  add column recurring_cost numeric not null default 0;`;
