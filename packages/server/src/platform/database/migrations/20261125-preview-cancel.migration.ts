import { Migration } from '@mikro-orm/migrations';

/** A preview can be ended while it is made. */
export class Migration20261125PreviewCancel extends Migration {
  override up(): void {
    this.addSql(`
alter table sync_preview drop constraint sync_preview_state_check;
alter table sync_preview add constraint sync_preview_state_check check (state in ('running', 'done', 'failed', 'cancelled'));
alter table sync_preview add column cancelled_by text;`);
  }
}
