import type { WireCustomField } from '../../../../connectwise/wire/wire.ts';
import { wireValue } from '../../../integration/mapping/custom-field-definitions.rules.ts';
import {
  type MappedCustomField,
  typeWords,
  type UnfitCustomField,
} from '../../../integration/mapping/mapped-custom-fields.rules.ts';
import {
  customFieldGone,
  customFieldReadOnly,
  customFieldRetired,
  customFieldUnfit,
  noOption,
} from '../../messages/not-sent.messages.ts';
import { decimal, lines } from '../text.rules.ts';
import type { AnyField, FieldValue, Out, Written } from './field-table.ts';
import { bothWays, neverEmpty } from './fields.ts';

/** What a custom field that is kept in step is called in a table, a base, a direction: by its definition in ConnectWise, whatever its name here. */
export const customFieldKey = (remoteId: string): string => `customFields.${remoteId}`;

/** The column of the CRM in which all custom fields of a record lie. */
const COLUMN = 'custom_fields';

const wireDefinition = ({ fieldType }: MappedCustomField) => ({ flags: { fieldType } });

/** A custom field of ConnectWise as one more field of its record's table. */
export const customField = (mapped: MappedCustomField): AnyField => ({
  label: mapped.name,
  column: COLUMN,
  key: mapped.name,
  type: columnTypes[mapped.type],
  place: {
    kind: 'custom',
    paths: ['customFields'],
    id: Number(mapped.remoteId),
    caption: mapped.caption,
    options: mapped.options,
    isNeeded: isNeeded(mapped),
  },
  in: { read: (record: object) => readValue(mapped, entryOf(record, mapped.remoteId)?.value) },
  out: outOf(mapped),
  write: (fields: object) => writeValue(mapped, Reflect.get(fields, customFieldKey(mapped.remoteId))),
});

/** One that does not fit what it was kept in step with any more: nothing is read or written, and an edit here is told with the reason. */
export function unfitCustomField(unfit: UnfitCustomField): AnyField {
  const because = whyNotSent(unfit);
  return {
    label: unfit.name,
    column: COLUMN,
    key: unfit.name,
    type: columnTypes[unfit.type],
    place: {
      kind: 'custom',
      paths: ['customFields'],
      id: Number(unfit.remoteId),
      caption: unfit.caption ?? '',
      options: [],
      isNeeded: false,
    },
    in: { not: because },
    out: { create: false, update: false, clear: { not: because }, because },
  };
}

export function whyNotSent({ caption, why, type, isThere }: UnfitCustomField): string {
  switch (why) {
    case 'gone':
      return customFieldGone(caption);
    case 'retired':
      return customFieldRetired();
    case 'read_only':
      return customFieldReadOnly(caption ?? '');
    case 'type':
      return customFieldUnfit(caption ?? '', { here: typeWords[type], there: isThere });
    default:
      return why satisfies never;
  }
}

const columnTypes = {
  text: 'text',
  list: 'text',
  date: 'text',
  number: 'numeric',
  checkbox: 'boolean',
} as const satisfies Record<MappedCustomField['type'], AnyField['type']>;

const outOf = (mapped: MappedCustomField): Out =>
  isNeeded(mapped) ? neverEmpty(`ConnectWise requires "${mapped.caption}"`) : bothWays;

/** A box that is not checked is a value; a default stands in for what is empty. */
const isNeeded = ({ type, isRequired, value }: MappedCustomField): boolean =>
  isRequired && type !== 'checkbox' && value === null;

/** What stands in a record of ConnectWise, in the CRM's words. A value of another kind than the definition's says nothing. */
function readValue({ type, caption }: MappedCustomField, value: unknown): FieldValue {
  switch (type) {
    case 'checkbox':
      return value === true || value === 'true';
    case 'number': {
      const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
      return typeof number === 'number' && Number.isFinite(number) ? decimal(number) : null;
    }
    case 'date':
      return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}/.test(value) ? value.slice(0, 10) : null;
    case 'text':
    case 'list':
      return value === null || value === undefined || typeof value === 'object' ? null : lines(String(value), caption);
    default:
      return type satisfies never;
  }
}

/** The entry to send. One without a value empties it, or puts its default in. */
function writeValue(mapped: MappedCustomField, ours: unknown): Written {
  const entry = (value: unknown): Written => ({ set: { customFields: [{ id: Number(mapped.remoteId), value }] } });
  if (mapped.type === 'checkbox') return entry(ours === true);
  const text = typeof ours === 'string' || typeof ours === 'number' ? String(ours).trim() : '';
  if (text === '') return entry(mapped.value === null ? null : wireValue(wireDefinition(mapped), mapped.value));
  if (mapped.options.length > 0 && !mapped.options.includes(text))
    return { not: noOption(mapped.caption, text), lacks: 'custom_field' };
  return entry(wireValue(wireDefinition(mapped), text));
}

/** The entries of a written custom field; none of any other field. */
export function customEntriesOf(written: Written): { id: number; value: unknown }[] {
  const entries = 'set' in written ? written.set.customFields : undefined;
  return Array.isArray(entries) ? entries : [];
}

/** Whether a record of ConnectWise holds the value already, in its own form. */
export function holdsEntry(record: object, { id, value }: { id: number; value: unknown }): boolean {
  const held = entryOf(record, String(id))?.value;
  const isNothing = (one: unknown) => one === undefined || one === null || one === '' || one === false;
  if (isNothing(held) || isNothing(value)) return isNothing(held) && isNothing(value);
  const isDay = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T/.test(value);
  return isDay ? String(held).slice(0, 10) === value.slice(0, 10) : held === value;
}

/** What stands in a record of ConnectWise whatever the definition says of it, as a text; null for nothing. */
export function textThere(record: object, remoteId: string | number): string | null {
  const value = entryOf(record, String(remoteId))?.value ?? null;
  return value === null || typeof value === 'object' || String(value).trim() === '' ? null : String(value).trim();
}

function entryOf(record: object, remoteId: string): WireCustomField | undefined {
  const entries: unknown = Reflect.get(record, 'customFields');
  return Array.isArray(entries) ? entries.find((one: WireCustomField) => String(one.id) === remoteId) : undefined;
}
