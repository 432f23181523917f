import { insertDeal } from '../../../../test/support/push-fixture.ts';
import { settingsWith } from '../../../../test/support/settings.ts';
import { openTwoWayFixture, type TwoWayFixture } from '../../../../test/support/two-way-fixture.ts';
import { companyWire } from '../../../connectwise/wire/company.ts';
import { opportunityWire } from '../../../connectwise/wire/opportunity.ts';
import { newId } from '../../../platform/ids.ts';
import type { PulledEntity } from '../../links/link.ts';

/** A value of ConnectWise that has nothing here that stands for it: a change to it moves no row, and the log tells it once. */
describe('R65: a change in ConnectWise that has no place here is told', () => {
  let f: TwoWayFixture;
  let client: string;
  let opportunity: string;
  let codes: [string, string, string];

  const told = (localId: string) =>
    f.rows<{ description: string; changes: unknown }>(
      `select description, changes from audit_event where local_id = $1 and direction = 'in' and operation = 'skip' and status = 'skipped'
         and code = 'unplaced' order by seq`,
      [localId],
    );
  const localOf = async (entity: PulledEntity, remoteId: number): Promise<string> => {
    const [link] = await f.rows<{ id: string }>(
      `select local_id as id from entity_link where entity = $1 and remote_id = $2`,
      [entity, String(remoteId)],
    );
    return link?.id ?? '';
  };
  const set = (entity: PulledEntity, id: string, path: string, value: number | null) =>
    f.editThere(entity, id, [value === null ? { op: 'remove', path } : { op: 'replace', path, value: { id: value } }]);
  const codeAt = async (entity: PulledEntity, id: string) =>
    ((await f.there(entity, id)).taxCode as { id: number } | undefined)?.id ?? null;
  const taxCode = (name: string) =>
    f.sandbox.store.insert('taxCodes', {
      identifier: name.slice(0, 8).toUpperCase(),
      description: name,
      invoiceCaption: 'Tax',
      effectiveDate: '2015-01-01T00:00:00Z',
      levelOneRate: 0.05,
      levelOneRateType: 'Percent',
      levelOneProductsFlag: true,
    }).id;

  beforeAll(async () => {
    f = await openTwoWayFixture();
    codes = [String(taxCode('Ontario')), String(taxCode('Quebec')), String(taxCode('Manitoba'))];
    await f.connection.references.refresh(f.workspaceId, f.connectionId);
    ({ clientId: client, opportunityId: opportunity } = await insertDeal(f, { lines: 0 }));
    await f.createdHere('opportunity', opportunity);
    await f.poll();
  }, 60_000);
  afterAll(() => f.close());

  it('the tax code of an opportunity, once for each change', async () => {
    const [first, second] = codes.map(Number) as [number, number];
    const row = await f.here('opportunity', opportunity);
    expect(await told(opportunity)).toEqual([]);
    await set('opportunity', opportunity, 'taxCode', first);
    await f.poll();
    await f.poll();
    expect((await told(opportunity)).map(({ description }) => description)).toEqual([
      'Not taken in: tax code ("Ontario" in ConnectWise), because the tax code of an opportunity only goes out: it is that of the tax region of its quote, else of its client.',
    ]);
    expect(await f.here('opportunity', opportunity)).toEqual(row);
    // Neither another edit there nor one here tells it again.
    await f.editThere('opportunity', opportunity, [{ op: 'replace', path: 'notes', value: 'theirs' }]);
    await f.poll();
    await f.editHere('opportunity', opportunity, `name = 'Renamed'`);
    await f.poll();
    expect(await told(opportunity)).toHaveLength(1);
    expect(await codeAt('opportunity', opportunity)).toBe(first);
    // Together with something that comes in: two rows.
    await f.clearLog();
    await f.editThere('opportunity', opportunity, [
      { op: 'replace', path: 'taxCode', value: { id: second } },
      { op: 'replace', path: 'notes', value: 'more' },
    ]);
    await f.poll();
    expect(await f.log(opportunity)).toEqual([
      'Updated: notes.',
      expect.stringMatching(/^Not taken in: tax code \("Quebec" in ConnectWise\)/),
    ]);
    await set('opportunity', opportunity, 'taxCode', null);
    await f.poll();
    expect((await told(opportunity)).at(-1)).toEqual({
      description: expect.stringMatching(/^Not taken in: tax code \(empty in ConnectWise\)/),
      changes: [expect.objectContaining({ from: null, to: null })],
    });
  });

  it('also when a push of something else comes before the poll', async () => {
    const before = (await told(opportunity)).length;
    await set('opportunity', opportunity, 'taxCode', Number(codes[2]));
    await f.editHere('opportunity', opportunity, `notes = 'ours'`);
    expect(await codeAt('opportunity', opportunity)).toBe(Number(codes[2]));
    await f.poll();
    await f.poll();
    expect((await told(opportunity)).slice(before)).toEqual([
      expect.objectContaining({ description: expect.stringMatching(/^Not taken in: tax code \("Manitoba"/) }),
    ]);
  });

  it('the tax code of a company that no tax region stands for; one that a region stands for comes in', async () => {
    const [region] = await f.rows<{ id: string }>(
      `with r as (insert into tax_region (name) values ('Quebec here') returning id),
         c as (insert into tax_category (tax_region_id, name, rate) select id, n, 0 from r, (values ('Taxable'), ('Non-taxable')) k(n))
       select id from r`,
    );
    await f.rows(settingsWith, [
      f.connectionId,
      JSON.stringify({
        mode: 'real_time',
        taxMap: { pairs: [{ taxRegionId: region?.id, taxCodeId: codes[1] }] },
      }),
    ]);
    const { taxRegionId: before } = { taxRegionId: await f.column('company', client, 'taxRegionId') };
    await set('company', client, 'taxCode', Number(codes[0]));
    await f.poll();
    await f.poll();
    expect((await told(client)).map(({ description }) => description)).toEqual([
      'Not taken in: tax code ("Ontario" in ConnectWise), because no tax region of the CRM stands for it (Settings, Integrations, Mapping, Taxes).',
    ]);
    expect(await f.column('company', client, 'taxRegionId')).toBe(before);
    await f.clearLog();
    await set('company', client, 'taxCode', Number(codes[1]));
    await f.poll();
    expect(await f.log(client)).toEqual(['Updated: tax region.']);
    expect(await f.column('company', client, 'taxRegionId')).toBe(region?.id);
    await set('company', client, 'taxCode', Number(codes[2]));
    await f.poll();
    expect((await f.log(client)).at(-1)).toMatch(/^Not taken in: tax code \("Manitoba"/);
    expect(await f.column('company', client, 'taxRegionId')).toBe(region?.id);
  });

  it('a push that sets the tax code of the region again says so, and no poll tells it once more', async () => {
    await f.editHere('opportunity', opportunity, `notes = 'again'`);
    expect(await codeAt('opportunity', opportunity)).toBe(Number(codes[1]));
    await f.poll();
    await f.clearLog();
    await set('opportunity', opportunity, 'taxCode', Number(codes[0]));
    await f.poll();
    await f.editHere('opportunity', opportunity, `notes = 'and again'`);
    await f.poll();
    await f.poll();
    expect(await codeAt('opportunity', opportunity)).toBe(Number(codes[1]));
    expect((await f.log(opportunity)).filter((one) => one.includes('tax code'))).toEqual([
      expect.stringMatching(/^Not taken in: tax code \("Ontario" in ConnectWise\)/),
      expect.stringMatching(/^Updated (notes and tax code|tax code and notes) of opportunity .* in ConnectWise\./),
    ]);
  });

  it.each([
    [
      'description',
      { nameTo: 'identifier' },
      /^Not taken in: description \("Theirs" in ConnectWise\), because by the mapping/,
    ],
    [
      'customerDescription',
      { nameTo: 'description', identifierFrom: 'description' },
      /^Not taken in: customer description \("Theirs" in ConnectWise\), because by the mapping/,
    ],
  ])('the %s of a catalog item that stands for no field by the mapping', async (path, productMap, sentence) => {
    const settings = { mode: 'real_time', productMap: { standard: false, ...productMap } };
    await f.rows(settingsWith, [f.connectionId, JSON.stringify(settings)]);
    const id = newId();
    await f.rows(`insert into product (id, name, sku, description, price, cost) values ($1, $2, $2, $3, 100, 60)`, [
      id,
      `Item ${path}`,
      `What it is ${path}`,
    ]);
    await f.createdHere('product', id);
    await f.poll();
    const row = await f.here('product', id);
    await f.clearLog();
    await f.editThere('product', id, [{ op: 'replace', path, value: 'Theirs' }]);
    await f.poll();
    await f.poll();
    expect(await f.log(id)).toEqual([expect.stringMatching(sentence)]);
    expect(await f.here('product', id)).toEqual(row);
    await f.editHere('product', id, `description = 'Ours again ' || description`);
    await f.poll();
    expect((await f.log(id)).filter((one) => one.startsWith('Not taken in'))).toHaveLength(1);
  });

  it('what a client and an opportunity lack that are new here, in the row that tells of them', async () => {
    const [ontario] = codes.map(Number);
    const [company] = f.sandbox.store.list('companies');
    const stranger = f.sandbox.store.list('members').find(({ inactiveFlag }) => inactiveFlag !== true);
    const made = await f.connectwise.create(companyWire, {
      name: 'Lakeside Dental',
      identifier: 'LakesideDental',
      addressLine1: '1 Lake St',
      city: 'Tampa',
      state: 'FL',
      zip: '33602',
      site: { name: 'Main' },
      status: company?.status,
      types: company?.types,
      taxCode: { id: ontario },
    });
    await f.poll();
    const clientId = await localOf('company', made.id);
    const said = `tax code ("Ontario" in ConnectWise), because no tax region of the CRM stands for it (Settings, Integrations, Mapping, Taxes).`;
    expect(await f.log(clientId)).toEqual([`Created from ConnectWise. Not taken in: ${said}`]);
    expect(await f.column('company', clientId, 'taxRegionId')).toBeNull();
    const sale = await f.connectwise.create(opportunityWire, {
      name: 'Lakeside chairs',
      company: { id: made.id },
      contact: (await f.there('opportunity', opportunity)).contact,
      expectedCloseDate: '2027-01-01T00:00:00Z',
      primarySalesRep: { id: stranger?.id },
    });
    await f.poll();
    await f.poll();
    const saleId = await localOf('opportunity', sale.id);
    const rep = ((await f.there('opportunity', saleId)).primarySalesRep as { name: string }).name;
    expect(await f.log(saleId)).toEqual([
      `Created from ConnectWise. Not taken in: sales representative ("${rep}" in ConnectWise), because no active user of the CRM is known to be that member by the e-mail address.`,
    ]);
    expect(await f.column('opportunity', saleId, 'ownerId')).toBeNull();
    // Once a region stands for the code, the next change there comes in; nothing is told again meanwhile.
    await f.editThere('company', clientId, [{ op: 'replace', path: 'website', value: 'https://lakeside.example' }]);
    await f.poll();
    expect((await f.log(clientId)).at(-1)).toBe('Updated: website.');
    expect(await f.log(clientId)).toHaveLength(2);
  });

  it('a sales representative who is no user here', async () => {
    const members = f.sandbox.store.list('members').filter(({ inactiveFlag }) => inactiveFlag !== true);
    const now = ((await f.there('opportunity', opportunity)).primarySalesRep as { id: number }).id;
    const other = members.find(({ id }) => id !== now);
    if (!other) throw new Error('ConnectWise has one member alone.');
    await f.clearLog();
    await set('opportunity', opportunity, 'primarySalesRep', other.id);
    await f.poll();
    await f.poll();
    const rep = ((await f.there('opportunity', opportunity)).primarySalesRep as { name: string }).name;
    expect(await f.log(opportunity)).toEqual([
      `Not taken in: sales representative ("${rep}" in ConnectWise), because no active user of the CRM is known to be that member by the e-mail address.`,
    ]);
    const [user] = await f.rows<{ id: string }>(`select id from app_user limit 1`);
    await f.rows(
      `update reference_item set flags = flags || jsonb_build_object('email', (select email from app_user where id = $2)) where kind = 'member' and remote_id = $1`,
      [String(now), user?.id],
    );
    await f.clearLog();
    await set('opportunity', opportunity, 'primarySalesRep', now);
    await f.poll();
    expect(await f.log(opportunity)).toEqual(['Updated: owner.']);
    expect(await f.column('opportunity', opportunity, 'ownerId')).toBe(user?.id);

    // The user has another address by now: nobody there has chosen another one, and the owner stays.
    await f.clearLog();
    await f.rows(`update app_user set email = 'renamed@msp.example' where id = $1`, [user?.id]);
    await f.editThere('opportunity', opportunity, [{ op: 'replace', path: 'notes', value: 'Who is it?' }]);
    await f.poll();
    expect(await f.column('opportunity', opportunity, 'ownerId')).toBe(user?.id);
    await f.editHere('opportunity', opportunity, `notes = 'As before'`);
    await f.poll();
    expect(await f.column('opportunity', opportunity, 'ownerId')).toBe(user?.id);
    expect(((await f.there('opportunity', opportunity)).primarySalesRep as { id: number }).id).toBe(now);
    expect((await f.log(opportunity)).join(' ')).not.toContain('owner');

    // Replaced by somebody whom nobody here is: the owner of before is theirs no more, and who it is there is told.
    await f.clearLog();
    await set('opportunity', opportunity, 'primarySalesRep', other.id);
    await f.poll();
    await f.poll();
    expect(await f.column('opportunity', opportunity, 'ownerId')).toBeNull();
    expect(await f.log(opportunity)).toEqual([
      'Updated: owner.',
      `Not taken in: sales representative ("${rep}" in ConnectWise), because no active user of the CRM is known to be that member by the e-mail address.`,
    ]);
    await f.editHere('opportunity', opportunity, `notes = 'Call them'`);
    expect(((await f.there('opportunity', opportunity)).primarySalesRep as { id: number }).id).toBe(other.id);
    await f.poll();
    expect(await f.column('opportunity', opportunity, 'ownerId')).toBeNull();
  });

  it('a stage that no stage of the CRM is mapped to', async () => {
    const known = (await told(opportunity)).length;
    const before = (await f.here('opportunity', opportunity)).stage_id;
    const [first, second] = f.sandbox.store
      .list('stages')
      .map(({ id }) => id)
      .slice(-2);
    for (const id of [first, second]) {
      await set('opportunity', opportunity, 'stage', Number(id));
      await f.poll();
      await f.poll();
    }
    expect((await f.here('opportunity', opportunity)).stage_id).toBe(before);
    const said = (await told(opportunity)).slice(known);
    expect(said).toHaveLength(2);
    expect(said[0]?.description).toMatch(
      /^Not taken in: stage \("[^"]+" in ConnectWise\), because no stage of the CRM is mapped to it, so that its status or the default stage says where it stands here/,
    );
  });
});
