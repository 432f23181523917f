import { Migration } from '@mikro-orm/migrations';

/** A person may leave a drift task as it is; its row is kept as long as the task stands, so that it is not told again. */
export class Migration20261126Drift extends Migration {
  override up(): void {
    this.addSql(`alter table drift_task add column accepted_at timestamptz, add column accepted_by text;`);
  }
}
