import { Migration } from '@mikro-orm/migrations';

/** A list field whose options come from elsewhere remembers their keys there, so that a renamed option is known again. */
export class Migration20261125Mapping extends Migration {
  override up(): void {
    this.addSql(`alter table custom_field add column source jsonb not null default '{}';`);
  }
}
