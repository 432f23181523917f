import { monthly, orderStory } from '../../../../test/support/order-story.ts';
import { insertDeal, win } from '../../../../test/support/push-fixture.ts';
import { settingsWith } from '../../../../test/support/settings.ts';
import { openTwoWayFixture, type TwoWayFixture } from '../../../../test/support/two-way-fixture.ts';
import { newId } from '../../../platform/ids.ts';

/** Inputs that nobody named before, of kinds that other tests hold by the input that was found first. */
describe('further inputs of known kinds', () => {
  let fixture: TwoWayFixture;
  let story: ReturnType<typeof orderStory>;
  const statusIds = new Map<string, number>();

  beforeAll(async () => {
    fixture = await openTwoWayFixture({ options: { owners: { contact: 'crm' } } });
    story = orderStory(fixture);
    for (const row of fixture.sandbox.store.list('opportunityStatuses')) statusIds.set(String(row.name), row.id);
  });
  afterAll(() => fixture.close());
  afterEach(() => fixture.sandbox.clearFaults());

  const deal = async () => {
    const made = await insertDeal(fixture, { lines: 0 });
    return { ...made, contactId: made.contactId ?? '' };
  };
  const linkedContact = async () => {
    const made = await deal();
    await fixture.createdHere('contact', made.contactId);
    await fixture.poll();
    await fixture.clearLog();
    return made;
  };
  const linkedOpportunity = async () => {
    const made = await deal();
    await fixture.createdHere('opportunity', made.opportunityId);
    await fixture.poll();
    await fixture.clearLog();
    return made;
  };
  const linkedProduct = async () => {
    const id = newId();
    await fixture.rows(`insert into product (id, name, sku, price, cost) values ($1, $2, $3, 10, 5)`, [
      id,
      `Switch ${id.slice(-6)}`,
      `SW-${id.slice(-6)}`,
    ]);
    await fixture.createdHere('product', id);
    await fixture.poll();
    await fixture.clearLog();
    return id;
  };
  const writes = () => fixture.sandbox.journal().filter(({ method }) => method !== 'GET');
  const agreeing = async (
    entity: 'company' | 'contact' | 'opportunity' | 'product',
    localId: string,
    field: string,
  ) => {
    expect(await fixture.column(entity, localId, field)).toEqual(await fixture.inOurWords(entity, localId, field));
  };

  it('several stages and statuses that come in as one are not turned into the one that is sent', async () => {
    const { lead } = fixture.stages;
    const row = { stageId: lead, remoteStageId: '7', remoteStatusId: '1' };
    const others = { otherRemoteStageIds: ['8', '9'], otherRemoteStatusIds: [String(statusIds.get('On ice'))] };
    const use = (stageMap: object[]) =>
      fixture.rows(settingsWith, [
        fixture.connectionId,
        JSON.stringify({ mode: 'real_time', options: { owners: { contact: 'crm' } }, stageMap }),
      ]);
    await use([{ ...row, ...others }]);
    const { opportunityId } = await linkedOpportunity();
    expect(await fixture.there('opportunity', opportunityId)).toMatchObject({ stage: { id: 7 }, status: { id: 1 } });
    for (const [stage, status] of [
      [8, 1],
      [9, statusIds.get('On ice')],
    ]) {
      await fixture.editThere('opportunity', opportunityId, [
        { op: 'replace', path: 'stage', value: { id: stage } },
        { op: 'replace', path: 'status', value: { id: status } },
      ]);
      fixture.sandbox.clearJournal();
      await fixture.poll();
      await fixture.drain();
      expect(writes()).toEqual([]);
      expect(await fixture.here('opportunity', opportunityId)).toMatchObject({ stage_id: lead });
      await fixture.editHere('opportunity', opportunityId, `notes = 'edited at ${stage}'`);
      expect(await fixture.there('opportunity', opportunityId)).toMatchObject({
        notes: `edited at ${stage}`,
        stage: { id: stage },
        status: { id: status },
      });
    }
    await use([]);
  });

  it('kind 3: type and class of a product, changed at once, both go out; and come in at once', async () => {
    const id = await linkedProduct();
    const types = fixture.sandbox.store.list('productTypes').filter((row) => row.inactiveFlag !== true);
    const there = await fixture.there('product', id);
    const other = types.find((row) => row.id !== (there.type as { id: number }).id);
    await fixture.editHere('product', id, `type = $2, product_class = 'Service', unit = null`, [other?.name]);
    expect(await fixture.there('product', id)).toMatchObject({ type: { id: other?.id }, productClass: 'Service' });
    await fixture.editThere('product', id, [
      { op: 'replace', path: 'type', value: there.type },
      { op: 'replace', path: 'productClass', value: 'NonInventory' },
    ]);
    await fixture.poll();
    for (const field of ['type', 'productClass', 'unit']) await agreeing('product', id, field);
    expect(await fixture.here('product', id)).toMatchObject({ product_class: 'NonInventory' });
  });

  it('kind 6: a JSON 404 of one part of a record, or of its patch alone, breaks no link', async () => {
    const { contactId, opportunityId, clientId } = await linkedOpportunity();
    const contact = await fixture.there('contact', contactId);
    const notFound = { status: 404, body: { code: 'NotFound', message: 'Contact not found', errors: null } };
    fixture.sandbox.fail({
      method: 'PATCH',
      path: `/company/contacts/${contact.id}`,
      kind: 'stub',
      ...notFound,
      times: 1,
    });
    await fixture.editHere('contact', contactId, `title = 'Chair'`);
    await fixture.drain();
    expect(await fixture.there('contact', contactId)).toMatchObject({ title: 'Chair' });
    fixture.sandbox.fail({
      method: 'PATCH',
      path: `/company/contacts/${contact.id}`,
      kind: 'html',
      status: 404,
      times: 1,
    });
    await fixture.editHere('contact', contactId, `title = 'Owner'`);
    await fixture.rows(`update connection set state = 'connected'`);
    await fixture.drain();
    expect(await fixture.there('contact', contactId)).toMatchObject({ title: 'Owner' });
    fixture.sandbox.fail({ path: /\/notes/, kind: 'stub', ...notFound, times: 1 });
    await win(fixture, { opportunityId });
    await fixture.run();
    await fixture.rows(`update connection set state = 'connected'`);
    await fixture.drain();
    const links = await fixture.rows(`select distinct state from entity_link where local_id = any($1::uuid[])`, [
      [contactId, opportunityId, clientId],
    ]);
    expect(links).toEqual([{ state: 'linked' }]);
  });

  it('kind 7: a patch that takes one item away and adds another, committed with its answer lost, is done once', async () => {
    const { contactId } = await linkedContact();
    await fixture.rows(`update contact set email = null, phone = null, mobile = '813 555 4411' where id = $1`, [
      contactId,
    ]);
    fixture.sandbox.fail({ method: 'PATCH', path: '/company/contacts', kind: 'reset-after', times: 1 });
    await fixture.changed({ entity: 'contact', id: contactId, kind: 'updated' });
    await fixture.drain();
    const { communicationItems } = await fixture.there('contact', contactId);
    expect((communicationItems as { value: string }[]).map(({ value }) => value)).toEqual(['813 555 4411']);
    await fixture.poll();
    expect(await fixture.here('contact', contactId)).toMatchObject({
      email: null,
      phone: null,
      mobile: '813 555 4411',
    });
  });

  it('kind 8: a deal that was won here and is reopened there tells so, and its date stays in the log', async () => {
    const configuration = {
      mode: 'real_time',
      options: { owners: { contact: 'crm' } },
      closedStatuses: [{ statusId: String(statusIds.get('Won')), outcome: 'won' }],
    };
    await fixture.rows(settingsWith, [fixture.connectionId, JSON.stringify(configuration)]);
    const { opportunityId } = await linkedOpportunity();
    await win(fixture, { opportunityId });
    await fixture.drain();
    await fixture.poll();
    await fixture.clearLog();
    const { won_at: wonAt } = await fixture.here('opportunity', opportunityId);
    expect(wonAt).not.toBeNull();
    const status = { id: statusIds.get('Open') };
    await fixture.editThere('opportunity', opportunityId, [{ op: 'replace', path: 'status', value: status }]);
    await fixture.poll();
    expect(await fixture.here('opportunity', opportunityId)).toMatchObject({ won_at: null });
    const told = await fixture.rows<{ changes: { field: string; from: unknown; to: unknown }[] }>(
      `select changes from audit_event where local_id = $1 and direction = 'in' order by seq desc limit 2`,
      [opportunityId],
    );
    expect(told.flatMap(({ changes }) => changes)).toContainEqual(
      expect.objectContaining({ field: 'wonAt', from: expect.anything(), to: null }),
    );
  });

  it.each([
    ['an ampersand', 'Smith & Sons Plumbing', 'Smith and Sons Plumbing'],
    ['umlauts written out', 'Müller Bäckerei GmbH', 'Mueller Baeckerei'],
    ['an apostrophe', 'O’Neill Dental', "O'Neill Dental Inc"],
  ])(
    'kind 9: a company with %s in its name, at the same address, is linked or asked about, not doubled',
    async (_what, there, here) => {
      const { clientId } = await deal();
      fixture.sandbox.store.insert('companies', {
        identifier: `K9${clientId.slice(-8)}`,
        name: there,
        addressLine1: '7 Harbour Road',
        city: 'Bristol',
        zip: 'BS1 4RW',
        site: { name: 'Main' },
      });
      const before = fixture.sandbox.store.count('companies');
      await fixture.rows(
        `update client set name = $2, website = null, phone = null, address_line1 = '7 Harbour Rd', city = 'Bristol', region = null, postal_code = 'BS1 4RW' where id = $1`,
        [clientId, here],
      );
      await fixture.createdHere('company', clientId);
      expect(fixture.sandbox.store.count('companies')).toBe(before);
    },
  );

  it('kind 14: a line without a tax category follows its product, taxable or not', async () => {
    const made = await insertDeal(fixture, { lines: 0 });
    const [taxed, free] = [newId(), newId()];
    await fixture.rows(
      `insert into product (id, name, sku, price, cost, is_taxable) values
       ($1, 'Taxed part', 'TK-2', 10, 5, true), ($2, 'Free part', 'TK-3', 20, 5, false)`,
      [taxed, free],
    );
    await story.setLines(made.quoteId, [
      { product_id: taxed, description: 'Taxed part', price: 10 },
      { product_id: free, description: 'Free part', price: 20 },
    ]);
    await win(fixture, made);
    await fixture.drain();
    const { id } = await fixture.there('opportunity', made.opportunityId);
    const lines = (await story.ask('GET', `/procurement/products?conditions=opportunity/id=${id}&pageSize=100`)) as {
      taxableFlag: boolean;
      catalogItem: { identifier: string };
    }[];
    const seen = lines.map((line) => [line.catalogItem.identifier, line.taxableFlag]);
    expect(Object.fromEntries(seen)).toEqual({ 'TK-2': true, 'TK-3': false });
  });

  it('kind 15: an owner whose member is inactive is named, with what to do', async () => {
    const { opportunityId } = await linkedOpportunity();
    fixture.sandbox.store.insertRaw('members', {
      identifier: 'Gus',
      firstName: 'Gus',
      lastName: 'Gone',
      licenseClass: 'F',
      defaultEmail: 'gus@gone.example',
      inactiveFlag: true,
    });
    await fixture.connection.references.refresh(fixture.workspaceId, fixture.connectionId);
    const gus = newId();
    await fixture.rows(
      `insert into app_user (id, email, name, role, password_hash) values ($1, 'gus@gone.example', 'Gus Gone', 'sales', '')`,
      [gus],
    );
    await fixture.editHere('opportunity', opportunityId, `owner_id = $2, notes = 'with Gus'`, [gus]);
    expect(await fixture.there('opportunity', opportunityId)).toMatchObject({ notes: 'with Gus' });
    const log = (await fixture.log(opportunityId)).join(' ');
    expect(log).toMatch(/Not sent: .*owner/i);
  });

  it('kind 15: a 403 of another endpoint names the API member and the permission', async () => {
    const made = await insertDeal(fixture, { lines: 1 });
    fixture.sandbox.fail({ method: 'POST', path: '/procurement/products', status: 403 });
    await win(fixture, made);
    await fixture.run();
    const issue = await story.issue(made.opportunityId);
    expect(`${issue?.message} ${issue?.advice}`).toMatch(/API member/);
    expect(`${issue?.message} ${issue?.advice}`).toMatch(/Procurement|product/i);
    expect(issue?.message).not.toMatch(/^You do not have/);
  });

  it('kind 18: a contact that a push finds and links with another mobile is merged, and the log says so', async () => {
    const made = await insertDeal(fixture, { lines: 0 });
    await fixture.createdHere('company', made.clientId);
    const company = await fixture.there('company', made.clientId);
    const contactId = made.contactId ?? '';
    const mine = await fixture.here('contact', contactId);
    const types = fixture.sandbox.store.list('communicationTypes');
    const cell = types.find((row) => /cell|mobile/i.test(String(row.description)));
    const mail = types.find((row) => row.emailFlag === true);
    fixture.sandbox.store.insert('contacts', {
      firstName: mine.first_name,
      lastName: mine.last_name,
      company: { id: company.id },
      title: 'Director',
      communicationItems: [
        { type: { id: mail?.id }, value: mine.email, communicationType: 'Email', defaultFlag: true },
        { type: { id: cell?.id }, value: '813 555 0007', communicationType: 'Phone', defaultFlag: true },
      ],
    });
    await fixture.createdHere('contact', contactId);
    await fixture.poll();
    // The CRM owns contacts here: its mobile stands; what it lacks comes in.
    expect(await fixture.here('contact', contactId)).toMatchObject({ mobile: '813 555 0199', title: 'Director' });
    for (const field of ['mobile', 'phone', 'title', 'email']) await agreeing('contact', contactId, field);
  });

  it('kind 19: what ConnectWise writes in its own way is no change of theirs, and is not written again', async () => {
    const { clientId } = await deal();
    await fixture.rows(
      `update client set identifier = $2, country = 'United States', phone = '+1 (813) 555-4321', website = 'HTTPS://Harbor.example' where id = $1`,
      [clientId, `echo${clientId.slice(-6)}`],
    );
    await fixture.createdHere('company', clientId);
    const { id } = await fixture.there('company', clientId);
    // As some servers do: the identifier in capitals, the phone in digits.
    fixture.sandbox.store.patch('companies', id, {
      identifier: `ECHO${clientId.slice(-6).toUpperCase()}`,
      phoneNumber: '8135554321',
    });
    await fixture.poll();
    await fixture.clearLog();
    fixture.sandbox.clearJournal();
    await fixture.poll();
    await fixture.drain();
    expect(writes()).toEqual([]);
    expect(await fixture.log(clientId)).toEqual([]);
    for (const field of ['identifier', 'phone', 'country', 'website']) await agreeing('company', clientId, field);
  });

  it('kind 20: a win is held when what recurs differs alone', async () => {
    const held = async (edit: object[], lines: Record<string, unknown>[]) => {
      const made = await insertDeal(fixture, { lines: 0 });
      await story.setLines(made.quoteId, lines);
      fixture.sandbox.fail({ method: 'POST', path: /notes$/, status: 400, times: 1 });
      await win(fixture, made);
      await fixture.run();
      const [line] = await story.lines(made.opportunityId);
      await story.ask('PATCH', `/procurement/products/${line?.id}`, edit);
      await fixture.rows(`update push_request set state = 'pending', next_attempt_at = now() where local_id = $1`, [
        made.opportunityId,
      ]);
      await fixture.run();
      return { isWon: await story.isWon(made.opportunityId), issue: await story.issue(made.opportunityId) };
    };
    const recurring = await held(
      [{ op: 'replace', path: 'recurring/recurringRevenue', value: 23 }],
      [{ description: 'Care', quantity: 10, price: 5, recurring_price: 22, ...monthly }],
    );
    expect(recurring).toMatchObject({ isWon: false, issue: { code: 'totals_differ', state: 'open' } });
  });
});
