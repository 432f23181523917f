import { type Id, isId } from '../../../platform/ids.ts';
import type { FieldChange } from '../../audit/diff.ts';

/** Values of a change as people read them: records by name, lists as text. Nothing of an ID of ours, nothing of JSON. */

export type Names = ReadonlyMap<Id, string>;

/** The IDs of records that these values name, lists included. */
export const idsIn = (values: readonly unknown[]): Id[] => [...new Set(values.flatMap(idsOf))];

export const idsInChanges = (changes: readonly FieldChange[]): Id[] =>
  idsIn(changes.flatMap(({ from, to }) => [from, to]));

export const plainChanges = (changes: readonly FieldChange[], names: Names = none): FieldChange[] =>
  changes.map(({ field, from, to }) => ({ field, from: plainValue(from, names), to: plainValue(to, names) }));

export function plainValue(value: unknown, names: Names = none): unknown {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string') return names.get(value) ?? value;
  if (typeof value !== 'object') return value;
  return textOf(value, names) || null;
}

/** On screen: yes or no, and nothing of an empty value. `called`: the name of what the value is the ID of. */
export function valueInWords(value: unknown, names: Names, called?: unknown): string | null {
  const plain = plainValue(value, names);
  if (plain === null || plain === '') return null;
  const text = typeof plain === 'boolean' ? (plain ? 'yes' : 'no') : String(plain);
  return typeof called === 'string' ? idWithName(called, text) : text;
}

/** An entry of one of ConnectWise's lists: `Monthly (ID 3)`. */
export const idWithName = (name: string, id: string): string => `${name} (ID ${id})`;

const none: Names = new Map();
const notHere = 'a record that is not here any more';

function idsOf(value: unknown): Id[] {
  if (typeof value === 'string') return isId(value) ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(idsOf) : [];
}

/** `2 × Firewall, 1 × Licence`; `Email ann@harbor.example`; a record by its name, or by ConnectWise's ID. */
function textOf(value: unknown, names: Names): string {
  if (Array.isArray(value)) return value.map((one) => textOf(one, names)).join(', ');
  if (typeof value !== 'object' || value === null) return String(plainValue(value, names) ?? '');
  const {
    productId,
    quantity,
    communicationType,
    value: held,
    extension,
    name,
    identifier,
    id,
    ...others
  } = Object.fromEntries(Object.entries(value));
  if (productId !== undefined) return `${String(quantity)} × ${names.get(String(productId)) ?? notHere}`;
  if (communicationType !== undefined)
    return [communicationType, held, ...(extension ? [`ext. ${String(extension)}`] : [])].join(' ');
  const called = name ?? identifier;
  if (called !== undefined && called !== null) return String(called);
  if (id !== undefined && held !== undefined) return `${String(id)}: ${textOf(held, names)}`;
  if (id !== undefined && Object.keys(others).length === 0) return `ID ${String(id)}`;
  return Object.entries(value)
    .flatMap(([key, part]) => (part === undefined || part === null ? [] : [`${key} ${textOf(part, names)}`]))
    .join(', ');
}
