import { type MeddlingProxy, startMeddlingProxy } from '../../../../test/support/meddling-proxy.ts';
import { json, raw } from '../../../../test/support/odd-server.ts';
import { insertDeal, openPushFixture, type PushFixture } from '../../../../test/support/push-fixture.ts';
import { settingsWith } from '../../../../test/support/settings.ts';
import { allowRemovals, keepLinks } from '../../links/removal-guard.queries.ts';

describe('a linked record that ConnectWise does not find', () => {
  let fixture: PushFixture;
  let proxy: MeddlingProxy;

  beforeAll(async () => {
    fixture = await openPushFixture({ seed: 'empty' }, async (url) => {
      proxy = await startMeddlingProxy(url);
      return proxy.url;
    });
    await fixture.rows(settingsWith, [fixture.connectionId, JSON.stringify({ mode: 'real_time' })]);
  });
  afterEach(async () => {
    proxy.meddle(() => null);
    for (const table of ['push_request', 'entity_link', 'sync_issue', 'removal_hold'])
      await fixture.rows(`delete from ${table}`);
  });
  afterAll(async () => {
    await fixture.close();
    await proxy.stop();
  });

  const made = async () => {
    const { clientId } = await insertDeal(fixture, { lines: 0, withoutContact: true });
    await fixture.changed({ entity: 'client', id: clientId, kind: 'created' });
    await fixture.drain();
    return clientId;
  };
  const edit = async (clientId: string) => {
    await fixture.rows(`update client set city = 'Sarasota' where id = $1`, [clientId]);
    await fixture.changed({ entity: 'client', id: clientId, kind: 'updated' });
    await fixture.run();
  };
  const linkOf = async (clientId: string) =>
    (
      await fixture.rows<{ state: string; id: string }>(
        `select state, remote_id as id from entity_link where local_id = $1`,
        [clientId],
      )
    )[0];
  const cityThere = async (clientId: string) =>
    (await fixture.sandbox.store.get('companies', Number((await linkOf(clientId))?.id)))?.city;
  const openIssues = () =>
    fixture.rows<{ code: string; message: string }>(`select code, message from sync_issue where state = 'open'`);
  const states = async () =>
    await fixture.rows<{ state: string; n: number }>(
      `select state, count(*)::int n from entity_link where entity = 'product' group by 1 order by 1`,
    );

  const html404 = raw(404, '<html><h1>404 Not Found</h1></html>', { 'content-type': 'text/html' });
  const isLookById = (url = '') => /\/company\/companies\/\d+$/.test(url.split('?', 1)[0] ?? '');

  it.each([
    ['a page of HTML', html404],
    ['JSON of a gateway', json(404, { message: 'no Route matched' })],
    ['the sandbox’s word for the path', json(404, { code: 'ConnectWiseApi', message: 'The endpoint does not exist.' })],
  ])('keeps its link through 404s with %s, and gets the edit when they are over', async (_what, answer) => {
    const clientId = await made();
    proxy.meddle((request) => (isLookById(request.url) ? answer : null));
    await edit(clientId);
    expect(await linkOf(clientId)).toMatchObject({ state: 'linked' });
    expect(await openIssues()).toEqual([]);
    const [event] = await fixture.rows<{ description: string }>(
      `select description from audit_event where local_id = $1 order by seq desc limit 1`,
      [clientId],
    );
    expect(event?.description).toContain('This says nothing about the record');
    expect(event?.description).not.toContain('was removed');
    proxy.meddle(() => null);
    await fixture.rows(`update connection set state = 'connected'`);
    await fixture.drain();
    expect(await cityThere(clientId)).toBe('Sarasota');
  });

  it('keeps its link when ConnectWise says NotFound and lists it all the same', async () => {
    const clientId = await made();
    let left = 1;
    proxy.meddle((request) =>
      isLookById(request.url) && left-- > 0 ? json(404, { code: 'NotFound', message: 'Company not found' }) : null,
    );
    await edit(clientId);
    expect(await linkOf(clientId)).toMatchObject({ state: 'linked' });
    await fixture.drain();
    expect(await cityThere(clientId)).toBe('Sarasota');
    expect(await openIssues()).toEqual([]);
  });

  // Catalog items, since a company that is deleted there stays in every list with a mark.
  const madeProducts = async (count: number) => {
    const { productIds } = await insertDeal(fixture, { lines: count });
    for (const id of productIds) await fixture.changed({ entity: 'product', id, kind: 'created' });
    await fixture.drain();
    return productIds;
  };
  const remove = async (productIds: readonly string[]) => {
    for (const id of productIds) fixture.sandbox.store.remove('catalog', Number((await linkOf(id))?.id));
    for (const id of productIds) {
      await fixture.rows(`update product set price = 5 where id = $1`, [id]);
      await fixture.changed({ entity: 'product', id, kind: 'updated' });
    }
    await fixture.run();
  };

  it('breaks its link when both looks agree', async () => {
    await remove(await madeProducts(1));
    expect(await states()).toEqual([{ state: 'broken', n: 1 }]);
    expect(await openIssues()).toMatchObject([{ code: 'link_broken' }]);
  });

  it('breaks no further link when many are gone at once, asks once, and goes on when somebody has decided', async () => {
    const productIds = await madeProducts(14);
    await remove(productIds.slice(0, 13));
    expect(await states()).toEqual([
      { state: 'broken', n: 10 },
      { state: 'linked', n: 4 },
    ]);
    const asked = (await openIssues()).filter((issue) => issue.code === 'many_removed');
    expect(asked).toHaveLength(1);
    expect(asked[0]?.message).toContain('11 of 14 linked catalog items');
    expect(await fixture.rows(`select 1 from push_request where state = 'pending'`)).toHaveLength(3);
    await fixture.write((tx) => allowRemovals(tx, { connectionId: fixture.connectionId, entity: 'product' }));
    await fixture.drain();
    expect(await states()).toEqual([
      { state: 'broken', n: 13 },
      { state: 'linked', n: 1 },
    ]);
  });

  it('leaves the links where somebody decided so, and says that at each push', async () => {
    const productIds = await madeProducts(12);
    await remove(productIds);
    await fixture.write((tx) => keepLinks(tx, { connectionId: fixture.connectionId, entity: 'product' }));
    await fixture.drain();
    expect(await states()).toEqual([
      { state: 'broken', n: 10 },
      { state: 'linked', n: 2 },
    ]);
    expect((await openIssues()).filter((issue) => issue.code === 'link_kept')).toHaveLength(2);
  });

  describe('that is gone together with another one that it needs', () => {
    const broken = async () =>
      (
        await fixture.rows<{ id: string }>(`select local_id as id from entity_link where state = 'broken' order by 1`)
      ).map(({ id }) => id);
    const saying = async (localId: string) =>
      (
        await fixture.rows<{ code: string; message: string }>(
          `select code, message from sync_issue where state = 'open' and local_id = $1`,
          [localId],
        )
      )[0];
    const push = async (entity: 'client' | 'product' | 'opportunity', id: string) => {
      await fixture.changed({ entity, id, kind: 'updated' });
      await fixture.run();
    };

    it('breaks its own link too: a bundle, after its part', async () => {
      const [part] = await madeProducts(1);
      const [kit] = await fixture.rows<{ id: string }>(
        `insert into product (name, sku, kind, price) values ('Kit', 'KIT-GONE', 'bundle', 9) returning id`,
      );
      const kitId = kit?.id ?? '';
      await fixture.rows(`insert into bundle_line (bundle_id, product_id, quantity, position) values ($1, $2, 1, 1)`, [
        kitId,
        part,
      ]);
      await fixture.changed({ entity: 'product', id: kitId, kind: 'created' });
      await fixture.drain();
      for (const id of [kitId, part ?? '']) fixture.sandbox.store.remove('catalog', Number((await linkOf(id))?.id));
      await push('product', part ?? '');
      expect(await broken()).toEqual([part]);
      await push('product', kitId);
      expect(await broken()).toEqual([part, kitId].sort());
      expect(await saying(kitId)).toMatchObject({
        code: 'link_broken',
        message: expect.stringContaining('product "Kit"'),
      });
    });

    it('breaks its own link too: an opportunity, after its company', async () => {
      const { clientId, opportunityId } = await insertDeal(fixture, { lines: 0 });
      await fixture.changed({ entity: 'opportunity', id: opportunityId, kind: 'created' });
      await fixture.drain();
      fixture.sandbox.store.remove('opportunities', Number((await linkOf(opportunityId))?.id));
      fixture.sandbox.store.patchRaw('companies', Number((await linkOf(clientId))?.id), { deletedFlag: true });
      await push('client', clientId);
      expect(await broken()).toEqual([clientId]);
      await push('opportunity', opportunityId);
      expect(await broken()).toEqual([clientId, opportunityId].sort());
      expect(await saying(opportunityId)).toMatchObject({ code: 'link_broken' });
    });
  });
});
