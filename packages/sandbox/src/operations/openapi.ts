import type { Operation } from '../http/operation.ts';
import type { Field } from '../model/field-table.ts';
import type { RecordDefinition } from '../model/record.ts';
import { records } from '../model/registry.ts';
import type { Stored } from '../model/stored.ts';
import { allOperations } from './all.ts';

type Schema = Readonly<Record<string, unknown>>;
const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
const INFO: Schema = { type: 'object', additionalProperties: { type: 'string' } };
const MEDIA = 'application/vnd.connectwise.com+json';

/** Bodies that are no record. */
const OTHERS: Readonly<Record<string, Schema>> = {
  Count: object({ count: { type: 'integer' } }),
  SuccessResponse: object({ success: { type: 'boolean' }, message: { type: 'string' } }),
  Usage: object({ type: { type: 'string' }, count: { type: 'integer' }, typeKey: { type: 'string' } }),
  PatchOperation: {
    ...object({ op: { type: 'string', enum: ['add', 'replace', 'remove'] }, path: { type: 'string' }, value: {} }),
    required: ['op', 'path'],
  },
  ErrorResponseMessage: object({
    code: { type: 'string' },
    message: { type: 'string' },
    errors: { type: 'array', nullable: true, items: ref('ValidationError') },
  }),
  ValidationError: object(
    Object.fromEntries(['code', 'message', 'resource', 'field'].map((name) => [name, { type: 'string' }])),
  ),
  CustomFieldValue: object({
    ...Object.fromEntries(
      ['caption', 'type', 'entryMethod', 'connectWiseId', 'podId'].map((name) => [name, { type: 'string' }]),
    ),
    ...Object.fromEntries(
      ['id', 'numberOfDecimals', 'rowNum', 'userDefinedFieldRecId'].map((name) => [name, { type: 'integer' }]),
    ),
    value: { nullable: true },
  }),
};

/** What is served, as OpenAPI 3.0: every operation, with a schema for each record out of its field table. */
export function openApi(server: string): Record<string, unknown> {
  const schemas: Record<string, Schema> = { ...OTHERS };
  for (const definition of records.values()) addRecord(schemas, definition);
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of allOperations()) {
    const verbs = paths[operation.path] ?? {};
    paths[operation.path] = verbs;
    verbs[operation.method.toLowerCase()] ??= described(operation, schemas);
  }
  return {
    openapi: '3.0.3',
    info: {
      title: 'ConnectWise sandbox',
      version: '3.0',
      description:
        'What the sandbox serves. ConnectWise publishes its own description; this one says what can be tried here.',
    },
    servers: [{ url: server }],
    security: [{ keys: [] }],
    paths,
    components: {
      schemas,
      securitySchemes: {
        keys: {
          type: 'http',
          scheme: 'basic',
          description: 'User {login company}+{public key}, password {private key}.',
        },
      },
    },
  };
}

function addRecord(schemas: Record<string, Schema>, definition: RecordDefinition): void {
  const fields = definition.table.fields.filter((field) => field.name !== 'id');
  const required = fields.filter((field) => field.required).map((field) => field.name);
  schemas[definition.schema] = {
    type: 'object',
    properties: { id: { type: 'integer' }, ...propertiesOf(fields), _info: INFO },
    ...(required.length === 0 ? {} : { required }),
  };
  schemas[referenceName(definition.name)] = object({
    id: { type: 'integer' },
    ...Object.fromEntries(Object.keys(definition.label({ id: 0 } as Stored)).map((name) => [name, {}])),
    _info: INFO,
  });
}

function propertiesOf(fields: readonly Field[]): Record<string, Schema> {
  return Object.fromEntries(fields.map((field) => [field.name, { ...typeOf(field), ...marksOf(field) }]));
}

function marksOf({ readOnly, writeOnly, kind }: Field): Schema {
  // A $ref stands alone.
  if (kind === 'reference') return {};
  return { ...(readOnly ? { readOnly } : {}), ...(writeOnly ? { writeOnly } : {}) };
}

