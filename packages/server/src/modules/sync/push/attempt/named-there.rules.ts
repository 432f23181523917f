import type { FieldChange } from '../../../audit/diff.ts';
import { findReference, type ReferenceLists, remoteIdIn } from '../../../connection/reference-lists.ts';
import type { EntitySync } from '../../records/entity-sync.ts';
import type { AnyFieldTable } from '../../records/fields/field-table.ts';
import { plainValue } from '../../records/plain-values.rules.ts';

/** An entry of one of ConnectWise's lists, which a property holds by its ID, by its label. */
export function entryLabel(
  { options, lists }: { options: EntitySync['options']; lists: ReferenceLists },
  path: string,
  value: unknown,
): string | undefined {
  const option = options[path];
  return option ? findReference(lists[option.kind], remoteIdIn(value))?.label : undefined;
}

/** What was sent to a property, in words: a record or an entry of a list by the name that ConnectWise's answer has for it. */
export function namedThere(record: object, path: string, sent: unknown): unknown {
  const there: unknown = Reflect.get(record, path);
  return isReference(sent) && isReference(there) ? plainValue(there) : plainValue(sent);
}

/** The changes of a patch: what was sent by its ID, by the name that ConnectWise's answer has for it. */
export const changesNamedThere = (
  table: AnyFieldTable,
  changes: readonly FieldChange[],
  record: object,
): FieldChange[] =>
  changes.map(({ field, from, to }) => {
    const [path = field] = table[field]?.place.paths ?? [];
    const there: unknown = Reflect.get(record, path);
    const isById = typeof to === 'number' && isReference(there);
    const [was, is] = [plainValue(from), plainValue(isById ? there : to)];
    // Another record of the same name, as after a merge that kept it.
    return { field, from: was, to: isById && was !== null && was === is ? `${is} (${to})` : is };
  });

/** A record or an entry of a list, or several. */
const isReference = (value: unknown): boolean => {
  if (Array.isArray(value)) return value.length > 0 && value.every(isReference);
  return typeof value === 'object' && value !== null && 'id' in value && !('communicationType' in value);
};
