import { orderStory } from '../../../../test/support/order-story.ts';
import {
  type Deal,
  insertDeal,
  openPushFixture,
  type PushFixture,
  win,
} from '../../../../test/support/push-fixture.ts';
import { settingsWith } from '../../../../test/support/settings.ts';

describe('a bundle whose parts changed', () => {
  let fixture: PushFixture;
  let story: ReturnType<typeof orderStory>;
  let made = 0;
  beforeAll(async () => {
    fixture = await openPushFixture();
    story = orderStory(fixture);
    await fixture.rows(settingsWith, [
      fixture.connectionId,
      JSON.stringify({ mode: 'real_time', bundleMode: 'bundle' }),
    ]);
  });
  afterAll(() => fixture.close());

  const insertProduct = async (name: string, price: number, kind = 'product') => {
    const [row] = await fixture.rows<{ id: string }>(
      `insert into product (name, sku, kind, price) values ($1, $1, $3, $2) returning id`,
      [`${name} ${++made}`, price, kind],
    );
    return row?.id ?? '';
  };
  const hold = async (bundle: string, parts: [productId: string, quantity: number][]) => {
    await fixture.rows(`delete from bundle_line where bundle_id = $1`, [bundle]);
    await fixture.rows(
      `insert into bundle_line (bundle_id, product_id, quantity, position)
       select $1, id, quantity, ord from unnest($2::uuid[], $3::numeric[]) with ordinality as p(id, quantity, ord)`,
      [bundle, parts.map(([id]) => id), parts.map(([, quantity]) => quantity)],
    );
  };
  const kitDeal = async (): Promise<{ deal: Deal; kit: string; a: string; b: string }> => {
    const [a, b, kit] = [
      await insertProduct('A', 40),
      await insertProduct('B', 60),
      await insertProduct('Kit', 100, 'bundle'),
    ];
    await hold(kit, [[a, 1]]);
    const deal = await insertDeal(fixture, { lines: 0 });
    await story.setLines(deal.quoteId, [{ product_id: kit, description: 'Kit', quantity: 2, price: 99.99 }]);
    return { deal, kit, a, b };
  };
  const components = async (kit: string) => {
    const all = await story.ask('GET', `/procurement/catalog/${await story.remoteId('product', kit)}/components`);
    return all.map((one: { catalogItem: { identifier: string }; quantity: number }) => [
      one.catalogItem.identifier,
      one.quantity,
    ]);
  };
  const order = async ({ opportunityId }: Deal) =>
    (await story.lines(opportunityId)).map((line) => [line.catalogItem.identifier, line.quantity, line.extPrice]);
  const nameOf = async (id: string) => {
    const [row] = await fixture.rows<{ name: string }>(`select name from product where id = $1`, [id]);
    return row?.name ?? '';
  };
  const pushAgain = async ({ opportunityId }: Deal) => {
    await fixture.changed({ entity: 'opportunity', id: opportunityId, kind: 'updated' });
    await fixture.run();
  };

  it('{A} edited to {B} before the win: the order and the catalog item hold B only', async () => {
    const { deal, kit, a, b } = await kitDeal();
    await fixture.changed({ entity: 'product', id: kit, kind: 'created' });
    await fixture.run();
    expect(await components(kit)).toEqual([[await nameOf(a), 1]]);
    await hold(kit, [[b, 3]]);
    await win(fixture, deal);
    await fixture.run();
    expect(await components(kit)).toEqual([[await nameOf(b), 3]]);
    expect(await order(deal)).toEqual([
      [await nameOf(kit), 2, 0],
      [await nameOf(b), 6, 199.98],
    ]);
    expect(await story.check(deal.opportunityId)).toMatchObject({ status: 'success' });
    const [event] = await fixture.rows(
      `select description from audit_event where local_id = $1 and operation = 'update' order by seq desc limit 1`,
      [kit],
    );
    expect(event?.description).toBe(
      `Made the parts of bundle "${await nameOf(kit)}" in ConnectWise those that it has here: removed "${await nameOf(a)}", added 3 of "${await nameOf(b)}".`,
    );
  });

  it('a bundle that changed after its opportunity was pushed changes the order too, once', async () => {
    const { deal, kit, a, b } = await kitDeal();
    await win(fixture, deal);
    await fixture.run();
    expect((await order(deal)).map(([item]) => item)).toEqual([await nameOf(kit), await nameOf(a)]);
    await hold(kit, [
      [a, 2],
      [b, 1],
    ]);
    await pushAgain(deal);
    expect(await order(deal)).toEqual([
      [await nameOf(kit), 2, 0],
      [await nameOf(a), 4, 114.27],
      [await nameOf(b), 2, 85.71],
    ]);
    expect(await story.check(deal.opportunityId)).toMatchObject({ status: 'success' });
    const writes = () => fixture.sandbox.journal().filter((entry) => entry.method !== 'GET').length;
    const before = writes();
    await pushAgain(deal);
    expect(writes() - before).toBe(0);
  });

  it.each([
    ['before', 0],
    ['after', 1],
  ])('a part that is added %s another one stands there in that order', async (_where, at) => {
    const { kit, a, b } = await kitDeal();
    await fixture.changed({ entity: 'product', id: kit, kind: 'created' });
    await fixture.run();
    const parts: [string, number][] = [[a, 1]];
    parts.splice(at, 0, [b, 2]);
    await hold(kit, parts);
    await fixture.changed({ entity: 'product', id: kit, kind: 'updated' });
    await fixture.run();
    const there = await story.ask('GET', `/procurement/catalog/${await story.remoteId('product', kit)}/components`);
    const inOrder = there
      .sort(
        (one: { sequenceNumber: number }, other: { sequenceNumber: number }) =>
          one.sequenceNumber - other.sequenceNumber,
      )
      .map((one: { catalogItem: { identifier: string }; quantity: number }) => [
        one.catalogItem.identifier,
        one.quantity,
      ]);
    expect(inOrder).toEqual(await Promise.all(parts.map(async ([id, quantity]) => [await nameOf(id), quantity])));
  });

  it('so does a bundle in a bundle', async () => {
    const { deal, kit, a, b } = await kitDeal();
    const desk = await insertProduct('Desk', 120, 'bundle');
    await hold(desk, [
      [kit, 1],
      [a, 1],
    ]);
    await story.setLines(deal.quoteId, [{ product_id: desk, description: 'Desk', price: 150 }]);
    await win(fixture, deal);
    await fixture.run();
    await hold(kit, [[b, 2]]);
    await pushAgain(deal);
    expect((await order(deal)).map(([item, quantity]) => [item, quantity])).toEqual([
      [await nameOf(desk), 1],
      [await nameOf(kit), 1],
      [await nameOf(b), 2],
      [await nameOf(a), 1],
    ]);
    expect(await story.check(deal.opportunityId)).toMatchObject({ status: 'success' });
  });

  it('R68: removes what was agreed on and is gone here, and leaves what came there, also where the values of ConnectWise stand', async () => {
    const { kit, b } = await kitDeal();
    const c = await insertProduct('C', 10);
    for (const id of [kit, b, c]) await fixture.changed({ entity: 'product', id, kind: 'created' });
    await fixture.run();
    const path = `/procurement/catalog/${await story.remoteId('product', kit)}/components`;
    await story.ask('POST', path, { catalogItem: { id: await story.remoteId('product', b) }, quantity: 1 });
    const settings = { mode: 'real_time', bundleMode: 'bundle' };
    const owners = {
      company: 'connectwise',
      contact: 'connectwise',
      product: 'connectwise',
      opportunity: 'connectwise',
    };
    await fixture.rows(settingsWith, [fixture.connectionId, JSON.stringify({ ...settings, options: { owners } })]);
    await hold(kit, [[c, 1]]);
    await fixture.changed({ entity: 'product', id: kit, kind: 'updated' });
    await fixture.run();
    expect(await components(kit)).toEqual([
      [await nameOf(b), 1],
      [await nameOf(c), 1],
    ]);
    await fixture.rows(settingsWith, [fixture.connectionId, JSON.stringify(settings)]);
  });

  it('an edit of the parts alone is sent in real time, and told as just that', async () => {
    const { kit, b } = await kitDeal();
    await fixture.changed({ entity: 'product', id: kit, kind: 'created' });
    await fixture.run();
    await hold(kit, [[b, 1.5]]);
    await fixture.changed({ entity: 'product', id: kit, kind: 'updated' });
    await fixture.run();
    expect(await components(kit)).toEqual([[await nameOf(b), 1.5]]);
    const told = await fixture.rows<{ description: string }>(
      `select description from audit_event where local_id = $1 and operation in ('update', 'skip') order by seq`,
      [kit],
    );
    expect(told.map((one) => one.description)).toEqual([
      expect.stringMatching(/^Made the parts of bundle "Kit \d+" in ConnectWise those that it has here: removed/),
    ]);
  });

  it('leaves components alone that were edited in ConnectWise, and holds a win whose order would hold other parts', async () => {
    const { deal, kit, b } = await kitDeal();
    await fixture.changed({ entity: 'product', id: kit, kind: 'created' });
    await fixture.changed({ entity: 'product', id: b, kind: 'created' });
    await fixture.run();
    const path = `/procurement/catalog/${await story.remoteId('product', kit)}/components`;
    await story.ask('POST', path, { catalogItem: { id: await story.remoteId('product', b) }, quantity: 1 });
    await win(fixture, deal);
    await fixture.run();
    expect(await components(kit)).toHaveLength(2);
    expect(await story.issue(deal.opportunityId)).toMatchObject({
      code: 'totals_differ',
      state: 'open',
      message: expect.stringContaining(`it holds 2 of "${await nameOf(b)}" there, and 0 here`),
    });
    expect(await story.isWon(deal.opportunityId)).toBe(false);
  });
});
