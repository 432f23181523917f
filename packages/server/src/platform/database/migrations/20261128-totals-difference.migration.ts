import { Migration } from '@mikro-orm/migrations';

/**
 * Which difference between quote and ConnectWise was accepted for a push, by whom and why. And products that were linked before they said how they
 * are billed agreed on being billed once, so that what recurs in ConnectWise comes in as its change.
 */
export class Migration20261128TotalsDifference extends Migration {
  override up(): void {
    this.addSql(`
alter table push_request add column accepted_difference jsonb;
update entity_link
  set base = base || '{"billing": "one_time", "billingCycle": null, "billingCycleId": null, "recurringPrice": "0", "recurringCost": "0"}'
  where entity = 'product' and base is not null and not base ? 'billing';`);
  }
}
