import { conflict, notFound } from '../http/api-error.ts';
import { type Answer, type Call, json, noContent, type Operation } from '../http/operation.ts';
import type { RecordDefinition } from '../model/record.ts';
import type { InfoView, Parent, Verb } from '../model/record-shape.ts';
import { recordNamed, records } from '../model/registry.ts';
import { usagesOf } from '../rules/usage.ts';
import { count, type ListOptions, list, one, recordJson } from './list.ts';

/** The operations that follow from the field tables alone: lists, counts, rows, light lists, usages. */
export function recordOperations(): Operation[] {
  const operations: Operation[] = [];
  for (const definition of records.values()) {
    if (definition.path === null) continue;
    operations.push(...collection(definition, definition.path, definition.parent, definition.verbs));
    for (const alias of definition.aliases) {
      operations.push(...collection(definition, alias.path, alias.parent, alias.verbs ?? definition.verbs));
    }
    if (definition.info) operations.push(...infoOperations(definition, definition.path, definition.info));
    if (definition.usages) operations.push(...usageOperations(definition, definition.path));
  }
  return operations;
}

function collection(
  definition: RecordDefinition,
  path: string,
  parent: Parent | undefined,
  verbs: readonly Verb[],
): Operation[] {
  const within = (call: Call): ListOptions => {
    if (!parent) return {};
    const id = call.ids.parentId ?? 0;
    checkParents(call, parent, id);
    return { parent: { field: parent.field, id } };
  };
  const common = { record: definition.name };
  const body = { sends: definition.schema, takes: definition.schema };
  const all: Record<Verb, Operation> = {
    list: {
      ...common,
      method: 'GET',
      path,
      sends: `[${definition.schema}]`,
      handle: (call) => list(call, definition, within(call)),
    },
    count: {
      ...common,
      method: 'GET',
      path: `${path}/count`,
      sends: 'Count',
      handle: (call) => count(call, definition, within(call)),
    },
    get: {
      ...common,
      method: 'GET',
      path: `${path}/{id}`,
      sends: definition.schema,
      handle: (call) => one(call, definition, idOf(call), within(call)),
    },
    post: {
      ...common,
      ...body,
      method: 'POST',
      path,
      handle: (call) => {
        const row = call.tenant.writer.create({ ...requestOf(call, definition), parent: within(call).parent });
        const sent = recordJson(call, definition, row.id);
        // The published list says that POST of a product component answers an array (§3.8).
        return { status: 201, body: definition.name === 'productComponents' ? `[${sent}]` : sent };
      },
    },
    put: {
      ...common,
      ...body,
      method: 'PUT',
      path: `${path}/{id}`,
      handle: (call) => {
        const { parent: under } = within(call);
        const before = existing(call, definition, under);
        call.tenant.writer.replace({ ...requestOf(call, definition), parent: under }, before);
        return { status: 200, body: recordJson(call, definition, before.id) };
      },
    },
    patch: {
      ...common,
      sends: definition.schema,
      takes: '[PatchOperation]',
      method: 'PATCH',
      path: `${path}/{id}`,
      handle: (call) => {
        const before = existing(call, definition, within(call).parent);
        call.tenant.writer.patch(requestOf(call, definition), before);
        return { status: 200, body: recordJson(call, definition, before.id) };
      },
    },
    delete: {
      ...common,
      method: 'DELETE',
      path: `${path}/{id}`,
      handle: (call) => {
        const row = existing(call, definition, within(call).parent);
        refuseWhenUsed(call, definition, row.id);
        call.tenant.writer.remove(requestOf(call, definition), row);
        return noContent;
      },
    },
  };
  return verbs.map((verb) => all[verb]);
}

function infoOperations(definition: RecordDefinition, path: string, info: InfoView): Operation[] {
  const view = new Set(['id', '_info', ...info.fields.map((field) => field.toLowerCase())]);
  const parent = path.includes('{parentId}') && !info.list ? definition.parent : undefined;
  const light: ListOptions = { view, ...(info.derive ? { derive: info.derive } : {}) };
  const options = (call: Call): ListOptions =>
    parent ? { ...light, parent: { field: parent.field, id: call.ids.parentId ?? 0 } } : light;
  const listPath = info.list ?? `${path}/info`;
  const common = { record: definition.name, method: 'GET' } as const;
  return [
    { ...common, path: listPath, sends: `[${info.typeName}]`, handle: (call) => list(call, definition, options(call)) },
    {
      ...common,
      path: info.count ?? `${listPath}/count`,
      sends: 'Count',
      handle: (call) => count(call, definition, options(call)),
    },
    {
      ...common,
      path: info.get ?? `${path}/{id}/info`,
      sends: info.typeName,
      handle: (call) => one(call, definition, idOf(call), options(call)),
    },
  ];
}

function usageOperations(definition: RecordDefinition, path: string): Operation[] {
  const common = { record: definition.name, method: 'GET', sends: '[Usage]' } as const;
  const usages = (call: Call) => usagesOf(call.tenant.store, definition.name, existing(call, definition, undefined));
  return [
    {
      ...common,
      path: `${path}/{id}/usages`,
      handle: (call) =>
        json(
          200,
          usages(call).map((use) => ({ type: use.record, count: use.ids.length, typeKey: use.field })),
        ),
    },
    {
      ...common,
      path: `${path}/{id}/usages/list`,
      handle: (call): Answer =>
        json(
          200,
          usages(call).flatMap((use) =>
            use.ids.map((id) => ({
              type: use.record,
              id,
              description: describe(call, use.record, id),
              typeKey: use.field,
            })),
          ),
        ),
    },
  ];
}

function describe(call: Call, record: string, id: number): string {
  const row = call.tenant.store.table(record).get(id);
  return row ? String(Object.values(recordNamed(record).label(row)).at(-1) ?? id) : String(id);
}

/** Rows of set-up tables that are in use cannot be deleted; records with rules of their own decide themselves. */
function refuseWhenUsed(call: Call, definition: RecordDefinition, id: number): void {
  const row = call.tenant.store.table(definition.name).get(id);
  const decidesItself =
    definition.callbackType !== undefined || definition.parent !== undefined || definition.name === 'products';
  if (!row || decidesItself) return;
  const [use] = usagesOf(call.tenant.store, definition.name, row, 1);
  if (use) throw conflict(`${definition.resource} ${id} is in use by ${use.record} and cannot be deleted.`);
}

function checkParents(call: Call, parent: Parent, id: number): void {
  const definition = recordNamed(parent.record);
  const row = call.tenant.store.table(parent.record).get(id);
  if (!row) throw notFound(definition.resource, id);
  const grandparent = call.ids.grandparentId;
  if (grandparent !== undefined && definition.parent && row[definition.parent.field] !== grandparent) {
    throw notFound(definition.resource, id);
  }
}

export function existing(call: Call, definition: RecordDefinition, under: ListOptions['parent']) {
  const row = call.tenant.store.table(definition.name).get(idOf(call));
  if (!row || (under && row[under.field] !== under.id)) throw notFound(definition.resource, idOf(call));
  return row;
}

export const idOf = (call: Call): number => call.ids.id ?? 0;

export function requestOf(call: Call, definition: RecordDefinition) {
  return { definition, member: call.member, body: call.body, text: call.text, query: call.query };
}
