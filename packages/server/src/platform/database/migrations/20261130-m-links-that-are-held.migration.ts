import { Migration } from '@mikro-orm/migrations';

/**
 * The list of links reads those that are linked in the order of their IDs, and the few others by an index of their own: an index of all was one more
 * to write for each record of a first sync.
 */
export class Migration20261130LinksThatAreHeld extends Migration {
  override up(): void {
    this.addSql(`
create index entity_link_not_linked on entity_link (workspace_id, connection_id,
  (case state when 'broken' then 0 when 'linked' then 2 else 1 end), id desc)
  where state <> 'linked' and entity in ('company', 'contact', 'product', 'opportunity');
drop index entity_link_list;`);
  }
}
