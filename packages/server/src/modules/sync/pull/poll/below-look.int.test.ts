import { askConnectWise } from '../../../../../test/support/ask-connectwise.ts';
import { rowsWritten } from '../../../../../test/support/rows-written.ts';
import { openSyncApp, type SyncApp } from '../../../../../test/support/sync-app.ts';
import { MAX_BELOW } from './below-look.ts';

/** Nothing says that the time of a catalog item moves when its components do: long after the last look nothing tells of them. */
describe('R17, R67: the parts of a bundle that somebody in ConnectWise changes at any time', () => {
  let app: SyncApp;
  let kit = 0;
  let part = 0;
  let more: number[] = [];
  /** All made a while ago: what is new is read once more beside, for a second change within the same second. */
  const open = async (others = 0) => {
    app = await openSyncApp({ seed: 'empty', mode: 'real_time' });
    app.sandbox.clock.advance(-60_000);
    part = item('PART');
    kit = bundle('KIT');
    more = Array.from({ length: others }, (_, at) => bundle(`MORE-${at}`));
    app.sandbox.clock.reset();
    await app.start();
    await app.work('initial');
    await app.poll();
    await app.poll();
  };
  afterEach(() => app.close());

  const item = (identifier: string, productClass = 'NonInventory'): number =>
    app.sandbox.store.insert('catalog', {
      identifier,
      description: identifier,
      customerDescription: identifier,
      subcategory: { id: 1 },
      type: { id: 1 },
      price: 10,
      productClass,
    }).id;
  const bundle = (identifier: string): number => {
    const id = item(identifier, 'Bundle');
    const parent = { parentCatalogItem: { id }, catalogItem: { id: part }, sequenceNumber: 1 };
    app.sandbox.store.insertRaw('catalogComponents', { ...parent, quantity: 1 });
    return id;
  };
  const http = (method: string, path: string, body?: object) => askConnectWise(app, method, path, body);
  const setThere = async (id: number, quantity: number) => {
    const path = `/procurement/catalog/${id}/components`;
    const [component] = await http('GET', path);
    const before = await http('GET', `/procurement/catalog/${id}`);
    await http('PATCH', `${path}/${component.id}`, [{ op: 'replace', path: 'quantity', value: quantity }]);
    expect((await http('GET', `/procurement/catalog/${id}`))._info.lastUpdated).toBe(before._info.lastUpdated);
  };
  const quantities = async (ids: readonly number[]) =>
    (
      await app.rows<{ quantity: number }>(
        `select b.quantity::float from bundle_line b join entity_link l on l.local_id = b.bundle_id and l.entity = 'product'
         where l.remote_id = any($1::text[]) order by length(l.remote_id), l.remote_id`,
        [ids.map(String)],
      )
    ).map(({ quantity }) => quantity);
  const sentences = async () =>
    (
      await app.rows<{ description: string }>(
        `select description from audit_event where entity = 'product' and remote_id = $1 order by seq`,
        [String(kit)],
      )
    ).map(({ description }) => description);
  /** Bundles whose parts the poll asked for. */
  const asked = async () => {
    app.sandbox.clearJournal();
    await app.poll();
    return app.sandbox.journal().flatMap(({ path }) => (path.endsWith('/components') ? [path] : []));
  };

  it('come in with the next poll, are told once, and are not read again in it', async () => {
    await open();
    const before = (await sentences()).length;
    await setThere(kit, 4);
    expect(await asked()).toHaveLength(1);
    expect(await quantities([kit])).toEqual([4]);
    const written = await rowsWritten(app.test, async () => void (await app.poll()));
    const { connection, statistic_delta: _figures, ...others } = written.byTable;
    expect({ connection, others }).toEqual({ connection: 3, others: {} });
    expect((await sentences()).slice(before)).toEqual(['Updated: parts.']);
  });

  it('are looked at in turn, so many a poll, and each within a few', async () => {
    await open(MAX_BELOW + 9);
    const all = [kit, ...more];
    for (const id of all) await setThere(id, 7);
    const looked = [...(await asked()), ...(await asked())];
    expect(looked.length).toBeLessThanOrEqual(2 * MAX_BELOW);
    expect(new Set(looked).size).toBeGreaterThanOrEqual(MAX_BELOW);
    await app.poll();
    expect(new Set(await quantities(all))).toEqual(new Set([7]));
  });

  it('stay as they are under a mode that takes no changes, and nobody asks for them', async () => {
    await open();
    const by = { userId: null, name: 'Ann' };
    await app.write((tx) => app.syncSettings.save(tx, app.connectionId, { mode: 'pull_new_push_won' }, by));
    await setThere(kit, 9);
    expect(await asked()).toEqual([]);
    expect(await quantities([kit])).toEqual([1]);
  });
});
