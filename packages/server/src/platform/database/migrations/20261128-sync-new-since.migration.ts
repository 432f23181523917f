import { Migration } from '@mikro-orm/migrations';

/** A first sync that was started with "only what is new from today": records that ConnectWise had before stay out. */
export class Migration20261128SyncNewSince extends Migration {
  override up(): void {
    this.addSql('alter table connection add column sync_new_since timestamptz;');
  }
}
