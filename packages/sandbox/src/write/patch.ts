import { badRequest } from '../http/api-error.ts';
import type { Field } from '../model/field-table.ts';
import type { Draft, Stored } from '../model/stored.ts';
import type { Coercer } from './coerce.ts';
import { type CustomFieldChanges, mergeCustomFields } from './custom-fields.ts';

export interface PatchOperation {
  readonly op: 'add' | 'replace' | 'remove';
  readonly segments: readonly string[];
  readonly value: unknown;
}

const MAX_OPERATIONS = 500;

/** Reads a PATCH body. An object instead of an array, or an unknown `op`, is a 400 (§4.1). */
export function parsePatch(body: unknown): PatchOperation[] {
  if (!Array.isArray(body)) {
    throw badRequest(
      'ConnectWiseApi',
      "Cannot deserialize the current JSON into type 'PatchOperation[]': a JSON array was expected.",
    );
  }
  if (body.length > MAX_OPERATIONS)
    throw badRequest('ConnectWiseApi', `A patch takes at most ${MAX_OPERATIONS} operations.`);
  return body.map((entry: unknown) => {
    const { op, path, value } = (entry ?? {}) as Readonly<Record<string, unknown>>;
    const name = String(op).toLowerCase();
    if (name !== 'add' && name !== 'replace' && name !== 'remove') {
      throw badRequest(
        'ConnectWiseApi',
        `The patch operation '${String(op).slice(0, 40)}' is not supported; use add, replace or remove.`,
      );
    }
    if (typeof path !== 'string' || path === '' || path === '/') {
      throw badRequest('ConnectWiseApi', 'Each patch operation needs a path.');
    }
    return { op: name, segments: path.replace(/^\//, '').split('/'), value };
  });
}

/** Applies the operations in their order to a copy of the stored row. */
export function applyPatch(before: Stored, operations: readonly PatchOperation[], coercer: Coercer): Draft {
  const draft: Draft = { ...before };
  for (const operation of operations) applyOne(draft, operation, coercer);
  return draft;
}

function applyOne(draft: Draft, operation: PatchOperation, coercer: Coercer): void {
  const { definition } = coercer.context;
  const [name = '', ...rest] = operation.segments;
  if (name === 'id' || name === '_info') return;
  const field = definition.table.byName.get(name);
  if (!field) {
    throw badRequest(
      'ConnectWiseApi',
      `Could not find member '${name.slice(0, 100)}' on object of type '${definition.table.typeName}'. ` +
        `Path '${name.slice(0, 100)}'.Check your accept header to make sure you are using the correct version.`,
    );
  }
  if (field.readOnly) return;
  // A path into a reference answers 200 and changes nothing (Developer Guide): kept, so that the caller's mistake shows.
  if (field.kind === 'reference' && rest.length > 0) return;
  if (field.kind === 'customFields') patchCustomFields(draft, operation, coercer);
  else if (field.kind === 'items' && rest.length > 0) patchItem(draft, field, rest, operation, coercer);
  else if (field.kind === 'object' && rest.length > 0) patchObject(draft, field, rest, operation, coercer);
  else if (rest.length > 0) throw badPath(operation);
  else draft[name] = operation.op === 'remove' ? undefined : coercer.value(field, operation.value, [name]);
}

function patchCustomFields(draft: Draft, operation: PatchOperation, coercer: Coercer): void {
  if (operation.op === 'remove') return;
  const field = coercer.context.definition.table.byName.get('customFields');
  const changes = field && (coercer.value(field, operation.value, ['customFields']) as CustomFieldChanges | undefined);
  if (changes) draft.customFields = mergeCustomFields(draft.customFields, changes);
}

function patchItem(
  draft: Draft,
  field: Field,
  rest: readonly string[],
  operation: PatchOperation,
  coercer: Coercer,
): void {
  const items = [...((draft[field.name] as readonly Record<string, unknown>[] | undefined) ?? [])];
  const [indexText = '', innerName, ...more] = rest;
  const index = indexText === '-' ? items.length : Number(indexText);
  const adding = operation.op === 'add' && innerName === undefined;
  if (
    !/^(-|\d{1,6})$/.test(indexText) ||
    more.length > 0 ||
    index > items.length ||
    (index === items.length && !adding)
  ) {
    throw badPath(operation);
  }
  if (innerName !== undefined) {
    const inner = field.table?.byName.get(innerName);
    if (!inner) throw badPath(operation);
    const value =
      operation.op === 'remove' ? undefined : coercer.value(inner, operation.value, [field.name, index, innerName]);
    items[index] = { ...items[index], [innerName]: value };
  } else if (operation.op === 'remove') items.splice(index, 1);
  else {
    const item = field.table ? coercer.object(field.table, operation.value, [field.name, index]) : {};
    if (adding) items.splice(index, 0, item);
    else items[index] = item;
  }
  draft[field.name] = items;
}

function patchObject(
  draft: Draft,
  field: Field,
  rest: readonly string[],
  operation: PatchOperation,
  coercer: Coercer,
): void {
  const inner = rest.length === 1 ? field.table?.byName.get(rest[0] ?? '') : undefined;
  if (!inner) throw badPath(operation);
  const value = operation.op === 'remove' ? undefined : coercer.value(inner, operation.value, [field.name, inner.name]);
  draft[field.name] = { ...(draft[field.name] as Readonly<Record<string, unknown>> | undefined), [inner.name]: value };
}

function badPath(operation: PatchOperation) {
  return badRequest('ConnectWiseApi', `The patch path '${operation.segments.join('/').slice(0, 200)}' is not valid.`);
}
