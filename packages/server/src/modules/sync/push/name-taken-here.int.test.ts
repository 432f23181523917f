import { openTwoWayFixture, type TwoWayFixture } from '../../../../test/support/two-way-fixture.ts';
import { newId } from '../../../platform/ids.ts';

/** A catalog item that no pull can take in, since its new name belongs to another product, while a push of its product was refused. */
describe('R65: of a record whose new name belongs to another one here', () => {
  let f: TwoWayFixture;
  const product = newId();
  const taken = 'Backup appliance';
  const because = `its name belongs to the product "${taken}", which is in the CRM already`;
  const issues = (state: string) =>
    f.rows(`select direction, code, resolution from sync_issue where state = $1 order by direction desc`, [state]);
  const pushAgain = async () => {
    await f.rows(`update push_request set state = 'pending', next_attempt_at = now()`);
    await f.drain();
  };

  beforeEach(async () => {
    f = await openTwoWayFixture({ productMap: { nameTo: 'description', identifierFrom: 'sku' } });
    const alsoHere = [product, newId(), taken];
    await f.rows(
      `insert into product (id, name, sku, price) values ($1, 'Router', 'RT-1', 100), ($2, $3, 'BK-9', 50)`,
      alsoHere,
    );
    await f.createdHere('product', product);
    await f.poll();
    const holder = newId();
    await f.rows(`insert into product (id, name, sku, price) values ($1, 'Held by another', 'BK-100', 10)`, [holder]);
    await f.createdHere('product', holder);
    await f.editHere('product', product, `sku = 'BK-100'`);
    expect(await issues('open')).toMatchObject([{ direction: 'out', code: 'value_taken' }]);
    await f.clearLog();
  }, 60_000);
  afterEach(() => f.close());

  it('neither promises a poll, nor says that a refused push went through which sent nothing', async () => {
    await f.editThere('product', product, [
      { op: 'replace', path: 'identifier', value: 'RT-2' },
      { op: 'replace', path: 'description', value: taken },
    ]);
    await f.poll();
    expect(await issues('open')).toMatchObject([
      { direction: 'out', code: 'value_taken' },
      { direction: 'in', code: 'name_taken' },
    ]);
    await pushAgain();
    expect(await f.there('product', product)).toMatchObject({ identifier: 'RT-2', description: taken });
    expect(await f.here('product', product)).toMatchObject({ sku: 'BK-100', name: 'Router' });
    const comes = `comes once this is settled: ${because}`;
    expect((await f.log(product)).at(-1)).toBe(
      `Nothing of product "Router" was sent. Both sides had changed SKU; the value of ConnectWise stands and ${comes}. ConnectWise has a newer value of name, which ${comes}.`,
    );
    expect(await issues('resolved')).toEqual([
      {
        direction: 'out',
        code: 'value_taken',
        resolution: 'A later push went through. Left out, for a reason that its entry in the log tells: SKU.',
      },
    ]);
    expect(await f.rows(`select reason from sync_skip`)).toEqual([]);
    await f.poll();
    expect(await f.here('product', product)).toMatchObject({ sku: 'BK-100', name: 'Router' });
    expect(await issues('open')).toMatchObject([{ direction: 'in', code: 'name_taken' }]);
  });

  it('nor before any poll has found it out', async () => {
    await f.editThere('product', product, [{ op: 'replace', path: 'description', value: taken }]);
    await f.editHere('product', product, `sku = 'RT-3'`);
    expect(await f.there('product', product)).toMatchObject({ identifier: 'RT-3', description: taken });
    expect((await f.log(product)).at(-1)).toBe(
      `Updated SKU of product "Router" in ConnectWise. ConnectWise has a newer value of name, which comes once this is settled: ${because}.`,
    );
    expect(await issues('resolved')).toMatchObject([{ code: 'value_taken', resolution: 'A later push went through.' }]);
    await f.poll();
    expect(await f.here('product', product)).toMatchObject({ name: 'Router' });
    expect(await issues('open')).toMatchObject([{ direction: 'in', code: 'name_taken' }]);
  });
});
