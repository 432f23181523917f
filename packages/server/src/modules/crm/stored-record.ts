import type { EntityClass, FilterQuery } from '@mikro-orm/postgresql';
import type { Tx } from '../../platform/database/database.ts';
import { ProblemsError, refuse } from '../../platform/errors.ts';
import { type Id, isId } from '../../platform/ids.ts';
import { holdRow } from './record-rows.queries.ts';
import { versionConflict } from './version-conflict.rules.ts';

/**
 * Loads a record for changing it, holding it against other changes until the transaction ends. Refuses with "not_found".
 * Rows that refer to it may be added meanwhile ("no key"): two bundles that take each other in at once would else block each other for good.
 */
export async function loadToChange<E extends { id: Id }>(
  tx: Tx,
  entity: EntityClass<E>,
  id: Id,
  what: string,
): Promise<E> {
  const { tableName } = tx.em.getMetadata(entity);
  const isHeld = isId(id) && (await holdRow(tx, tableName, id));
  // Every E has this key; MikroORM cannot tell for an entity that is still open.
  const where = { id: id.toLowerCase() } as FilterQuery<E>;
  const found = isHeld ? await tx.em.findOne(entity, where, { refresh: true }) : null;
  return found ?? refuse('not_found', `This ${what} does not exist any more. Go back to the list.`, 'id');
}

/** A new record, to be written with the next flush: everything but what the database fills. A field that no form hands over does not compile. */
export const newRecord = <E extends object>(
  tx: Tx,
  entity: EntityClass<E>,
  fields: Omit<E, 'id' | 'version' | 'createdAt' | 'updatedAt'> & Partial<E>,
): E =>
  // MikroORM asks for the columns that the database fills, too.
  tx.em.create(entity, fields as never);

/** Refuses when somebody saved since the version that was edited; without a version nothing is guarded. */
export function assertSameVersion(stored: { version: number }, edited: number | null | undefined, what: string): void {
  const problem = versionConflict(stored, edited, what);
  if (problem) throw new ProblemsError([problem]);
}

/**
 * Writes what changed. A broken rule of the database comes back as the problem that `rules` names for its constraint or index,
 * so that two people who save at the same moment get the same sentence as one who comes later.
 */
export async function flush(tx: Tx, rules: Record<string, () => never>): Promise<void> {
  await explaining(rules, () => tx.em.flush());
}

/** Runs a write; see `flush`. */
export async function explaining<T>(rules: Record<string, () => never>, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    const broken = constraintOf(error);
    if (broken) rules[broken]?.();
    throw error;
  }
}

function constraintOf(error: unknown): string | null {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if ('constraint' in at && typeof at.constraint === 'string') return at.constraint;
  }
  return null;
}
