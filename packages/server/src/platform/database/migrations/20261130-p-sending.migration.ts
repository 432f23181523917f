import { Migration } from '@mikro-orm/migrations';

/** What an attempt is about to write in ConnectWise, by record; gone with its outcome. What is left over is what a worker ended on. */
export class Migration20261130Sending extends Migration {
  override up(): void {
    this.addSql('alter table push_request add column sending jsonb;');
  }
}
