import { openTwoWayFixture, type TwoWayFixture } from '../../../../test/support/two-way-fixture.ts';
import { newId } from '../../../platform/ids.ts';

/** ConnectWise keeps what recurs of an item that recurs no longer, and its record is read without it. */
describe('R66: what is entered with a product that recurs again goes out with it, whatever ConnectWise has kept', () => {
  let f: TwoWayFixture;
  beforeAll(async () => {
    f = await openTwoWayFixture();
  });
  afterAll(() => f.close());

  /** Recurred monthly for 33.335 there, and is paid once on both sides by now. */
  async function switchedOff(): Promise<string> {
    const id = newId();
    await f.rows(
      `insert into product (id, name, sku, price, cost, billing, billing_cycle, recurring_price, recurring_cost)
       values ($1, 'Managed user ' || $2, $2, 10, 5, 'recurring', 'Annually', 33.335, 7)`,
      [id, `MU-${id.slice(-8)}`],
    );
    await f.createdHere('product', id);
    await f.editThere('product', id, [{ op: 'replace', path: 'recurringFlag', value: false }]);
    await f.poll();
    expect(await f.here('product', id)).toMatchObject({ billing: 'one_time', recurring_price: '0' });
    expect(await f.there('product', id)).toMatchObject({ recurringFlag: false, recurringRevenue: 33.335 });
    await f.clearLog();
    return id;
  }

  it('a price of nothing, and another cycle', async () => {
    const id = await switchedOff();
    await f.editHere('product', id, `billing = 'recurring', billing_cycle = 'Monthly'`);
    expect(await f.there('product', id)).toMatchObject({
      recurringFlag: true,
      recurringRevenue: 0,
      recurringCost: 0,
      recurringBillCycle: { name: 'Monthly' },
    });
    await f.poll();
    expect(await f.here('product', id)).toMatchObject({
      billing: 'recurring',
      billing_cycle: 'Monthly',
      recurring_price: '0',
      recurring_cost: '0',
    });
    const log = await f.log(id);
    expect(log).toEqual([
      expect.stringMatching(/^Updated billing, billing cycle, recurring price and recurring cost of product /),
    ]);
    const [row] = await f.rows<{ changes: unknown[] }>(
      `select changes from audit_event where local_id = $1 order by seq desc limit 1`,
      [id],
    );
    expect(row?.changes).toEqual(
      expect.arrayContaining([
        { field: 'recurringPrice', from: '33.335', to: '0' },
        { field: 'recurringCost', from: '7', to: '0' },
      ]),
    );
  });

  it('no cycle where there was one', async () => {
    const id = await switchedOff();
    await f.editHere('product', id, `billing = 'recurring', recurring_price = 12, recurring_cost = 1`);
    await f.poll();
    expect(await f.here('product', id)).toMatchObject({ billing_cycle: null, recurring_price: '12' });
    const there = await f.there('product', id);
    expect(there).toMatchObject({ recurringFlag: true, recurringRevenue: 12 });
    expect(there.recurringBillCycle ?? null).toBeNull();
  });

  it('switched on there, what it kept comes in', async () => {
    const id = await switchedOff();
    await f.editThere('product', id, [{ op: 'replace', path: 'recurringFlag', value: true }]);
    await f.poll();
    expect(await f.here('product', id)).toMatchObject({ billing: 'recurring', recurring_price: '33.335' });
  });
});
