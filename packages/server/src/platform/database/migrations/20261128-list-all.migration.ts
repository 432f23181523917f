import { Migration } from '@mikro-orm/migrations';

/** After a change of which way fields go, the next poll lists a kind of record from the start, once. */
export class Migration20261128ListAll extends Migration {
  override up(): void {
    this.addSql('alter table sync_cursor add column list_all boolean not null default false;');
  }
}
