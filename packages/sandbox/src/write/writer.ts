import { isDeepStrictEqual } from 'node:util';
import { invalidObject } from '../http/api-error.ts';
import type { RecordDefinition } from '../model/record.ts';
import { recordNamed } from '../model/registry.ts';
import type { Draft, Stored } from '../model/stored.ts';
import type { Readings } from '../store/options.ts';
import type { Store } from '../store/store.ts';
import { Coercer } from './coerce.ts';
import { type CustomFieldChanges, customFieldDefinitions, mergeCustomFields } from './custom-fields.ts';
import { applyPatch, parsePatch } from './patch.ts';
import { isNamed } from './reference.ts';
import { validate } from './validate.ts';
import { type ActingMember, compact, WriteContext } from './write-context.ts';

export interface WriteRequest {
  readonly definition: RecordDefinition;
  readonly member: ActingMember;
  /** The parsed body and its text (for line and position in errors). */
  readonly body?: unknown;
  readonly text?: string;
  readonly query?: URLSearchParams;
  /** Field and id given by the path, e.g. the opportunity of a note. */
  readonly parent?: { readonly field: string; readonly id: number };
}

/** Creates, replaces, patches and removes rows by the rules of their definition; each call is one transaction. */
export class Writer {
  private readonly store: Store;
  readonly readings: Readings;

  constructor(store: Store, readings: Readings) {
    this.store = store;
    this.readings = readings;
  }

  create(request: WriteRequest): Stored {
    const { definition } = request;
    return this.run(request, (context, coercer) => {
      const given = coercer.object(definition.table, request.body);
      const draft: Draft = { ...given, id: this.store.table(definition.name).nextId() };
      if (request.parent) draft[request.parent.field] = request.parent.id;
      if (draft.customFields)
        draft.customFields = mergeCustomFields(undefined, draft.customFields as CustomFieldChanges);
      for (const field of definition.table.fields) {
        if (draft[field.name] === undefined && field.defaultValue !== undefined) draft[field.name] = field.defaultValue;
      }
      definition.rules.defaults?.(draft, context);
      definition.rules.beforeSave?.(draft, context);
      this.finish(context, draft, undefined);
      const row = { ...compact(draft), ...context.createdMeta() } as unknown as Stored;
      this.store.put(definition.name, row);
      definition.rules.afterCreate?.(row, context);
      return this.store.table(definition.name).get(row.id) ?? row;
    });
  }

  replace(request: WriteRequest, before: Stored): Stored {
    const { definition } = request;
    return this.run(request, (context, coercer) => {
      const given = coercer.object(definition.table, request.body);
      const draft: Draft = { id: before.id };
      for (const field of definition.table.fields) {
        if (field.readOnly || (field.writeOnly && given[field.name] === undefined))
          draft[field.name] = before[field.name];
        else draft[field.name] = given[field.name];
        if (field.requiredOnUpdate && draft[field.name] === undefined) {
          context.problem('MissingRequiredField', `The ${field.name} field is required.`, field.name);
        }
      }
      // On contacts a PUT is not truly full: custom fields that it does not name stay (§4.2).
      const keeps = this.readings.putKeepsCustomFields === 'all' || definition.name === 'contacts';
      const changes = (given.customFields ?? {}) as CustomFieldChanges;
      draft.customFields = mergeCustomFields(keeps ? before.customFields : undefined, changes);
      if (request.parent) draft[request.parent.field] = request.parent.id;
      this.refuseCreateOnly(context, new Set(Object.keys(request.body as object)), draft, before);
      return this.save(context, draft, before);
    });
  }

  patch(request: WriteRequest, before: Stored): Stored {
    return this.run(request, (context, coercer) => {
      const operations = parsePatch(request.body);
      const named = new Set(operations.map((operation) => operation.segments[0] ?? ''));
      const draft = applyPatch(before, operations, coercer);
      this.refuseCreateOnly(context, named, draft, before);
      if (this.readings.patchNeedsCustomFields && !named.has('customFields') && hasRequired(context)) {
        context.problem('MissingRequiredField', 'The customFields field is required.', 'customFields');
      }
      return this.save(context, draft, before);
    });
  }

  remove(request: WriteRequest, row: Stored): void {
    this.run(request, (context) => {
      if (request.definition.rules.remove?.(row, context) !== true) this.store.remove(request.definition.name, row.id);
    });
  }

  private save(context: WriteContext, draft: Draft, before: Stored): Stored {
    const { definition } = context;
    const { rules } = recordNamed(definition.name);
    rules.beforeSave?.(draft, context, before);
    this.finish(context, draft, before);
    const next = compact(draft) as unknown as Stored;
    if (sameRow(next, before)) return before;
    const row = { ...next, ...meta(before), $updated: context.nowSeconds, $updatedBy: context.member.identifier };
    this.store.put(definition.name, row);
    rules.afterUpdate?.(row, context, before);
    return this.store.table(definition.name).get(row.id) ?? row;
  }

  private run<T>(request: WriteRequest, work: (context: WriteContext, coercer: Coercer) => T): T {
    const context = new WriteContext({
      store: this.store,
      member: request.member,
      readings: this.readings,
      definition: request.definition,
      body: isObject(request.body) ? request.body : {},
      query: request.query,
    });
    const coercer = new Coercer(context, request.text ?? JSON.stringify(request.body) ?? '');
    return this.store.transaction(request.member, () => work(context, coercer));
  }

  private finish(context: WriteContext, draft: Draft, before: Stored | undefined): void {
    for (const field of context.definition.table.fields) {
      const value = draft[field.name];
      if (!isNamed(value)) continue;
      context.problem('NotFound', `Site ${value.$name.slice(0, 100)} not found`, `${field.name}/name`);
      draft[field.name] = undefined;
    }
    validate(context, draft, before);
    if (context.problems.length > 0) throw invalidObject(context.definition.resource, context.problems);
  }

  private refuseCreateOnly(context: WriteContext, names: ReadonlySet<string>, draft: Draft, before: Stored): void {
    for (const [field, message] of Object.entries(recordNamed(context.definition.name).rules.createOnly ?? {})) {
      if (names.has(field) && this.readings.typesOnUpdate === 'refuse') context.problem('InvalidField', message, field);
      // A PUT without them does not take them away either: they have a path of their own.
      draft[field] = before[field];
    }
  }
}

function hasRequired(context: WriteContext): boolean {
  return customFieldDefinitions(context).some((definition) => definition.requiredFlag === true);
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const meta = (row: Stored) => ({ $entered: row.$entered, $enteredBy: row.$enteredBy });

function sameRow(next: Stored, before: Stored): boolean {
  const strip = (row: Stored) => Object.fromEntries(Object.entries(row).filter(([key]) => !key.startsWith('$')));
  return isDeepStrictEqual(normalized(strip(next)), normalized(strip(before)));
}

/** `false` and absent are the same stored value of a flag. */
function normalized(row: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== false && value !== undefined));
}
