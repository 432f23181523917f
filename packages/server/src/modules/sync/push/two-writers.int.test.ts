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
  /** One worker has read the record and not written it yet, when another one takes up the sale. Then whatever waits. */
  const meanwhile = async (slowRead: RegExp, sale: () => Promise<unknown>) => {
    fixture.sandbox.clearJournal();
    fixture.sandbox.fail({ method: 'GET', path: slowRead, kind: 'slow', delayMs: 1_500, times: 1 });
    const first = fixture.run();
    const asked = async () => fixture.sandbox.journal().some(({ path }) => slowRead.test(path));
    await until(asked, 'the first worker reads the record');
    await sale();
    await fixture.worker().service.run(fixture.workspaceId, fixture.connectionId, nothing);
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
});
