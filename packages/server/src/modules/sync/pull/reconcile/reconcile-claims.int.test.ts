import { openPush } from '../../../../../test/support/push-fixture.ts';
import { settingsWith } from '../../../../../test/support/settings.ts';
import { openSyncApp, type SyncApp } from '../../../../../test/support/sync-app.ts';
import { catalogItemWire } from '../../../../connectwise/wire/catalog.ts';
import { listReconciles } from './reconcile.queries.ts';
import { listFindings } from './reconcile-findings.queries.ts';

const control = () => ({ signal: new AbortController().signal, touch: async () => undefined });

/** "Router" was given a SKU here that ConnectWise refuses, since the item "Switch" has it. */
describe('R77: a comparison calls in step only what is', () => {
  let app: SyncApp;
  let other: ReturnType<typeof openPush>;
  let router = 0;
  const push = () => other.push.service.run(app.workspaceId, app.connectionId, control());
  const there = async () => {
    const client = await other.connection.clients.clientFor({ id: app.connectionId, workspaceId: app.workspaceId });
    return client.get(catalogItemWire, router);
  };
  const here = async () => (await app.rows(`select name, sku from product where name = 'Router'`))[0];
  const open = () => app.rows(`select direction, code from sync_issue where state = 'open' order by direction desc`);
  const compare = async () => {
    await app.write((tx) => app.sync.reconcileControl.now(tx, app.actor));
    expect(await app.sync.reconcile.run(app.workspaceId, app.connectionId, control())).toBe(true);
    const [row] = await app.write((tx) => listReconciles(tx, { limit: 1, before: null }));
    const found = await app.write((tx) =>
      listFindings(tx, { id: row?.id ?? '', entity: null, kind: null, limit: 50, after: null }),
    );
    const [told] = await app.rows<{ text: string }>(
      `select description as text from audit_event where code = 'reconciled' order by seq desc limit 1`,
    );
    return { healed: row?.entities.find(({ entity }) => entity === 'product')?.healed, found, told: told?.text };
  };

  beforeEach(async () => {
    app = await openSyncApp({ seed: 'empty' });
    const item = (identifier: string, description: string) =>
      app.sandbox.store.insert('catalog', {
        ...{ identifier, description, customerDescription: description },
        ...{ subcategory: { id: 1 }, type: { id: 1 }, price: 10 },
      });
    router = item('RT-1', 'Router').id;
    item('SW-1', 'Switch');
    const productMap = { nameTo: 'description', identifierFrom: 'sku' };
    await app.rows(settingsWith, [app.connectionId, JSON.stringify({ mode: 'real_time', productMap })]);
    await app.rows(`update connection set sync_started_at = now() - interval '1 day'`);
    await app.poll();
    other = openPush(app.database, app.sandbox);
    await app.rows(`update product set sku = 'SW-1' where name = 'Router'`);
  });
  afterEach(async () => {
    await other.connection.close();
    await app.close();
  });

  it('not an edit of here whose push it asks for, and names what holds one that waits', async () => {
    const first = await compare();
    expect(first.healed).toBe(0);
    expect(first.found).toMatchObject([
      { detail: 'Changed in the CRM, and it was not sent: SKU. A push of it was asked for.', isHealed: false },
    ]);
    expect(first.told).not.toContain('brought in step');
    await push();
    expect(await open()).toEqual([{ direction: 'out', code: 'value_taken' }]);
    const second = await compare();
    expect(second.healed).toBe(0);
    expect(second.found).toMatchObject([
      {
        detail: expect.stringMatching(
          /^Changed in the CRM: SKU\. A push of it waits for somebody, see its issue: .*has it already.* That push is tried again now\.$/,
        ),
        isHealed: false,
      },
    ]);
    await push();
    expect(await there()).toMatchObject({ identifier: 'RT-1' });
    expect(await here()).toEqual({ name: 'Router', sku: 'SW-1' });
    expect(await open()).toEqual([{ direction: 'out', code: 'value_taken' }]);
  });

  it('not a record that an issue keeps out', async () => {
    await app.rows(`insert into product (name, sku, price) values ('Backup', 'BK-1', 10)`);
    app.sandbox.store.patch('catalog', router, { description: 'Backup' });
    const { healed, found, told } = await compare();
    expect(healed).toBe(0);
    expect(found.map(({ kind, isHealed }) => [kind, isHealed])).toEqual(
      expect.arrayContaining([
        ['failing', false],
        ['differing', false],
      ]),
    );
    expect(told).not.toContain('brought in step');
    expect(await there()).toMatchObject({ description: 'Backup', identifier: 'RT-1' });
    expect(await here()).toEqual({ name: 'Router', sku: 'SW-1' });
  });

  it('but what it took in, also where that stands for an edit of here', async () => {
    app.sandbox.store.patch('catalog', router, { identifier: 'RT-2' });
    const { healed, found, told } = await compare();
    expect(await here()).toEqual({ name: 'Router', sku: 'RT-2' });
    expect(await there()).toMatchObject({ identifier: 'RT-2' });
    expect(healed).toBe(1);
    expect(found.map(({ isHealed }) => isHealed)).toEqual([true]);
    expect(told).toContain('1 was brought in step.');
    expect(await app.rows(`select 1 from push_request`)).toEqual([]);
  });
});
