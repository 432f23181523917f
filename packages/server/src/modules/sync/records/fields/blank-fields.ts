import { blankIn, isBlank } from '../../../../connectwise/wire/shape.ts';
import type { AnyFieldTable } from './field-table.ts';

/**
 * Fields of which ConnectWise's record says nothing, since their reference came blank (`{}`): what a weak security role is shown, where an emptied one is
 * absent or null (connectwise-api.md §3.3). What follows from such a field says nothing either.
 */
export function blankFields(table: AnyFieldTable, record: object): string[] {
  const blank = [...blankIn(record), ...(hasUntypedItems(record) ? [UNTYPED] : [])];
  if (blank.length === 0) return [];
  const fields = Object.entries(table);
  const said = fields.filter(([, { place, shownBy }]) => {
    if (place.kind === 'item' && place.role !== 'email' && blank.includes(UNTYPED)) return true;
    return [...place.paths, ...(shownBy ? [shownBy] : [])].some((path) => blank.includes(path));
  });
  const paths = said.flatMap(([, { place }]): string[] => (place.kind === 'item' ? [] : [...place.paths]));
  const derived = fields.filter(
    ([, { derived, place }]) => derived && place.paths.some((path) => paths.includes(path)),
  );
  return [...new Set([...said, ...derived].map(([field]) => field))];
}

/** Whether a number is a mobile one is told by the name of its type alone. */
function hasUntypedItems(record: object): boolean {
  const items: unknown = Reflect.get(record, 'communicationItems');
  return Array.isArray(items) && items.some((item) => typeof item === 'object' && item && isBlank(item, 'type'));
}

const UNTYPED = 'communicationItems/type';
