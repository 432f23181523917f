import { Migration } from '@mikro-orm/migrations';

/** The trace of the request that brought a message of ConnectWise, so that what follows from it goes on with that. */
export class Migration20261130CallbackTraces extends Migration {
  override up(): void {
    this.addSql('alter table callback_event add column trace_parent text;');
  }
}
