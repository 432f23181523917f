import { insertDeal, win } from '../../../../test/support/push-fixture.ts';
import { openTwoWayFixture, type TwoWayFixture } from '../../../../test/support/two-way-fixture.ts';
import { catalogItemWire } from '../../../connectwise/wire/catalog.ts';

describe('the catalog item behind quote lines without a product', () => {
  let fixture: TwoWayFixture;
  beforeAll(async () => {
    fixture = await openTwoWayFixture();
  });
  afterAll(() => fixture.close());

  const ours = () => fixture.sandbox.store.list('catalog').find((item) => item.identifier === 'CAUSEWAY-MISC');
  const standing = async () => ({
    products: await fixture.rows(`select name from product where sku = 'CAUSEWAY-MISC' or name = 'Miscellaneous item'`),
    skip: await fixture.rows(`select code, reason from sync_skip where entity = 'product' and remote_id = $1`, [
      String(ours()?.id),
    ]),
    issues: await fixture.rows(`select code from sync_issue where entity = 'product' and state = 'open'`),
  });

  it('does not come in as a product after a push made it, and serves the next push', async () => {
    for (const _deal of [1, 2]) {
      const deal = await insertDeal(fixture, { lines: 0 });
      await fixture.rows(
        `insert into quote_line (document_id, position, description, quantity, price, cost) values ($1, 1, 'Cabling', 3, 40, 10)`,
        [deal.quoteId],
      );
      await win(fixture, deal);
      await fixture.run();
      await fixture.poll();
      expect(await standing()).toEqual({
        products: [],
        skip: [
          {
            code: 'excluded',
            reason: 'it stands behind the quote lines that have no product, and is no product of its own',
          },
        ],
        issues: [],
      });
    }
    expect(fixture.sandbox.store.list('catalog').filter((item) => item.identifier === 'CAUSEWAY-MISC')).toHaveLength(1);
  });

  it('stays linked where it came in before, and is updated as any other product', async () => {
    const id = String(ours()?.id);
    await fixture.rows(`insert into product (name, sku, price, cost) values ('Old item', 'CAUSEWAY-MISC', 0, 0)`);
    await fixture.rows(
      `insert into entity_link (connection_id, entity, local_id, remote_id, origin, state)
       select $1, 'product', id, $2, 'pulled', 'linked' from product where sku = 'CAUSEWAY-MISC'`,
      [fixture.connectionId, id],
    );
    await fixture.connectwise.patch(catalogItemWire, id, [{ op: 'replace', path: 'price', value: 3 }]);
    await fixture.poll();
    expect(await fixture.rows(`select price::float8 as price from product where sku = 'CAUSEWAY-MISC'`)).toEqual([
      { price: 3 },
    ]);
  });
});
