import type { Configuration } from '@causeway/shared/forms/configuration/configuration';
import type { ReferenceKind } from '@causeway/shared/vocabulary';
import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import { readReferenceLists } from '../../../connection/reference-lists.ts';
import { readMappedCustomFields } from '../../../integration/mapping/mapped-custom-fields.queries.ts';
import type { WriteContext } from '../../records/fields/field-table.ts';
import { loadMembers } from '../../records/owner-resolver.queries.ts';

/** The lists of ConnectWise that fields are written by. */
const written: readonly ReferenceKind[] = [
  'company_type',
  'company_status',
  'country',
  'tax_code',
  'category',
  'subcategory',
  'product_type',
  'unit',
  'billing_cycle',
  'communication_type',
  'custom_field',
  'member',
];

/** What is to be known to say whether a push would send a value. Records that it names and that are not in ConnectWise are made by the push. */
export async function readWriteContext(tx: Tx, connectionId: Id, configuration: Configuration): Promise<WriteContext> {
  return {
    lists: await readReferenceLists(tx, connectionId, written),
    configuration,
    mapped: await readMappedCustomFields(tx, connectionId, configuration),
    remoteIdOf: () => 0,
    memberIdOf: await loadMembers(tx, connectionId),
  };
}
