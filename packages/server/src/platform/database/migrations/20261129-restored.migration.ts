import { Migration } from '@mikro-orm/migrations';

/**
 * An installation that was restored from a backup has forgotten what was pushed between the two: `restored_from` is when the backup was taken,
 * `restored_at` when it was put back. What ConnectWise got in between is looked for before anything is made there or here.
 */
export class Migration20261129Restored extends Migration {
  override up(): void {
    this.addSql(`
alter table connection add column restored_from timestamptz;
alter table connection add column restored_at timestamptz;`);
  }
}
