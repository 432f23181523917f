import { insertDeal } from '../../../../test/support/push-fixture.ts';
import { openTwoWayFixture, type TwoWayFixture } from '../../../../test/support/two-way-fixture.ts';
import { until } from '../../../../test/support/until.ts';
import { catalogComponentWire } from '../../../connectwise/wire/catalog.ts';
import { newId } from '../../../platform/ids.ts';

/** What ConnectWise keeps as records of their own is written in several requests: where the push ends between two of them, nobody there has edited. */
describe('R68: a push that ended halfway', () => {
  let f: TwoWayFixture;
  beforeAll(async () => {
    f = await openTwoWayFixture({ options: { owners: { product: 'connectwise', company: 'connectwise' } } });
  });
  beforeEach(() => f.clearLog());
  afterEach(() => f.sandbox.clearFaults());
  afterAll(() => f.close());

  let made = 0;
  const product = async (kind = 'product') => {
    const id = newId();
    await f.rows(`insert into product (id, name, sku, kind, price, cost) values ($1, $2, $2, $3, 10, 5)`, [
      id,
      `${kind} ${++made}`,
      kind,
    ]);
    return id;
  };
  const hold = async (bundle: string, parts: string[]) => {
    await f.rows(`delete from bundle_line where bundle_id = $1`, [bundle]);
    await f.rows(
      `insert into bundle_line (bundle_id, product_id, quantity, position) select $1, id, 2, ord from unnest($2::uuid[]) with ordinality as p(id, ord)`,
      [bundle, parts],
    );
  };
  const partsHere = async (bundle: string) =>
    (
      await f.rows<{ id: string }>(`select product_id as id from bundle_line where bundle_id = $1 order by position`, [
        bundle,
      ])
    ).map(({ id }) => id);
  const partsThere = async (bundle: string) => {
    const { id } = await f.there('product', bundle);
    const found = await f.connectwise.find(catalogComponentWire, { parentId: id });
    const links = await f.rows<{ id: string; remote: string }>(
      `select local_id as id, remote_id as remote from entity_link where entity = 'product'`,
    );
    return found.map(({ catalogItem }) => links.find(({ remote }) => remote === String(catalogItem?.id))?.id);
  };
  const disputed = async (id: string) => (await f.log(id)).filter((one) => /Both sides|Each side|^Updated:/.test(one));

  it('in the parts of a bundle: they are no edit of ConnectWise, and the next attempt finishes them', async () => {
    const [a, b, kit] = [await product(), await product(), await product('bundle')];
    await hold(kit, [a]);
    await f.createdHere('product', b);
    await f.createdHere('product', kit);
    await f.drain();
    await f.poll();
    expect(await partsThere(kit)).toEqual([a]);
    await hold(kit, [b]);
    f.sandbox.fail({ method: 'POST', path: /\/components/, status: 500 });
    await f.editHere('product', kit, `price = 12`);
    expect(await partsThere(kit)).toEqual([]);
    await f.poll();
    expect(await partsHere(kit)).toEqual([b]);
    f.sandbox.clearFaults();
    await f.drain();
    await f.poll();
    await f.poll();
    expect([await partsHere(kit), await partsThere(kit)]).toEqual([[b], [b]]);
    expect(await disputed(kit)).toEqual([]);
    // From then on parts that are edited there come in as ever.
    const { id } = await f.there('product', kit);
    const { id: item } = await f.there('product', a);
    await f.connectwise.create(catalogComponentWire, { catalogItem: { id: item }, quantity: 2, sequenceNumber: 9 }, id);
    await f.editThere('product', kit, [{ op: 'replace', path: 'notes', value: 'More' }]);
    await f.poll();
    expect(await partsHere(kit)).toEqual([b, a]);
  });

  it('in the parts of a new bundle', async () => {
    const [a, b, kit] = [await product(), await product(), await product('bundle')];
    for (const one of [a, b]) await f.createdHere('product', one);
    await hold(kit, [a, b]);
    f.sandbox.fail({ method: 'POST', path: /\/components/, status: 500, after: 1 });
    await f.createdHere('product', kit);
    expect(await partsThere(kit)).toEqual([a]);
    await f.poll();
    expect(await partsHere(kit)).toEqual([a, b]);
    f.sandbox.clearFaults();
    await f.drain();
    await f.poll();
    expect([await partsHere(kit), await partsThere(kit)]).toEqual([
      [a, b],
      [a, b],
    ]);
    expect(await disputed(kit)).toEqual([]);
  });

  it('in the parts of a new bundle, while a poll looks at it: it is left alone until all of them are there', async () => {
    const [a, b, kit] = [await product(), await product(), await product('bundle')];
    for (const one of [a, b]) await f.createdHere('product', one);
    await hold(kit, [a]);
    f.sandbox.clearJournal();
    f.sandbox.fail({ method: 'POST', path: /\/components/, kind: 'slow', delayMs: 1_500, times: 1 });
    const pushed = f.createdHere('product', kit);
    const isAdding = async () =>
      f.sandbox.journal().some(({ method, path }) => method === 'POST' && path.endsWith('/components'));
    await until(isAdding, 'the part is being added');
    await f.poll();
    expect(await f.rows(`select code from sync_skip where entity = 'product'`)).toEqual([{ code: 'being_written' }]);
    await pushed;
    // Somebody there adds a part before the next poll: it is theirs.
    const { id } = await f.there('product', kit);
    const { id: item } = await f.there('product', b);
    await f.connectwise.create(catalogComponentWire, { catalogItem: { id: item }, quantity: 3 }, id);
    await hold(kit, [a]);
    await f.rows(`update bundle_line set quantity = 7 where bundle_id = $1`, [kit]);
    await f.editHere('product', kit, `price = 12`);
    expect((await partsThere(kit)).sort()).toEqual([a, b].sort());
    await f.poll();
    expect((await partsHere(kit)).sort()).toEqual([a, b].sort());
  });

  it('in the types of a company', async () => {
    const { clientId: id } = await insertDeal(f, { lines: 0, withoutContact: true });
    await f.rows(`update client set type = 'Client' where id = $1`, [id]);
    await f.createdHere('company', id);
    await f.poll();
    await f.clearLog();
    const typesThere = async () =>
      ((await f.there('company', id)).types as { name: string }[]).map(({ name }) => name).sort();
    f.sandbox.fail({ method: 'DELETE', status: 500 });
    await f.editHere('company', id, `type = 'Prospect'`);
    expect(await typesThere()).toEqual(['Client', 'Prospect']);
    await f.poll();
    expect((await f.here('company', id)).type).toBe('Prospect');
    f.sandbox.clearFaults();
    await f.drain();
    await f.poll();
    await f.poll();
    expect([(await f.here('company', id)).type, await typesThere()]).toEqual(['Prospect', ['Prospect']]);
    expect(await disputed(id)).toEqual([]);
  });

  it('in the parts of a bundle, which is as it was once the edit is taken back here', async () => {
    const [a, b, kit] = [await product(), await product(), await product('bundle')];
    await hold(kit, [a]);
    for (const one of [b, kit]) await f.createdHere('product', one);
    await f.drain();
    await f.poll();
    f.sandbox.fail({ method: 'POST', path: /\/components/, status: 500 });
    await hold(kit, [b]);
    await f.editHere('product', kit, `price = 12`);
    expect(await partsThere(kit)).toEqual([]);
    await f.poll();
    f.sandbox.clearFaults();
    await hold(kit, [a]);
    await f.editHere('product', kit, `price = 13`);
    await f.drain();
    await f.poll();
    expect([await partsHere(kit), await partsThere(kit)]).toEqual([[a], [a]]);
  });

  it('in the types of a company, which has its own again once the edit is taken back here', async () => {
    const { clientId: id } = await insertDeal(f, { lines: 0, withoutContact: true });
    await f.rows(`update client set type = 'Client' where id = $1`, [id]);
    await f.createdHere('company', id);
    await f.poll();
    f.sandbox.fail({ method: 'DELETE', path: '/company', status: 500 });
    await f.editHere('company', id, `type = 'Prospect'`);
    await f.poll();
    f.sandbox.clearFaults();
    await f.editHere('company', id, `type = 'Client'`);
    await f.drain();
    await f.poll();
    const types = ((await f.there('company', id)).types as { name: string }[]).map(({ name }) => name);
    expect([(await f.here('company', id)).type, types]).toEqual(['Client', ['Client']]);
    expect(await f.rows(`select 1 from entity_link where jsonb_exists(base, '$halfway')`)).toEqual([]);
  });
});
