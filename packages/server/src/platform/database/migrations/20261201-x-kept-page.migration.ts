import { Migration } from '@mikro-orm/migrations';

/** The page of a listing that is being written while the next one is asked for: whoever takes over from a worker that died need not ask for it again. */
export class Migration20261201XKeptPage extends Migration {
  override up(): void {
    this.addSql(`
alter table sync_cursor add column kept_page bytea, add column kept_until timestamptz;
-- It is packed already.
alter table sync_cursor alter column kept_page set storage external;`);
  }
}
