import { openTwoWayFixture, type TwoWayFixture } from '../../../../test/support/two-way-fixture.ts';
import { newId } from '../../../platform/ids.ts';

/** The category of a catalog item follows from its subcategory, so one that ConnectWise does not have can be patched with the other. */
describe('R37: a category that ConnectWise does not have', () => {
  let f: TwoWayFixture;
  const product = newId();
  const there = async () => {
    const { category, subcategory } = (await f.there('product', product)) as Record<string, { name: string }>;
    return [category?.name, subcategory?.name];
  };
  const here = async () => {
    const { category, subcategory } = await f.here('product', product);
    return [category, subcategory];
  };
  const notSent = 'Not sent: category, because ConnectWise has no active category "Nonsense".';

  beforeAll(async () => {
    f = await openTwoWayFixture({ productMap: { nameTo: 'description', identifierFrom: 'sku' } });
    const hardware = f.sandbox.store.list('categories').find(({ name }) => name === 'Hardware');
    f.sandbox.store.insert('subcategories', { name: 'Tablets', category: { id: hardware?.id } });
    await f.connection.references.refresh(f.workspaceId, f.connectionId);
    await f.rows(
      `insert into product (id, name, sku, price, category, subcategory) values ($1, 'Router', 'RT-1', 100, 'Hardware', 'Desktops')`,
      [product],
    );
    await f.createdHere('product', product);
    await f.poll();
  });
  afterAll(() => f.close());

  it('is told as not sent, also beside a subcategory that is', async () => {
    expect(await there()).toEqual(['Hardware', 'Desktops']);
    await f.clearLog();
    await f.editHere('product', product, `category = 'Nonsense', subcategory = 'Tablets'`);
    expect(await there()).toEqual(['Hardware', 'Tablets']);
    expect(await f.log(product)).toEqual([`Updated subcategory of product "Router" in ConnectWise. ${notSent}`]);
    await f.poll();
    expect(await here()).toEqual(['Nonsense', 'Tablets']);
  });

  it('stays told with each later edit, until it is one that is there', async () => {
    await f.clearLog();
    await f.editHere('product', product, `price = 120`);
    expect(await f.log(product)).toEqual([`Updated price of product "Router" in ConnectWise. ${notSent}`]);
    await f.clearLog();
    await f.editHere('product', product, `category = 'Hardware', subcategory = 'Desktops'`);
    expect(await there()).toEqual(['Hardware', 'Desktops']);
    expect((await f.log(product)).join(' ')).not.toContain('Not sent');
  });

  it('is not told as not sent where the new item has it, by a subcategory that nobody chose', async () => {
    const other = newId();
    await f.rows(`insert into product (id, name, sku, price, category) values ($1, 'Hub', 'HB-1', 100, 'Hardware')`, [
      other,
    ]);
    await f.createdHere('product', other);
    expect(await f.there('product', other)).toMatchObject({ category: { name: 'Hardware' } });
    const told = (await f.log(other)).join(' ');
    expect(told).not.toContain('Not sent: category');
    expect(told).toContain('subcategory');
  });

  it('is told by what is missing where an edit names a category alone', async () => {
    const other = newId();
    await f.rows(
      `insert into product (id, name, sku, price, category, subcategory) values ($1, 'Cable', 'CB-1', 5, 'Nonsense', 'Tablets')`,
      [other],
    );
    await f.createdHere('product', other);
    await f.clearLog();
    await f.editHere('product', other, `category = 'Hardware', subcategory = null`);
    expect((await f.log(other)).join(' ')).not.toContain('no active subcategory "Hardware"');
  });

  it('of a new product, too', async () => {
    const other = newId();
    await f.rows(
      `insert into product (id, name, sku, price, category, subcategory) values ($1, 'Switch', 'SW-1', 100, 'Nonsense', 'Tablets')`,
      [other],
    );
    await f.createdHere('product', other);
    expect(await f.there('product', other)).toMatchObject({
      category: { name: 'Hardware' },
      subcategory: { name: 'Tablets' },
    });
    expect((await f.log(other)).join(' ')).toContain(notSent);
  });
});
