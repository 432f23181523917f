import { insertDeal, win } from '../../../../test/support/push-fixture.ts';
import { openTwoWayFixture, type TwoWayFixture } from '../../../../test/support/two-way-fixture.ts';
import { until } from '../../../../test/support/until.ts';
import { catalogComponentWire } from '../../../connectwise/wire/catalog.ts';

type Parts = readonly (readonly [name: string, quantity: number])[];

/** Parts that somebody adds in ConnectWise while a push and a poll are at the same bundle, or that no time of the item tells of. */
describe('R67, R68: the parts of a bundle while both ways are under way', () => {
  let f: TwoWayFixture;
  let made = 0;
  beforeAll(async () => {
    f = await openTwoWayFixture({
      productMap: { nameTo: 'description', identifierFrom: 'sku' },
      bundleMode: 'bundle',
    });
  });
  afterAll(() => f.close());

  /** A bundle of 1 × a and 2 × b on both sides, and parts c and d that stand by themselves. */
  const story = async () => {
    const nr = ++made;
    const ids: Record<string, string> = {};
    const insert = async (name: string, kind: string) => {
      const [row] = await f.rows<{ id: string }>(
        `insert into product (name, sku, kind, price) values ($1, $1, $2, 50) returning id`,
        [`${name}${nr}`, kind],
      );
      ids[name] = row?.id ?? '';
      return ids[name];
    };
    for (const name of ['a', 'b', 'c', 'd']) {
      await insert(name, 'product');
      await f.createdHere('product', ids[name] ?? '');
    }
    const kit = await insert('kit', 'bundle');
    const hold = async (parts: Parts) => {
      await f.rows(`delete from bundle_line where bundle_id = $1`, [kit]);
      await f.rows(
        `insert into bundle_line (bundle_id, product_id, quantity, position)
         select $1, id, quantity, ord from unnest($2::uuid[], $3::numeric[]) with ordinality as p(id, quantity, ord)`,
        [kit, parts.map(([name]) => ids[name]), parts.map(([, quantity]) => quantity)],
      );
    };
    await hold([
      ['a', 1],
      ['b', 2],
    ]);
    await f.createdHere('product', kit);
    await f.drain();
    await f.poll();
    const item = Number((await f.there('product', kit)).id);
    const nameOf = (id: string) => Object.entries(ids).find(([, one]) => one === id)?.[0] ?? '?';
    return {
      kit,
      item,
      hold,
      edit: async (parts: Parts) => {
        await hold(parts);
        await f.editHere('product', kit, `name = name`);
      },
      addThere: async (name: string, quantity: number) => {
        const { id } = await f.there('product', ids[name] ?? '');
        await f.connectwise.create(catalogComponentWire, { catalogItem: { id }, quantity, sequenceNumber: 9 }, item);
      },
      /** Its time moves, so that a poll looks at it. */
      touch: () => f.editThere('product', kit, [{ op: 'replace', path: 'notes', value: `seen ${Date.now()}` }]),
      there: async () => {
        const all = await f.connectwise.find(catalogComponentWire, { parentId: item });
        return all.map((one) => `${one.quantity} ${one.catalogItem?.identifier?.charAt(0)}`).sort();
      },
      here: async () =>
        (
          await f.rows<{ id: string; quantity: number }>(
            `select product_id as id, quantity::float from bundle_line where bundle_id = $1`,
            [kit],
          )
        )
          .map((one) => `${one.quantity} ${nameOf(one.id)}`)
          .sort(),
    };
  };
  type Kit = Awaited<ReturnType<typeof story>>;
  /** The cycle of the product: what waits to be read again by its ID is, and what waits to be sent. */
  const cycle = async () => {
    await f.poll();
    await f.drain();
  };
  const agree = async (kit: Kit, parts: string[]) => {
    for (let round = 0; round < 2; round++) {
      await cycle();
      expect([await kit.here(), await kit.there()]).toEqual([parts, parts]);
    }
  };
  const asked = (path: RegExp) =>
    until(async () => f.sandbox.journal().some((one) => one.method === 'GET' && path.test(one.path)), 'it is asked');
  /** The first answer about the components of an item is that of now, and comes late. */
  const slowly = (item: number) => {
    const path = new RegExp(`/procurement/catalog/${item}/components`);
    f.sandbox.clearJournal();
    f.sandbox.fail({ method: 'GET', path, kind: 'slow', delayMs: 1_500, times: 1 });
    return path;
  };

  it.each([
    ['before the poll reads them', true],
    ['after the poll has read them', false],
  ])(
    'a poll that has read the parts before a push wrote them takes nothing back: one that came there %s',
    async (_when, isBefore) => {
      const kit = await story();
      if (isBefore) await kit.addThere('c', 3);
      await kit.touch();
      const path = slowly(kit.item);
      const poll = f.poll();
      await asked(path);
      if (!isBefore) await kit.addThere('c', 3);
      await kit.edit([
        ['a', 1],
        ['b', 5],
      ]);
      await poll;
      await f.drain();
      await kit.touch();
      await agree(kit, ['1 a', '3 c', '5 b']);
    },
  );

  it.each([
    ['the parts that it goes by', true],
    ['other ones', false],
  ])('a push that has read %s before a poll took one in removes none', async (_what, isSame) => {
    const kit = await story();
    await kit.hold([
      ['a', 1],
      ['b', 5],
    ]);
    if (isSame) await kit.addThere('c', 3);
    const path = slowly(kit.item);
    await f.changed({ entity: 'product', id: kit.kit, kind: 'updated' });
    const push = f.run();
    await asked(path);
    if (!isSame) await kit.addThere('c', 3);
    await kit.touch();
    await f.poll();
    await push;
    await f.drain();
    await kit.touch();
    await agree(kit, ['1 a', '3 c', '5 b']);
  });

  it('a push that stands before its first request while a poll takes a part in removes none', async () => {
    const kit = await story();
    await kit.addThere('c', 3);
    await kit.touch();
    // The push reads the row, and stands at its look for the item until the poll is over.
    const path = /\/procurement\/catalog\//;
    f.sandbox.clearJournal();
    f.sandbox.fail({ method: 'GET', path, kind: 'slow', delayMs: 1_500, times: 1 });
    await kit.hold([
      ['a', 1],
      ['b', 5],
    ]);
    await f.changed({ entity: 'product', id: kit.kit, kind: 'updated' });
    const push = f.run();
    const poll = f.poll();
    await Promise.all([push, poll]);
    await f.drain();
    await kit.touch();
    await agree(kit, ['1 a', '3 c', '5 b']);
  });

  const sell = async (kit: Kit) => {
    const deal = await insertDeal(f, { lines: 0 });
    await f.rows(
      `insert into quote_line (document_id, position, product_id, description, quantity, price, cost) values ($1, 1, $2, 'Kit', 1, 50, 20)`,
      [deal.quoteId, kit.kit],
    );
    await win(f, deal);
    await f.drain();
  };
  const isDue = (kit: Kit) =>
    f.rows(`select code from sync_skip where remote_id = $1 and entity = 'product'`, [String(kit.item)]);

  it.each([
    ['that were edited here', true],
    ['that nobody edited here', false],
  ])(
    'a sale that comes upon a part there has it come in with the next poll, of a bundle with parts %s',
    async (_what, isEdited) => {
      const kit = await story();
      await kit.addThere('c', 3);
      if (isEdited)
        await kit.hold([
          ['a', 1],
          ['b', 5],
        ]);
      await sell(kit);
      expect(await isDue(kit)).toEqual([{ code: 'being_written' }]);
      const parts = ['1 a', '3 c', isEdited ? '5 b' : '2 b'].sort();
      expect(await kit.there()).toEqual(parts);
      await agree(kit, parts);
    },
  );
});
