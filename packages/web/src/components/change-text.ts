import { t } from '@lingui/core/macro';

/** Both sides of a change as text; null for nothing. Of two lists only the difference is told: "− a", "+ b". */
export function changeText(from: unknown, to: unknown): { before: string | null; after: string | null } {
  if (!Array.isArray(from) || !Array.isArray(to)) return { before: valueText(from), after: valueText(to) };
  const before = from.map(itemText);
  const after = to.map(itemText);
  const gone = before.filter((item) => !after.includes(item)).map((item) => `− ${item}`);
  const added = after.filter((item) => !before.includes(item)).map((item) => `+ ${item}`);
  return { before: gone.join('\n') || null, after: added.join('\n') || null };
}

function valueText(value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.length === 0 ? null : value.map(itemText).join('\n');
  return itemText(value);
}

/** A record by its name; one that ConnectWise was sent by its ID alone is told as such; anything else part by part. */
export function itemText(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return value.map(itemText).join(', ');
  const parts = Object.entries(value).filter(([, part]) => part !== null && part !== undefined && part !== '');
  const named = parts.find(([key]) => key === 'name');
  if (named) return String(named[1]);
  const [only, ...others] = parts;
  if (only?.[0] === 'id' && others.length === 0) return t`ID ${only[1]}`;
  return parts.map(([key, part]) => `${key} ${itemText(part)}`).join(', ');
}
