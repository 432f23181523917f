import { Migration } from '@mikro-orm/migrations';

/** A phone number of a contact has an extension of its own in ConnectWise; it is kept with its number. */
export class Migration20261128PhoneExtension extends Migration {
  override up(): void {
    this.addSql(`alter table contact add column phone_extension text`);
  }
}
