import { Migration } from '@mikro-orm/migrations';

/** How often in a row a forecast could not be read: of one that stays so a person is told. Programs of the version before do not count. */
export class Migration20261207UnreadForecasts extends Migration {
  override up(): void {
    this.addSql('alter table opportunity_forecast add column failed_reads int not null default 0;');
  }
}
