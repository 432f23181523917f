import type { Configuration } from '@causeway/shared/forms/configuration/configuration';
import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';
import { readReferenceLists } from '../../connection/reference-lists.ts';
import { allCustomFields } from '../../crm/custom-fields/custom-field.queries.ts';
import {
  type MappedCustomField,
  mappedCustomFields,
  type UnfitCustomField,
  unfitCustomFields,
} from './mapped-custom-fields.rules.ts';

/** The pairs of custom fields that were chosen. */
export interface CustomFieldPairs {
  /** Those that are in force. */
  mapped: MappedCustomField[];
  /** Those that do not fit any more. */
  unfit: UnfitCustomField[];
}

/** Without any chosen nothing is asked. */
export async function readCustomFieldPairs(
  tx: Tx,
  connectionId: Id,
  { customFields }: Pick<Configuration, 'customFields'>,
): Promise<CustomFieldPairs> {
  if (!customFields.some(({ customFieldId }) => customFieldId !== null)) return { mapped: [], unfit: [] };
  const lists = await readReferenceLists(tx, connectionId, ['custom_field']);
  const fields = await allCustomFields(tx);
  return {
    mapped: mappedCustomFields(customFields, lists, fields),
    unfit: unfitCustomFields(customFields, lists, fields),
  };
}

/** The pairs of custom fields that are in force. */
export const readMappedCustomFields = async (
  tx: Tx,
  connectionId: Id,
  configuration: Pick<Configuration, 'customFields'>,
): Promise<MappedCustomField[]> => (await readCustomFieldPairs(tx, connectionId, configuration)).mapped;