function typeOf(field: Field): Schema {
  const list = (items: Schema) => ({ type: 'array', items });
  switch (field.kind) {
    case 'text':
      return { type: 'string', ...(field.maxLength === undefined ? {} : { maxLength: field.maxLength }) };
    case 'uuid':
      return { type: 'string', format: 'uuid' };
    case 'datetime':
    case 'date':
      return { type: 'string', format: 'date-time' };
    case 'enum':
      return { type: 'string', enum: field.values };
    case 'int':
      return { type: 'integer', ...(field.min === undefined ? {} : { minimum: field.min, maximum: field.max }) };
    case 'number':
      return { type: 'number' };
    case 'bool':
      return { type: 'boolean' };
    case 'ints':
      return list({ type: 'integer' });
    case 'texts':
      return list({ type: 'string' });
    case 'reference':
      return ref(referenceName(field.target ?? ''));
    case 'references':
      return list(ref(referenceName(field.target ?? '')));
    case 'customFields':
      return list(ref('CustomFieldValue'));
    case 'object':
      return object(propertiesOf(field.table?.fields ?? []));
    case 'items':
      return list(object(propertiesOf(field.table?.fields ?? [])));
    case 'any':
      return {};
  }
}

/** Bodies named by an operation that no field table describes are objects of any shape. */
function bodyOf(name: string, schemas: Record<string, Schema>): Schema {
  const plain = name.replace(/[[\]]/g, '');
  schemas[plain] ??= { type: 'object', additionalProperties: true };
  return name.startsWith('[') ? { type: 'array', items: ref(plain) } : ref(plain);
}

function described({ method, path, sends, takes, record, rawBody }: Operation, schemas: Record<string, Schema>) {
  const content = (name: string, media = MEDIA) => ({ content: { [media]: { schema: bodyOf(name, schemas) } } });
  const status = sends === undefined && method !== 'GET' ? '204' : method === 'POST' ? '201' : '200';
  const upload = { content: { 'multipart/form-data': { schema: { type: 'object', additionalProperties: true } } } };
  return {
    tags: [path.split('/')[1]],
    operationId: `${method.toLowerCase()}${path.replace(/\W+(\w)/g, (_, letter: string) => letter.toUpperCase()).replace(/\W/g, '')}`,
    ...(record === undefined ? {} : { 'x-record': record }),
    parameters: [...pathParameters(path), ...queryParameters(method, path, sends), CLIENT_ID],
    ...(rawBody ? { requestBody: upload } : takes ? { requestBody: content(takes, 'application/json') } : {}),
    responses: {
      [status]: { description: 'Done', ...(sends ? content(sends) : {}) },
      default: { description: 'Refused', ...content('ErrorResponseMessage') },
    },
  };
}

const CLIENT_ID = { name: 'clientId', in: 'header', required: true, schema: { type: 'string' } };
const FILTER = ['conditions', 'childConditions', 'customFieldConditions'];

function pathParameters(path: string) {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: /identifier/i.test(name) ? 'string' : 'integer' },
  }));
}

function queryParameters(method: string, path: string, sends = '') {
  if (method !== 'GET') return [];
  const texts = path.endsWith('/count')
    ? FILTER
    : sends.startsWith('[')
      ? [...FILTER, 'orderBy', 'fields']
      : ['fields'];
  const numbers = sends.startsWith('[') ? ['page', 'pageSize', 'pageId'] : [];
  return [
    ...texts.map((name) => ({ name, in: 'query', schema: { type: 'string' } })),
    ...numbers.map((name) => ({ name, in: 'query', schema: { type: 'integer' } })),
  ];
}

function object(properties: Readonly<Record<string, Schema>>): Schema {
  return { type: 'object', properties };
}

const referenceName = (record: string) => `${record.charAt(0).toUpperCase()}${record.slice(1)}Reference`;
