import { Migration } from '@mikro-orm/migrations';

/**
 * What the quote was when its lines were sent, and what difference was told of them, so that an edit of something else neither writes over lines
 * that were edited in ConnectWise nor tells the same difference again (reading A24).
 */
export class Migration20261129XaSentLines extends Migration {
  override up(): void {
    this.addSql(`alter table pushed_lines add column sent text, add column difference text;`);
  }
}
