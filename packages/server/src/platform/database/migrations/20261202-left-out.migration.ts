import { Migration } from '@mikro-orm/migrations';

/** What a push that went through left out, and why, so that the page of the record does not say more than was sent. */
export class Migration20261202LeftOut extends Migration {
  override up(): void {
    this.addSql(`alter table push_request add column left_out jsonb not null default '[]'`);
  }
}
