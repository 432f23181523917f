import { Migration } from '@mikro-orm/migrations';

/** Whether a line was taxable when it was written, as its tax rate is kept: a quote that was sent stays what it was when its products change. */
export class Migration20261130NotedTaxable extends Migration {
  override up(): void {
    this.addSql('alter table quote_line add column is_taxable boolean;');
  }
}
