import { isDeepStrictEqual } from 'node:util';
import type { Field } from '../model/field-table.ts';
import type { Draft, Stored } from '../model/stored.ts';
import { checkRequiredCustomFields } from './custom-fields.ts';
import type { WriteContext } from './write-context.ts';

/** Lengths of the 2022 model that have grown since (§3.13). */
const OLDER_LENGTHS: Readonly<Record<string, number>> = {
  'companies.identifier': 25,
  'companies.name': 50,
  'companies.website': 255,
  'catalog.identifier': 60,
};

/** Checks the whole record, not only what was sent: an old bad value fails a new PATCH (§4.1). Problems are gathered. */
export function validate(context: WriteContext, draft: Draft, before: Stored | undefined): void {
  const reported = new Set(context.problems.map((problem) => problem.field.split('/')[0]));
  const isChecked = (name: string) =>
    !before || context.readings.validateWholeRecord || !isDeepStrictEqual(draft[name], before[name]);
  for (const field of context.definition.table.fields) {
    if (!reported.has(field.name) && isChecked(field.name)) checkField(context, field, draft[field.name], '');
  }
  if (context.definition.customFieldPod && isChecked('customFields'))
    checkRequiredCustomFields(context, draft.customFields);
  for (const { field, message } of context.definition.unique) checkUnique(context, field, message, draft, before);
}

function checkField(context: WriteContext, field: Field, value: unknown, prefix: string): void {
  const name = `${prefix}${field.name}`;
  if (value === undefined || value === null || value === '') {
    if (field.required && !prefix) context.problem('MissingRequiredField', `The ${name} field is required.`, name);
    return;
  }
  const longest =
    (context.readings.olderLengths && OLDER_LENGTHS[`${context.definition.name}.${name}`]) || field.maxLength;
  if (typeof value === 'string' && longest !== undefined && value.length > longest) {
    const message = `The field ${name} must be a string with a maximum length of ${longest}.`;
    context.problem('MaxLengthField', message, name);
  }
  if (
    typeof value === 'number' &&
    field.min !== undefined &&
    field.max !== undefined &&
    (value < field.min || value > field.max)
  ) {
    context.problem('OutOfRange', `The field ${name} must be between ${field.min} and ${field.max}.`, name);
  }
  if (field.kind === 'object' && field.table) checkNested(context, field, value, `${name}/`);
  if (field.kind === 'items') {
    for (const [at, item] of (value as readonly unknown[]).entries())
      checkNested(context, field, item, `${name}/${at}/`);
  }
}

function checkNested(context: WriteContext, field: Field, value: unknown, prefix: string): void {
  for (const inner of field.table?.fields ?? []) {
    checkField(context, inner, (value as Readonly<Record<string, unknown>>)[inner.name], prefix);
  }
}

function checkUnique(
  context: WriteContext,
  field: string,
  message: string,
  draft: Draft,
  before: Stored | undefined,
): void {
  const value = draft[field];
  if (typeof value !== 'string' || (before && before[field] === value)) return;
  const holder = context.store.table(context.definition.name).holder(field, value);
  if (holder !== undefined && holder !== draft.id) context.problem('ObjectExists', message, field);
}
