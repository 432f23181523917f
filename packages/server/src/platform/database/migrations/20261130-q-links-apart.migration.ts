import { Migration } from '@mikro-orm/migrations';

/** Links whose two records differ by choice: values of ConnectWise that are not taken in, fields that a changed map has set apart. They are few, and counted. */
export class Migration20261130LinksApart extends Migration {
  override up(): void {
    this.addSql(
      `create index entity_link_apart on entity_link (workspace_id, connection_id, entity)
         where state = 'linked' and jsonb_exists_any(base, array['$apart', '$closed']);`,
    );
  }
}
