import { covers, normalRight } from '../tenant/permissions.ts';
import { allOperations } from './all.ts';

/** Refuses a right that no operation needs: a misspelt one would take nothing away and nobody would notice. */
export function assertServed(moduleOrPath: string): void {
  const prefix = normalRight(moduleOrPath);
  if (allOperations().some(({ path }) => covers(prefix, path.toLowerCase()))) return;
  throw new Error(`Nothing served is below "${prefix}". Name a module (sales) or a path (/company/companies).`);
}
