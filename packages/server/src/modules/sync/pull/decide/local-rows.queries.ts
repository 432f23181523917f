import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { Fields, FieldValue, LocalTable } from '../../records/entity-sync.ts';
import { selectList } from '../../records/fields/columns.ts';

export interface LocalRow {
  id: Id;
  fields: Fields;
}

/** The rows with these IDs, locked until the end of the transaction, in the order of their IDs so that two pages cannot block each other. */
export async function readLocalRows(
  tx: Tx,
  table: LocalTable,
  ids: readonly Id[],
  { locks } = { locks: true },
): Promise<Map<Id, LocalRow>> {
  if (ids.length === 0) return new Map();
  const lists = Object.entries(table.lists ?? {}).map(([field, sql]) => `${sql} as "${field}"`);
  const rows = await tx.query<Record<string, FieldValue | Date> & { id: Id }>(
    `select t.id, ${[selectList(table.columns), ...lists].join(', ')}
     from unnest($1::uuid[]) as k(id) join ${table.name} t on t.id = k.id order by t.id ${locks ? 'for update of t' : ''}`,
    [[...ids].sort()],
  );
  return new Map(rows.map(({ id, ...values }) => [id, { id, fields: plain(values) }]));
}

const plain = (values: Record<string, FieldValue | Date>): Fields =>
  Object.fromEntries(
    Object.entries(values).map(([field, value]) => [field, value instanceof Date ? value.toISOString() : value]),
  );
