import {
  openSyncFixture,
  rawCompany,
  rawContact,
  rawItem,
  type SyncFixture,
} from '../../../../test/support/sync-fixture.ts';
import { removeSkipsOfLinked } from './poll/waiting-records.queries.ts';

describe('the door in, for records that belong to others', () => {
  let f: SyncFixture;

  beforeAll(async () => {
    f = await openSyncFixture();
  });
  afterAll(() => f.test.drop());

  const client = (name: string) => f.rows('select * from client where name = $1', [name]);

  it('brings a missing company in before its contact', async () => {
    f.shelf.put('/company/companies', rawCompany(60, { name: 'Fetched' }));
    expect(await f.take('contact', [rawContact(600, 60), rawContact(601, 60)])).toMatchObject({ created: 2 });
    expect(await client('Fetched')).toHaveLength(1);
    expect(f.shelf.requests.filter((r) => r.startsWith('/company/companies'))).toEqual([
      '/company/companies?id in (60)',
    ]);
  });

  it('A22: skips contacts of excluded or missing companies, with the reason', async () => {
    f.shelf.put('/company/companies', rawCompany(61, { deletedFlag: true }));
    const counts = await f.take('contact', [
      rawContact(610, 61),
      rawContact(611, 999),
      rawContact(612, null),
      rawContact(613, 60, { inactiveFlag: true }),
    ]);
    expect(counts).toMatchObject({ skipped: 3, failed: 1 });
    expect(await f.events('610', 'contact')).toMatchObject([
      {
        code: 'parent_excluded',
        description: expect.stringContaining('its company 61 is excluded: it is deleted in ConnectWise'),
      },
    ]);
    expect(await f.issue('611', 'contact')).toMatchObject({
      code: 'unknown_reference',
      message: expect.stringContaining('company 999'),
    });
    expect(await f.events('612', 'contact')).toMatchObject([{ code: 'excluded' }]);
    expect(await f.events('613', 'contact')).toMatchObject([
      { code: 'excluded', description: expect.stringContaining('inactive') },
    ]);
  });

  it('keeps the word that a linked contact waits for its new company, until that comes in', async () => {
    await f.take('company', [rawCompany(62)]);
    await f.take('contact', [rawContact(620, 62)]);
    f.shelf.put('/company/companies', rawCompany(63, { deletedFlag: true }));
    expect(await f.take('contact', [rawContact(620, 63)])).toMatchObject({ skipped: 1 });
    const forget = () =>
      f.database.inWorkspace(f.workspaceId, (tx) => removeSkipsOfLinked(tx, f.connectionId, 'contact'));
    const waits = () => f.rows(`select code from sync_skip where entity = 'contact' and remote_id = '620'`);
    await forget();
    expect(await waits()).toEqual([{ code: 'parent_excluded' }]);
    await f.take('company', [rawCompany(63)]);
    await forget();
    expect(await waits()).toEqual([]);
  });

  it('makes a bundle with its parts, fetching those that are not here', async () => {
    f.shelf.put('/procurement/catalog', rawItem(72));
    f.shelf.put(
      '/procurement/catalog/70/components',
      { id: 1, sequenceNumber: 2, quantity: 2, catalogItem: { id: 71 } },
      { id: 2, sequenceNumber: 1, quantity: 1.5, catalogItem: { id: 72 } },
    );
    const bundle = rawItem(70, { productClass: 'Bundle', description: 'Office pack' });
    expect(await f.take('product', [bundle, rawItem(71)])).toMatchObject({ created: 2 });
    const lines = () =>
      f.rows(`select p.name, b.quantity::text, b.position from bundle_line b join product p on p.id = b.product_id
        join product o on o.id = b.bundle_id where o.name = 'Office pack' order by b.position`);
    expect(await lines()).toEqual([
      { name: 'Item 72', quantity: '1.5', position: 1 },
      { name: 'Item 71', quantity: '2', position: 2 },
    ]);
    await f.touched();
    const asked = f.shelf.requests.length;
    expect(await f.take('product', [bundle, rawItem(71, { _info: undefined })])).toMatchObject({ unchanged: 2 });
    expect(await f.touched()).toEqual([]);
    expect(f.shelf.requests).toHaveLength(asked);
    f.shelf.put('/procurement/catalog/70/components', {
      id: 2,
      sequenceNumber: 1,
      quantity: 4,
      catalogItem: { id: 72 },
    });
    expect(
      await f.take('product', [rawItem(70, { productClass: 'Bundle', description: 'Office pack' })]),
    ).toMatchObject({ updated: 1 });
    expect(await lines()).toMatchObject([{ quantity: '4' }, { quantity: '2' }]);
  });

  it('skips a bundle whose part is excluded', async () => {
    f.shelf.put('/procurement/catalog/73/components', {
      id: 3,
      sequenceNumber: 1,
      quantity: 1,
      catalogItem: { id: 74 },
    });
    const page = [rawItem(73, { productClass: 'Bundle' }), rawItem(74, { inactiveFlag: true })];
    expect(await f.take('product', page)).toMatchObject({ skipped: 2 });
    expect(await f.events('73', 'product')).toMatchObject([
      { code: 'parent_excluded', description: expect.stringContaining('its part 74 is excluded') },
    ]);
  });

  it('tells of a linked bundle that it keeps its own values when it gets a part that is excluded', async () => {
    const part = (id: number, catalogItemId: number) =>
      f.shelf.put('/procurement/catalog/75/components', {
        id,
        sequenceNumber: id,
        quantity: 1,
        catalogItem: { id: catalogItemId },
      });
    part(4, 76);
    expect(await f.take('product', [rawItem(75, { productClass: 'Bundle' }), rawItem(76)])).toMatchObject({
      created: 2,
    });
    part(5, 77);
    const changed = rawItem(75, { productClass: 'Bundle', description: 'Renamed there' });
    expect(await f.take('product', [changed, rawItem(77, { inactiveFlag: true })])).toMatchObject({ skipped: 2 });
    const [link] = await f.rows(`select local_id from entity_link where entity = 'product' and remote_id = '75'`);
    const told = await f.rows(`select description from audit_event where local_id = $1 and code = 'parent_excluded'`, [
      link?.local_id,
    ]);
    expect(told).toEqual([
      {
        description: expect.stringMatching(
          /^Skipped: its part 77 is excluded: .*\. The product keeps its own values\.$/,
        ),
      },
    ]);
  });
});
