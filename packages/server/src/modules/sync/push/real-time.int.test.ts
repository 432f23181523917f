import { insertDeal, openPushFixture, type PushFixture } from '../../../../test/support/push-fixture.ts';
import { settingsWith } from '../../../../test/support/settings.ts';

describe('R16: pushing in real time', () => {
  let fixture: PushFixture;
  const remote = async (record: string, entity: string, localId: string) => {
    const [link] = await fixture.rows<{ remote_id: string }>(
      `select remote_id from entity_link where entity = $1 and local_id = $2`,
      [entity, localId],
    );
    return link ? fixture.sandbox.store.get(record, Number(link.remote_id)) : undefined;
  };
  const patches = () =>
    fixture.sandbox
      .journal()
      .filter((entry) => entry.method === 'PATCH')
      .map((entry) => entry.path);
  const edit = async (entity: 'client' | 'contact' | 'product' | 'opportunity', id: string, set: string) => {
    await fixture.rows(`update ${entity} set ${set} where id = $1`, [id]);
    await fixture.changed({ entity, id, kind: 'updated' });
    fixture.sandbox.clearJournal();
    await fixture.run();
  };

  beforeAll(async () => {
    fixture = await openPushFixture();
    await fixture.rows(settingsWith, [fixture.connectionId, JSON.stringify({ mode: 'real_time' })]);
  });
  afterAll(() => fixture.close());

  it('creates a client, a contact with its company, and a product as they are made', async () => {
    const deal = await insertDeal(fixture, { lines: 1 });
    await fixture.changed({ entity: 'contact', id: deal.contactId ?? '', kind: 'created' });
    await fixture.changed({ entity: 'product', id: deal.productIds[0] ?? '', kind: 'created' });
    await fixture.run();
    const company = await remote('companies', 'company', deal.clientId);
    expect(await remote('contacts', 'contact', deal.contactId ?? '')).toMatchObject({ company: { id: company?.id } });
    expect(await remote('catalog', 'product', deal.productIds[0] ?? '')).toMatchObject({ price: 100, cost: 60 });
  });

  it('sends only what was edited, and leaves ConnectWise’s newer values of other fields', async () => {
    const deal = await insertDeal(fixture, { lines: 0 });
    await fixture.changed({ entity: 'client', id: deal.clientId, kind: 'created' });
    await fixture.run();
    const company = await remote('companies', 'company', deal.clientId);
    fixture.sandbox.store.patch('companies', company?.id ?? 0, { phoneNumber: '813 555 9999' });
    await edit('client', deal.clientId, `city = 'Sarasota'`);
    expect(await remote('companies', 'company', deal.clientId)).toMatchObject({
      city: 'Sarasota',
      phoneNumber: '813 555 9999',
    });
    const [event] = await fixture.rows(
      `select changes from audit_event where local_id = $1 and operation = 'update' order by seq desc limit 1`,
      [deal.clientId],
    );
    expect(event?.changes).toEqual([{ field: 'city', from: 'Tampa', to: 'Sarasota' }]);
  });

  it('leaves news of ConnectWise that it met to the next pull, and does not take them for agreed', async () => {
    const deal = await insertDeal(fixture, { lines: 0 });
    await fixture.changed({ entity: 'opportunity', id: deal.opportunityId, kind: 'created' });
    await fixture.run();
    const standing = (localId: string) =>
      fixture.rows(`select base ->> 'phone' as phone, base ->> 'notes' as notes from entity_link where local_id = $1`, [
        localId,
      ]);
    const company = await remote('companies', 'company', deal.clientId);
    const opportunity = await remote('opportunities', 'opportunity', deal.opportunityId);
    const agreed = [await standing(deal.clientId), await standing(deal.opportunityId)];
    fixture.sandbox.store.patch('companies', company?.id ?? 0, { phoneNumber: '813 555 8888' });
    fixture.sandbox.store.patch('opportunities', opportunity?.id ?? 0, { notes: 'Told at the fair.' });
    await edit('client', deal.clientId, `city = 'Sarasota'`);
    await edit('opportunity', deal.opportunityId, `name = 'Renamed meanwhile'`);
    expect([await standing(deal.clientId), await standing(deal.opportunityId)]).toEqual(agreed);
    await edit('client', deal.clientId, `region = 'GA'`);
    expect(await remote('companies', 'company', deal.clientId)).toMatchObject({
      city: 'Sarasota',
      state: 'GA',
      phoneNumber: '813 555 8888',
    });
    const [link] = await fixture.rows(`select base ->> 'city' as city from entity_link where local_id = $1`, [
      deal.clientId,
    ]);
    expect(link).toEqual({ city: 'Sarasota' });
  });

  it('changes the e-mail of a contact in its place, and adds a phone that it lacked', async () => {
    const deal = await insertDeal(fixture, { lines: 0 });
    const contactId = deal.contactId ?? '';
    await fixture.rows(`update contact set phone = null, mobile = null where id = $1`, [contactId]);
    await fixture.changed({ entity: 'contact', id: contactId, kind: 'created' });
    await fixture.run();
    await edit('contact', contactId, `email = 'new@harbor.example', phone = '813 555 7777', title = 'Owner'`);
    const contact = await remote('contacts', 'contact', contactId);
    const items = (contact?.communicationItems ?? []) as { value: string; communicationType: string }[];
    expect(contact?.title).toBe('Owner');
    expect(items.map((item) => [item.communicationType, item.value])).toEqual([
      ['Email', 'new@harbor.example'],
      ['Phone', '813 555 7777'],
    ]);
  });

  it('changes nothing when the record is the same already', async () => {
    const deal = await insertDeal(fixture, { lines: 1 });
    await fixture.changed({ entity: 'product', id: deal.productIds[0] ?? '', kind: 'created' });
    await fixture.run();
    await edit('product', deal.productIds[0] ?? '', `price = price`);
    expect(patches()).toEqual([]);
    await edit('product', deal.productIds[0] ?? '', `price = 120`);
    expect(await remote('catalog', 'product', deal.productIds[0] ?? '')).toMatchObject({ price: 120 });
  });

  it('A14: pushes an open opportunity with its lines in an open status, without documents and notes', async () => {
    const deal = await insertDeal(fixture, { lines: 2 });
    await fixture.changed({ entity: 'opportunity', id: deal.opportunityId, kind: 'created' });
    await fixture.run();
    const opportunity = await remote('opportunities', 'opportunity', deal.opportunityId);
    const status = fixture.sandbox.store.get(
      'opportunityStatuses',
      (opportunity?.status as { id: number } | undefined)?.id ?? 0,
    );
    expect(status?.closedFlag).not.toBe(true);
    const lines = fixture.sandbox.store
      .list('products')
      .filter((line) => (line.opportunity as { id: number }).id === opportunity?.id);
    expect(lines).toHaveLength(2);
    expect(fixture.sandbox.store.list('documents')).toEqual([]);
    expect(fixture.sandbox.store.list('opportunityNotes')).toEqual([]);
  });

  it('follows an opportunity through loss and reopening', async () => {
    const deal = await insertDeal(fixture, { lines: 0 });
    const flags = async () => {
      const opportunity = await remote('opportunities', 'opportunity', deal.opportunityId);
      const status = fixture.sandbox.store.get(
        'opportunityStatuses',
        (opportunity?.status as { id: number } | undefined)?.id ?? 0,
      );
      return { lost: status?.lostFlag === true, closed: status?.closedFlag === true };
    };
    await fixture.rows(`update opportunity set stage_id = $2 where id = $1`, [deal.opportunityId, fixture.stages.lost]);
    await fixture.changed({ entity: 'opportunity', id: deal.opportunityId, kind: 'lost' });
    await fixture.run();
    expect(await flags()).toEqual({ lost: true, closed: true });
    await fixture.rows(`update opportunity set stage_id = $2 where id = $1`, [deal.opportunityId, fixture.stages.lead]);
    await fixture.changed({ entity: 'opportunity', id: deal.opportunityId, kind: 'reopened' });
    await fixture.run();
    expect(await flags()).toEqual({ lost: false, closed: false });
  });

  it('sends the new name and date of an opportunity that was edited', async () => {
    const deal = await insertDeal(fixture, { lines: 0 });
    await fixture.changed({ entity: 'opportunity', id: deal.opportunityId, kind: 'created' });
    await fixture.run();
    await edit('opportunity', deal.opportunityId, `name = 'Renamed', expected_close_date = '2027-05-01'`);
    expect(await remote('opportunities', 'opportunity', deal.opportunityId)).toMatchObject({
      name: 'Renamed',
      expectedCloseDate: '2027-05-01T00:00:00Z',
    });
  });

  it('does not undo a win in ConnectWise that was not pulled yet when the name was edited here', async () => {
    const deal = await insertDeal(fixture, { lines: 0 });
    await fixture.changed({ entity: 'opportunity', id: deal.opportunityId, kind: 'created' });
    await fixture.run();
    const { store } = fixture.sandbox;
    const before = await remote('opportunities', 'opportunity', deal.opportunityId);
    const won = store.list('opportunityStatuses').find((s) => s.wonFlag === true);
    const stage = store.list('stages').find((s) => s.id !== (before?.stage as { id: number } | undefined)?.id);
    store.patch('opportunities', before?.id ?? 0, { status: { id: won?.id }, stage: { id: stage?.id } });
    await edit('opportunity', deal.opportunityId, `name = 'Edited while it was won'`);
    expect(await remote('opportunities', 'opportunity', deal.opportunityId)).toMatchObject({
      name: 'Edited while it was won',
      status: { id: won?.id },
      stage: { id: stage?.id },
    });
  });

  it('does not send back what came from ConnectWise', async () => {
    const deal = await insertDeal(fixture, { lines: 0 });
    const origin = { kind: 'connectwise', connectionId: fixture.connectionId } as const;
    await fixture.changed({ entity: 'client', id: deal.clientId, kind: 'updated', origin });
    expect(await fixture.rows(`select 1 from push_request where local_id = $1`, [deal.clientId])).toEqual([]);
  });

  it('F5: breaks the link of a record that is gone in ConnectWise, and makes none anew', async () => {
    const deal = await insertDeal(fixture, { lines: 1 });
    const productId = deal.productIds[0] ?? '';
    await fixture.changed({ entity: 'product', id: productId, kind: 'created' });
    await fixture.run();
    const item = await remote('catalog', 'product', productId);
    fixture.sandbox.store.remove('catalog', item?.id ?? 0);
    const before = fixture.sandbox.store.count('catalog');
    await edit('product', productId, `price = 5`);
    expect(fixture.sandbox.store.count('catalog')).toBe(before);
    const [link] = await fixture.rows(`select state from entity_link where local_id = $1`, [productId]);
    const [issue] = await fixture.rows(`select code, direction, state from sync_issue where local_id = $1`, [
      productId,
    ]);
    expect([link, issue]).toEqual([{ state: 'broken' }, { code: 'link_broken', direction: 'out', state: 'open' }]);
  });
});
