import { insertDeal, win } from '../../../../test/support/push-fixture.ts';
import { settingsWith } from '../../../../test/support/settings.ts';
import { openTwoWayFixture, type TwoWayFixture } from '../../../../test/support/two-way-fixture.ts';
import { newId } from '../../../platform/ids.ts';

/** What a push fills in for ConnectWise's sake is told in its own row: every property of a request that no field of the CRM stands behind. */
describe('R65: what a push fills in', () => {
  let f: TwoWayFixture;
  const sentTo = (path: RegExp) =>
    f.sandbox
      .journal()
      .filter((one) => one.method === 'POST' && path.test(one.path))
      .map(({ body }): Record<string, unknown> => JSON.parse(body ?? '{}'));
  const lastSentence = async (operation: string, localId: string) =>
    (
      await f.rows<{ description: string }>(
        `select description from audit_event where local_id = $1 and direction = 'out' and operation = $2 order by seq desc limit 1`,
        [localId, operation],
      )
    )[0]?.description ?? '';

  beforeEach(async () => {
    f = await openTwoWayFixture();
  }, 60_000);
  afterEach(() => f.close());

  it('a company: its ID, its site, an address', async () => {
    const id = newId();
    await f.rows(`insert into client (id, name) values ($1, 'Bay Bakery')`, [id]);
    await f.createdHere('company', id);
    expect(await f.there('company', id)).toMatchObject({
      identifier: 'BayBakery',
      site: { name: 'Main' },
      addressLine1: '-',
    });
    const said = await lastSentence('create', id);
    expect(said).toContain(
      'Company ID was filled in with "BayBakery", because ConnectWise requires it, and the name stands for it.',
    );
    expect(said).toMatch(/[Aa]ddress line 1 (was filled in )?with "-"/);
    expect(said).toMatch(/[Ss]ite (was filled in )?with "Main"/);
    expect(said).toContain('because ConnectWise requires it.');
    // Emptied with an edit, too.
    await f.editHere('company', id, `address_line1 = '1 Bay Street'`);
    await f.editHere('company', id, `address_line1 = null`);
    expect(await f.there('company', id)).toMatchObject({ addressLine1: '-' });
    expect(await lastSentence('update', id)).toContain(
      'Address line 1 was filled in with "-", because ConnectWise requires it.',
    );
  });

  it('says nothing of what the client has itself', async () => {
    const id = newId();
    await f.rows(
      `insert into client (id, name, identifier, address_line1) values ($1, 'Own', 'OWNID', '1 Bay Street')`,
      [id],
    );
    await f.createdHere('company', id);
    const said = await lastSentence('create', id);
    expect(said).toBe(
      'Created company "Own" (OWNID) in ConnectWise. Site was filled in with "Main", because ConnectWise requires it.',
    );
  });

  const words: Readonly<Record<string, string>> = {
    expectedCloseDate: 'expected close date',
    primarySalesRep: 'sales representative',
    stage: 'stage',
    status: 'status',
    rating: 'rating',
    type: 'opportunity type',
    contact: 'contact',
    locationId: 'location',
    businessUnitId: 'business unit',
    taxCode: 'tax code',
  };

  it('an opportunity: all that the settings and ConnectWise add, each with its value', async () => {
    const first = (kind: string) =>
      f.rows<{ id: string; label: string }>(
        `select remote_id as id, label from reference_item where kind = $1 and is_active order by position, remote_id::int limit 1`,
        [kind],
      );
    const [[rating], [type], [tax]] = [await first('rating'), await first('opportunity_type'), await first('tax_code')];
    await f.rows(settingsWith, [
      f.connectionId,
      JSON.stringify({
        mode: 'real_time',
        defaults: {
          ratingId: rating?.id ?? null,
          opportunityTypeId: type?.id ?? null,
          taxCodeId: tax?.id ?? null,
          closeDateOffsetDays: 30,
        },
      }),
    ]);
    const { opportunityId: id } = await insertDeal(f, { lines: 1 });
    await f.rows(
      `update opportunity set expected_close_date = null, contact_id = null, owner_id = null where id = $1`,
      [id],
    );
    await f.createdHere('opportunity', id);
    const there = await f.there('opportunity', id);
    const said = await lastSentence('create', id);
    const [body] = sentTo(/\/sales\/opportunities$/);
    const named = Object.keys(body ?? {}).filter((path) => !['name', 'company', 'notes'].includes(path));
    expect(named.sort()).toEqual(
      expect.arrayContaining(['expectedCloseDate', 'contact', 'primarySalesRep', 'stage', 'status']),
    );
    for (const path of named)
      expect([path, said.toLowerCase()]).toEqual([path, expect.stringContaining(`${words[path]} `)]);
    const nameOf = (path: string) => (there[path] as { name?: string } | null)?.name ?? '';
    for (const path of ['primarySalesRep', 'stage', 'status', 'contact'])
      expect(said).toMatch(new RegExp(`${words[path]} (was filled in )?with "${nameOf(path)}"`, 'i'));
    expect(said).toContain(`with "${String(there.expectedCloseDate).slice(0, 10)}"`);
    expect(said).toContain('the default in the settings is 30 days from today');
    // A line: what no quote says.
    const [line] = sentTo(/\/procurement\/products$/);
    const [added] = await f.rows<{ description: string }>(
      `select description from audit_event where opportunity_id = $1 and description like 'Added line%'`,
      [id],
    );
    const ofLine = ['locationId', 'businessUnitId', 'taxCode', 'billableOption'];
    expect(Object.keys(line ?? {})).toEqual(expect.arrayContaining(ofLine));
    for (const path of ofLine)
      expect(added?.description.toLowerCase()).toContain((words[path] ?? 'billable option').concat(' '));
  });

  it('an opportunity that says all itself fills in only what has no field here', async () => {
    const { opportunityId: id } = await insertDeal(f, { lines: 0 });
    await f.createdHere('opportunity', id);
    const said = await lastSentence('create', id);
    expect(said).not.toMatch(/close date/i);
    expect(said).not.toMatch(/contact/i);
  });

  it('an opportunity that moves to another client and has no contact', async () => {
    const { opportunityId: id } = await insertDeal(f, { lines: 0 });
    await f.createdHere('opportunity', id);
    const other = await insertDeal(f, { lines: 0 });
    await f.createdHere('contact', other.contactId ?? '');
    await f.editHere('opportunity', id, `client_id = $2, contact_id = null`, [other.clientId]);
    const contact = (await f.there('opportunity', id)).contact as { name: string };
    expect(await lastSentence('update', id)).toContain(
      `Contact was filled in with "${contact.name}", because ConnectWise requires it.`,
    );
  });

  it('a product without SKU and type, and the first contact of a company', async () => {
    const product = newId();
    await f.rows(`insert into product (id, name, price, cost) values ($1, 'Consulting', 100, 60)`, [product]);
    await f.createdHere('product', product);
    const there = await f.there('product', product);
    const said = await lastSentence('create', product);
    expect(said).toContain(
      'Product ID was filled in with "Consulting", because ConnectWise requires it, and the name stands for it.',
    );
    const named = (path: string) => (there[path] as { name: string }).name;
    expect(said).toMatch(new RegExp(`product type (was filled in )?with "${named('type')}"`, 'i'));
    expect(said).toMatch(new RegExp(`subcategory (was filled in )?with "(.* / )?${named('subcategory')}"`, 'i'));
    expect(said).toMatch(/class (was filled in )?with "NonInventory"/i);
    expect(said).toMatch(/description (was filled in )?with "Consulting"/i);
    const { contactId } = await insertDeal(f, { lines: 0 });
    await f.rows(`update contact set is_primary = false where id = $1`, [contactId]);
    await f.createdHere('contact', contactId ?? '');
    expect(await f.log(contactId ?? '')).toContainEqual(
      expect.stringMatching(
        /^Made contact "Ann Lee \d+" the default contact of its company in ConnectWise, which had none\. It is the primary contact of its client here as well now\.$/,
      ),
    );
  });

  it('the only subcategory of a category, and the description of a product that is renamed', async () => {
    const category = f.sandbox.store.insert('categories', { name: 'Cloud storage' });
    f.sandbox.store.insert('subcategories', { name: 'Vault', category: { id: category.id } });
    await f.connection.references.refresh(f.workspaceId, f.connectionId);
    const product = newId();
    await f.rows(
      `insert into product (id, name, sku, category, price, cost) values ($1, 'Archive', 'ARC-1', 'Cloud storage', 100, 60)`,
      [product],
    );
    await f.createdHere('product', product);
    expect(await f.there('product', product)).toMatchObject({ subcategory: { name: 'Vault' } });
    const made = await lastSentence('create', product);
    expect(made).toMatch(/subcategory (was filled in )?with "(.* \/ )?Vault"/i);
    expect(made.match(/subcategory/gi)).toHaveLength(1);
    expect(made.match(/description/gi)).toHaveLength(1);
    await f.editHere('product', product, `name = 'Archive plus'`);
    expect(await f.there('product', product)).toMatchObject({
      description: 'Archive plus',
      customerDescription: 'Archive plus',
    });
    expect(await lastSentence('update', product)).toContain(
      'Description was filled in with "Archive plus", because ConnectWise requires it.',
    );
    await f.editHere('product', product, `name = 'Archive max', description = 'Ten years'`);
    expect(await lastSentence('update', product)).not.toContain('filled in');
  });

  it('the beginning of a name that is longer than ConnectWise takes', async () => {
    const product = newId();
    const name = `Managed detection and response for ${'x'.repeat(20)} with a firewall`;
    await f.rows(
      `insert into product (id, name, sku, description, price, cost) values ($1, $2, 'MDR-1', 'Watches all night', 100, 60)`,
      [product, name],
    );
    await f.createdHere('product', product);
    const cut = String((await f.there('product', product)).description);
    expect(name.startsWith(cut) && cut.length < name.length).toBe(true);
    const because = 'because ConnectWise takes no more of it.';
    expect(await lastSentence('create', product)).toContain(`Name is cut to "${cut}", ${because}`);
    await f.editHere('product', product, `name = name || ' and more'`);
    expect((await f.log(product)).at(-1)).not.toContain('is the same');
    await f.editHere('product', product, `name = 'Watch ' || name`);
    const again = String((await f.there('product', product)).description);
    expect(await lastSentence('update', product)).toContain(`Name is cut to "${again}", ${because}`);
    await f.editHere('product', product, `price = 120`);
    expect(await lastSentence('update', product)).not.toContain('is cut');
    const { opportunityId: id } = await insertDeal(f, { lines: 0 });
    await f.rows(`update opportunity set name = repeat('Refresh ', 20) where id = $1`, [id]);
    await f.createdHere('opportunity', id);
    const there = String((await f.there('opportunity', id)).name);
    expect(there.length).toBeLessThanOrEqual(100);
    expect(await lastSentence('create', id)).toContain(`Name is cut to "${there}", ${because}`);
  });

  it('custom fields that a company gets with its default contact, and an opportunity with its status', async () => {
    const define = (podId: number, podDescription: string, screenId: string, caption: string) =>
      f.sandbox.store.insert('userDefinedFields', {
        podId,
        podDescription,
        screenId,
        caption,
        sequenceNumber: 1,
        fieldTypeIdentifier: 'Text',
        entryTypeIdentifier: 'EntryField',
        numberDecimals: 0,
        requiredFlag: false,
        displayOnScreenFlag: true,
      });
    const code = define(1, 'company_overview', 'co100', 'Billing code');
    const seats = define(2, 'opportunity_overview', 'op100', 'Seat plan');
    await f.connection.references.refresh(f.workspaceId, f.connectionId);
    const deal = await insertDeal(f, { lines: 1 });
    await f.createdHere('company', deal.clientId);
    await f.rows(settingsWith, [
      f.connectionId,
      JSON.stringify({
        mode: 'real_time',
        customFields: [
          { remoteId: String(code.id), value: 'B-0' },
          { remoteId: String(seats.id), value: 'S-0' },
        ],
      }),
    ]);
    const held = async (entity: 'company' | 'opportunity', id: string) =>
      JSON.stringify((await f.there(entity, id)).customFields ?? []);
    const company = await f.there('company', deal.clientId);
    f.sandbox.store.patchRaw('companies', company.id, { defaultContact: null });
    await f.rows(`update contact set is_primary = false where id = $1`, [deal.contactId]);
    await f.createdHere('contact', deal.contactId ?? '');
    expect(await held('company', deal.clientId)).toContain('"B-0"');
    expect((await f.log(deal.contactId ?? '')).at(-1)).toMatch(
      /^Made contact .* which had none\. It is the primary .* now\. "Billing code" was filled in with "B-0", because it is the default in the settings\.$/,
    );
    await f.createdHere('opportunity', deal.opportunityId);
    const opportunity = await f.there('opportunity', deal.opportunityId);
    f.sandbox.store.patchRaw('opportunities', opportunity.id, { customFields: [{ id: seats.id, value: null }] });
    await f.clearLog();
    await win(f, deal);
    await f.run();
    expect(await held('opportunity', deal.opportunityId)).toContain('"S-0"');
    expect((await f.log(deal.opportunityId)).filter((one) => one.includes('"Seat plan"'))).toEqual([
      expect.stringMatching(
        /^Set the status of .* in ConnectWise\. "Seat plan" was filled in with "S-0", because it is the default in the settings\.$/,
      ),
    ]);
  });

  it('tells the same of a won opportunity as a whole', async () => {
    const deal = await insertDeal(f, { lines: 1 });
    await win(f, deal);
    await f.run();
    expect(await lastSentence('create', deal.opportunityId)).toMatch(/sales representative (was filled in )?with "/i);
  });
});
