import { insertDeal } from '../../../../test/support/push-fixture.ts';
import { openRepairFixture, type RepairFixture } from '../../../../test/support/repair-fixture.ts';
import { newId } from '../../../platform/ids.ts';
import type { PulledEntity } from '../../links/link.ts';

/** A weak security role is shown `{}` where an emptied reference is absent: it says nothing of what ConnectWise holds (connectwise-api.md §3.3). */
describe('a reference that comes blank', () => {
  let f: RepairFixture;
  beforeAll(async () => {
    f = await openRepairFixture();
  }, 60_000);
  afterAll(async () => {
    await f.close();
  });

  const idAt = async (path: string, at = 0) => {
    const list = (await f.http('GET', path)).body as unknown as { id: number }[];
    return { id: list.at(at)?.id };
  };
  const replace = (path: string, value: unknown) => ({ op: 'replace' as const, path, value });
  /** Columns of here, but for those of bookkeeping and what is looked up by. */
  const standing = async (entity: PulledEntity, id: string) => {
    const { updated_at: _at, version: _version, name_key: _key, search_text: _text, ...row } = await f.here(entity, id);
    return row;
  };
  /** What it holds there in its references. */
  const referencesOf = (record: 'companies' | 'opportunities' | 'catalog', id: number) =>
    Object.fromEntries(
      Object.entries(f.sandbox.store.get(record, id) ?? {}).filter(
        ([property, value]) => property !== '_info' && typeof value === 'object' && value !== null && 'id' in value,
      ),
    );

  /** Edits there and here while the references are blank, and a last look once they are not. */
  async function story(
    entity: 'company' | 'opportunity' | 'product',
    id: string,
    { blank, there, here }: { blank: string; there: [property: string, column: string]; here: string },
  ) {
    await f.poll();
    const was = await standing(entity, id);
    const record = entity === 'company' ? 'companies' : entity === 'product' ? 'catalog' : 'opportunities';
    const remoteId = Number((await f.linkOf(entity, id))?.remoteId);
    const held = referencesOf(record, remoteId);
    await f.clearLog();
    f.sandbox.readings.blankReferences = blank;
    await f.editThere(entity, id, [replace(there[0], 'Edited there')]);
    await f.poll();
    expect(await standing(entity, id)).toEqual({ ...was, [there[1]]: 'Edited there' });
    await f.editHere(entity, id, `${here} = 'Edited here'`);
    const told = await f.log(id);
    const now = await standing(entity, id);
    expect(now).toEqual({ ...was, [there[1]]: 'Edited there', [here]: 'Edited here' });
    await f.poll();
    f.sandbox.readings.blankReferences = '';
    expect(referencesOf(record, remoteId)).toEqual(held);
    await f.poll();
    expect(await standing(entity, id)).toEqual(now);
    expect(await f.log(id)).toEqual(told);
    expect(told.join(' ')).not.toMatch(/newer value|Not taken in|keeps its own/);
    expect(await f.rows(`select field from sync_conflict where local_id = $1`, [id])).toEqual([]);
    return told;
  }

  it('a company’s country, status and tax code', async () => {
    const id = newId();
    await f.rows(`insert into client (id, name, address_line1) values ($1, 'Blanche Reference', '1 Bay Street')`, [id]);
    await f.createdHere('company', id);
    await f.editThere('company', id, [
      replace('country', await idAt('/company/countries')),
      replace('status', await idAt('/company/companies/statuses', -1)),
    ]);
    await f.poll();
    expect(await f.here('company', id)).toMatchObject({ country: expect.any(String), status: expect.any(String) });
    const told = await story('company', id, { blank: 'companies.*', there: ['zip', 'postal_code'], here: 'city' });
    expect(told[0]).toBe('Updated: postal code.');
    expect(told[1]).toMatch(/^Updated city of client "[^"]+" in ConnectWise\.$/);
  });

  it('an opportunity’s contact, stage and status', async () => {
    const { opportunityId: id } = await insertDeal(f, { lines: 0 });
    await f.createdHere('opportunity', id);
    await f.drain();
    const told = await story('opportunity', id, {
      blank:
        'opportunities.contact opportunities.stage opportunities.status opportunities.primarySalesRep opportunities.taxCode',
      there: ['notes', 'notes'],
      here: 'name',
    });
    expect(told[0]).toBe('Updated: notes.');
    expect(told[1]).toMatch(/^Updated name of opportunity "[^"]+" in ConnectWise\.$/);
  });

  it('a product’s category, subcategory, type and unit', async () => {
    const id = newId();
    await f.rows(`insert into product (id, name, sku, price, cost) values ($1, 'Blank', 'BLANK-1', 100, 60)`, [id]);
    await f.createdHere('product', id);
    await f.editThere('product', id, [
      replace('unitOfMeasure', await idAt('/procurement/unitOfMeasures')),
      replace('type', await idAt('/procurement/types', -1)),
      replace('subcategory', await idAt('/procurement/subcategories', -1)),
    ]);
    await f.poll();
    expect(await f.here('product', id)).toMatchObject({ category: expect.any(String), unit: expect.any(String) });
    const told = await story('product', id, {
      blank: 'catalog.*',
      there: ['customerDescription', 'description'],
      here: 'name',
    });
    expect(told[0]).toBe('Updated: description.');
  });
});
