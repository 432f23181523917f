import { readdirSync } from 'node:fs';
import type { Migration } from '@mikro-orm/migrations';

type MigrationClass = new (...args: ConstructorParameters<typeof Migration>) => Migration;

export interface NamedMigration {
  name: string;
  class: MigrationClass;
}

/** Those whose names did not yet tell their order. Later ones run after these, by name. */
const first: readonly string[] = [
  '20261123-initial',
  '20261125-configuration',
  '20261125-settings',
  '20261125-scope',
  '20261125-mapping',
  '20261125-matching',
  '20261125-preview',
  '20261126-match-key',
  '20261126-drift',
  '20261126-tax-import',
  '20261126-status-fill',
  '20261126-pushed-lines',
  '20261125-preview-cancel',
  '20261125-match-scope',
];

const ending = /^(\d{8}-[a-z0-9-]+)\.migration\.(ts|js)$/;

/** The names of all migrations of a folder, in the order in which they run. */
export function inOrder(files: readonly string[]): string[] {
  const place = (name: string) => (first.includes(name) ? first.indexOf(name) : first.length);
  return files.flatMap((file) => ending.exec(file)?.[1] ?? []).sort((a, b) => place(a) - place(b) || (a < b ? -1 : 1));
}

/** Every migration of the folder, from the sources as from what was compiled: a file put there is all that a new one takes. */
export async function readMigrations(): Promise<NamedMigration[]> {
  const folder = new URL('./migrations/', import.meta.url);
  const files = readdirSync(folder);
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  return Promise.all(
    inOrder(files.filter((file) => file.endsWith(`.${extension}`) && !file.endsWith('.d.ts'))).map(async (name) => ({
      name,
      class: theClassIn(await import(new URL(`${name}.migration.${extension}`, folder).href), name),
    })),
  );
}

function theClassIn(module: object, name: string): MigrationClass {
  const exported: unknown[] = Object.values(module);
  if (exported.length !== 1 || typeof exported[0] !== 'function')
    throw new Error(`The migration ${name} has to export one class, and nothing else.`);
  // MikroORM looks itself whether it extends Migration.
  return exported[0] as MigrationClass;
}
