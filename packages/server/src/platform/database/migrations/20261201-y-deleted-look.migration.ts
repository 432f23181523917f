import { Migration } from '@mikro-orm/migrations';

/** When ConnectWise was asked last which records it has marked as deleted without moving their time. */
export class Migration20261201YDeletedLook extends Migration {
  override up(): void {
    this.addSql('alter table connection add column deleted_looked_at timestamptz');
  }
}
