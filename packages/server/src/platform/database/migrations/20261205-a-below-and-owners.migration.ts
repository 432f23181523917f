import { Migration } from '@mikro-orm/migrations';

/**
 * How far the polls have looked at what hangs below linked records, as the parts of bundles; null: from the beginning. And opportunities without an owner by
 * the member of ConnectWise who has them there: a user of that e-mail address may come. Programs of the version before read neither.
 */
export class Migration20261205ABelowAndOwners extends Migration {
  override up(): void {
    this.addSql(`
alter table sync_cursor add column looked_below bigint;
create index entity_link_without_owner on entity_link (workspace_id, connection_id, (base #>> '{$unplaced,primarySalesRep}'))
  where entity = 'opportunity' and state = 'linked' and base ->> 'ownerId' is null and base #>> '{$unplaced,primarySalesRep}' is not null;`);
  }
}
