import { monthly, orderStory } from '../../../../test/support/order-story.ts';
import {
  type Deal,
  insertDeal,
  openPushFixture,
  type PushFixture,
  win,
} from '../../../../test/support/push-fixture.ts';
import { settingsWith } from '../../../../test/support/settings.ts';

describe('a win whose lines or totals differ', () => {
  let fixture: PushFixture;
  let story: ReturnType<typeof orderStory>;
  beforeAll(async () => {
    fixture = await openPushFixture();
    story = orderStory(fixture);
  });
  afterAll(() => fixture.close());

  /** A win of two lines, of which somebody edits the first in ConnectWise while it is pushed: the push stands before the notes. */
  const heldWin = async (edit: { path: string; value: unknown }): Promise<Deal> => {
    const deal = await insertDeal(fixture, { lines: 0 });
    await story.setLines(deal.quoteId, [
      { description: 'Firewall', quantity: 2, price: 99.5 },
      { description: 'Care', quantity: 10, price: 5, recurring_price: 22, ...monthly },
    ]);
    fixture.sandbox.fail({ method: 'POST', path: /notes$/, status: 400, times: 1 });
    await win(fixture, deal);
    await fixture.run();
    const [line] = await story.lines(deal.opportunityId);
    await story.ask('PATCH', `/procurement/products/${line?.id}`, [{ op: 'replace', ...edit }]);
    await goOn(deal);
    return deal;
  };
  /** At the step that failed, as the next attempt does. */
  const goOn = async ({ opportunityId }: Deal) => {
    await fixture.rows(`update push_request set state = 'pending', next_attempt_at = now() where local_id = $1`, [
      opportunityId,
    ]);
    await fixture.run();
  };
  const pushIssue = ({ opportunityId }: Deal) => ({
    connectionId: fixture.connectionId,
    entity: 'opportunity',
    localId: opportunityId,
  });
  const differenceOf = async ({ opportunityId }: Deal) => {
    const [row] = await fixture.rows<{ difference: { digest: string; quoteId: string; lines: object[] } }>(
      `select detail -> 'difference' as difference from sync_issue where local_id = $1 and state = 'open'`,
      [opportunityId],
    );
    return row?.difference;
  };

  it('is not closed: an issue names both figures line by line', async () => {
    const deal = await heldWin({ path: 'price', value: 90 });
    expect(await story.isWon(deal.opportunityId)).toBe(false);
    const issue = await story.issue(deal.opportunityId);
    expect(issue).toMatchObject({ code: 'totals_differ', state: 'open' });
    expect(issue?.message).toMatch(
      /^Opportunity "Firewall refresh \d+" was not closed in ConnectWise\. The lines in ConnectWise come to 230\.00 once and 220\.00 recurring, the quote to 249\.00 once and 220\.00 recurring\. "Firewall": 180\.00 there, 199\.00 on the quote\.$/,
    );
    expect(await differenceOf(deal)).toMatchObject({
      quoteId: deal.quoteId,
      quote: { oneTime: '249.00', recurring: '220.00' },
      connectWise: { oneTime: '230.00', recurring: '220.00' },
      lines: [
        { name: 'Firewall', quote: { oneTime: '199.00' }, connectWise: { oneTime: '180.00' }, differs: true },
        { name: 'Care', quote: { recurring: '220.00' }, connectWise: { recurring: '220.00' }, differs: false },
      ],
    });
  });

  it('is closed by pushing again, which makes the lines those of the quote', async () => {
    const deal = await heldWin({ path: 'quantity', value: 3 });
    expect(await story.isWon(deal.opportunityId)).toBe(false);
    await fixture.write((tx) => fixture.push.issues.retry(tx, pushIssue(deal)));
    await fixture.run();
    expect((await story.lines(deal.opportunityId)).map((line) => line.extPrice)).toEqual([199, 50]);
    expect(await story.said(deal.opportunityId, 'Changed line')).toEqual([
      'Changed line "Firewall" to that of the quote: quantity 3 → 2.',
    ]);
    expect(await story.isWon(deal.opportunityId)).toBe(true);
    expect(await story.issue(deal.opportunityId)).toMatchObject({ state: 'resolved' });
  });

  it.each([
    ['a discount on a line', { path: 'discount', value: 20 }],
    ['a line that was cancelled', { path: 'cancelledFlag', value: true }],
    ['what a line costs each cycle', { path: 'recurring/recurringRevenue', value: 3 }],
  ])('is closed by pushing again after %s', async (_what, edit) => {
    const deal = await heldWin(edit);
    expect(await story.issue(deal.opportunityId)).toMatchObject({
      code: 'totals_differ',
      advice: expect.stringMatching(/^Push again to make the lines of the quote what they are here/),
    });
    await fixture.write((tx) => fixture.push.issues.retry(tx, pushIssue(deal)));
    await fixture.run();
    expect((await story.lines(deal.opportunityId))[0]).toMatchObject({
      extPrice: 199,
      discount: 0,
      cancelledFlag: false,
    });
    expect(await story.isWon(deal.opportunityId)).toBe(true);
    expect(await story.issue(deal.opportunityId)).toMatchObject({ state: 'resolved' });
  });

  it('tells what it made of lines that were edited in ConnectWise, although it is held for another reason', async () => {
    const deal = await insertDeal(fixture, { lines: 0 });
    await fixture.rows(settingsWith, [fixture.connectionId, JSON.stringify({ mode: 'real_time' })]);
    await story.setLines(deal.quoteId, [
      { description: 'Firewall', quantity: 2, price: 99.5 },
      { description: 'Care', quantity: 10, price: 5, recurring_price: 22, ...monthly },
      { description: 'Cable', quantity: 1, price: 3 },
    ]);
    await fixture.changed({ entity: 'opportunity', id: deal.opportunityId, kind: 'created' });
    await fixture.run();
    const [firewall, care] = await story.lines(deal.opportunityId);
    await story.ask('PATCH', `/procurement/products/${firewall?.id}`, [
      { op: 'replace', path: 'quantity', value: 4 },
      { op: 'replace', path: 'discount', value: 10 },
    ]);
    await story.ask('PATCH', `/procurement/products/${care?.id}`, [
      { op: 'replace', path: 'recurring/recurringRevenue', value: 9 },
    ]);
    await story.ask('POST', '/procurement/products', {
      catalogItem: { id: firewall?.catalogItem.id },
      description: 'Rush fee',
      quantity: 1,
      price: 77,
      billableOption: 'Billable',
      opportunity: { id: await story.remoteId('opportunity', deal.opportunityId) },
    });
    await fixture.rows(`delete from quote_line where document_id = $1 and description = 'Cable'`, [deal.quoteId]);
    await win(fixture, deal);
    await fixture.run();
    expect(await story.isWon(deal.opportunityId)).toBe(false);
    expect((await story.lines(deal.opportunityId)).slice(0, 2)).toMatchObject([
      { quantity: 2, extPrice: 199 },
      { recurring: { recurringRevenue: 22, billCycle: { name: 'Monthly' } } },
    ]);
    expect(await story.issue(deal.opportunityId)).toMatchObject({ code: 'totals_differ' });
    expect(await story.said(deal.opportunityId, 'Changed line')).toEqual([
      'Changed line "Firewall" to that of the quote: quantity 4 → 2, discount 10 → 0.',
      'Changed line "Care" to that of the quote: recurring price 9 → 22.',
    ]);
    expect(await story.said(deal.opportunityId, 'Removed line')).toEqual([
      'Removed line "Cable", which is not ordered any more.',
    ]);
  });

  it('is held for a line that did not come from the quote, until that is removed', async () => {
    const deal = await heldWin({ path: 'price', value: 90 });
    const remoteId = Number(await story.remoteId('opportunity', deal.opportunityId));
    const [line] = await story.lines(deal.opportunityId);
    const fee = await story.ask('POST', '/procurement/products', {
      catalogItem: { id: line?.catalogItem.id },
      description: 'Rush fee',
      quantity: 1,
      price: 77,
      billableOption: 'Billable',
      opportunity: { id: remoteId },
    });
    const retry = async () => {
      await fixture.write((tx) => fixture.push.issues.retry(tx, pushIssue(deal)));
      await fixture.run();
    };
    await retry();
    expect(await story.issue(deal.opportunityId)).toMatchObject({
      state: 'open',
      message: expect.stringContaining('"Rush fee" (77.00): it did not come from this quote.'),
      advice: expect.stringMatching(/^Remove in ConnectWise what did not come from this quote and push again, accept/),
    });
    await story.ask('DELETE', `/procurement/products/${(fee as { id: number }).id}`);
    await retry();
    expect(await story.isWon(deal.opportunityId)).toBe(true);
  });

  it('goes on at the check when the difference is accepted, and no line is sent again', async () => {
    const deal = await heldWin({ path: 'price', value: 90 });
    const digest = (await differenceOf(deal))?.digest ?? '';
    const accepted = { digest, by: 'Ann', reason: 'Agreed with the customer' };
    fixture.sandbox.clearJournal();
    expect(await fixture.write((tx) => fixture.push.issues.accept(tx, pushIssue(deal), accepted))).toBe(true);
    await fixture.run();
    expect(await story.isWon(deal.opportunityId)).toBe(true);
    const writes = fixture.sandbox.journal().filter((entry) => entry.method !== 'GET');
    expect(writes.map((entry) => entry.path)).toEqual([
      `/sales/opportunities/${await story.remoteId('opportunity', deal.opportunityId)}`,
    ]);
    expect(await story.check(deal.opportunityId)).toMatchObject({
      status: 'info',
      code: 'totals_differ',
      description: expect.stringMatching(/Ann accepted the difference: Agreed with the customer$/),
    });
  });

  it('asks again when the difference is another one by then', async () => {
    const deal = await heldWin({ path: 'price', value: 90 });
    const digest = (await differenceOf(deal))?.digest ?? '';
    const [line] = await story.lines(deal.opportunityId);
    await story.ask('PATCH', `/procurement/products/${line?.id}`, [{ op: 'replace', path: 'price', value: 80 }]);
    await fixture.write((tx) => fixture.push.issues.accept(tx, pushIssue(deal), { digest, by: 'Ann', reason: 'Fine' }));
    await fixture.run();
    expect(await story.isWon(deal.opportunityId)).toBe(false);
    expect((await story.issue(deal.opportunityId))?.message).toContain('160.00 there, 199.00 on the quote');
  });

  it('is held for lines that differ although the sum agrees, and for a line that recurs otherwise', async () => {
    const deal = await heldWin({ path: 'cancelledFlag', value: true });
    expect((await story.issue(deal.opportunityId))?.message).toContain(
      '"Firewall" (199.00): it is not there, or was cancelled.',
    );
    const other = await insertDeal(fixture, { lines: 0 });
    await story.setLines(other.quoteId, [
      { description: 'One', price: 10 },
      { description: 'Two', price: 20, recurring_price: 5, ...monthly },
    ]);
    fixture.sandbox.fail({ method: 'POST', path: /notes$/, status: 400, times: 1 });
    await win(fixture, other);
    await fixture.run();
    const [one, two] = await story.lines(other.opportunityId);
    await story.ask('PATCH', `/procurement/products/${one?.id}`, [{ op: 'replace', path: 'price', value: 11 }]);
    await story.ask('PATCH', `/procurement/products/${two?.id}`, [
      { op: 'replace', path: 'price', value: 19 },
      { op: 'replace', path: 'recurring/billCycleId', value: 2 },
    ]);
    await goOn(other);
    const message = (await story.issue(other.opportunityId))?.message;
    expect(message).toContain(
      'The total of 30.00 once and 5.00 recurring agrees with the quote, but not every line does.',
    );
    expect(message).toContain('it is billed by "Annually" there, and by "Monthly" on the quote');
    expect(await story.isWon(other.opportunityId)).toBe(false);
  });

  it('is closed without a comparison where the opportunity has no quote here', async () => {
    const deal = await insertDeal(fixture, { lines: 1 });
    await fixture.rows(`delete from document where id = $1`, [deal.quoteId]);
    fixture.sandbox.fail({ method: 'PATCH', path: /opportunities/, status: 400, times: 1 });
    await win(fixture, deal);
    await fixture.run();
    await story.ask('POST', '/procurement/products', {
      catalogItem: { id: fixture.sandbox.store.list('catalog')[0]?.id },
      opportunity: { id: await story.remoteId('opportunity', deal.opportunityId) },
      billableOption: 'Billable',
      price: 77,
    });
    await fixture.write((tx) => fixture.push.issues.retry(tx, pushIssue(deal)));
    await fixture.run();
    expect(await story.check(deal.opportunityId)).toMatchObject({ status: 'success', code: null });
    expect(await story.isWon(deal.opportunityId)).toBe(true);
    expect((await story.lines(deal.opportunityId)).map((line) => line.extPrice)).toEqual([77]);
  });

  it.each([
    ['a credit of 59.89', [{ price: 100 }, { price: -59.89 }], {}, [100, -59.89]],
    [
      'a quantity below zero',
      [
        { price: 30.33, quantity: 3 },
        { price: 10.11, quantity: -1 },
      ],
      {},
      [90.99, -10.11],
    ],
    ['10 % off the whole', [{ price: 33.33 }, { price: 66.66 }, { price: 0.01 }], { percent: 10 }, undefined],
    ['50.01 off the whole', [{ price: 33.33, quantity: 3 }, { price: 12.34 }], { amount: 50.01 }, undefined],
  ])(
    'is closed with totals equal to the cent: %s',
    async (_words, lines, { percent = 0, amount = 0 }: { percent?: number; amount?: number }, wanted) => {
      const deal = await insertDeal(fixture, { lines: 0 });
      await story.setLines(deal.quoteId, lines);
      await fixture.rows(`update document set discount_percent = $2, discount_amount = $3 where id = $1`, [
        deal.quoteId,
        percent,
        amount,
      ]);
      await win(fixture, deal);
      await fixture.run();
      const order = (await story.lines(deal.opportunityId)).map((line) => line.extPrice);
      if (wanted) expect(order).toEqual(wanted);
      const gross = lines.reduce(
        (sum, line: { price: number; quantity?: number }) => sum + line.price * (line.quantity ?? 1),
        0,
      );
      const net = gross - Math.round(gross * percent) / 100 - amount;
      expect(order.reduce((sum, one) => sum + one, 0)).toBeCloseTo(net, 2);
      expect(await story.check(deal.opportunityId)).toMatchObject({ status: 'success' });
      expect(await story.isWon(deal.opportunityId)).toBe(true);
    },
  );

  it('names the line, the product and what to do when the catalog item of a line was deleted', async () => {
    const first = await insertDeal(fixture, { lines: 2 });
    await win(fixture, first);
    await fixture.run();
    const [, gone = ''] = first.productIds;
    const [product] = await fixture.rows<{ name: string }>(`select name from product where id = $1`, [gone]);
    const itemId = await story.remoteId('product', gone);
    const other = await insertDeal(fixture, { productIds: first.productIds });
    for (const line of await story.lines(first.opportunityId))
      await story.ask('DELETE', `/procurement/products/${line.id}`);
    await story.ask('DELETE', `/procurement/catalog/${itemId}`);
    await win(fixture, other);
    await fixture.run();
    const gonePart = `Record ${itemId}, which product "${product?.name}" is linked to, was deleted or merged in ConnectWise.`;
    const wanted = {
      ...{ code: 'link_broken', message: gonePart, state: 'open' },
      advice: expect.stringContaining('or choose another product on the line of the quote'),
    };
    const told = async () =>
      (await story.said(other.opportunityId, `Opportunity "`)).filter((one) =>
        one.includes(
          `was not sent, because it needs product "${product?.name}". The quote needs it for line 2 "Firewall line 2": ${gonePart}`,
        ),
      );
    expect(await story.issue(gone)).toMatchObject(wanted);
    expect(await told()).toHaveLength(1);
    await fixture.write((tx) => fixture.push.issues.retry(tx, pushIssue(other)));
    await fixture.run();
    expect(await story.issue(gone)).toMatchObject(wanted);
    expect(await told()).toHaveLength(2);
    expect((await story.issue(other.opportunityId))?.state).not.toBe('open');
  });

  it('names the line that ConnectWise refuses', async () => {
    const deal = await insertDeal(fixture, { lines: 2 });
    fixture.sandbox.fail({ method: 'POST', path: '/procurement/products', status: 400, after: 1, times: 1 });
    await win(fixture, deal);
    await fixture.run();
    expect(await story.issue(deal.opportunityId)).toMatchObject({
      code: 'line_refused',
      message: expect.stringMatching(
        /^ConnectWise refused line 2 "Firewall line 2" of the quote \(product "Firewall \d+-2"\): /,
      ),
    });
  });

  it('says that a tax region was not sent where no tax code stands for it, and what of the quote is missing there', async () => {
    const deal = await insertDeal(fixture, { lines: 0 });
    await story.setLines(deal.quoteId, [{ description: 'Router', price: 100, tax_rate: 6 }]);
    const [region] = await fixture.rows<{ id: string }>(
      `insert into tax_region (name) values ('Florida') returning id`,
    );
    const [category] = await fixture.rows<{ id: string }>(
      `insert into tax_category (tax_region_id, name, rate) values ($1, 'Taxable', 6) returning id`,
      [region?.id],
    );
    await fixture.rows(`update document set tax_region_id = $2 where id = $1`, [deal.quoteId, region?.id]);
    await fixture.rows(`update quote_line set tax_category_id = $2 where document_id = $1`, [
      deal.quoteId,
      category?.id,
    ]);
    await win(fixture, deal);
    await fixture.run();
    expect(await story.isWon(deal.opportunityId)).toBe(true);
    const [line] = await story.lines(deal.opportunityId);
    const opportunity = await story.ask(
      'GET',
      `/sales/opportunities/${await story.remoteId('opportunity', deal.opportunityId)}`,
    );
    expect([opportunity.taxCode ?? null, line?.taxableFlag]).toEqual([null, true]);
    expect(await story.check(deal.opportunityId)).toEqual({
      status: 'info',
      code: 'tax_differs',
      description:
        'Not sent: tax region, because no tax code of ConnectWise stands for "Florida" (Settings, Integrations, Mapping, Taxes). The total of 100.00 agrees with the quote. The tax of 6.00 on the quote is not in ConnectWise.',
    });
  });

  it('sends a line without a tax category as its product says', async () => {
    const deal = await insertDeal(fixture, { lines: 2 });
    const [taxed, free] = deal.productIds;
    await fixture.rows(`update product set is_taxable = (id = $1) where id = any($2::uuid[])`, [taxed, [taxed, free]]);
    await win(fixture, deal);
    await fixture.run();
    expect((await story.lines(deal.opportunityId)).map((line) => line.taxableFlag)).toEqual([true, false]);
  });
});
