import { createRealTimeApp } from '../../../../test/support/real-time-app.ts';
import type { TestApp } from '../../../../test/support/test-app.ts';

/** ConnectWise's `lastUpdated` has whole seconds: of two edits in one second only the first moves it. */
describe('R17: an edit of a bundle in the second of the last look', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createRealTimeApp();
  });
  afterAll(() => app.stop());

  const rows = <T extends object = Record<string, unknown>>(sql: string, params: unknown[] = []) =>
    app.database.inWorkspace(app.workspaceId, (tx) => tx.query<T>(sql, params));
  const poll = async () => {
    await app.graphql('mutation { syncNow { problems { message } } }');
    await app.settle();
  };
  const item = (identifier: string, more: object = {}) => {
    const { store } = app.sandbox;
    return store.insert('catalog', {
      identifier,
      description: identifier,
      customerDescription: identifier,
      productClass: 'NonInventory',
      subcategory: { id: store.list('subcategories')[0]?.id },
      type: { id: store.list('productTypes')[0]?.id },
      price: 10,
      ...more,
    });
  };
  const component = (bundle: number, part: number, quantity: number) =>
    app.sandbox.store.insertRaw('catalogComponents', {
      parentCatalogItem: { id: bundle },
      catalogItem: { id: part },
      quantity,
      sequenceNumber: 1,
    });
  const sentences = async (id: number) =>
    (
      await rows<{ description: string }>(
        `select description from audit_event where entity = 'product' and remote_id = $1 order by seq`,
        [String(id)],
      )
    ).map(({ description }) => description);

  it('comes in with the next poll: its subcategory, and its parts', async () => {
    const { store } = app.sandbox;
    const part = item('PART');
    const kit = item('KIT', { productClass: 'Bundle' });
    const line = component(kit.id, part.id, 1);
    await poll();
    const [first, second] = store.list('subcategories');
    expect(await rows(`select subcategory from product where sku = 'KIT'`)).toEqual([{ subcategory: first?.name }]);
    store.patchRaw('catalog', kit.id, { subcategory: { id: second?.id } }, { touch: false });
    await poll();
    expect(await rows(`select subcategory from product where sku = 'KIT'`)).toEqual([{ subcategory: second?.name }]);
    expect((await sentences(kit.id)).at(-1)).toMatch(/^Updated: .*subcategory/);
    store.patchRaw('catalogComponents', line.id, { quantity: 3 }, { touch: false });
    await poll();
    expect(
      await rows(
        `select b.quantity::float from bundle_line b join product p on p.id = b.bundle_id where p.sku = 'KIT'`,
      ),
    ).toEqual([{ quantity: 3 }]);
    expect((await sentences(kit.id)).at(-1)).toMatch(/^Updated: parts\.$/);
  });
});
