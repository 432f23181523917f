import type { Tx } from '../../platform/database/database.ts';

/** Columns whose values a list can be narrowed by. */
const columns = {
  client_type: { table: 'client', column: 'type' },
  client_status: { table: 'client', column: 'status' },
  product_category: { table: 'product', column: 'category' },
  product_type: { table: 'product', column: 'type' },
} as const;

export type ListedField = keyof typeof columns;
export const listedFields: readonly ListedField[] = [
  'client_type',
  'client_status',
  'product_category',
  'product_type',
];

const MOST = 500;

/** The values that occur, in the order of the alphabet. */
export async function valuesOf(tx: Tx, field: ListedField): Promise<string[]> {
  const { table, column } = columns[field];
  const rows = await tx.query<{ value: string }>(
    `select v.value from (select distinct t.${column} as value from ${table} t where t.${column} <> '') v
     order by lower(v.value), v.value limit ${MOST}`,
  );
  return rows.map(({ value }) => value);
}
