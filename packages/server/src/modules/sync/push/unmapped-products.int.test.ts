import { settingsWith } from '../../../../test/support/settings.ts';
import { openTwoWayFixture, type TwoWayFixture } from '../../../../test/support/two-way-fixture.ts';
import { newId } from '../../../platform/ids.ts';
import type { ConfigurationChange } from '../../integration/setup/section.ts';

describe('R65: a product whose values the map of products does not know', () => {
  let f: TwoWayFixture;
  beforeEach(async () => {
    f = await openTwoWayFixture({ productMap: { nameTo: 'description', identifierFrom: 'sku' } });
  });
  afterEach(() => f.close());

  const typeHere = () => {
    const types = f.sandbox.store.list('productTypes') as unknown as { id: number; name: string }[];
    return types.find(({ name }) => name === 'Hardware') ?? types[0];
  };
  const save = (change: ConfigurationChange) =>
    f.write((tx) => f.push.syncSettings.save(tx, f.connectionId, change, { userId: null, name: 'Ann' }));
  const nameThere = async (id: string, property: string) => {
    const value = (await f.there('product', id))[property];
    return typeof value === 'object' && value !== null ? Reflect.get(value, 'name') : value;
  };
  const settled = async (id: string) => {
    await f.poll();
    await f.drain();
    await f.clearLog();
    await f.poll();
    await f.drain();
    expect(await f.log(id)).toEqual([]);
  };
  const product = async (set: string) => {
    const id = newId();
    await f.rows(`insert into product (id, name, sku, price, cost) values ($1, 'Router', 'RT-1', 100, 60)`, [id]);
    await f.createdHere('product', id);
    await f.poll();
    await f.editHere('product', id, set);
    await f.editHere('product', id, 'price = 110');
    return id;
  };
  const byPairs = () =>
    f.rows(settingsWith, [
      f.connectionId,
      JSON.stringify({
        mode: 'real_time',
        productMap: { standard: false, nameTo: 'description', identifierFrom: 'sku' },
      }),
    ]);

  it('has its type once that is mapped', async () => {
    await byPairs();
    const id = await product(`type = 'Gadget'`);
    expect((await f.log(id)).at(-1)).toContain('Not sent: type, because "Gadget" is not mapped');
    const type = typeHere();
    await save({ productMap: { types: [{ value: 'Gadget', remoteId: String(type?.id) }] } });
    await f.drain();
    expect(await nameThere(id, 'type')).toBe(type?.name);
    await settled(id);
  });

  it('has its class once that is mapped', async () => {
    await byPairs();
    const id = await product(`product_class = 'Gear'`);
    expect((await f.log(id)).at(-1)).toContain('Not sent: class, because');
    await save({ productMap: { classes: [{ value: 'Gear', remoteId: 'Inventory' }] } });
    await f.drain();
    expect(await nameThere(id, 'productClass')).toBe('Inventory');
    await settled(id);
  });

  it('has its SKU there once somebody has chosen where the Product ID comes from', async () => {
    await f.rows(settingsWith, [f.connectionId, JSON.stringify({ mode: 'real_time' })]);
    const id = await product(`sku = 'RT-2'`);
    expect((await f.log(id)).at(-1)).toContain('Not sent: SKU, because nobody has chosen yet');
    await save({ productMap: { nameTo: 'description', identifierFrom: 'sku' } });
    await f.drain();
    expect(await nameThere(id, 'identifier')).toBe('RT-2');
  });

  it('is made once its type is mapped', async () => {
    await byPairs();
    const id = newId();
    await f.rows(
      `insert into product (id, name, sku, price, cost, type) values ($1, 'Hub', 'HB-1', 100, 60, 'Gadget')`,
      [id],
    );
    await f.createdHere('product', id);
    expect((await f.rows(`select state from push_request where local_id = $1`, [id]))[0]).toEqual({
      state: 'parked',
    });
    const type = typeHere();
    await save({ productMap: { types: [{ value: 'Gadget', remoteId: String(type?.id) }] } });
    await f.drain();
    expect(await nameThere(id, 'type')).toBe(type?.name);
  });
});
