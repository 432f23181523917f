import { Migration } from '@mikro-orm/migrations';

/** The requests to ConnectWise that a row of the audit log tells of: in the row itself, so that they are kept and removed with it. */
export class Migration20261129Exchanges extends Migration {
  override up(): void {
    this.addSql('alter table audit_event add column exchanges jsonb;');
  }
}
