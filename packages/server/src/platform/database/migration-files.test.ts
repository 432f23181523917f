import { readdirSync, readFileSync } from 'node:fs';
import { inOrder, readMigrations } from './migration-files.ts';

const folder = new URL('./migrations/', import.meta.url);

describe('readMigrations', () => {
  it('finds every file of the folder', async () => {
    const found = await readMigrations();
    expect(found.map(({ name }) => `${name}.migration.ts`).sort()).toEqual(readdirSync(folder).sort());
    for (const { class: made } of found) expect(made.prototype.up).toBeInstanceOf(Function);
  });

  it('runs the first ones in the order in which they were made, and later ones after them by name', () => {
    const files = [
      '20261128-b-second.migration.js',
      '20261125-match-scope.migration.js',
      '20261128-b-second.migration.js.map',
      '20261128-a-first.migration.js',
      '20261123-initial.migration.js',
      '20261125-preview.migration.js',
    ];
    expect(inOrder(files)).toEqual([
      '20261123-initial',
      '20261125-preview',
      '20261125-match-scope',
      '20261128-a-first',
      '20261128-b-second',
    ]);
  });

  it('takes only files that bear a date, so that their order is told by their names', () => {
    for (const file of readdirSync(folder)) {
      expect(inOrder([file])).toHaveLength(1);
      expect(readFileSync(new URL(file, folder), 'utf8')).toMatch(/^export class Migration\d{8}\w+ extends Migration/m);
    }
  });
});
