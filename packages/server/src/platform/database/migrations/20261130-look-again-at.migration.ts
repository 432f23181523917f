import { Migration } from '@mikro-orm/migrations';

/**
 * The mark by which a link is looked at again after a change of directions names the fields, beside the hash instead of in its place. Links that
 * were marked before are looked at as a whole.
 */
export class Migration20261130LookAgainAt extends Migration {
  override up(): void {
    this.addSql('alter table entity_link add column look_again_at text[];');
    this.addSql(`update entity_link set look_again_at = '{}' where remote_hash = 'look_again';`);
  }
}
