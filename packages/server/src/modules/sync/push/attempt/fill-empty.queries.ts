import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { Column, FieldValue } from '../../records/entity-sync.ts';

/** Writes values into columns of a row that are empty, as a new version of it; what somebody entered meanwhile stays. */
export async function fillEmpty(
  tx: Tx,
  table: string,
  id: Id,
  values: readonly (Column & { value: FieldValue })[],
): Promise<void> {
  const sets = values.map(({ column, type }, at) => `${column} = coalesce(${column}, $${at + 2}::${type})`);
  await tx.query(`update ${table} set ${sets.join(', ')}, version = version + 1, updated_at = now() where id = $1`, [
    id,
    ...values.map(({ value }) => value),
  ]);
}
