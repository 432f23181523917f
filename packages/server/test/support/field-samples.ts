import type { PatchOperation } from '../../src/connectwise/client/connectwise-client.ts';
import { companyTypeAssociationWire } from '../../src/connectwise/wire/company.ts';
import type { PulledEntity } from '../../src/modules/links/link.ts';
import { readPushSetup } from '../../src/modules/sync/push/attempt/push-setup.ts';
import { itemOf, newItems } from '../../src/modules/sync/records/fields/communication.ts';
import { writeField } from '../../src/modules/sync/records/fields/derive.ts';
import type { AnyField, FieldValue } from '../../src/modules/sync/records/fields/field-table.ts';
import { syncOf } from '../../src/modules/sync/registry.ts';
import type { TwoWayFixture } from './two-way-fixture.ts';

/** Values for every field of a table, made of what the field says of itself: where it lives, its type and its length. */
export interface Samples {
  /** Two different values for a field. */
  of(entity: PulledEntity, field: string, entry: AnyField): [FieldValue, FieldValue];
  /** Records that references point at: on both sides, by the CRM's ID. */
  ids: { client: [string, string]; contact: [string, string]; owner: [string, string]; stage: [string, string] };
}

let serial = 0;

/** Makes the records and users that values of fields name. Call it once a fixture. */
export async function openSamples(fixture: TwoWayFixture): Promise<Samples> {
  const { rows, sandbox, stages } = fixture;
  const insert = async (sql: string, params: unknown[] = []) => (await rows<{ id: string }>(sql, params))[0]?.id ?? '';
  const client: [string, string] = ['', ''];
  const contact: [string, string] = ['', ''];
  for (const at of [0, 1] as const) {
    client[at] = await insert(
      `insert into client (name, address_line1, city) values ($1, '9 Sample Rd', 'Ocala') returning id`,
      [`Sample client ${at + 1}`],
    );
    contact[at] = await insert(
      `insert into contact (client_id, first_name, last_name, email) values ($1, 'Sam', $2, $3) returning id`,
      [client[0], `Ple ${at + 1}`, `sam${at}@sample.example`],
    );
  }
  await fixture.createdHere('company', client[1]);
  for (const id of contact) await fixture.createdHere('contact', id);
  const owner: [string, string] = ['', ''];
  for (const at of [0, 1] as const) {
    const defaultEmail = `owner${at}@sample.example`;
    sandbox.store.insertRaw('members', {
      identifier: `owner${at}`,
      firstName: 'Owner',
      lastName: String(at),
      licenseClass: 'F',
      defaultEmail,
    });
    owner[at] = await insert(
      `insert into app_user (email, name, role, password_hash) values ($1, $2, 'viewer', '') returning id`,
      [defaultEmail, `Owner ${at}`],
    );
  }
  await fixture.connection.references.refresh(fixture.workspaceId, fixture.connectionId);
  const named = (record: string) =>
    sandbox.store.list(record).filter((row) => row.inactiveFlag !== true && row.disallowSavingFlag !== true);
  const subcategories = named('subcategories').map((row) => [
    String((row.category as { name?: unknown } | undefined)?.name),
    String(row.name),
  ]);
  const pair = subcategories.find(([category]) => category !== subcategories[0]?.[0]) ?? [];
  const lists: Record<string, string> = {
    country: 'countries',
    company_status: 'companyStatuses',
    company_type: 'companyTypes',
    product_type: 'productTypes',
    unit: 'unitOfMeasures',
  };
  const two = (list: string): [string, string] => {
    const names = named(lists[list] ?? list).map((row) => String(row.name));
    return [names[0] ?? '', names[1] ?? ''];
  };
  const special: Record<string, [FieldValue, FieldValue]> = {
    'product.kind': ['product', 'bundle'],
    'product.productClass': ['Service', 'Inventory'],
    'product.category': [subcategories[0]?.[0] ?? '', pair[0] ?? ''],
    'product.subcategory': [subcategories[0]?.[1] ?? '', pair[1] ?? ''],
    'opportunity.stageId': [stages.lead, await secondStage(fixture)],
    'opportunity.ownerId': owner,
    'contact.clientId': client,
    'opportunity.clientId': client,
    'opportunity.contactId': contact,
  };
  return {
    ids: { client, contact, owner, stage: [stages.lead, ''] },
    of: (entity, field, entry) => {
      const known = special[`${entity}.${field}`];
      if (known) return known;
      if (entry.type === 'boolean') return [true, false];
      if (entry.type === 'numeric') return ['12.5', '20'];
      if (entry.type === 'int') return [3, 17];
      if (entry.type === 'date') return ['2028-01-02', '2028-03-04'];
      const { place } = entry;
      if (place.kind === 'choice' || place.kind === 'associations') return two(place.list);
      const max = 'max' in place && place.max ? place.max : 60;
      const text = (word: string) => {
        if (place.kind === 'item' && place.role === 'email') return `${word}${++serial}@field.example`;
        if (place.kind === 'item' && place.part === 'extension') return String(100 + ++serial);
        if (place.kind === 'item') return `813 555 ${1000 + ++serial}`;
        return `${entry.label} ${word} ${++serial}`.slice(-max).trim();
      };
      return [text('one'), text('two')];
    },
  };
}

