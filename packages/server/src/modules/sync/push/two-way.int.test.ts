import { insertDeal } from '../../../../test/support/push-fixture.ts';
import { settingsWith } from '../../../../test/support/settings.ts';
import { openTwoWayFixture, type TwoWayFixture } from '../../../../test/support/two-way-fixture.ts';
import { equals } from '../../../connectwise/client/conditions.ts';
import { companyWire } from '../../../connectwise/wire/company.ts';
import { productItemWire } from '../../../connectwise/wire/product-item.ts';

type Item = {
  id: number;
  type: { id: number };
  value: string;
  extension?: string;
  defaultFlag: boolean;
  communicationType: string;
};

describe('two-way sync of what a person edits', () => {
  let fixture: TwoWayFixture;
  beforeAll(async () => {
    fixture = await openTwoWayFixture();
  });
  afterAll(() => fixture.close());

  /** A client with a contact that both sides know. */
  async function linkedContact() {
    const deal = await insertDeal(fixture, { lines: 0 });
    const contactId = deal.contactId ?? '';
    await fixture.createdHere('contact', contactId);
    await fixture.poll();
    await fixture.clearLog();
    return { ...deal, contactId };
  }
  async function linkedOpportunity(set = `notes = 'Call first'`) {
    const deal = await insertDeal(fixture, { lines: 0 });
    await fixture.rows(`update opportunity set ${set} where id = $1`, [deal.opportunityId]);
    await fixture.createdHere('opportunity', deal.opportunityId);
    await fixture.poll();
    await fixture.clearLog();
    return deal;
  }
  const items = async (contactId: string) =>
    ((await fixture.there('contact', contactId)).communicationItems as Item[]).map((item) => ({
      ...item,
      typeId: item.type.id,
    }));

  describe('R67: items keep their identity', () => {
    it('writes the e-mail address that was read, not the first one', async () => {
      const { contactId } = await linkedContact();
      const [email] = await items(contactId);
      await fixture.editThere('contact', contactId, [
        {
          op: 'replace',
          path: 'communicationItems',
          value: [
            { type: { id: email?.typeId }, value: 'old@one.example', communicationType: 'Email', defaultFlag: false },
            { type: { id: email?.typeId }, value: 'main@two.example', communicationType: 'Email', defaultFlag: true },
          ],
        },
      ]);
      await fixture.poll();
      expect(await fixture.here('contact', contactId)).toMatchObject({ email: 'main@two.example', phone: null });
      await fixture.clearLog();
      await fixture.editHere('contact', contactId, `email = 'new@two.example'`);
      expect((await items(contactId)).map((item) => [item.value, item.defaultFlag])).toEqual([
        ['old@one.example', false],
        ['new@two.example', true],
      ]);
      expect(await fixture.log(contactId)).toEqual([
        expect.stringMatching(/^Updated e-mail of contact "Ann Lee \d+" in ConnectWise\.$/),
      ]);
    });

    it('does not make a mobile number that is added the default phone', async () => {
      const { contactId } = await linkedContact();
      await fixture.editHere('contact', contactId, 'mobile = null');
      await fixture.editHere('contact', contactId, `mobile = '813 555 0777'`);
      const phones = (await items(contactId)).filter((item) => item.communicationType === 'Phone');
      expect(phones.map((item) => [item.value, item.defaultFlag])).toEqual([
        ['813 555 0100', true],
        ['813 555 0777', false],
      ]);
    });

    it('reads, keeps and writes the extension with its number', async () => {
      const { contactId } = await linkedContact();
      const at = (await items(contactId)).findIndex((item) => item.value === '813 555 0100');
      await fixture.editThere('contact', contactId, [
        { op: 'replace', path: `communicationItems/${at}/extension`, value: '12' },
      ]);
      await fixture.poll();
      expect(await fixture.here('contact', contactId)).toMatchObject({ phone: '813 555 0100', phone_extension: '12' });
      await fixture.editHere('contact', contactId, `phone = '813 555 0200'`);
      expect((await items(contactId))[at]).toMatchObject({ value: '813 555 0200', extension: '12' });
      await fixture.editHere('contact', contactId, `phone_extension = null`);
      expect((await items(contactId))[at]).not.toHaveProperty('extension');
      expect(await fixture.log(contactId)).toContainEqual(expect.stringMatching(/^Updated extension of contact/));
    });
  });

  describe('R66: emptying is an edit', () => {
    it.each(['email', 'phone', 'mobile', 'title', 'last_name'])('of %s of a contact', async (column) => {
      const { contactId } = await linkedContact();
      await fixture.editHere('contact', contactId, `title = 'Owner'`);
      const before = JSON.stringify(await fixture.there('contact', contactId));
      const value = String((await fixture.here('contact', contactId))[column]);
      expect(before).toContain(value);
      await fixture.editHere('contact', contactId, `${column} = null`);
      expect(JSON.stringify(await fixture.there('contact', contactId))).not.toContain(`"${value}"`);
      await fixture.poll();
      expect((await fixture.here('contact', contactId))[column]).toBeNull();
      expect((await fixture.log(contactId)).at(-1)).toMatch(/^Updated /);
    });

    it('of the notes of an opportunity, both ways', async () => {
      const { opportunityId } = await linkedOpportunity();
      expect(await fixture.there('opportunity', opportunityId)).toMatchObject({ notes: 'Call first' });
      await fixture.editHere('opportunity', opportunityId, 'notes = null');
      expect(await fixture.there('opportunity', opportunityId)).not.toHaveProperty('notes');
      await fixture.editThere('opportunity', opportunityId, [{ op: 'replace', path: 'notes', value: 'From there' }]);
      await fixture.poll();
      expect(await fixture.here('opportunity', opportunityId)).toMatchObject({ notes: 'From there' });
      await fixture.editThere('opportunity', opportunityId, [{ op: 'remove', path: 'notes', value: undefined }]);
      await fixture.poll();
      expect(await fixture.here('opportunity', opportunityId)).toMatchObject({ notes: null });
    });

    it('of a close date is not sent, with the reason, and the log claims no equality', async () => {
      const { opportunityId } = await linkedOpportunity();
      await fixture.editHere('opportunity', opportunityId, 'expected_close_date = null');
      expect(await fixture.log(opportunityId)).toContainEqual(
        expect.stringMatching(/Not sent: expected close date, because ConnectWise wants an expected close date\.$/),
      );
      expect((await fixture.log(opportunityId)).join(' ')).not.toContain('the same in ConnectWise already');
    });
  });

  describe('R68: what was only filled in is nobody’s edit', () => {
    it('takes the date and contact that a rep sets in place of our defaults, and never writes them back', async () => {
      const deal = await insertDeal(fixture, { lines: 0 });
      await fixture.rows(`update opportunity set expected_close_date = null, contact_id = null where id = $1`, [
        deal.opportunityId,
      ]);
      await fixture.createdHere('contact', deal.contactId ?? '');
      await fixture.createdHere('opportunity', deal.opportunityId);
      await fixture.poll();
      expect(await fixture.here('opportunity', deal.opportunityId)).toMatchObject({
        expected_close_date: null,
        contact_id: null,
      });
      await fixture.clearLog();
      await fixture.editThere('opportunity', deal.opportunityId, [
        { op: 'replace', path: 'expectedCloseDate', value: '2028-02-03T00:00:00Z' },
      ]);
      await fixture.poll();
      const [row] = await fixture.rows(`select expected_close_date::text as date from opportunity where id = $1`, [
        deal.opportunityId,
      ]);
      expect(row?.date).toBe('2028-02-03');
      expect((await fixture.log(deal.opportunityId)).join(' ')).not.toContain('Both sides had changed');
      await fixture.editHere('opportunity', deal.opportunityId, `notes = 'unrelated'`);
      expect(await fixture.there('opportunity', deal.opportunityId)).toMatchObject({
        notes: 'unrelated',
        expectedCloseDate: '2028-02-03T00:00:00Z',
      });
    });

    it('keeps a rep’s date when an unrelated edit is pushed before the poll', async () => {
      const { opportunityId } = await linkedOpportunity('expected_close_date = null');
      await fixture.editThere('opportunity', opportunityId, [
        { op: 'replace', path: 'expectedCloseDate', value: '2028-04-05T00:00:00Z' },
      ]);
      await fixture.editHere('opportunity', opportunityId, `notes = 'unrelated'`);
      await fixture.poll();
      const [row] = await fixture.rows(`select expected_close_date::text as date from opportunity where id = $1`, [
        opportunityId,
      ]);
      expect(row?.date).toBe('2028-04-05');
      expect(await fixture.there('opportunity', opportunityId)).toMatchObject({
        expectedCloseDate: '2028-04-05T00:00:00Z',
      });
    });
  });

  it('takes an edit in ConnectWise in that was made between our read and our patch', async () => {
    const { clientId } = await linkedContact();
    const { id } = await fixture.there('company', clientId);
    await fixture.rows(`update client set phone = '813 555 4321', updated_at = now() where id = $1`, [clientId]);
    fixture.sandbox.fail({ method: 'PATCH', path: `/company/companies/${id}`, status: 503, times: 2 });
    await fixture.changed({ entity: 'client', id: clientId, kind: 'updated' });
    const pushed = fixture.run();
    // Somebody there saves while our patch is being tried again.
    for (;;) {
      const refused = fixture.sandbox.journal().some((entry) => entry.method === 'PATCH' && entry.status === 503);
      if (refused) break;
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    fixture.sandbox.store.patch('companies', Number(id), { addressLine1: '77 New Street' });
    await pushed;
    await fixture.poll();
    expect(await fixture.here('company', clientId)).toMatchObject({
      phone: '813 555 4321',
      address_line1: '77 New Street',
    });
    await fixture.editHere('company', clientId, `city = 'Sarasota'`);
    expect(await fixture.there('company', clientId)).toMatchObject({ city: 'Sarasota', addressLine1: '77 New Street' });
  });

  it('keeps what was edited there in a contact that cannot come in any more, and sends the rest', async () => {
    const { contactId } = await linkedContact();
    const { id, company } = await fixture.there('contact', contactId);
    const edit = (set: object) => fixture.sandbox.store.patchRaw('contacts', id, { ...set });
    edit({ company: null, title: 'Chair' });
    await fixture.editHere('contact', contactId, `title = 'Owner', first_name = 'Anna'`);
    expect(await fixture.there('contact', contactId)).toMatchObject({ title: 'Chair', firstName: 'Anna' });
    expect(await fixture.log(contactId)).toEqual([
      expect.stringMatching(
        /^Updated first name of contact .* in ConnectWise\. Both sides had changed job title; the value of ConnectWise stands and comes once the record there can be taken in\.$/,
      ),
    ]);
    await fixture.poll();
    await fixture.clearLog();
    edit({ firstName: 'Annie' });
    await fixture.editHere('contact', contactId, `last_name = 'Leigh'`);
    expect(await fixture.there('contact', contactId)).toMatchObject({ firstName: 'Annie', lastName: 'Leigh' });
    expect((await fixture.log(contactId)).join(' ')).toContain(
      'ConnectWise has a newer value of first name, which comes once',
    );
    edit({ company });
    await fixture.poll();
    const both = { title: 'Chair', first_name: 'Annie', last_name: 'Leigh' };
    expect(await fixture.here('contact', contactId)).toMatchObject(both);
  });

  describe('R65: what is created is updated too, or said not to be', () => {
    it('sends status, type and country of a client, by ConnectWise’s own lists', async () => {
      const { clientId } = await linkedContact();
      const types = fixture.sandbox.store.list('companyTypes').map((row) => String(row.name));
      const statuses = fixture.sandbox.store.list('companyStatuses').map((row) => String(row.name));
      const status = statuses.find((name) => name !== 'Active');
      const wanted = types.slice(-2).join(', ');
      await fixture.editHere('company', clientId, `status = $2, type = $3, country = 'Canada'`, [status, wanted]);
      const company = await fixture.there('company', clientId);
      expect(company).toMatchObject({ status: { name: status }, country: { name: 'Canada' } });
      expect((company.types as { name: string }[]).map((type) => type.name).sort()).toEqual(types.slice(-2).sort());
      expect(await fixture.log(clientId)).toEqual([
        expect.stringMatching(/^Updated .* of client "Harbor Dental \d+" in ConnectWise\.$/),
      ]);
      await fixture.editHere('company', clientId, `status = 'VIP'`);
      expect((await fixture.log(clientId)).at(-1)).toMatch(
        /^Not sent: status, because ConnectWise has no active status "VIP"\.$/,
      );
    });

    it('brings the company ID that ConnectWise has back to the client', async () => {
      const deal = await insertDeal(fixture, { lines: 0 });
      await fixture.createdHere('company', deal.clientId);
      const { identifier } = await fixture.there('company', deal.clientId);
      expect(await fixture.here('company', deal.clientId)).toMatchObject({ identifier });
      await fixture.clearLog();
      await fixture.poll();
      expect(await fixture.log(deal.clientId)).toEqual([]);
      await fixture.editHere('company', deal.clientId, `identifier = 'Other'`);
      expect((await fixture.log(deal.clientId)).at(-1)).toMatch(/Not sent: company ID, because ConnectWise keeps/);
    });

    it('sends category, type, class and unit of a product', async () => {
      const deal = await insertDeal(fixture, { lines: 1 });
      const productId = deal.productIds[0] ?? '';
      await fixture.createdHere('product', productId);
      const { store } = fixture.sandbox;
      const subcategory = store.list('subcategories').at(-1);
      const category = store.get('categories', (subcategory?.category as { id: number } | undefined)?.id ?? 0);
      const type = store.list('productTypes').findLast((row) => row.inactiveFlag !== true);
      const unit = store.list('unitOfMeasures').at(-1);
      await fixture.editHere(
        'product',
        productId,
        `category = $2, subcategory = $3, type = $4, unit = $5, product_class = 'Service'`,
        [category?.name, subcategory?.name, type?.name, unit?.name],
      );
      expect(await fixture.there('product', productId)).toMatchObject({
        category: { name: category?.name },
        subcategory: { name: subcategory?.name },
        type: { name: type?.name },
        unitOfMeasure: { name: unit?.name },
        productClass: 'Service',
      });
      await fixture.clearLog();
      await fixture.poll();
      expect(await fixture.log(productId)).toEqual([]);
    });

    it('moves a contact, and an opportunity, to another client', async () => {
      const one = await linkedOpportunity();
      const two = await linkedContact();
      await fixture.editHere('contact', one.contactId ?? '', `client_id = $2, is_primary = false`, [two.clientId]);
      const company = await fixture.there('company', two.clientId);
      expect(await fixture.there('contact', one.contactId ?? '')).toMatchObject({ company: { id: company.id } });
      await fixture.editHere('opportunity', one.opportunityId, `client_id = $2`, [two.clientId]);
      expect(await fixture.there('opportunity', one.opportunityId)).toMatchObject({ company: { id: company.id } });
    });

    it('makes another contact primary there, and only that one', async () => {
      const { clientId, contactId } = await linkedContact();
      const [second] = await fixture.rows<{ id: string }>(
        `insert into contact (client_id, first_name) values ($1, 'Bo') returning id`,
        [clientId],
      );
      await fixture.createdHere('contact', second?.id ?? '');
      await fixture.editHere('contact', second?.id ?? '', 'is_primary = true');
      expect(await fixture.there('contact', second?.id ?? '')).toMatchObject({ defaultFlag: true });
      await fixture.poll();
      expect(await fixture.here('contact', contactId)).toMatchObject({ is_primary: false });
      expect(await fixture.here('contact', second?.id ?? '')).toMatchObject({ is_primary: true });
    });
  });

  it('never says that an opportunity is the same when its new stage does not show in ConnectWise', async () => {
    const { opportunityId } = await linkedOpportunity();
    const [stage] = await fixture.rows<{ id: string }>(
      `insert into pipeline_stage (name, position, kind) values ('Unmapped', 4, 'open') returning id`,
    );
    const before = await fixture.there('opportunity', opportunityId);
    await fixture.editHere('opportunity', opportunityId, 'stage_id = $2', [stage?.id]);
    expect((await fixture.there('opportunity', opportunityId)).stage).toEqual(before.stage);
    const log = (await fixture.log(opportunityId)).join('\n');
    expect(log).toContain('Not sent: stage, because stage "Unmapped" is mapped to no stage of ConnectWise');
    expect(log).not.toContain('is the same in ConnectWise');
  });

  it('tells nothing of its own echo: a new contact that was made primary', async () => {
    const deal = await insertDeal(fixture, { lines: 0 });
    await fixture.rows(`update contact set is_primary = false where id = $1`, [deal.contactId]);
    await fixture.createdHere('contact', deal.contactId ?? '');
    expect(await fixture.there('contact', deal.contactId ?? '')).toMatchObject({ defaultFlag: true });
    await fixture.clearLog();
    await fixture.poll();
    expect([await fixture.log(deal.contactId ?? ''), await fixture.log(deal.clientId)]).toEqual([[], []]);
  });

  it('merges a record that a push found and linked, by the rules of owners, and says so', async () => {
    const deal = await insertDeal(fixture, { lines: 0 });
    const [client] = await fixture.rows<{ name: string; website: string }>(
      `update client set website = 'https://found.example', city = 'Tampa', address_line2 = 'Suite 9' where id = $1 returning name, website`,
      [deal.clientId],
    );
    const found = await fixture.connectwise.create(companyWire, {
      site: { name: 'Main' },
      identifier: 'FoundOne',
      name: client?.name,
      website: 'https://found.example',
      phoneNumber: '813 555 0001',
      addressLine1: '1 Main St',
      city: 'Tampa',
      state: 'FL',
      zip: '33602',
    });
    await fixture.createdHere('company', deal.clientId);
    expect((await fixture.there('company', deal.clientId)).id).toBe(found.id);
    await fixture.poll();
    // ConnectWise owns companies: its phone stands; what it lacks comes from here.
    expect(await fixture.here('company', deal.clientId)).toMatchObject({
      phone: '813 555 0001',
      identifier: 'FoundOne',
      address_line2: 'Suite 9',
    });
    expect(await fixture.there('company', deal.clientId)).toMatchObject({
      phoneNumber: '813 555 0001',
      addressLine2: 'Suite 9',
    });
    const log = (await fixture.log(deal.clientId)).join('\n');
    expect(log).toContain('Linked client');
    expect(log).toContain('Updated address line 2 of client');
    expect(log).toContain('Updated: company ID, phone, type, status.');
  });

  it('leaves the lines of an opportunity that ConnectWise won before anybody accepted its quote, unless it is declined', async () => {
    const { opportunityId, quoteId } = await insertDeal(fixture, { lines: 2 });
    const closedStatuses = [{ statusId: '2', outcome: 'won' }];
    await fixture.rows(settingsWith, [fixture.connectionId, JSON.stringify({ mode: 'real_time', closedStatuses })]);
    await fixture.rows(`update document set state = 'sent' where id = $1`, [quoteId]);
    await fixture.createdHere('opportunity', opportunityId);
    const { id } = await fixture.there('opportunity', opportunityId);
    const lines = () => fixture.connectwise.find(productItemWire, { conditions: equals('opportunity/id', id) });
    expect(await lines()).toHaveLength(2);
    await fixture.editThere('opportunity', opportunityId, [{ op: 'replace', path: 'status', value: { id: 2 } }]);
    await fixture.poll();
    expect((await fixture.here('opportunity', opportunityId)).won_at).toBeInstanceOf(Date);
    await fixture.editHere('opportunity', opportunityId, `notes = 'Thank them'`);
    expect(await lines()).toHaveLength(2);
    await fixture.rows(`update document set state = 'declined' where id = $1`, [quoteId]);
    await fixture.editHere('opportunity', opportunityId, `notes = 'Ask why'`);
    expect(await lines()).toEqual([]);
  });
});
