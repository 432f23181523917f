import { openSyncFixture, type SyncFixture } from '../../../../test/support/sync-fixture.ts';

describe('R74: what recurs of a catalog item comes in apart from what is paid once', () => {
  let f: SyncFixture;
  beforeAll(async () => {
    f = await openSyncFixture();
  });
  afterAll(() => f.test.drop());

  const item = (id: number, more: object = {}) => ({
    id,
    identifier: `MU-${id}`,
    description: `Managed user ${id}`,
    productClass: 'Agreement',
    price: 20,
    cost: 5,
    taxableFlag: true,
    _info: { lastUpdated: `2026-11-28T10:00:${String(++seconds).padStart(2, '0')}Z` },
    ...more,
  });
  let seconds = 0;
  const monthly = {
    recurringFlag: true,
    recurringRevenue: 22,
    recurringCost: 12.5,
    recurringBillCycle: { id: 1, name: 'Monthly' },
  };
  const product = async (id: number) => {
    const [row] = await f.rows(
      `select p.billing, p.billing_cycle, p.billing_cycle_id, p.billing_cycles, p.price, p.recurring_price, p.recurring_cost
       from product p join entity_link l on l.local_id = p.id and l.entity = 'product' where l.remote_id = $1`,
      [String(id)],
    );
    return row;
  };

  it('22 a month beside 20 once: the product is recurring monthly', async () => {
    await f.take('product', [item(1, monthly)]);
    expect(await product(1)).toMatchObject({
      billing: 'recurring',
      billing_cycle: 'Monthly',
      billing_cycle_id: '1',
      price: '20',
      recurring_price: '22',
      recurring_cost: '12.5',
    });
  });

  it('follows another cycle and another price, and tells which fields changed', async () => {
    await f.take('product', [item(2, monthly)]);
    await f.take('product', [
      item(2, { ...monthly, recurringRevenue: 264, recurringBillCycle: { id: 2, name: 'Annually' } }),
    ]);
    expect(await product(2)).toMatchObject({
      billing_cycle: 'Annually',
      billing_cycle_id: '2',
      recurring_price: '264',
    });
    const [event] = await f.rows<{ changes: { field: string }[]; description: string }>(
      `select changes, description from audit_event where remote_id = '2' and operation = 'update'`,
    );
    // By its name alone, and not by its ID beside it.
    expect(event?.description).toBe('Updated: billing cycle, recurring price.');
    expect(event?.changes.map(({ field }) => field)).not.toContain('billingCycleId');
    expect(event?.changes).toEqual(
      expect.arrayContaining([
        { field: 'billingCycle', from: 'Monthly', to: 'Annually' },
        { field: 'recurringPrice', from: '22', to: '264' },
      ]),
    );
  });

  it('tells another cycle of the same name by its name, in the log and of a conflict', async () => {
    await f.take('product', [item(6, monthly)]);
    const other = (id: number) => ({ ...monthly, recurringBillCycle: { id, name: 'Monthly' } });
    await f.take('product', [item(6, other(7))]);
    const newest = () =>
      f.rows(`select description, changes from audit_event where remote_id = '6' order by seq desc limit 1`);
    expect(await newest()).toEqual([
      {
        description: 'Updated: billing cycle in ConnectWise.',
        changes: [{ field: 'billingCycleId', from: 'Monthly (ID 1)', to: 'Monthly (ID 7)' }],
      },
    ]);
    await f.rows(`update product set billing_cycle_id = '8' where name = 'Managed user 6'`);
    const configuration = structuredClone(f.pullContext.configuration);
    configuration.options.owners.product = 'crm';
    await f.take('product', [item(6, other(9))], { configuration });
    expect(await newest()).toMatchObject([
      {
        description: expect.stringContaining('Both sides had changed billing cycle in ConnectWise'),
        changes: [{ from: 'Monthly (ID 8)', to: 'Monthly (ID 9)' }],
      },
    ]);
  });

  it('becomes one that is paid once when it recurs no longer; left-over amounts do not count', async () => {
    await f.take('product', [item(3, monthly)]);
    await f.take('product', [item(3, { ...monthly, recurringFlag: false })]);
    expect(await product(3)).toMatchObject({
      billing: 'one_time',
      billing_cycle: null,
      billing_cycle_id: null,
      recurring_price: '0',
      recurring_cost: '0',
    });
  });

  it('keeps the number of cycles, which ConnectWise has no place for', async () => {
    await f.take('product', [item(4, monthly)]);
    await f.rows(`update product set billing_cycles = 36 where name = 'Managed user 4'`);
    await f.take('product', [item(4, { ...monthly, recurringRevenue: 23 })]);
    expect(await product(4)).toMatchObject({ billing_cycles: 36, recurring_price: '23' });
  });

  it('takes an item that recurs without a cycle, and with nothing said of what it costs', async () => {
    await f.take('product', [item(5, { recurringFlag: true, recurringBillCycle: {} })]);
    expect(await product(5)).toMatchObject({ billing: 'recurring', billing_cycle: null, recurring_price: '0' });
  });
});
