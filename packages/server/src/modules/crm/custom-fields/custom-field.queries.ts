import type { Tx } from '../../../platform/database/database.ts';
import type { CustomField } from './custom-field.type.ts';

/** The fields that this workspace added to a kind of record ("opportunity"), by name. */
export const customFieldsOf = (tx: Tx, entity: string): Promise<CustomField[]> =>
  tx.query<CustomField>(
    'select f.id, f.entity, f.name, f.type, f.options from custom_field f where f.entity = $1 order by f.name, f.id',
    [entity],
  );
