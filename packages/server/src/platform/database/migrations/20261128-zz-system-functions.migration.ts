import { Migration } from '@mikro-orm/migrations';

/** The functions that a process may call outside of any workspace begin with `system_`: those that came after the others were renamed. */
export class Migration20261128ZzSystemFunctions extends Migration {
  override up(): void {
    for (const name of functions) this.addSql(`alter function door_${name} rename to system_${name}`);
  }
}

const functions = ['due_deliveries', 'roll_up_statistics', 'note_standings', 'processes', 'claim_alert_checks'];
