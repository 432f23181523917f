import { badRequest, invalidObject, notFound } from '../http/api-error.ts';
import { type Call, json, noContent, type Operation } from '../http/operation.ts';
import { fieldTable } from '../model/field-table.ts';
import { recordNamed } from '../model/registry.ts';
import type { Stored } from '../model/stored.ts';
import type { CommunicationItem } from '../rules/communication.ts';
import { idOf, requestOf } from './record-operations.ts';

const PATH = '/company/contacts/{parentId}/communications';
const contacts = recordNamed('contacts');
const schema = 'ContactCommunication';
const FIELDS = fieldTable(
  schema,
  `contactId:int, type*:->communicationTypes, value*:str250, extension:str15, defaultFlag:bool, mobileGuid:str,
   communicationType:Email|Fax|Phone, domain:str ro`,
);
const common = { record: 'contacts' };

/** Communication items under their own path: the same items that stand in the contact (§3.3). */
export const communicationOperations: readonly Operation[] = [
  {
    ...common,
    method: 'GET',
    path: PATH,
    sends: `[${schema}]`,
    handle: (call) =>
      json(
        200,
        itemsOf(contactOf(call)).map((item) => wire(call, item)),
      ),
  },
  {
    ...common,
    method: 'GET',
    path: `${PATH}/count`,
    sends: 'Count',
    handle: (call) => json(200, { count: itemsOf(contactOf(call)).length }),
  },
  {
    ...common,
    method: 'GET',
    path: `${PATH}/{id}`,
    sends: schema,
    handle: (call) => json(200, wire(call, itemOf(call))),
  },
  {
    ...common,
    method: 'POST',
    path: PATH,
    sends: schema,
    takes: schema,
    handle: (call) => {
      const before = itemsOf(contactOf(call));
      const after = save(call, [...before, bodyItem(call)]);
      const added = after.find((item) => !before.some((old) => old.id === item.id));
      return json(201, wire(call, added ?? {}));
    },
  },
  {
    ...common,
    method: 'PUT',
    path: `${PATH}/{id}`,
    sends: schema,
    takes: schema,
    handle: (call) => json(200, wire(call, replace(call, { ...bodyItem(call), id: itemOf(call).id }))),
  },
  {
    ...common,
    method: 'PATCH',
    path: `${PATH}/{id}`,
    sends: schema,
    takes: '[PatchOperation]',
    handle: (call) => json(200, wire(call, replace(call, patched(call, itemOf(call))))),
  },
  {
    ...common,
    method: 'DELETE',
    path: `${PATH}/{id}`,
    handle: (call) => {
      const gone = itemOf(call);
      save(
        call,
        itemsOf(contactOf(call))
          .filter((item) => item.id !== gone.id)
          .map((item) => toBody(item)),
      );
      return noContent;
    },
  },
];

type Body = Readonly<Record<string, unknown>>;

function contactOf(call: Call): Stored {
  const id = call.ids.parentId ?? 0;
  const row = call.tenant.store.table('contacts').get(id);
  if (!row) throw notFound('contact', id);
  return row;
}

const itemsOf = (contact: Stored) => (contact.communicationItems ?? []) as readonly CommunicationItem[];

function itemOf(call: Call): CommunicationItem {
  const item = itemsOf(contactOf(call)).find((entry) => entry.id === idOf(call));
  if (!item) throw notFound('contactCommunication', idOf(call));
  return item;
}

function bodyItem(call: Call): Body {
  if (typeof call.body !== 'object' || call.body === null || Array.isArray(call.body)) {
    throw badRequest('ConnectWiseApi', `A JSON object was expected for type '${schema}'.`);
  }
  const given = call.body as Body;
  for (const key of Object.keys(given)) {
    if (key !== 'id' && key !== '_info' && !FIELDS.byName.has(key)) {
      throw badRequest(
        'ConnectWiseApi',
        `Could not find member '${key.slice(0, 100)}' on object of type '${schema}'. Path '${key.slice(0, 100)}'.`,
      );
    }
  }
  const problems = FIELDS.fields
    .filter(
      (field) =>
        field.required && (given[field.name] === undefined || given[field.name] === null || given[field.name] === ''),
    )
    .map(({ name }) => ({
      code: 'MissingRequiredField' as const,
      message: `The ${name} field is required.`,
      resource: 'contactCommunication',
      field: name,
    }));
  if (problems.length > 0) throw invalidObject('contactCommunication', problems);
  const { type, value, extension, defaultFlag, communicationType } = given;
  return { type, value, extension, defaultFlag, communicationType };
}

function patched(call: Call, item: CommunicationItem): Body {
  if (!Array.isArray(call.body))
    throw badRequest(
      'ConnectWiseApi',
      "Cannot deserialize the current JSON into type 'PatchOperation[]': a JSON array was expected.",
    );
  const next: Record<string, unknown> = { ...toBody(item) };
  for (const operation of call.body as readonly Body[]) {
    const name = String(operation?.path ?? '').replace(/^\//, '');
    if (!FIELDS.byName.has(name))
      throw badRequest('ConnectWiseApi', `The patch path '${name.slice(0, 200)}' is not valid.`);
    next[name] = operation.op === 'remove' ? null : operation.value;
  }
  const { contactId, domain, mobileGuid, ...body } = next;
  return body;
}

/** Writes the items by way of the contact, so that its rules (one default a kind, default phone) hold here too. */
function save(call: Call, items: readonly (Body | CommunicationItem)[]): readonly CommunicationItem[] {
  const contact = contactOf(call);
  const value = items.map((item) =>
    'type' in item && typeof item.type === 'number' ? toBody(item as CommunicationItem) : item,
  );
  const body = [{ op: 'replace', path: 'communicationItems', value }];
  return itemsOf(call.tenant.writer.patch({ ...requestOf(call, contacts), body, text: JSON.stringify(body) }, contact));
}

function replace(call: Call, body: Body): CommunicationItem {
  const items = itemsOf(contactOf(call)).map((item) => (item.id === body.id ? body : toBody(item)));
  return save(call, items).find((item) => item.id === body.id) ?? {};
}

function toBody(item: CommunicationItem): Body {
  const { type, domain, ...rest } = item;
  return { ...rest, type: { id: type } };
}

function wire(call: Call, item: CommunicationItem) {
  const { type, ...rest } = item;
  const reference =
    type === undefined
      ? undefined
      : (JSON.parse(call.tenant.renderer.reference('communicationTypes', type)) as unknown);
  return { id: item.id, contactId: call.ids.parentId, type: reference, ...rest, _info: {} };
}
