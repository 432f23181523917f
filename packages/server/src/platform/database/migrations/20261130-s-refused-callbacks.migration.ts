import { Migration } from '@mikro-orm/migrations';

/** Messages that were refused since the last one that was believed: while there are any, nothing is told at once. */
export class Migration20261130RefusedCallbacks extends Migration {
  override up(): void {
    this.addSql(
      'alter table callback_endpoint add column refused_since timestamptz, add column refused integer not null default 0;',
    );
  }
}
