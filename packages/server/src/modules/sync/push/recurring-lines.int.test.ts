import { monthly, orderStory } from '../../../../test/support/order-story.ts';
import { insertDeal, openPushFixture, type PushFixture, win } from '../../../../test/support/push-fixture.ts';
import { settingsWith } from '../../../../test/support/settings.ts';

describe('R74: what recurs goes to ConnectWise apart from what is paid once', () => {
  let fixture: PushFixture;
  let made = 0;
  let story: ReturnType<typeof orderStory>;
  beforeAll(async () => {
    fixture = await openPushFixture();
    story = orderStory(fixture);
  });
  afterAll(() => fixture.close());

  const use = (settings: object) => fixture.rows(settingsWith, [fixture.connectionId, JSON.stringify(settings)]);
  const managedUser = async (more: Record<string, unknown> = {}) => {
    const given = {
      name: 'Managed user',
      price: 20,
      cost: 5,
      recurring_price: 22,
      recurring_cost: 12,
      ...monthly,
      ...more,
    };
    given.name = `${given.name} ${++made}`;
    const names = Object.keys(given);
    const [product] = await fixture.rows<{ id: string }>(
      `insert into product (sku, ${names.join(', ')}) values ('MU-' || gen_random_uuid(), ${names.map((_, i) => `$${i + 1}`).join(', ')}) returning id`,
      Object.values(given),
    );
    return product?.id ?? '';
  };
  const dealWith = async (lines: Record<string, unknown>[]) => {
    const deal = await insertDeal(fixture, { lines: 0 });
    await story.setLines(deal.quoteId, lines);
    return deal;
  };

  it('500 paid once and 22 a month times 25: 500.00 once and 550.00 a month, in the lines, the forecast and the log', async () => {
    const productId = await managedUser();
    const deal = await dealWith([
      { product_id: productId, quantity: 25, price: 20, recurring_price: 22, recurring_cost: 12, ...monthly },
    ]);
    await win(fixture, deal);
    await fixture.run();
    expect(await story.ask('GET', `/procurement/catalog/${await story.remoteId('product', productId)}`)).toMatchObject({
      recurringFlag: true,
      recurringRevenue: 22,
      recurringCost: 12,
      recurringBillCycle: { id: 1, name: 'Monthly' },
      price: 20,
    });
    const [line] = await story.lines(deal.opportunityId);
    expect(line).toMatchObject({
      quantity: 25,
      extPrice: 500,
      recurring: { recurringRevenue: 22, billCycle: { name: 'Monthly' } },
    });
    const forecast = await story.forecast(deal.opportunityId);
    expect([forecast.forecastRevenueTotals.revenue, forecast.recurringTotal]).toEqual([500, 550]);
    expect(await story.check(deal.opportunityId)).toMatchObject({
      status: 'success',
      description: expect.stringContaining('500.00 once and 550.00 recurring'),
    });
    expect(await story.isWon(deal.opportunityId)).toBe(true);
  });

  it('an update sends another price, cycle and number of cycles, and nothing when it is pushed once more', async () => {
    await use({ mode: 'real_time' });
    const deal = await dealWith([{ quantity: 2, recurring_price: 10, ...monthly }]);
    await win(fixture, deal);
    await fixture.run();
    await story.setLines(deal.quoteId, [{ quantity: 2, recurring_price: 10, ...monthly }]);
    await fixture.rows(
      `update quote_line set recurring_price = 99.99, discount_percent = 10, billing_cycle = 'Quarterly', billing_cycle_id = null, billing_cycles = 8 where document_id = $1`,
      [deal.quoteId],
    );
    await fixture.changed({ entity: 'opportunity', id: deal.opportunityId, kind: 'updated' });
    await fixture.run();
    const lines = await story.lines(deal.opportunityId);
    expect(lines).toHaveLength(1);
    expect(lines[0]?.recurring).toMatchObject({ recurringRevenue: 89.99, cycles: 8, billCycle: { name: 'Quarterly' } });
    expect(await story.check(deal.opportunityId)).toMatchObject({ status: 'success' });
    const writes = () => fixture.sandbox.journal().filter((entry) => entry.method !== 'GET').length;
    const before = writes();
    await fixture.changed({ entity: 'opportunity', id: deal.opportunityId, kind: 'updated' });
    await fixture.run();
    expect(writes() - before).toBe(0);
  });

  it('a line that is paid once of a product that recurs does not take over what recurs', async () => {
    const productId = await managedUser();
    const deal = await dealWith([{ product_id: productId, quantity: 3, price: 20 }]);
    await win(fixture, deal);
    await fixture.run();
    const [line] = await story.lines(deal.opportunityId);
    expect([line?.extPrice, line?.recurring]).toEqual([60, undefined]);
    expect((await story.forecast(deal.opportunityId)).recurringTotal).toBe(0);
  });

  it.each(['bundle', 'child_products', 'single_product'])(
    'shares what recurs out over the parts of a bundle: %s',
    async (bundleMode) => {
      await use({ mode: 'real_time', bundleMode });
      const user = await managedUser({ recurring_price: 30 });
      const backup = await managedUser({ name: 'Backup', price: 0, recurring_price: 10 });
      const box = await managedUser({
        name: 'Box',
        billing: 'one_time',
        billing_cycle: null,
        billing_cycle_id: null,
        recurring_price: 0,
        recurring_cost: 0,
        price: 80,
      });
      const bundle = await managedUser({ name: 'Office', kind: 'bundle', price: 100, recurring_price: 37 });
      await fixture.rows(
        `insert into bundle_line (bundle_id, product_id, quantity, position) values ($1, $2, 1, 1), ($1, $3, 2, 2), ($1, $4, 1, 3)`,
        [bundle, user, backup, box],
      );
      const deal = await dealWith([
        {
          product_id: bundle,
          quantity: 3,
          price: 100,
          recurring_price: 37,
          recurring_cost: 12,
          discount_percent: 1,
          ...monthly,
        },
      ]);
      await win(fixture, deal);
      await fixture.run();
      expect(await story.check(deal.opportunityId)).toMatchObject({ status: 'success' });
      const forecast = await story.forecast(deal.opportunityId);
      expect([forecast.forecastRevenueTotals.revenue, forecast.recurringTotal]).toEqual([297, 109.89]);
      const lines = await story.lines(deal.opportunityId);
      const recurring = lines
        .filter((line) => line.recurring)
        .map((line) => line.quantity * (line.recurring?.recurringRevenue ?? 0));
      expect(recurring.map((amount) => Math.round(amount * 100) / 100)).toEqual(
        bundleMode === 'single_product' ? [109.89] : [65.93, 43.96],
      );
      const writes = () => fixture.sandbox.journal().filter((entry) => entry.method !== 'GET').length;
      const before = writes();
      await fixture.changed({ entity: 'opportunity', id: deal.opportunityId, kind: 'updated' });
      await fixture.run();
      expect(writes() - before).toBe(0);
    },
  );

  it('a product that stops to recur, and one that begins to, do so in ConnectWise', async () => {
    await use({ mode: 'real_time' });
    const productId = await managedUser();
    await fixture.changed({ entity: 'product', id: productId, kind: 'created' });
    await fixture.run();
    const item = async () => story.ask('GET', `/procurement/catalog/${await story.remoteId('product', productId)}`);
    const edit = async (set: string) => {
      await fixture.rows(`update product set ${set} where id = $1`, [productId]);
      await fixture.changed({ entity: 'product', id: productId, kind: 'updated' });
      await fixture.run();
    };
    await edit(
      `billing = 'one_time', billing_cycle = null, billing_cycle_id = null, recurring_price = 0, recurring_cost = 0`,
    );
    const once = await item();
    expect([once.recurringFlag, once.recurringRevenue, once.recurringBillCycle]).toEqual([false, undefined, undefined]);
    await edit(`billing = 'recurring', billing_cycle = 'annually', recurring_price = 240, recurring_cost = 100`);
    expect(await item()).toMatchObject({
      recurringFlag: true,
      recurringRevenue: 240,
      recurringBillCycle: { name: 'Annually' },
    });
    const [event] = await fixture.rows(
      `select description from audit_event where local_id = $1 and operation = 'update' order by seq desc limit 1`,
      [productId],
    );
    expect(event?.description).toMatch(
      /^Updated billing, billing cycle, recurring price and recurring cost of product "Managed user \d+"/,
    );
  });

  it('says which cycle ConnectWise lacks, and for which line', async () => {
    const deal = await dealWith([
      { description: 'Fortnightly care', recurring_price: 5, billing: 'recurring', billing_cycle: 'Fortnightly' },
    ]);
    await win(fixture, deal);
    await fixture.run();
    expect(await story.issue(deal.opportunityId)).toMatchObject({
      code: 'billing_cycle_missing',
      message: 'ConnectWise has no billing cycle "Fortnightly", by which line "Fortnightly care" is billed.',
    });
  });
});
