import { buildSchema, execute, GraphQLError, isObjectType, parse } from 'graphql';
import { compiledExecution } from './compiled-execution.ts';
import { planOf } from './operation-plan.ts';

const schema = buildSchema(`
  enum Tone { OK BAD }
  interface Named { name: String }
  input Range { from: Int = 1, to: Int }
  type Query {
    people(first: Int = 2, range: Range): [Person!]!
    loose: [Person]
    strict: Strict
    sure: Strict!
    named: Named
    echo(text: String!, tone: Tone): String
    broken: String
    numbers: [Int!]
    matrix: [[Int]]
    notAList: [Int]
    later: Strict
    method: String
    missing: Missing
  }
  type Missing { a: String b: String! }
  type Person implements Named { id: ID! name: String age: Int tone: Tone friends: [Person!] best: Person slow: String bad: String badLater: String }
  type Strict { id: ID! must: String! also: String! inner: Strict! fine: String mustLater: String! }
  type Mutation { change: Int }
`);
const later = <T>(value: T): Promise<T> => new Promise((resolve) => setTimeout(resolve, 1, value));
const failLater = async (text: string): Promise<never> => {
  await later(null);
  throw new Error(text);
};
const person = (n: number): object => ({ id: n, name: `Person ${n}`, age: n, tone: n % 2 ? 'OK' : 'BAD' });

const resolvers: Record<
  string,
  Record<string, (source: never, args: never, context: never, info: never) => unknown>
> = {
  Query: {
    people: (_source, { first, range }: { first: number; range?: { from: number; to?: number } }) =>
      later(Array.from({ length: first }, (_none, n) => person(n + (range?.from ?? 0)))),
    loose: () => [person(1), later(person(2)), null, failLater('third'), new Error('fourth'), { id: null }],
    strict: () => ({ id: 's', must: null, also: failLater('a sibling that nobody waits for') }),
    sure: () => ({ id: 's', must: later(null), mustLater: failLater('not there') }),
    later: () => later({ id: 'l', must: 'here', also: later('there'), inner: later({ id: 'i', must: later(null) }) }),
    echo: (_source, args) => JSON.stringify(args),
    broken: () => {
      throw new GraphQLError('It broke.', { extensions: { code: 'conflict' } });
    },
    numbers: () => new Set([1, 2, 'x']),
    matrix: () => [[1, null], null, later([3, later(4)])],
    notAList: () => 5,
    missing: () => ({ a: new Error('An error that is a value.') }),
  },
  Person: {
    friends: ({ id }: { id: number }) => (id > 3 ? null : [person(id + 1), person(id + 2)]),
    best: (source: object) => later(source),
    slow: ({ id }: { id: number }, _args, { greeting }: { greeting: string }) => later(`${greeting} ${id}`),
    bad: (_source, _args, _context, { path }: { path: { key: string; typename: string } }) => {
      throw new Error(`bad ${path.typename}.${path.key}`);
    },
    badLater: () => failLater('later'),
  },
};
for (const [type, fields] of Object.entries(resolvers))
  for (const [name, resolve] of Object.entries(fields)) {
    const known = schema.getType(type);
    const field = isObjectType(known) ? known.getFields()[name] : undefined;
    if (field) field.resolve = resolve as never;
  }
const rootValue = { method: (_args: object, { greeting }: { greeting: string }) => `${greeting} method` };

const asked: [string, Record<string, unknown>?][] = [
  ['{ people { id name age tone __typename } }'],
  [
    '{ a: people(first: 1) { key: id } b: people(first: 3, range: { to: 4 }) { id ...on Person { age } ...F } } fragment F on Person { name tone }',
  ],
  ['{ people { friends { id friends { id friends { name } } best { slow friends { slow } } } } }'],
  ['{ people { friends { id } } people { friends { name } id } }'],
  ['query ($n: Int!, $from: Int) { people(first: $n, range: { from: $from }) { id } }', { n: 2, from: 7 }],
  ['query ($n: Int!) { people(first: $n) { id } }', {}],
  ['query ($n: Int!) { people(first: $n) { id } }', { n: 'three' }],
  ['query ($t: Tone = BAD, $x: String = "x") { echo(text: $x, tone: $t) }'],
  ['query ($x: String) { echo(text: $x) }', { x: null }],
  ['{ broken people { bad badLater id } method }'],
  ['{ loose { id name ... on Named { named: name } ...G } } fragment G on Named { age: name }'],
  ['{ strict { also id must } broken }'],
  ['{ sure { id must mustLater } people { id } }'],
  ['{ later { id must also inner { id must } } people { bad } }'],
  ['{ numbers matrix notAList missing { a } }'],
  ['{ missing { a b } }'],
  ['query A { broken } query B { method }'],
  ['{ named { name } }'],
  ['query ($yes: Boolean!) { method @skip(if: $yes) people { id @include(if: $yes) } }', { yes: true }],
  ['{ __schema { queryType { name } } }'],
  ['mutation { change }'],
  ['{ __typename __proto__: method }'],
];

describe('The compiled executor', () => {
  const compiled = compiledExecution(schema);
  for (const [text, variableValues = {}] of asked)
    it(`answers as GraphQL's own one: ${text}`, async () => {
      const document = parse(text);
      const common = { document, variableValues, rootValue, contextValue: { greeting: 'Hello' } };
      const theirs = plain(await execute({ ...common, schema }));
      expect(plain(await compiled(common))).toEqual(theirs);
      // The plan serves again.
      expect(plain(await compiled(common))).toEqual(theirs);
    });

  it('has plans for what is asked often, and none for what only a run can know', () => {
    const isPlanned = (text: string): boolean => {
      const document = parse(text);
      const [operation] = document.definitions;
      return operation?.kind === 'OperationDefinition' && planOf(schema, document, operation) !== null;
    };
    expect(isPlanned('query ($n: Int) { people(first: $n) { id __typename ...F } } fragment F on Person { id }')).toBe(
      true,
    );
    expect(isPlanned('{ named { name } }')).toBe(false);
    expect(isPlanned('{ method @skip(if: true) }')).toBe(false);
    expect(isPlanned('{ __schema { queryType { name } } }')).toBe(false);
    expect(isPlanned('mutation { change }')).toBe(false);
  });

  it('works out what fragments inside each other ask for no further than there are rows', async () => {
    const depth = 40;
    const fragments = Array.from(
      { length: depth },
      (_none, n) => `fragment F${n} on Person { a: friends { ...F${n + 1} } b: friends { ...F${n + 1} } }`,
    );
    const document = parse(`{ people { ...F0 } } ${fragments.join(' ')} fragment F${depth} on Person { id }`);
    const startedAt = performance.now();
    expect((await compiled({ document })).errors).toBeUndefined();
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });
});

/** As it is sent, the order of the keys included; errors in one order, since several may come at once. */
function plain({ data, errors }: { data?: unknown; errors?: readonly GraphQLError[] }) {
  const told = errors?.map((error) => JSON.stringify({ ...error.toJSON(), of: error.originalError?.message })).sort();
  return { data: JSON.stringify(data), errors: told };
}
