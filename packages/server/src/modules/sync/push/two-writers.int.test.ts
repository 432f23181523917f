import { orderStory } from '../../../../test/support/order-story.ts';
import { insertDeal, openPushFixture, type PushFixture, win } from '../../../../test/support/push-fixture.ts';
import { settingsWith } from '../../../../test/support/settings.ts';
import { until } from '../../../../test/support/until.ts';

describe('a record that its own push and a sale write at the same time', () => {
  let fixture: PushFixture;
  let story: ReturnType<typeof orderStory>;
  let made = 0;
  beforeAll(async () => {
    fixture = await openPushFixture();
    story = orderStory(fixture);
    await fixture.rows(settingsWith, [
      fixture.connectionId,
      JSON.stringify({ mode: 'real_time', bundleMode: 'bundle' }),
    ]);
  });
  afterAll(() => fixture.close());

  const nothing = { signal: new AbortController().signal, touch: async () => undefined };
  const another = () => fixture.worker().service.run(fixture.workspaceId, fixture.connectionId, nothing);
  /** One worker has read the record and not written it yet, when another one takes up the sale. Then whatever waits. */
  const meanwhile = async (slow: RegExp, other: () => Promise<unknown>) => {
    fixture.sandbox.clearJournal();
    fixture.sandbox.fail({ method: 'GET', path: slow, kind: 'slow', delayMs: 1_500, times: 1 });
    const first = fixture.run();
    const asked = async () => fixture.sandbox.journal().some(({ path }) => slow.test(path));
    await until(asked, 'the first worker reads the record');
    await other();
    await another();
    await first;
    await fixture.drain();
  };
  const insertProduct = async (name: string, kind = 'product') => {
    const [row] = await fixture.rows<{ id: string }>(
      `insert into product (name, sku, kind, price) values ($1, $1, $2, 50) returning id`,
      [`${name} ${++made}`, kind],
    );
    return row?.id ?? '';
  };
  const hold = async (bundle: string, parts: [productId: string, quantity: number][]) => {
    await fixture.rows(`delete from bundle_line where bundle_id = $1`, [bundle]);
    await fixture.rows(
      `insert into bundle_line (bundle_id, product_id, quantity, position)
       select $1, id, quantity, ord from unnest($2::uuid[], $3::numeric[]) with ordinality as p(id, quantity, ord)`,
      [bundle, parts.map(([id]) => id), parts.map(([, quantity]) => quantity)],
    );
  };
  const quantities = async (kit: string) => {
    const all = await story.ask('GET', `/procurement/catalog/${await story.remoteId('product', kit)}/components`);
    return all.map(({ quantity }: { quantity: number }) => quantity);
  };
  const told = (id: string, like: string) =>
    fixture.rows(
      `select description from audit_event where local_id = $1 and operation = 'update' and description like $2`,
      [id, like],
    );

  it('the parts of a bundle stand there once, and are told once', async () => {
    const [a, b, c] = [await insertProduct('A'), await insertProduct('B'), await insertProduct('C')];
    const kit = await insertProduct('Kit', 'bundle');
    await hold(kit, [[a, 1]]);
    await fixture.changed({ entity: 'product', id: kit, kind: 'created' });
    const deal = await insertDeal(fixture, { lines: 0 });
    await story.setLines(deal.quoteId, [{ product_id: kit, description: 'Kit', quantity: 2, price: 100 }]);
    await fixture.changed({ entity: 'opportunity', id: deal.opportunityId, kind: 'created' });
    await fixture.drain();
    expect(await quantities(kit)).toEqual([1]);
    await hold(kit, [
      [b, 3],
      [c, 2],
    ]);
    await fixture.changed({ entity: 'product', id: kit, kind: 'updated' });
    await meanwhile(/\/procurement\/catalog\/\d+\/components/, () => win(fixture, deal));
    expect(await quantities(kit)).toEqual([3, 2]);
    expect(await told(kit, 'Made the parts%')).toHaveLength(1);
    expect(await story.check(deal.opportunityId)).toMatchObject({ status: 'success' });
  });

  it('a number that was added to a contact stands there once, and is told once', async () => {
    const deal = await insertDeal(fixture, { lines: 0 });
    await fixture.rows('update contact set mobile = null where id = $1', [deal.contactId]);
    await fixture.changed({ entity: 'opportunity', id: deal.opportunityId, kind: 'created' });
    await fixture.drain();
    await fixture.rows(`update contact set mobile = '813 555 0177' where id = $1`, [deal.contactId]);
    await fixture.changed({ entity: 'contact', id: deal.contactId ?? '', kind: 'updated' });
    await meanwhile(/\/company\/contacts\/\d+/, () => win(fixture, deal));
    const contact = await story.ask(
      'GET',
      `/company/contacts/${await story.remoteId('contact', deal.contactId ?? '')}`,
    );
    const numbers = contact.communicationItems.map(({ value }: { value: string }) => value.replace(/\D/g, ''));
    expect(numbers.filter((number: string) => number === '8135550177')).toHaveLength(1);
    expect(await told(deal.contactId ?? '', 'Updated%')).toHaveLength(1);
  });

  it('two first contacts of one company: one of them is its default, and the primary one here, and that is told of it alone', async () => {
    const { clientId } = await insertDeal(fixture, { lines: 0, withoutContact: true });
    await fixture.changed({ entity: 'client', id: clientId, kind: 'created' });
    await fixture.drain();
    const contact = async (firstName: string) => {
      const [row] = await fixture.rows<{ id: string }>(
        `insert into contact (client_id, first_name, last_name) values ($1, $2, 'Roe') returning id`,
        [clientId, firstName],
      );
      return row?.id ?? '';
    };
    const [rita, saul] = [await contact('Rita'), await contact('Saul')];
    fixture.sandbox.fail({ method: 'GET', path: /\/company\/companies\/\d+$/, kind: 'slow', delayMs: 700, times: 6 });
    for (const id of [rita, saul]) await fixture.changed({ entity: 'contact', id, kind: 'created' });
    await Promise.all([fixture.run(), another()]);
    await fixture.drain();
    const company = await story.ask('GET', `/company/companies/${await story.remoteId('company', clientId)}`);
    const primary = await fixture.rows<{ id: string }>('select id from contact where client_id = $1 and is_primary', [
      clientId,
    ]);
    expect(primary).toHaveLength(1);
    const chosen = primary[0]?.id ?? '';
    const other = chosen === rita ? saul : rita;
    expect(company.defaultContact.id).toBe(await story.remoteId('contact', chosen));
    expect(await told(chosen, 'Made contact%the default contact%')).toHaveLength(1);
    expect(await told(other, '%default contact%')).toEqual([]);
  });

  it('two contacts who are alike: each gets a contact of its own, and no row tells of a fault of the product', async () => {
    const { clientId } = await insertDeal(fixture, { lines: 0 });
    await fixture.changed({ entity: 'client', id: clientId, kind: 'created' });
    await fixture.drain();
    const ids = (
      await fixture.rows<{ id: string }>(
        `insert into contact (client_id, first_name, last_name, email)
         select $1, 'Una', 'Roe', 'una@roe.example' from generate_series(1, 2) returning id`,
        [clientId],
      )
    ).map(({ id }) => id);
    // Made there, and not linked yet: the other one takes it for its own.
    fixture.sandbox.fail({ method: 'POST', path: /\/company\/contacts$/, kind: 'slow', delayMs: 1_500, times: 1 });
    for (const id of ids) await fixture.changed({ entity: 'contact', id, kind: 'created' });
    await Promise.all([fixture.run(), another()]);
    await fixture.drain();
    const linked = await Promise.all(ids.map((id) => story.remoteId('contact', id)));
    expect(new Set(linked).size).toBe(2);
    for (const id of ids)
      expect(
        await fixture.rows(`select description from audit_event where local_id = $1 and status = 'error'`, [id]),
      ).toEqual([]);
  });
});
