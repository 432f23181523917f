import { monthly, orderStory } from '../../../../test/support/order-story.ts';
import {
  type Deal,
  insertDeal,
  openPushFixture,
  type PushFixture,
  win,
} from '../../../../test/support/push-fixture.ts';
import { settingsWith } from '../../../../test/support/settings.ts';

describe('quotes as orders, further inputs of each kind', () => {
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

  const insertProduct = async (name: string, price: number, more: Record<string, unknown> = {}) => {
    const given = { name: `${name} ${++made}`, sku: `${name}-${made}`, price, ...more };
    const names = Object.keys(given);
    const [row] = await fixture.rows<{ id: string }>(
      `insert into product (${names.join(', ')}) values (${names.map((_, at) => `$${at + 1}`).join(', ')}) returning id`,
      Object.values(given),
    );
    return row?.id ?? '';
  };
  const hold = async (bundle: string, parts: [productId: string, quantity: number][]) => {
    await fixture.rows(`delete from bundle_line where bundle_id = $1`, [bundle]);
    for (const [at, [id, quantity]] of parts.entries())
      await fixture.rows(
        `insert into bundle_line (bundle_id, product_id, quantity, position) values ($1, $2, $3, $4)`,
        [bundle, id, quantity, at + 1],
      );
  };
  const dealWith = async (lines: Record<string, unknown>[]) => {
    const deal = await insertDeal(fixture, { lines: 0 });
    await story.setLines(deal.quoteId, lines);
    return deal;
  };
  const winIt = async (deal: Deal) => {
    await win(fixture, deal);
    await fixture.run();
  };
  const again = async ({ opportunityId }: Deal) => {
    await fixture.changed({ entity: 'opportunity', id: opportunityId, kind: 'updated' });
    await fixture.run();
  };
  const total = async (deal: Deal) =>
    (await story.lines(deal.opportunityId)).reduce((sum, line) => sum + line.extPrice, 0).toFixed(2);
  const writesOf = async (work: () => Promise<void>) => {
    fixture.sandbox.clearJournal();
    await work();
    return fixture.sandbox.journal().filter((entry) => entry.method !== 'GET').length;
  };
  const agrees = async (deal: Deal) => {
    expect(await story.check(deal.opportunityId)).toMatchObject({ status: 'success' });
    expect(await story.isWon(deal.opportunityId)).toBe(true);
    expect(await writesOf(() => again(deal))).toBe(0);
  };

  describe('kind 4: a bundle whose parts changed', () => {
    it('holds another quantity, and another one again', async () => {
      const [a, kit] = [await insertProduct('A', 10), await insertProduct('Kit', 100, { kind: 'bundle' })];
      await hold(kit, [[a, 3]]);
      const deal = await dealWith([{ product_id: kit, quantity: 2, price: 100 }]);
      await winIt(deal);
      for (const quantity of [5, 1]) {
        await hold(kit, [[a, quantity]]);
        await again(deal);
        expect((await story.lines(deal.opportunityId)).map((line) => line.quantity)).toEqual([2, 2 * quantity]);
        expect(await total(deal)).toBe('200.00');
        await agrees(deal);
      }
    });

    it('in a bundle within a bundle: its inner part is exchanged after the push', async () => {
      const [a, b] = [await insertProduct('A', 40), await insertProduct('B', 60)];
      const [inner, outer] = [
        await insertProduct('Inner', 100, { kind: 'bundle' }),
        await insertProduct('Outer', 150, { kind: 'bundle' }),
      ];
      await hold(inner, [[a, 1]]);
      await hold(outer, [
        [inner, 2],
        [a, 1],
      ]);
      const deal = await dealWith([{ product_id: outer, quantity: 1, price: 149.99 }]);
      await winIt(deal);
      await hold(inner, [[b, 1]]);
      await again(deal);
      const items = (await story.lines(deal.opportunityId)).map((line) => line.catalogItem.identifier);
      expect(items.some((item) => item.startsWith('B-'))).toBe(true);
      expect(items.filter((item) => item.startsWith('A-'))).toHaveLength(1);
      expect(await total(deal)).toBe('149.99');
      await agrees(deal);
    });

    it('has none any more', async () => {
      const [a, kit] = [await insertProduct('A', 10), await insertProduct('Kit', 100, { kind: 'bundle' })];
      await hold(kit, [[a, 1]]);
      const deal = await dealWith([{ product_id: kit, quantity: 1, price: 100 }]);
      await winIt(deal);
      await hold(kit, []);
      await fixture.changed({ entity: 'product', id: kit, kind: 'updated' });
      await fixture.run();
      await again(deal);
      expect(await total(deal)).toBe('100.00');
      expect(await story.lines(deal.opportunityId)).toHaveLength(1);
      await agrees(deal);
    });
  });

  describe('kind 12: what recurs', () => {
    it('for a number of cycles, with a discount, beside a line that is paid once', async () => {
      const deal = await dealWith([
        { quantity: 3, price: 10, recurring_price: 19.99, billing_cycles: 12, discount_percent: 7.5, ...monthly },
        { quantity: 1, price: 5 },
      ]);
      await winIt(deal);
      const [line] = await story.lines(deal.opportunityId);
      expect(line?.recurring).toMatchObject({ cycles: 12, billCycle: { name: 'Monthly' } });
      expect(line?.recurring?.recurringRevenue).toBeCloseTo(18.49, 2);
      expect((await story.forecast(deal.opportunityId)).forecastRevenueTotals.revenue).toBe(32.75);
      expect((await story.check(deal.opportunityId))?.description).toContain('32.75 once and 55.47 recurring');
      await agrees(deal);
    });

    it('once, then each month, then once again, on the same line', async () => {
      const deal = await dealWith([{ quantity: 2, price: 10 }]);
      await winIt(deal);
      const set = (columns: string) =>
        fixture.rows(`update quote_line set ${columns} where document_id = $1`, [deal.quoteId]);
      await set(`billing = 'recurring', billing_cycle = 'Monthly', billing_cycle_id = '1', recurring_price = 4`);
      await again(deal);
      expect((await story.forecast(deal.opportunityId)).recurringTotal).toBe(8);
      await set(`billing = 'one_time', billing_cycle = null, billing_cycle_id = null, recurring_price = 0`);
      await again(deal);
      expect((await story.forecast(deal.opportunityId)).recurringTotal).toBe(0);
      await agrees(deal);
    });

    it('in a bundle whose part begins to recur after the push', async () => {
      const [a, kit] = [
        await insertProduct('A', 10),
        await insertProduct('Kit', 100, { kind: 'bundle', recurring_price: 12, ...monthly }),
      ];
      await hold(kit, [[a, 1]]);
      const deal = await dealWith([{ product_id: kit, quantity: 1, price: 100, recurring_price: 12, ...monthly }]);
      await winIt(deal);
      expect((await story.forecast(deal.opportunityId)).recurringTotal).toBe(12);
      await agrees(deal);
    });
  });

  describe('kind 13: credits and discounts', () => {
    it.each<[string, Record<string, unknown>[], string, string]>([
      [
        'a credit of -59.89',
        [
          { quantity: 1, price: 100 },
          { quantity: 1, price: -59.89 },
        ],
        '',
        '40.11',
      ],
      [
        'a quantity of -1',
        [
          { quantity: 3, price: 33.33 },
          { quantity: -1, price: 12.34 },
        ],
        '',
        '87.65',
      ],
      [
        'a discount on the whole, in percent',
        [
          { quantity: 3, price: 33.33 },
          { quantity: 7, price: 0.99 },
        ],
        'discount_percent = 12.5',
        '93.55',
      ],
      [
        'a discount on the whole, as an amount',
        [
          { quantity: 3, price: 33.33 },
          { quantity: 1, price: 0.01 },
        ],
        'discount_amount = 10',
        '90.00',
      ],
      [
        'a discount on the whole beside one on a line',
        [
          { quantity: 3, price: 33.33, discount_percent: 10 },
          { quantity: 2, price: 5 },
        ],
        'discount_percent = 5',
        '94.99',
      ],
    ])('%s goes out to the cent', async (_what, lines, discount, expected) => {
      const deal = await dealWith(lines);
      if (discount) await fixture.rows(`update document set ${discount} where id = $1`, [deal.quoteId]);
      await winIt(deal);
      expect(await total(deal)).toBe(expected);
      await agrees(deal);
    });
  });
});
