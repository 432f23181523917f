import { readFile } from 'node:fs/promises';
import {
  buildSchema,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { type LiveClient, openLive } from '../support/live-client.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';

const ID = '019a0000-0000-7000-8000-000000000001';
const cursor = (...values: unknown[]) => Buffer.from(JSON.stringify(values)).toString('base64url');
const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;

/** Text that no honest program sends. */
const texts: unknown[] = [
  '\u0000',
  'a\u0000b',
  '\ud800',
  '',
  "'; drop table client; --",
  '%_\\',
  'x'.repeat(20_000),
  'not an id',
  `${ID}0`,
  cursor('a\u0000', ID),
  cursor('x', 'not an id'),
  cursor('not an id'),
  cursor(null),
  cursor(1e308, 2),
  cursor('9223372036854775808', '1'),
  cursor('1', '2', '3:2:1'),
  '9'.repeat(400),
];
const numbers: unknown[] = [0, -1, 2_147_483_647, -2_147_483_648, 1e21, 1.5, '1'];
const decimals: unknown[] = ['1e9999', '9'.repeat(30), '-0', 'NaN', 'Infinity', '', '\u0000', `0.${'9'.repeat(20)}`];
const days: unknown[] = ['0000-00-00', '9999-12-31', '2026-02-30', '-271821-04-20', '+275760-09-13', '\u0000', 0];
const instants: unknown[] = ['9999-12-31T23:59:59Z', '0001-01-01T00:00:00Z', '2026-02-30T00:00:00Z', '\u0000', 1e300];
const anything: unknown[] = ['\u0000', { 'a\u0000': 1 }, JSON.parse(nested(90)), [], {}, null, 1e308];

function hostile(type: string): unknown[] {
  if (type === 'Int' || type === 'Float') return numbers;
  if (type === 'Decimal') return decimals;
  if (type === 'Date') return days;
  if (type === 'DateTime') return instants;
  if (type === 'JSON') return anything;
  if (type === 'Boolean') return ['true', 1];
  return texts;
}

/** A value that the schema takes, with what is needed alone. */
function plain(type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return plain(type.ofType);
  if (isListType(type)) return [];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (isInputObjectType(type)) {
    const needed = Object.values(type.getFields()).filter((field) => isNonNullType(field.type));
    return Object.fromEntries(needed.map((field) => [field.name, plain(field.type)]));
  }
  const samples: Record<string, unknown> = {
    ID,
    Int: 10,
    Float: 1,
    Boolean: true,
    Decimal: '1',
    Date: '2026-01-01',
    DateTime: '2026-01-01T00:00:00Z',
  };
  const { name } = getNamedType(type);
  return name in samples ? samples[name] : 'x';
}

/** A value with something hostile at each of its leaves, one at a time, down to the third level. */
function* spoilt(type: GraphQLInputType, depth = 0): Generator<unknown> {
  if (isNonNullType(type)) return yield* spoilt(type.ofType, depth);
  if (isListType(type)) {
    for (const value of spoilt(type.ofType, depth)) yield [value];
    return;
  }
  if (isInputObjectType(type)) {
    if (depth > 2) return;
    for (const field of Object.values(type.getFields()))
      for (const value of spoilt(field.type, depth + 1)) yield { ...Object(plain(type)), [field.name]: value };
    return;
  }
  if (isEnumType(type)) return yield 'NO_SUCH_WORD';
  yield* hostile(getNamedType(type).name);
}

interface Attack {
  field: string;
  query: string;
  variables: Record<string, unknown>;
}

function* attacks(schema: GraphQLSchema): Generator<Attack> {
  const kinds = { query: schema.getQueryType(), mutation: schema.getMutationType() };
  for (const [kind, type] of Object.entries(kinds)) {
    for (const field of Object.values(type?.getFields() ?? {})) {
      // Guessing passwords is slow on purpose, and signing out would end the session that asks.
      if (['signIn', 'signOut', 'connect'].includes(field.name)) continue;
      const head = field.args.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(', ');
      const passed = field.args.map((arg) => `${arg.name}: $${arg.name}`).join(', ');
      const answered = getNamedType(field.type);
      const fields = isObjectType(answered) ? Object.keys(answered.getFields()) : [];
      const select = isObjectType(answered)
        ? `{ __typename ${fields.includes('items') ? 'items { __typename }' : ''} ${fields.includes('problems') ? 'problems { code }' : ''} }`
        : '';
      const query = `${kind} ${head ? `(${head})` : ''} { ${field.name}${passed ? `(${passed})` : ''} ${select} }`;
      const usual = Object.fromEntries(
        field.args.filter((arg) => isNonNullType(arg.type)).map((arg) => [arg.name, plain(arg.type)]),
      );
      for (const arg of field.args)
        for (const value of spoilt(arg.type))
          yield { field: `${field.name}.${arg.name}`, query, variables: { ...usual, [arg.name]: value } };
    }
  }
}

const BOUND_MS = 12_000;

describe('hostile values', () => {
  let app: TestApp;
  let live: LiveClient;
  let all: Attack[];
  beforeAll(async () => {
    app = await createTestApp();
    live = openLive(app.url, await app.headersOf('admin'));
    const schema = buildSchema(await readFile(new URL('../../../shared/schema.graphql', import.meta.url), 'utf8'));
    // A stride that shares no factor with the count visits all in an order that mixes the fields, so a slow machine still tries each of them.
    const listed = [...attacks(schema)];
    all = listed.map((_, at) => listed[(at * 7_919) % listed.length] as Attack);
  }, 60_000);
  afterAll(async () => {
    await live.close();
    await app.stop();
  });

  const inTurns = async (ask: (attack: Attack) => Promise<ReadonlyArray<{ extensions?: Record<string, unknown> }>>) => {
    const ends = performance.now() + BOUND_MS;
    const broken: string[] = [];
    let tried = 0;
    const left = all.values();
    const worker = async () => {
      for (const attack of left) {
        if (performance.now() > ends) return;
        const errors = await ask(attack);
        tried += 1;
        for (const { extensions } of errors)
          if (extensions?.code === 'internal' || extensions?.code === undefined)
            broken.push(`${attack.field}: ${JSON.stringify(attack.variables).slice(0, 200)}`);
      }
    };
    await Promise.all(Array.from({ length: 6 }, worker));
    expect(broken).toEqual([]);
    expect(tried).toBeGreaterThan(50);
  };

  it(
    'never end as an internal error over HTTP',
    () => inTurns(async ({ query, variables }) => (await app.ask(query, variables)).errors),
    60_000,
  );

  it(
    'never end as an internal error over the socket',
    () => inTurns(async ({ query, variables }) => (await live.once(query, variables)).errors ?? []),
    60_000,
  );

  it.each([
    [
      'a NUL in a variable',
      'query ($text: String) { clients(search: $text) { totalCount } }',
      { text: 'a\u0000' },
      'text',
    ],
    [
      'half a character in a variable',
      'query ($text: String) { clients(search: $text) { totalCount } }',
      { text: 'a\ud800' },
      'text',
    ],
    ['a NUL in the document', '{ auditEvents(filter: { text: "a\\u0000" }) { liveCursor } }', {}, 'filter.text'],
    ['a NUL in a cursor', `{ clients(after: "${cursor('a\u0000', ID)}") { totalCount } }`, {}, 'after'],
    ['a cursor of another list', `{ clients(after: "${cursor('x', 'y')}") { totalCount } }`, {}, 'after'],
    [
      'a value nested five hundred deep',
      'query ($filter: AuditFilter) { auditEvents(filter: $filter) { liveCursor } }',
      { filter: { text: JSON.parse(nested(500)) } },
      'filter',
    ],
  ])('are told at their field: %s', async (_what, query, variables, field) => {
    const { errors } = await app.ask(query, variables);
    expect(errors[0]?.extensions).toMatchObject({ code: 'invalid_input', field });
    expect((await live.once(query, variables)).errors?.[0]?.extensions).toMatchObject({ code: 'invalid_input', field });
  });

  it('are refused before they are parsed: brackets by the thousand in a GET and in JSON', async () => {
    const headers = { ...(await app.headersOf('admin')), 'apollo-require-preflight': 'true' };
    const get = await fetch(`${app.url}/graphql?query=${'['.repeat(2_000)}`, { headers });
    expect([get.status, ((await get.json()) as { errors: object[] }).errors[0]]).toMatchObject([
      400,
      { extensions: { code: 'invalid_input' } },
    ]);
    const post = await fetch(`${app.url}/graphql`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: `{"query":"query ($filter: AuditFilter) { auditEvents(filter: $filter) { liveCursor } }","variables":{"filter":{"text":${nested(100_000)}}}}`,
    });
    expect([post.status, await post.text()]).toEqual([400, expect.stringContaining('100 levels deep')]);
  });

  it('leave no stack in the log', () => {
    expect(app.logged()).not.toMatch(/"stack"|node_modules/);
  });

  it('R61: a token that is not valid is told so', async () => {
    const response = await fetch(`${app.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer cwy_nonsense' },
      body: JSON.stringify({ query: '{ viewer { role } }' }),
    });
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({
      errors: [{ message: expect.stringContaining('not valid'), extensions: { code: 'unauthenticated' } }],
    });
  });
});
