import type { AnyFieldTable } from './field-table.ts';

/** What people call a field of a record: its label in the table. What the table does not know (ConnectWise's own properties, say) is put in words. */
export function fieldLabel(table: AnyFieldTable | undefined, field: string): string {
  // "city (ConnectWise's, not taken)"
  const [, own = field, remark = ''] = /^(.*?)( \(.*\))$/.exec(field) ?? [];
  return `${table?.[own]?.label ?? inPlainWords(own)}${remark}`;
}

/** "phoneNumber" → "Phone number", "tax_region.name" → "Tax region name"; a name that somebody gave to a field of their own stays as it is. */
function inPlainWords(field: string): string {
  if (/^[A-Z]/.test(field)) return field;
  const spaced = field
    .replace(/^customFields\./, 'custom field ')
    .replace(/[_.]+/g, ' ')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/([A-Za-z])(\d)/g, '$1 $2')
    .toLowerCase();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}
