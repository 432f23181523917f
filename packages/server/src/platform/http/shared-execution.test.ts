import { buildSchema, type ExecutionResult, getOperationAST, parse } from 'graphql';
import { compiledExecution } from '../graphql/compiled-execution.ts';
import type { Actor } from '../graphql/context.ts';
import { newId } from '../ids.ts';
import { SharedExecution, type Subscriber } from './shared-execution.ts';

const schema = buildSchema(
  'type Row { n: Int! text: String } type Query { none: Int } type Subscription { rows(after: String, min: Int): Row! }',
);
let executed = 0;
let rows: Array<{ n: number; text: () => string }> = [];
const field = schema.getSubscriptionType()?.getFields().rows;
if (field) {
  field.resolve = (row) => {
    executed++;
    return row;
  };
  field.subscribe = async function* stream() {
    yield* rows;
  };
}
const actor = (more: Partial<Actor> = {}): Actor => ({
  workspaceId: 'w',
  role: 'viewer',
  userId: newId(),
  tokenId: null,
  name: 'Ana',
  origin: { kind: 'system' },
  viaToken: false,
  expiresAt: null,
  ...more,
});

describe('Subscriptions that ask for the same', () => {
  let shared: SharedExecution;
  beforeEach(() => {
    executed = 0;
    shared = new SharedExecution(compiledExecution(schema));
    rows = [1, 2, 3].map((n) => ({ n, text: () => `row ${n}` }));
  });

  const plain = 'subscription ($after: String) { rows(after: $after) { n text } }';
  async function follow(
    as: Actor | null,
    query = plain,
    variables: Record<string, unknown> = {},
    more: Pick<Subscriber, 'send'> = {},
  ) {
    const document = parse(query);
    const operation = getOperationAST(document);
    const contextValue = {};
    if (operation) shared.expect(contextValue, { document, operation, query, variables, actor: as, ...more });
    const stream = await shared.subscribe({ schema, document, variableValues: variables, contextValue });
    const answers: ExecutionResult[] = [];
    if (Symbol.asyncIterator in stream) for await (const answer of stream) answers.push(answer);
    else answers.push(stream);
    return answers;
  }

  it('are answered once for each event, wherever each of them begins', async () => {
    const all = await Promise.all(['a', 'b', 'c'].map((after) => follow(actor(), plain, { after })));
    expect(executed).toBe(3);
    for (const answers of all)
      expect(answers.map(({ data }) => data)).toEqual([1, 2, 3].map((n) => ({ rows: { n, text: `row ${n}` } })));
    expect(all[0]?.[0]).toBe(all[1]?.[0]);
  });

  it.each([
    ['another workspace', actor({ workspaceId: 'other' }), plain, {}],
    ['another role', actor({ role: 'admin' }), plain, {}],
    ['a token with areas', actor({ viaToken: true, scopes: ['audit'] }), plain, {}],
    ['nobody', null, plain, {}],
    ['other fields', actor(), 'subscription { rows { n } }', {}],
    ['other values', actor(), 'subscription ($m: Int) { rows(min: $m) { n text } }', { m: 1 }],
    [
      'a place that is asked for as a value too',
      actor(),
      'subscription ($after: String) { rows(after: $after) { n @include(if: true) text } }',
      {},
    ],
  ])('are not those of %s', async (_what, as, query, variables) => {
    await follow(actor());
    await follow(as, query, variables);
    expect(executed).toBe(6);
  });

  it('are sent the same text where they can be, in order, and wait where they are told to', async () => {
    const sent: Record<string, string[]> = { a: [], b: [] };
    const [a, b] = await Promise.all(
      Object.values(sent).map((texts) => {
        const send = (answers: readonly Buffer[]) => {
          texts.push(...answers.map(String));
          return texts.length === 2 ? new Promise<void>((resolve) => setTimeout(resolve, 20)) : undefined;
        };
        return follow(actor(), plain, {}, { send });
      }),
    );
    expect([a, b]).toEqual([[], []]);
    expect(executed).toBe(3);
    expect(sent.a).toEqual([1, 2, 3].map((n) => JSON.stringify({ data: { rows: { n, text: `row ${n}` } } })));
    expect(sent.b).toEqual(sent.a);
  });

  it('get an answer with a fault the usual way, in its place among those that are sent', async () => {
    const [, second] = rows;
    if (second)
      second.text = () => {
        throw new Error('broken');
      };
    const sent: string[] = [];
    const yielded = await follow(actor(), plain, {}, { send: (texts) => void sent.push(...texts.map(String)) });
    expect(yielded.map(({ errors }) => errors?.[0]?.message)).toEqual(['broken']);
    expect(sent.map((text) => JSON.parse(text).data.rows.n)).toEqual([1, 3]);
  });

  it('share the fault of a field at that field', async () => {
    const [first] = rows;
    if (first)
      first.text = () => {
        throw new Error('broken');
      };
    const [one, two] = await Promise.all([follow(actor()), follow(actor())]);
    expect(executed).toBe(3);
    expect(one?.[0]?.errors?.[0]?.path).toEqual(['rows', 'text']);
    expect(two?.[0]).toBe(one?.[0]);
    expect(two?.[1]?.errors).toBeUndefined();
  });

  it('are told of a stream that does not begin', async () => {
    if (field) {
      const { subscribe } = field;
      field.subscribe = () => {
        throw new Error('no stream');
      };
      expect((await follow(actor()))[0]?.errors?.[0]?.message).toBe('no stream');
      field.subscribe = subscribe;
    }
  });

  it('hold no more answers than those of a few kinds of subscribers', async () => {
    for (let n = 0; n < 20; n++) await follow(actor(), `subscription { rows { n a${n}: text } }`);
    expect(executed).toBe(60);
    await follow(actor(), 'subscription { rows { n a0: text } }');
    expect(executed).toBe(60);
    await follow(actor(), 'subscription { rows { n a19: text } }');
    expect(executed).toBe(63);
  });
});
