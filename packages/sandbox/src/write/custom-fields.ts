import type { Stored } from '../model/stored.ts';
import type { Coercion } from './coercion.ts';
import type { JsonPath } from './json-path.ts';
import type { WriteContext } from './write-context.ts';

/** Custom-field values sent as `[{id, value}]`, by definition id; `null` says "empty this one". */
export type CustomFieldChanges = Readonly<Record<string, unknown>>;

export function coerceCustomFields(coercer: Coercion, entries: readonly unknown[], path: JsonPath): CustomFieldChanges {
  const { context } = coercer;
  const definitions = customFieldDefinitions(context);
  const changes: Record<string, unknown> = {};
  for (const [at, entry] of entries.entries()) {
    if (typeof entry !== 'object' || entry === null) throw coercer.conversion('CustomFieldValue', entry, [...path, at]);
    const { id, caption, value } = entry as Readonly<Record<string, unknown>>;
    const definition = definitions.find(
      (row) => row.id === Number(id) || (id === undefined && row.caption === caption),
    );
    if (!definition) {
      context.problem('NotFound', `Custom Field ${String(id ?? caption).slice(0, 60)} not found`, 'customFields');
      continue;
    }
    const fault = value === null || value === undefined || value === '' ? undefined : faultOf(definition, value);
    if (fault) context.problem('InvalidField', `${definition.caption}: ${fault}`, 'customFields');
    else changes[definition.id] = value ?? null;
  }
  return changes;
}

/** Fields left out keep their value; `null` empties (§4.1). */
export function mergeCustomFields(before: unknown, changes: CustomFieldChanges): Record<string, unknown> | undefined {
  const merged: Record<string, unknown> = { ...(before as Readonly<Record<string, unknown>> | undefined) };
  for (const [id, value] of Object.entries(changes)) {
    if (value === null || value === '') delete merged[id];
    else merged[id] = value;
  }
  return Object.keys(merged).length === 0 ? undefined : merged;
}

/** Required custom fields that are empty are problems of the whole record, on every write. */
export function checkRequiredCustomFields(context: WriteContext, values: unknown): void {
  const given = (values ?? {}) as Readonly<Record<string, unknown>>;
  for (const definition of customFieldDefinitions(context)) {
    if (definition.requiredFlag !== true || given[definition.id] !== undefined) continue;
    context.problem('MissingRequiredField', `The ${definition.caption} field is required.`, 'customFields');
  }
}

export function customFieldDefinitions(context: WriteContext): Stored[] {
  const pod = context.definition.customFieldPod;
  if (!pod) return [];
  return [...context.store.table('userDefinedFields').all()].filter((row) => row.podDescription === pod);
}

function faultOf(definition: Stored, value: unknown): string | undefined {
  if (definition.entryTypeIdentifier === 'List' || definition.entryTypeIdentifier === 'Option') {
    const options = (definition.options ?? []) as readonly {
      readonly optionValue?: string;
      readonly inactiveFlag?: boolean;
    }[];
    const known = options.some((option) => option.optionValue === String(value) && option.inactiveFlag !== true);
    return known ? undefined : `"${String(value).slice(0, 60)}" is not one of its options.`;
  }
  switch (definition.fieldTypeIdentifier) {
    case 'Checkbox':
      return typeof value === 'boolean' ? undefined : 'true or false was expected.';
    case 'Number':
    case 'Currency':
    case 'Percent':
      return typeof value === 'number' ? undefined : 'a number was expected.';
    case 'Date':
      return typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value) && !Number.isNaN(Date.parse(value))
        ? undefined
        : 'a date was expected.';
    default:
      return typeof value === 'object' ? 'a text was expected.' : undefined;
  }
}
