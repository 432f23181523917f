import { Migration } from '@mikro-orm/migrations';

/** Skips in the order in which ConnectWise lists their records, as links have it, so that a reconcile sees which of them are gone. */
export class Migration20261201SkipsInOrder extends Migration {
  override up(): void {
    this.addSql(`
alter table sync_skip add column remote_number bigint
  generated always as (case when remote_id ~ '^[0-9]{1,18}$' then remote_id::bigint end) stored;
create index sync_skip_in_order on sync_skip (workspace_id, connection_id, entity, remote_number);`);
  }
}
