import { Migration } from '@mikro-orm/migrations';

/**
 * Records that were counted along with those of another page while this kind was listed, as `company 8`: a worker that takes the listing over counts them
 * no second time.
 */
export class Migration20261204BCountedAlong extends Migration {
  override up(): void {
    this.addSql(`alter table sync_run_entity add column counted_along text[] not null default '{}'`);
  }
}
