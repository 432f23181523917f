import { recordNamed } from '../model/registry.ts';
import type { Stored } from '../model/stored.ts';
import type { SandboxStore, WireRecord } from '../sandbox-store.ts';
import { Coercer } from '../write/coerce.ts';
import { type CustomFieldChanges, mergeCustomFields } from '../write/custom-fields.ts';
import { isNamed } from '../write/reference.ts';
import { compact, WriteContext } from '../write/write-context.ts';
import type { Tenant } from './tenant.ts';

/** Rows of a login company as programs read and write them. */
export function sandboxStore(tenant: Tenant): SandboxStore {
  const member = () => tenant.apiMember() ?? { id: tenant.keys.memberId, identifier: 'api' };
  const wire = (record: string, row: Stored) => tenant.renderer.object(recordNamed(record), row) as WireRecord;
  const existing = (record: string, id: number) => {
    const row = tenant.store.table(record).get(id);
    if (!row) throw new Error(`There is no row ${id} in "${record}".`);
    return row;
  };
  const raw = (record: string, body: Readonly<Record<string, unknown>>) => rawFields(tenant, record, body);
  return {
    list: (record) => [...tenant.store.table(record).all()].map((row) => wire(record, row)),
    get: (record, id) => {
      const row = tenant.store.table(record).get(id);
      return row && wire(record, row);
    },
    count: (record) => tenant.store.table(record).size,
    insert: (record, body) => {
      const definition = recordNamed(record);
      const parent = parentIn(record, body);
      const row = tenant.writer.create({
        definition,
        member: member(),
        body: parent ? without(body, parent.field) : body,
        parent,
      });
      return wire(record, row);
    },
    patch: (record, id, partial) => {
      const body = Object.entries(partial).map(([path, value]) => ({ op: 'replace', path, value }));
      return wire(
        record,
        tenant.writer.patch({ definition: recordNamed(record), member: member(), body }, existing(record, id)),
      );
    },
    remove: (record, id) =>
      tenant.writer.remove({ definition: recordNamed(record), member: member() }, existing(record, id)),
    insertRaw: (record, body) => {
      const table = tenant.store.table(record);
      const id = typeof body.id === 'number' ? body.id : table.nextId();
      const now = tenant.store.clock.seconds();
      const by = member().identifier;
      const row = { ...raw(record, body), id, $updated: now, $updatedBy: by, $entered: now, $enteredBy: by } as Stored;
      tenant.store.transaction(member(), () => tenant.store.put(record, row));
      return wire(record, row);
    },
    patchRaw: (record, id, partial, { touch = true } = {}) => {
      const before = existing(record, id);
      const meta = touch ? { $updated: tenant.store.clock.seconds(), $updatedBy: member().identifier } : {};
      const removed = Object.fromEntries(Object.keys(partial).map((key) => [key, undefined]));
      const row = { ...compact({ ...before, ...removed, ...raw(record, partial) }), ...meta, id } as Stored;
      tenant.store.transaction(member(), () => tenant.store.put(record, row, { silent: !touch }));
      return wire(record, row);
    },
  };
}

/** The parent named in a body (`{"opportunityId": 5}` or `{"company": {"id": 5}}`), for records that live under another. */
function parentIn(record: string, body: Readonly<Record<string, unknown>>): { field: string; id: number } | undefined {
  const { parent } = recordNamed(record);
  if (!parent) return undefined;
  const value = body[parent.field];
  const id = typeof value === 'object' && value !== null ? (value as { id?: unknown }).id : value;
  if (typeof id !== 'number')
    throw new Error(`A row of "${record}" needs "${parent.field}" with the id of its ${parent.record} row.`);
  return { field: parent.field, id };
}

function without(body: Readonly<Record<string, unknown>>, field: string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(body).filter(([key]) => key !== field));
}

/** Reads wire values without judging them: what cannot be understood is kept as it is. */
function rawFields(tenant: Tenant, record: string, body: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const definition = recordNamed(record);
  const context = new WriteContext({
    store: tenant.store,
    member: { id: tenant.keys.memberId, identifier: 'api' },
    readings: tenant.readings,
    definition,
  });
  const coercer = new Coercer(context, '{}');
  const fields: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(body)) {
    const field = definition.table.byName.get(key);
    if (!field || key === 'id') continue;
    const id = typeof value === 'object' && value !== null ? (value as { id?: unknown }).id : undefined;
    if (field.kind === 'reference' && typeof id === 'number') fields[key] = id;
    else if (field.kind === 'customFields') {
      fields[key] = mergeCustomFields(undefined, (coercer.value(field, value, [key]) ?? {}) as CustomFieldChanges);
    } else {
      const coerced = coercer.value(field, value, [key]);
      fields[key] = isNamed(coerced) ? undefined : coerced;
    }
  }
  return compact(fields);
}
