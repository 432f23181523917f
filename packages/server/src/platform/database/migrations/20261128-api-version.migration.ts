import { Migration } from '@mikro-orm/migrations';

/** The version of ConnectWise's API that an older server knows; null where it knows the one that this product is made for. */
export class Migration20261128ApiVersion extends Migration {
  override up(): void {
    this.addSql('alter table connection add column api_version text;');
  }
}
