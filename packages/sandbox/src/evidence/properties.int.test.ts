import fc from 'fast-check';
import { createSandbox, type Sandbox } from '../index.ts';
import { clientOf } from '../testing/client.ts';

let sandbox: Sandbox;
let call: ReturnType<typeof clientOf>;
beforeAll(async () => {
  sandbox = await createSandbox({ seed: 'empty' });
  call = clientOf(sandbox);
  for (const name of ['Acme', 'acme two', "O'Hara", 'Zeta', undefined]) {
    for (const numberOfEmployees of [undefined, 0, 7, 50]) {
      for (const leadFlag of [true, false])
        sandbox.store.insertRaw('companies', { name, numberOfEmployees, leadFlag, status: { id: 1 } });
    }
  }
});
afterAll(() => sandbox.close());

type Row = { id: number; name?: string; numberOfEmployees?: number; leadFlag: boolean };
type Tree = { text: string; holds: (row: Row) => boolean };

const texts = fc.constantFrom('Acme', 'ACME TWO', 'zeta', 'me', 'a', 'nothing');
const numbers = fc.constantFrom<number[]>(-1, 0, 7, 50, 51);
const compare = {
  '=': (a: number, b: number) => a === b,
  '!=': (a: number, b: number) => a !== b,
  '<': (a: number, b: number) => a < b,
  '<=': (a: number, b: number) => a <= b,
  '>': (a: number, b: number) => a > b,
  '>=': (a: number, b: number) => a >= b,
};
const lower = (text: string | undefined) => text?.toLowerCase();
const leaf: fc.Arbitrary<Tree> = fc.oneof(
  fc.tuple(fc.constantFrom(...(Object.keys(compare) as (keyof typeof compare)[])), numbers).map(([op, n]) => ({
    text: `NumberOfEmployees ${op} ${n}`,
    holds: (row: Row) => row.numberOfEmployees !== undefined && compare[op](row.numberOfEmployees, n),
  })),
  texts.map((t) => ({ text: `name = "${t}"`, holds: (row: Row) => lower(row.name) === lower(t) })),
  fc.tuple(texts, fc.boolean()).map(([t, not]) => ({
    text: `name ${not ? 'NOT ' : ''}contains '${t}'`,
    holds: (row: Row) => row.name !== undefined && row.name.toLowerCase().includes(t.toLowerCase()) !== not,
  })),
  texts.map((t) => ({
    text: `name like "${t}*"`,
    holds: (row: Row) => lower(row.name)?.startsWith(t.toLowerCase()) === true,
  })),
  fc
    .boolean()
    .map((flag) => ({ text: `leadFlag = ${flag ? 'True' : 'false'}`, holds: (row: Row) => row.leadFlag === flag })),
  fc
    .boolean()
    .map((is) => ({ text: `name ${is ? '=' : '!='} null`, holds: (row: Row) => (row.name === undefined) === is })),
  fc.array(numbers, { minLength: 1, maxLength: 3 }).map((list) => ({
    text: `numberOfEmployees in (${list.join(',')})`,
    holds: (row: Row) => row.numberOfEmployees !== undefined && list.includes(row.numberOfEmployees),
  })),
);
const tree: fc.Arbitrary<Tree> = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.tuple(tie('tree'), fc.constantFrom('and', 'OR'), tie('tree')).map(([a, op, b]) => ({
      text: `(${a.text}) ${op} (${b.text})`,
      holds: (row: Row) => (op === 'and' ? a.holds(row) && b.holds(row) : a.holds(row) || b.holds(row)),
    })),
  ),
})).tree;

it('finds by conditions what a naive evaluator finds', async () => {
  const rows = sandbox.store.list('companies') as unknown as Row[];
  await fc.assert(
    fc.asyncProperty(tree, async ({ text, holds }) => {
      const reply = await call(
        'GET',
        `/company/companies?pageSize=1000&fields=id&conditions=${encodeURIComponent(text)}`,
      );
      expect(reply.body).toEqual(rows.filter(holds).map(({ id }) => ({ id })));
    }),
    { numRuns: 200 },
  );
});

it('applies PATCH sequences as a model does, all or nothing', async () => {
  const { body: made } = await call('POST', '/company/companies', {
    identifier: 'Model',
    name: 'Model',
    site: { name: 'Main' },
    city: 'Tampa',
  });
  const model: Record<string, unknown> = { city: 'Tampa' };
  const value = fc.constantFrom('Tampa', 'Orlando', 'x'.repeat(51));
  const operation = fc.record({
    op: fc.constantFrom('add', 'replace', 'remove'),
    path: fc.constantFrom('city', '/zip', 'website', 'leadFlag', 'status/name', 'noSuchField'),
    value,
  });
  await fc.assert(
    fc.asyncProperty(fc.array(operation, { minLength: 1, maxLength: 4 }), async (operations) => {
      const sent = operations.map((entry) =>
        entry.path === 'leadFlag' ? { ...entry, value: entry.value === 'Tampa' } : entry,
      );
      const next = { ...model };
      for (const { op, path, value: given } of sent) {
        if (path !== 'status/name') next[path.replace('/', '')] = op === 'remove' ? undefined : given;
      }
      const limits: Readonly<Record<string, number>> = { city: 50, zip: 12, website: 1024 };
      const isBad =
        sent.some(({ path }) => path === 'noSuchField') ||
        Object.entries(limits).some(([field, length]) => String(next[field] ?? '').length > length);
      const reply = await call('PATCH', `/company/companies/${made.id}`, sent);
      expect(reply.status).toBe(isBad ? 400 : 200);
      if (!isBad) Object.assign(model, next);
      const { body } = await call('GET', `/company/companies/${made.id}`);
      for (const field of ['city', 'zip', 'website']) expect(body[field]).toBe(model[field]);
      expect(body.leadFlag).toBe(model.leadFlag === true);
    }),
    { numRuns: 100 },
  );
});

it('returns each record once in both paging styles, and forward-only misses none with a smaller id', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 5_000 }), async (pageSize, id) => {
      // A row may come with an id below others: the walk that begins after it has to find it.
      if (!sandbox.store.get('companies', id)) sandbox.store.insertRaw('companies', { id, name: `Late ${id}` });
      const all = sandbox.store.list('companies').map(({ id }) => id);
      const numbered: number[] = [];
      for (let page = 1; ; page += 1) {
        const { body } = await call('GET', `/company/companies?fields=id&pageSize=${pageSize}&page=${page}`);
        numbered.push(...body.map((row: Row) => row.id));
        if (body.length < pageSize) break;
      }
      const forward: number[] = [];
      for (let pageId = 0; ; ) {
        const { body } = await call(
          'GET',
          `/company/companies?fields=id&pageSize=${pageSize}&pageId=${pageId}`,
          undefined,
          { 'pagination-type': 'forward-only' },
        );
        forward.push(...body.map((row: Row) => row.id));
        if (body.length < pageSize) break;
        pageId = body.at(-1).id;
      }
      expect(numbered).toEqual(all);
      expect(forward).toEqual(all);
    }),
    { numRuns: 8 },
  );
});
