import { Migration } from '@mikro-orm/migrations';

/** Which keys each process holds, by name and fingerprint: secrets are sealed anew only when every process can open them. */
export class Migration20261129KeyNames extends Migration {
  override up(): void {
    this.addSql(`alter table process_heartbeat add column key_names text[] not null default '{}';`);
  }
}
