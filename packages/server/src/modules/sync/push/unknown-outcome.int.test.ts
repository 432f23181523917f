import { askConnectWise } from '../../../../test/support/ask-connectwise.ts';
import { insertDeal, openPushFixture, type PushFixture, win } from '../../../../test/support/push-fixture.ts';
import { settingsWith } from '../../../../test/support/settings.ts';
import { newId } from '../../../platform/ids.ts';

describe('R70: a write whose answer is lost', () => {
  let fixture: PushFixture;

  beforeAll(async () => {
    fixture = await openPushFixture();
    await fixture.rows(settingsWith, [fixture.connectionId, JSON.stringify({ mode: 'real_time' })]);
  });
  afterAll(() => fixture.close());
  afterEach(() => fixture.sandbox.clearFaults());

  const remoteId = async (entity: string, localId: string) => {
    const [link] = await fixture.rows<{ id: string }>(
      `select remote_id as id from entity_link where entity = $1 and local_id = $2`,
      [entity, localId],
    );
    return Number(link?.id);
  };
  const read = (path: string) => askConnectWise(fixture, 'GET', path);
  const lastEvent = async (localId: string) => {
    const [event] = await fixture.rows<{ description: string; status: string }>(
      `select description, status from audit_event where local_id = $1 order by seq desc limit 1`,
      [localId],
    );
    return event;
  };
  const patches = () => fixture.sandbox.journal().filter((entry) => entry.method === 'PATCH').length;

  const contactWithoutPhone = async () => {
    const deal = await insertDeal(fixture, { lines: 0 });
    const contactId = deal.contactId ?? '';
    await fixture.rows(`update contact set phone = null, mobile = null where id = $1`, [contactId]);
    await fixture.changed({ entity: 'contact', id: contactId, kind: 'created' });
    await fixture.drain();
    await fixture.rows(`update contact set phone = '813 555 7777', title = 'Owner' where id = $1`, [contactId]);
    await fixture.changed({ entity: 'contact', id: contactId, kind: 'updated' });
    fixture.sandbox.clearJournal();
    return contactId;
  };
  const phonesOf = async (contactId: string) =>
    ((await read(`/company/contacts/${await remoteId('contact', contactId)}/communications`)) as { value: string }[])
      .map((item) => item.value)
      .filter((value) => value.includes('7777'));

  it.each(['reset-after', 'truncated', 'half-json'] as const)(
    'adds a phone once though the answer was lost after it was there (%s), and tells so',
    async (kind) => {
      const contactId = await contactWithoutPhone();
      fixture.sandbox.fail({ method: 'PATCH', path: '/company/contacts', kind, times: 1 });
      await fixture.drain();
      expect(await phonesOf(contactId)).toEqual(['813 555 7777']);
      expect(patches()).toBe(1);
      const event = await lastEvent(contactId);
      expect(event?.status).toBe('success');
      expect(event?.description).toContain('Updated');
      expect(event?.description).toContain('The answer of ConnectWise was lost');
      const [link] = await fixture.rows(`select base ->> 'phone' as phone from entity_link where local_id = $1`, [
        contactId,
      ]);
      expect(link).toEqual({ phone: '813 555 7777' });
    },
  );

  it.each([
    ['the connection broke before anything was done', { kind: 'reset-before' }],
    ['ConnectWise failed', { status: 503 }],
  ] as const)('sends it again after a look when %s', async (_what, fault) => {
    const contactId = await contactWithoutPhone();
    fixture.sandbox.fail({ method: 'PATCH', path: '/company/contacts', times: 1, ...fault });
    await fixture.drain();
    expect(await phonesOf(contactId)).toEqual(['813 555 7777']);
    expect(patches()).toBe(2);
  });

  it('makes the company, its opportunity, the line, the document and the note once each', async () => {
    const deal = await insertDeal(fixture, { lines: 1 });
    for (const path of [
      /^\/company\/companies$/,
      /^\/sales\/opportunities$/,
      /^\/procurement\/products$/,
      /\/notes$/,
      /^\/system\/documents$/,
    ])
      fixture.sandbox.fail({ method: 'POST', path, kind: 'reset-after', times: 1 });
    await win(fixture, deal);
    await fixture.drain();
    const opportunity = await remoteId('opportunity', deal.opportunityId);
    const conditions = encodeURIComponent(`opportunity/id=${opportunity}`);
    expect(await read(`/procurement/products?conditions=${conditions}`)).toHaveLength(1);
    expect(await read(`/sales/opportunities/${opportunity}/notes`)).toHaveLength(1);
    expect(await read(`/system/documents?recordType=Opportunity&recordId=${opportunity}`)).toHaveLength(1);
    const company = await remoteId('company', deal.clientId);
    const ofCompany = encodeURIComponent(`company/id=${company}`);
    expect(await read(`/sales/opportunities?conditions=${ofCompany}`)).toHaveLength(1);
  });

  it.each([
    ['won', 'Won'],
    ['lost', 'Lost'],
  ] as const)(
    'agrees that an opportunity is %s when the status arrived and no answer did, and tells so',
    async (kind, label) => {
      const deal = await insertDeal(fixture, { lines: 0 });
      const id = deal.opportunityId;
      await fixture.changed({ entity: 'opportunity', id, kind: 'created' });
      await fixture.drain();
      const there = async () => read(`/sales/opportunities/${await remoteId('opportunity', id)}`);
      fixture.sandbox.fail({ method: 'PATCH', path: '/sales/opportunities', kind: 'truncated', times: 3 });
      await fixture.rows(`update opportunity set stage_id = $2, ${kind}_at = now() where id = $1`, [
        id,
        fixture.stages[kind],
      ]);
      await fixture.changed({ entity: 'opportunity', id, kind });
      await fixture.run();
      expect(await there()).toMatchObject({ status: { name: label } });
      const told = () =>
        fixture.rows<{ description: string }>(`select description from audit_event where local_id = $1 order by seq`, [
          id,
        ]);
      const [row] = await fixture.rows<{ name: string }>(`select name from opportunity where id = $1`, [id]);
      const sentence = `An earlier attempt ended while it sent status of opportunity "${row?.name}"; ConnectWise has it.`;
      expect(await told()).not.toContainEqual({ description: sentence });
      await fixture.drain();
      expect(await told()).toContainEqual({ description: sentence });
      const [link] = await fixture.rows(`select base ->> 'stageId' as stage from entity_link where local_id = $1`, [
        id,
      ]);
      expect(link).toEqual({ stage: fixture.stages[kind] });
      // So an edit that follows is no second win: it leaves alone what somebody there made of the opportunity since.
      fixture.sandbox.store.patch('opportunities', await remoteId('opportunity', id), { status: { id: 1 } });
      await fixture.rows(`update opportunity set notes = 'Call' where id = $1`, [id]);
      await fixture.changed({ entity: 'opportunity', id, kind: 'updated' });
      await fixture.drain();
      expect(await there()).toMatchObject({ status: { name: 'Open' }, notes: 'Call' });
    },
  );

  it('gives a bundle each of its parts once', async () => {
    const [bundle, part] = [newId(), newId()];
    await fixture.rows(
      `insert into product (id, name, sku, price, cost, kind) values ($1, 'Starter kit', 'KIT-1', 300, 200, 'bundle'), ($2, 'Switch', 'SW-1', 100, 60, 'product')`,
      [bundle, part],
    );
    await fixture.rows(`insert into bundle_line (bundle_id, product_id, quantity, position) values ($1, $2, 2, 1)`, [
      bundle,
      part,
    ]);
    fixture.sandbox.fail({ method: 'POST', path: /\/components$/, kind: 'reset-after', times: 1 });
    await fixture.changed({ entity: 'product', id: bundle, kind: 'created' });
    await fixture.drain();
    expect(await read(`/procurement/catalog/${await remoteId('product', bundle)}/components`)).toHaveLength(1);
  });
});
