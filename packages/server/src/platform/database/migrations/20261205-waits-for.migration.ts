import { Migration } from '@mikro-orm/migrations';

/** The record of the CRM for whose link a parked push waits, where that is not its own: one link that is to be mended is one issue, however many wait for it. */
export class Migration20261205WaitsFor extends Migration {
  override up(): void {
    this.addSql(`
alter table push_request add column waits_for uuid;
create index push_request_waits_for on push_request (workspace_id, connection_id, waits_for) where waits_for is not null;

update push_request r set waits_for = (i.detail ->> 'about')::uuid from sync_issue i
  where i.workspace_id = r.workspace_id and i.connection_id = r.connection_id and i.entity = r.entity and i.local_id = r.local_id
    and i.direction = 'out' and i.state = 'open' and i.code in ('link_broken', 'link_kept', 'never_synced')
    and i.detail ->> 'about' <> i.local_id::text and r.state = 'parked';`);
  }
}
