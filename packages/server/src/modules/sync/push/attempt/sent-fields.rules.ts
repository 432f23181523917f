import type { FieldChange } from '../../../audit/diff.ts';
import { customEntriesOf } from '../../records/fields/custom-field.ts';
import type { AnyField, AnyFieldTable } from '../../records/fields/field-table.ts';
import { namedThere } from './named-there.rules.ts';

/**
 * A created record's fields for the audit row: everything that was sent, from nothing; custom fields under their names, records by the names that
 * ConnectWise's answer has for them.
 */
export const sentFields = (
  body: Record<string, unknown>,
  record: object = {},
  table: AnyFieldTable = {},
  labelOf: (path: string, value: unknown) => string | undefined = () => undefined,
  values: object = {},
): FieldChange[] =>
  Object.entries(body).flatMap(([field, to]): FieldChange[] => {
    if (to === undefined || to === null) return [];
    if (field === 'communicationItems') return sentItems(record, table);
    if (field !== 'customFields')
      return [
        sentFlag(table, field, record) ?? {
          field: ownName(table, field, values, to),
          from: null,
          to: labelOf(field, to) ?? namedThere(record, field, to),
        },
      ];
    return customEntriesOf({ set: { customFields: to } }).map(({ id, value }) => ({
      field: customLabel(table, id),
      from: null,
      to: value,
    }));
  });

/** What the answer holds in the items that fields stand for. */
const sentItems = (record: object, table: AnyFieldTable): FieldChange[] =>
  Object.entries(table).flatMap(([field, { place, in: way }]): FieldChange[] => {
    const to = place.kind === 'item' && 'read' in way ? way.read(record) : null;
    return to === null ? [] : [{ field, from: null, to }];
  });

/** The fields that write a property: first what stands nowhere else and is sent with each edit. Stage and status are of the record's own steps. */
const fieldsAt = (table: AnyFieldTable, property: string) =>
  Object.entries(table)
    .filter(([, { place, derived, write }]) => !derived && (write || place.kind !== 'several') && isAt(place, property))
    .sort(([, a], [, b]) => rankOf(a) - rankOf(b));

const isAt = ({ paths }: AnyField['place'], property: string): boolean => paths.some((path) => path === property);

const rankOf = ({ place, out }: AnyField): number =>
  (place.paths.length > 1 ? 4 : 0) + (out.update ? 0 : 2) + (place.kind === 'several' ? 1 : 0);

/** Of several fields the one whose value it is. */
function ownName(table: AnyFieldTable, property: string, values: object, value: unknown): string {
  const fields = fieldsAt(table, property);
  const same = fields.find(([field]) => Reflect.get(values, field) === value);
  return (same ?? fields[0])?.[0] ?? property;
}

/** A flag in the words of its field, which may say the opposite: one that is not inactive is active. */
function sentFlag(table: AnyFieldTable, property: string, record: object): FieldChange | null {
  const [field, entry] = fieldsAt(table, property)[0] ?? [];
  if (!field || !entry || !('read' in entry.in) || typeof Reflect.get(record, property) !== 'boolean') return null;
  return { field, from: null, to: entry.in.read(record) };
}

const customLabel = (table: AnyFieldTable, id: number): string =>
  Object.values(table).find(({ place }) => place.kind === 'custom' && place.id === id)?.label ?? `customFields.${id}`;
