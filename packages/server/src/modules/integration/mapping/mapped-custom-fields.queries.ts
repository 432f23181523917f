import type { Configuration } from '@causeway/shared/forms/configuration/configuration';
import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';
import { readReferenceLists } from '../../connection/reference-lists.ts';
import { allCustomFields } from '../../crm/custom-fields/custom-field.queries.ts';
import { type MappedCustomField, mappedCustomFields } from './mapped-custom-fields.rules.ts';

/** The pairs of custom fields that are in force; without any chosen nothing is asked. */
export async function readMappedCustomFields(
  tx: Tx,
  connectionId: Id,
  { customFields }: Pick<Configuration, 'customFields'>,
): Promise<MappedCustomField[]> {
  if (!customFields.some(({ customFieldId }) => customFieldId !== null)) return [];
  const lists = await readReferenceLists(tx, connectionId, ['custom_field']);
  return mappedCustomFields(customFields, lists, await allCustomFields(tx));
}
