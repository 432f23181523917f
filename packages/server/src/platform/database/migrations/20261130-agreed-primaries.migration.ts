import { Migration } from '@mikro-orm/migrations';

/**
 * Contacts that a push had made the default one of their company in ConnectWise, and that were not the primary one here: both sides counted as
 * agreed, and differed for good. Where the client has no other primary contact, ConnectWise's mark counts as its own edit from now on, and comes in.
 */
export class Migration20261130AgreedPrimaries extends Migration {
  override up(): void {
    this.addSql(`
update entity_link l set base = l.base #- '{$standIns,isPrimary}', remote_hash = case when l.remote_hash is null then null else 'unread' end
from contact k
where l.entity = 'contact' and l.state = 'linked' and k.workspace_id = l.workspace_id and k.id = l.local_id and not k.is_primary
  and l.base -> 'isPrimary' = 'false' and l.base -> '$standIns' -> 'isPrimary' = 'true'
  and not exists (
    select from contact o where o.workspace_id = k.workspace_id and o.client_id = k.client_id and o.is_primary);`);
  }
}
