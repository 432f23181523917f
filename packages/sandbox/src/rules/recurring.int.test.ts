import { createSandbox, type Sandbox } from '../index.ts';
import { clientOf } from '../testing/client.ts';

let sandbox: Sandbox;
let call: ReturnType<typeof clientOf>;
beforeAll(async () => {
  sandbox = await createSandbox({ seed: 'traps' });
  call = clientOf(sandbox);
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.close());

const AGREEMENT = { catalogItem: { id: 33 } };
const line = (more: object) =>
  call('POST', '/procurement/products', { opportunity: { id: 1 }, billableOption: 'Billable', ...more });
const read = async (id: number) => (await call('GET', `/procurement/products/${id}`)).body;
const forecast = async () => (await call('GET', '/sales/opportunities/1/forecast')).body;
const patch = (id: number, path: string, value: unknown) =>
  call('PATCH', `/procurement/products/${id}`, [{ op: 'replace', path, value }]);

it('lists the billing cycles, which were names alone before', async () => {
  const { status, body } = await call('GET', '/finance/billingCycles?fields=identifier,name,billingOptions');
  expect([status, body.slice(0, 3)]).toEqual([
    200,
    [
      { identifier: 'M', name: 'Monthly', billingOptions: 'Monthly' },
      { identifier: 'Y', name: 'Annually', billingOptions: 'Yearly' },
      { identifier: 'Q', name: 'Quarterly', billingOptions: 'Quarterly' },
    ],
  ]);
  expect((await call('GET', '/finance/billingCycles/1/usages')).body).toEqual([
    { type: 'catalog', count: 1, typeKey: 'recurringBillCycle' },
  ]);
});

it('keeps the recurring fields of a catalog item, and shows its cycle by name', async () => {
  const recurring = {
    recurringFlag: true,
    recurringRevenue: 22,
    recurringCost: 12.5,
    recurringOneTimeFlag: false,
    recurringCycleType: 'CalendarYear',
  };
  const { status, body } = await call('POST', '/procurement/catalog', {
    identifier: 'MANAGED-USER',
    description: 'Managed user',
    customerDescription: 'Managed user',
    subcategory: { id: 1 },
    type: { id: 3 },
    ...recurring,
    recurringBillCycle: { name: 'Quarterly' },
  });
  expect([status, body]).toMatchObject([201, { ...recurring, recurringBillCycle: { id: 3, name: 'Quarterly' } }]);
});

it('lets a line of a recurring item take over what recurs, and counts it apart from what is paid once', async () => {
  const { body } = await line({ ...AGREEMENT, quantity: 25, price: 20 });
  expect(body.recurring).toEqual({
    recurringRevenue: 50,
    recurringCost: 20,
    billCycleId: 1,
    billCycle: { id: 1, name: 'Monthly', _info: expect.any(Object) },
    cycleType: 'ContractYear',
  });
  expect((await read(body.id)).recurring).toEqual(body.recurring);
  const { forecastItems, forecastRevenueTotals, recurringTotal } = await forecast();
  expect([forecastRevenueTotals.revenue, recurringTotal]).toEqual([500, 1_250]);
  expect(forecastItems).toMatchObject([
    {
      recurringFlag: true,
      recurringRevenue: 1_250,
      recurringCost: 500,
      billCycle: { name: 'Monthly' },
      cycleBasis: 'ContractYear',
      revenue: 500,
    },
  ]);
});

it('prefers what the caller says, and takes the rest from the item', async () => {
  const recurring = { recurringRevenue: 44.5, billCycleId: 3, cycles: 4, startDate: '2026-12-15' };
  const { body } = await line({ ...AGREEMENT, quantity: 2, recurring });
  expect(body.recurring).toEqual({
    recurringRevenue: 44.5,
    recurringCost: 20,
    startDate: '2026-12-15T00:00:00Z',
    endDate: '2027-12-14T00:00:00Z',
    billCycleId: 3,
    billCycle: { id: 3, name: 'Quarterly', _info: expect.any(Object) },
    cycles: 4,
    cycleType: 'ContractYear',
  });
  expect((await forecast()).forecastItems).toMatchObject([
    {
      cycles: 4,
      recurringRevenue: 89,
      recurringDateStart: '2026-12-15T00:00:00Z',
      recurringDateEnd: '2027-12-14T00:00:00Z',
    },
  ]);
  expect((await forecast()).recurringTotal).toBe(356);
});

it.each([
  ['ContractYear', 'Monthly', '2026-01-31', 1, '2026-02-27'],
  ['CalendarYear', 'Quarterly', '2026-02-10', 1, '2026-03-31'],
  ['CalendarYear', 'Annually', '2026-02-10', 2, '2027-12-31'],
  ['ContractYear', 'Semi-annually', '2026-01-01', 3, '2027-06-30'],
])('ends by %s, %s from %s after %i cycles on %s', async (cycleType, name, startDate, cycles, endDate) => {
  const { body } = await line({ ...AGREEMENT, recurring: { cycleType, billCycle: { name }, startDate, cycles } });
  expect(body.recurring.endDate).toBe(`${endDate}T00:00:00Z`);
});

it('makes a line of an item that does not recur recurring, and one that does paid once', async () => {
  const once = (await line({ catalogItem: { id: 31 } })).body;
  expect(once.recurring).toBeUndefined();
  const { body } = await line({
    catalogItem: { id: 31 },
    price: 0,
    recurring: { recurringRevenue: 10, billCycleId: 1 },
  });
  expect(body.recurring).toMatchObject({ recurringRevenue: 10, billCycle: { name: 'Monthly' } });
  expect((await line({ ...AGREEMENT, recurring: null })).body.recurring).toBeUndefined();
  expect((await forecast()).recurringTotal).toBe(10);
});

it('follows an edit: the cycle by its id or by its reference, the quantity, and no recurrence at all', async () => {
  const { id } = (await line({ ...AGREEMENT, quantity: 2 })).body;
  const byId = (await patch(id, 'recurring/billCycleId', 2)).body.recurring;
  expect([byId.billCycleId, byId.billCycle.name, byId.recurringRevenue]).toEqual([2, 'Annually', 50]);
  const byReference = (await patch(id, 'recurring/billCycle', { id: 3 })).body.recurring;
  expect([byReference.billCycleId, byReference.billCycle.name]).toEqual([3, 'Quarterly']);
  await patch(id, 'quantity', 3);
  expect((await forecast()).forecastItems).toMatchObject([{ recurringRevenue: 150, billCycle: { name: 'Quarterly' } }]);
  expect((await call('PATCH', `/procurement/products/${id}`, [{ op: 'remove', path: 'recurring' }])).status).toBe(200);
  expect((await read(id)).recurring).toBeUndefined();
  const [item] = (await forecast()).forecastItems;
  expect([item.recurringFlag, item.recurringRevenue, item.billCycle, (await forecast()).recurringTotal]).toEqual([
    false,
    0,
    undefined,
    0,
  ]);
});

it('refuses a cycle that there is not', async () => {
  const { status, body } = await line({ ...AGREEMENT, recurring: { billCycleId: 99 } });
  expect([status, body.errors]).toMatchObject([400, [{ code: 'NotFound', field: 'recurring/billCycleId' }]]);
});

it('lets the parts of a bundle recur, unless the bundle does itself', async () => {
  const part = { catalogItem: { id: 33 }, quantity: 5 };
  expect((await call('POST', '/procurement/catalog/34/components', part)).status).toBe(201);
  await line({ catalogItem: { id: 34 }, quantity: 2 });
  expect((await forecast()).recurringTotal).toBe(500);
  await line({ catalogItem: { id: 34 }, recurring: { recurringRevenue: 30, billCycleId: 1 } });
  expect((await forecast()).recurringTotal).toBe(530);
});
