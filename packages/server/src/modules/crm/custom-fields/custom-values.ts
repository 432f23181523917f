import type { CustomFieldRecord } from '@causeway/shared/vocabulary';
import type { Tx } from '../../../platform/database/database.ts';
import { refuseAll } from '../form.ts';
import { customFieldsOf } from './custom-field.queries.ts';
import type { CustomFieldValue } from './custom-field.type.ts';
import { type CustomValues, mergeCustomValues } from './custom-values.rules.ts';

/** The values of a record with those that were sent laid over them. Throws ProblemsError for what does not fit its definition. */
export async function changedCustomValues(
  tx: Tx,
  record: CustomFieldRecord,
  stored: CustomValues,
  sent: readonly { name: string; value?: unknown }[],
): Promise<CustomValues> {
  if (sent.length === 0) return stored;
  const { values, problems } = mergeCustomValues(await customFieldsOf(tx, record), stored, sent);
  refuseAll(problems);
  return values;
}

/** As GraphQL shows them, by name. */
export const shownCustomValues = (values: CustomValues): CustomFieldValue[] =>
  Object.entries(values)
    .map(([name, value]) => ({ name, value }))
    .sort((a, b) => a.name.localeCompare(b.name));
