import type { Tx } from '../../../platform/database/database.ts';
import { type Id, isId } from '../../../platform/ids.ts';
import type { CustomField } from './custom-field.type.ts';

const columns = `f.id, f.entity, f.name, f.type, f.options, f.version, f.retired_at is not null as "isRetired", f.source <> '{}' as "isManaged"`;

/** The fields that this workspace added to a kind of record ("opportunity"), by name; retired ones only when asked for. */
export const customFieldsOf = (
  tx: Tx,
  entity: string,
  { withRetired } = { withRetired: false },
): Promise<CustomField[]> =>
  tx.query<CustomField>(
    `select ${columns} from custom_field f where f.entity = $1 and ($2 or f.retired_at is null) order by f.name, f.id`,
    [entity, withRetired],
  );

export async function customFieldById(tx: Tx, id: Id): Promise<CustomField | null> {
  if (!isId(id)) return null;
  const rows = await tx.query<CustomField>(`select ${columns} from custom_field f where f.id = $1`, [id]);
  return rows[0] ?? null;
}
