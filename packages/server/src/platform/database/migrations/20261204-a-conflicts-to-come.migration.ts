import { Migration } from '@mikro-orm/migrations';

/**
 * A conflict that ConnectWise's value wins is written down by the push that comes upon it, and the pull that takes the value in finds it again. Until
 * then `is_to_come` says that it is the same one; `come_at` is when it took it in. Programs of the version before write none of these.
 */
export class Migration20261204AConflictsToCome extends Migration {
  override up(): void {
    this.addSql(`
alter table sync_conflict add column is_to_come boolean not null default false, add column come_at timestamptz;
create unique index sync_conflict_to_come on sync_conflict (workspace_id, connection_id, entity, local_id, remote_id, field) where is_to_come;`);
  }
}
