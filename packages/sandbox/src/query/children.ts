import { badRequest } from '../http/api-error.ts';
import type { RecordDefinition } from '../model/record.ts';
import type { Stored } from '../model/stored.ts';
import type { Store } from '../store/store.ts';
import { type CompileOptions, compile, type Predicate } from './compile.ts';
import type { Condition } from './condition.ts';
import { parseConditions } from './conditions-parser.ts';
import { type Accessor, itemAccessor, referenceProperty, unknownName } from './paths.ts';

/** `childConditions`: every clause looks at one array, and one of its elements has to fit them all. */
export function childPredicate(
  store: Store,
  definition: RecordDefinition,
  text: string,
  options: CompileOptions,
): Predicate {
  const condition = parseConditions(text);
  const arrays = new Set(pathsOf(condition).map((path) => path.split('/')[0]?.toLowerCase() ?? ''));
  const [arrayName = ''] = arrays;
  if (arrays.size > 1) throw badRequest('ApiFindCondition', 'childConditions can only look at one child collection.');
  const field = definition.table.byLowerName.get(arrayName);
  if (!field || (field.kind !== 'items' && field.kind !== 'references')) throw unknownName(arrayName);
  const find = (path: string): Accessor => {
    const segments = path.toLowerCase().split('/').slice(1);
    const found =
      field.kind === 'references'
        ? segments.length === 1 && referenceProperty(store, field.target ?? '', segments[0] ?? '')
        : field.table && segments.length > 0 && itemAccessor(store, field.table, segments);
    if (!found) throw unknownName(path);
    return found;
  };
  const test = compile(condition, find, { ...options, allowIn: false });
  return (row) => {
    const elements = (row[field.name] as readonly unknown[] | undefined) ?? [];
    return elements.some((element) =>
      test(field.kind === 'references' ? { id: element } : (element as { readonly [field: string]: unknown })),
    );
  };
}

const CUSTOM: Readonly<Record<string, Accessor>> = {
  id: { type: 'number', read: (row) => row.id },
  caption: { type: 'text', read: (row) => row.caption },
  value: { type: 'text', read: (row) => row.value },
};

/** `customFieldConditions`: `caption="Region" AND value != null`; values compare as texts. */
export function customFieldPredicate(
  store: Store,
  definition: RecordDefinition,
  text: string,
  options: CompileOptions & { readonly needsQuotes: boolean },
): Predicate {
  const condition = parseConditions(text);
  for (const value of valuesOf(condition)) {
    if (value === 'other' && options.needsQuotes)
      throw badRequest('ApiFindCondition', 'Custom field values are compared as quoted text or null.');
  }
  const find = (path: string): Accessor => CUSTOM[path.toLowerCase()] ?? rejectName(path);
  const test = compile(condition, find, { ...options, allowIn: false });
  const pod = definition.customFieldPod;
  if (!pod) throw unknownName('customFields');
  const definitions: Stored[] = [...store.table('userDefinedFields').all()].filter((row) => row.podDescription === pod);
  return (row) => {
    const values = row.customFields as Readonly<Record<string, unknown>> | undefined;
    return definitions.some(({ id, caption }) => test({ id, caption, value: textOf(values?.[id]) }));
  };
}

function rejectName(path: string): never {
  throw unknownName(path);
}

const textOf = (value: unknown) => (value === undefined || value === null ? undefined : String(value));

function pathsOf(condition: Condition): string[] {
  if ('terms' in condition) return condition.terms.flatMap(pathsOf);
  return [condition.path];
}

function valuesOf(condition: Condition): ('text' | 'other')[] {
  if ('terms' in condition) return condition.terms.flatMap(valuesOf);
  if (condition.kind !== 'compare' || condition.path.toLowerCase() === 'id') return ['text'];
  return [condition.value.kind === 'string' || condition.value.kind === 'null' ? 'text' : 'other'];
}
