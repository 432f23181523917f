import { Migration } from '@mikro-orm/migrations';

/** Since when a sync that ran before is off: nothing that is done here is noted until it is started again, which makes up for it. */
export class Migration20261130SyncStopped extends Migration {
  override up(): void {
    this.addSql('alter table connection add column sync_stopped_at timestamptz;');
    this.addSql(`update connection set sync_stopped_at = state_since where state_code = 'disconnected';`);
  }
}
