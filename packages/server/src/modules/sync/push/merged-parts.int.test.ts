import { askConnectWise } from '../../../../test/support/ask-connectwise.ts';
import { saveSettings } from '../../../../test/support/connected-app.ts';
import { createRealTimeApp } from '../../../../test/support/real-time-app.ts';
import type { TestApp } from '../../../../test/support/test-app.ts';

type Parts = readonly (readonly [name: string, quantity: number])[];

/** Parts of a bundle are merged one by one: what came there since both sides agreed is ConnectWise's, what was agreed on and removed here goes. */
describe('R68, R67: the parts of a bundle that both sides edit', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createRealTimeApp();
  });
  afterAll(() => app.stop());

  let made = 0;
  const rows = <T extends object = Record<string, unknown>>(sql: string, params: unknown[] = []) =>
    app.database.inWorkspace(app.workspaceId, (tx) => tx.query<T>(sql, params));
  const http = (method: string, path: string, body?: object | object[]) => askConnectWise(app, method, path, body);
  const mutate = async (name: string, input: object, id?: string): Promise<string> => {
    const answer = await app.graphql(
      id
        ? `mutation ($id: ID!, $input: ProductInput!) { ${name}(id: $id, input: $input) { product { id } problems { message } } }`
        : `mutation ($input: ProductInput!) { ${name}(input: $input) { product { id } problems { message } } }`,
      { input, ...(id ? { id } : {}) },
    );
    expect(answer[name].problems).toEqual([]);
    return answer[name].product.id;
  };
  const poll = async () => {
    await app.graphql('mutation { syncNow { problems { message } } }');
    await app.settle();
  };
  const owner = (product: 'CRM' | 'CONNECTWISE') => saveSettings(app, { options: { owners: { product } } });

  /** A bundle of 1 × a and 2 × b on both sides, and a part c that stands by itself. */
  const story = async ({ isPolled }: { isPolled: boolean }) => {
    const nr = ++made;
    const ids: Record<string, string> = {};
    const price = { price: '10', cost: '5' };
    for (const name of ['a', 'b', 'c', 'd'])
      ids[name] = await mutate('createProduct', {
        name: `${name}${nr}`,
        sku: `${name}${nr}`,
        kind: 'PRODUCT',
        ...price,
      });
    await app.settle();
    const lines = (parts: Parts) =>
      parts.map(([name, quantity]) => ({ productId: ids[name], quantity: String(quantity) }));
    const kit = { name: `kit${nr}`, sku: `kit${nr}`, kind: 'BUNDLE', ...price };
    const bundleLines = lines([
      ['a', 1],
      ['b', 2],
    ]);
    const id = await mutate('createProduct', { ...kit, bundleLines });
    await app.settle();
    if (isPolled) await poll();
    const remoteId = async (localId = '') =>
      (await rows<{ id: string }>(`select remote_id as id from entity_link where local_id = $1`, [localId]))[0]?.id ??
      '';
    const path = `/procurement/catalog/${await remoteId(id)}`;
    const names = await rows<{ id: string; name: string }>(`select id, left(name, 1) as name from product`);
    const named = (productId: string) => names.find((one) => one.id === productId)?.name ?? '';
    const partAt = async (name: string) => {
      const all: { id: number; catalogItem: { identifier: string }; quantity: number }[] = await http(
        'GET',
        `${path}/components`,
      );
      return all.filter((one) => one.catalogItem.identifier === `${name}${nr}`).at(0)?.id;
    };
    return {
      id,
      path,
      edit: async (parts: Parts) => {
        await mutate('updateProduct', { ...kit, bundleLines: lines(parts) }, id);
        await app.settle();
      },
      addThere: async (name: string, quantity: number, more: object = {}) =>
        http('POST', `${path}/components`, {
          catalogItem: { id: Number(await remoteId(ids[name])) },
          quantity,
          ...more,
        }),
      changeThere: async (name: string, quantity: number) =>
        http('PATCH', `${path}/components/${await partAt(name)}`, [
          { op: 'replace', path: 'quantity', value: quantity },
        ]),
      removeThere: async (name: string) => http('DELETE', `${path}/components/${await partAt(name)}`),
      touch: () => http('PATCH', path, [{ op: 'replace', path: 'notes', value: 'seen' }]),
      there: async () => {
        const all: { catalogItem: { identifier: string }; quantity: number }[] = await http(
          'GET',
          `${path}/components`,
        );
        return all.map(({ catalogItem, quantity }) => `${quantity} ${catalogItem.identifier.charAt(0)}`).sort();
      },
      here: async () =>
        (
          await rows<{ id: string; quantity: number }>(
            `select product_id as id, quantity::float from bundle_line where bundle_id = $1 order by position`,
            [id],
          )
        )
          .map((one) => `${one.quantity} ${named(one.id)}`)
          .sort(),
      said: async (direction: string) =>
        (
          await rows<{ description: string }>(
            `select description from audit_event where local_id = $1 and direction = $2 order by seq`,
            [id, direction],
          )
        ).map(({ description }) => description.replaceAll(/"([abcd])\d+"/g, '"$1"').replaceAll(/kit\d+/g, 'kit')),
      conflicts: () =>
        rows(`select kept, found_by as "foundBy", state from sync_conflict where local_id = $1 order by id`, [id]),
    };
  };
  type Kit = Awaited<ReturnType<typeof story>>;
  const isTheSame = async (kit: Kit, parts: string[]) => {
    await poll();
    expect([await kit.here(), await kit.there()]).toEqual([parts, parts]);
    await poll();
    expect([await kit.here(), await kit.there()]).toEqual([parts, parts]);
  };

  it.each([
    ['before any poll', false, false, 'CONNECTWISE'],
    ['after a poll', true, false, 'CONNECTWISE'],
    ['whose item was edited as well', true, true, 'CONNECTWISE'],
    ['before any poll, the CRM being the owner', false, false, 'CRM'],
    ['whose item was edited as well, the CRM being the owner', true, true, 'CRM'],
  ] as const)(
    'a part that came there stays and comes in when another one is edited here: %s',
    async (_when, isPolled, isTouched, owns) => {
      await owner(owns);
      const kit = await story({ isPolled });
      await kit.addThere('c', 3);
      if (isTouched) await kit.touch();
      await kit.edit([
        ['a', 1],
        ['b', 5],
      ]);
      expect(await kit.there()).toEqual(['1 a', '3 c', '5 b']);
      await isTheSame(kit, ['1 a', '3 c', '5 b']);
      expect(await kit.conflicts()).toEqual([]);
      expect((await kit.said('out')).join(' ')).toContain('changed "b" to 5');
      expect((await kit.said('out')).join(' ')).not.toContain('removed');
    },
  );

  const settle = async (kit: Kit) => {
    await rows(`update sync_cursor set watermark = now() + interval '1 hour' where entity = 'product'`);
    await rows(`update entity_link set remote_hash = 'seen' where local_id = $1`, [kit.id]);
  };

  it.each([
    ['before any poll', false],
    ['after a poll', true],
  ] as const)(
    'what is changed there after parts were sent comes in with the next poll: %s',
    async (_when, isPolled) => {
      const kit = await story({ isPolled });
      // No poll lists the item for its time, which has settled.
      if (isPolled) await settle(kit);
      await kit.edit([
        ['a', 1],
        ['b', 5],
      ]);
      await kit.changeThere('b', 7);
      await isTheSame(kit, ['1 a', '7 b']);
      expect(await kit.conflicts()).toEqual([]);
      expect(await kit.said('in')).toEqual(['Updated: parts.']);
      await rows(`update sync_cursor set watermark = now() where entity = 'product'`);
    },
  );

  it('what was agreed on and is removed here goes there, and what came there stays', async () => {
    await owner('CONNECTWISE');
    const kit = await story({ isPolled: true });
    await kit.addThere('c', 3);
    await kit.touch();
    await kit.edit([
      ['b', 2],
      ['d', 4],
    ]);
    expect(await kit.there()).toEqual(['2 b', '3 c', '4 d']);
    await isTheSame(kit, ['2 b', '3 c', '4 d']);
    expect(await kit.conflicts()).toEqual([]);
    expect(await kit.said('out')).toContain(
      'Sent the parts of bundle "kit" that were edited here: removed "a", added 4 of "d". What was edited in ConnectWise of the others stays there.',
    );
  });

  it('what was removed there goes here, and what was edited here stays', async () => {
    const kit = await story({ isPolled: true });
    await kit.removeThere('a');
    await kit.edit([
      ['a', 1],
      ['b', 5],
    ]);
    expect(await kit.there()).toEqual(['5 b']);
    await isTheSame(kit, ['5 b']);
    expect(await kit.conflicts()).toEqual([]);
  });

  it.each([
    ['CONNECTWISE', ['1 a', '3 c', '4 b', '6 d'], { kept: 'connectwise', foundBy: 'out', state: 'kept' }],
    ['CRM', ['1 a', '3 c', '5 b', '6 d'], { kept: 'crm', foundBy: 'out', state: 'kept' }],
  ] as const)(
    'a part that both sides changed goes by the owner, %s, and is told; all others stay',
    async (owns, parts, conflict) => {
      await owner(owns);
      const kit = await story({ isPolled: true });
      await kit.changeThere('b', 4);
      await kit.addThere('c', 3);
      await kit.edit([
        ['a', 1],
        ['b', 5],
        ['d', 6],
      ]);
      await isTheSame(kit, [...parts]);
      expect(await kit.conflicts()).toEqual([conflict]);
      const told = [...(await kit.said('out')), ...(await kit.said('in'))].join(' ');
      const side = owns === 'CRM' ? 'CRM' : 'ConnectWise';
      expect(told).toContain(`Both sides had changed parts; the value of ${side === 'CRM' ? 'the CRM' : side} stands`);
    },
  );

  it('F6: a part that ConnectWise lists several times takes the quantity of here, and the lines of another price stay', async () => {
    await owner('CONNECTWISE');
    const kit = await story({ isPolled: true });
    await kit.addThere('b', 1, { price: 7 });
    await kit.addThere('b', 2, { price: 9 });
    await kit.touch();
    await poll();
    expect(await kit.here()).toEqual(['1 a', '5 b']);
    await kit.edit([
      ['a', 1],
      ['b', 4],
    ]);
    expect(await kit.there()).toEqual(['1 a', '1 b', '1 b', '2 b']);
    expect((await kit.said('out')).at(-1)).toBe(
      'Made the parts of bundle "kit" in ConnectWise those that it has here: changed "b" to 4.',
    );
    await poll();
    expect(await kit.here()).toEqual(['1 a', '4 b']);
    await kit.edit([
      ['a', 1],
      ['b', 9],
    ]);
    expect(await kit.there()).toEqual(['1 a', '1 b', '1 b', '7 b']);
    await kit.edit([['a', 1]]);
    await isTheSame(kit, ['1 a']);
  });
});