/** A second open stage, mapped as the first one is. */
async function secondStage({ rows }: TwoWayFixture): Promise<string> {
  const found = await rows<{ id: string }>(`select id from pipeline_stage where name = 'Second'`);
  return found[0]?.id ?? '';
}

/** As much of a fixture as an edit in ConnectWise needs. */
export type EditingThere = Pick<
  TwoWayFixture,
  'there' | 'editThere' | 'inOurWords' | 'rows' | 'write' | 'connectionId' | 'sandbox' | 'connectwise'
> & { push: Pick<TwoWayFixture['push'], 'settings'> };

/**
 * Edits one field of a record in ConnectWise, as somebody there does; `value` is the CRM's. Answers null where ConnectWise has no such edit, and false
 * where it refuses it.
 */
export async function editFieldThere(
  fixture: EditingThere,
  entity: PulledEntity,
  localId: string,
  { field, value, taxCodeId, stageId }: { field: string; value: FieldValue; taxCodeId?: unknown; stageId?: unknown },
): Promise<boolean | null> {
  const entry = syncOf(entity).fields[field];
  if (!entry || entry.column === '') return null;
  if (entry.place.kind === 'associations') return associateThere(fixture, localId, value);
  const operations = await operationsFor(fixture, entity, localId, { field, value, taxCodeId, stageId, entry });
  if (operations.length === 0) return null;
  return fixture.editThere(entity, localId, operations).then(
    () => true,
    () => false,
  );
}

async function operationsFor(
  fixture: EditingThere,
  entity: PulledEntity,
  localId: string,
  {
    field,
    value,
    entry,
    taxCodeId,
    stageId,
  }: { field: string; value: FieldValue; entry: AnyField; taxCodeId?: unknown; stageId?: unknown },
): Promise<PatchOperation[]> {
  const set = (path: string, id: unknown): PatchOperation[] =>
    id === undefined || value === null
      ? [{ op: 'remove', path, value: undefined }]
      : [{ op: 'replace', path, value: { id: Number(id) } }];
  if (field === 'taxRegionId') return set('taxCode', taxCodeId);
  if (field === 'stageId') return value === null ? [] : set('stage', stageId);
  const { place } = entry;
  const remote = await fixture.there(entity, localId);
  if (place.kind === 'item') {
    const item = itemOf(remote, place.role);
    const items = (remote.communicationItems ?? []) as (typeof item)[];
    const at = items.indexOf(item);
    if (at < 0) {
      const wanted = { value: '813 555 0000', [place.part]: value, role: place.role };
      const [added] = value === null ? [] : newItems([wanted], (await setupOf(fixture)).lists).items;
      return added ? [{ op: 'add', path: `communicationItems/${items.length}`, value: added }] : [];
    }
    const path = `communicationItems/${at}`;
    if (value !== null) return [{ op: 'replace', path: `${path}/${place.part}`, value }];
    return [{ op: 'remove', path: place.part === 'value' ? path : `${path}/extension`, value: undefined }];
  }
  const linked = new Map<string, number>();
  if (place.kind === 'reference' && typeof value === 'string')
    linked.set(value, (await fixture.there(place.to, value)).id);
  const members = await fixture.rows<{ id: string; member: string }>(
    `select u.id, r.remote_id as member from app_user u join reference_item r on r.kind = 'member' and lower(r.flags ->> 'email') = lower(u.email)`,
  );
  const setup = await setupOf(fixture);
  const fields = Object.fromEntries(
    await Promise.all(
      Object.keys(syncOf(entity).fields).map(
        async (name) => [name, await fixture.inOurWords(entity, localId, name)] as const,
      ),
    ),
  );
  const wanted =
    field === 'category' ? { ...fields, category: value, subcategory: null } : { ...fields, [field]: value };
  const written = writeField(entry, wanted, {
    lists: setup.lists,
    configuration: setup.configuration,
    remoteIdOf: (_to, id) => linked.get(id),
    mapped: [],
    memberIdOf: (id) => {
      const member = members.find((one) => one.id === id)?.member;
      return member === undefined ? undefined : Number(member);
    },
  });
  if (!written || 'not' in written)
    return value === null ? place.paths.map((path) => ({ op: 'remove', path, value: undefined })) : [];
  return Object.entries(written.set).map(([path, one]) =>
    one === undefined || one === '-' ? { op: 'remove', path, value: undefined } : { op: 'replace', path, value: one },
  );
}

const setupOf = (fixture: EditingThere) =>
  fixture.write((tx) => readPushSetup(tx, fixture.connectionId, { settings: fixture.push.settings }));

/** Types of a company are records of their own there. */
async function associateThere(fixture: EditingThere, localId: string, value: FieldValue): Promise<boolean | null> {
  if (value === null) return null;
  const { id } = await fixture.there('company', localId);
  const type = fixture.sandbox.store.list('companyTypes').find((row) => row.name === value);
  const there = await fixture.connectwise.find(companyTypeAssociationWire, { parentId: id });
  if (there.some((one) => one.type?.id === type?.id)) return null;
  await fixture.connectwise.create(companyTypeAssociationWire, { type: { id: type?.id }, company: { id } }, id);
  for (const one of there) await fixture.connectwise.remove(companyTypeAssociationWire, one.id, id);
  return true;
}
