import { openRepairFixture, type RepairFixture } from '../../../../test/support/repair-fixture.ts';
import type { Context } from '../../../platform/graphql/context.ts';
import { newId } from '../../../platform/ids.ts';
import { ConflictsResolver } from './conflicts.resolver.ts';

/** The billing cycle of a product is kept here as an ID of ConnectWise's list beside its name: people read the name. */
describe('R67, R79: a billing cycle is called by its name', () => {
  let f: RepairFixture;
  let product: string;
  const cycles = new Map<string, string>();

  beforeAll(async () => {
    f = await openRepairFixture({ options: { owners: { product: 'crm' } } });
    for (const { id, name } of await f.rows<{ id: string; name: string }>(
      `select remote_id as id, label as name from reference_item where kind = 'billing_cycle' and is_active`,
    ))
      cycles.set(name, id);
    product = newId();
    await f.rows(
      `insert into product (id, name, sku, price, cost, billing, billing_cycle, billing_cycle_id, recurring_price)
       values ($1, 'Managed user', 'MU-1', 0, 0, 'recurring', 'Monthly', $2, 22)`,
      [product, idOf('Monthly')],
    );
    await f.createdHere('product', product);
    await f.poll();
  }, 60_000);
  afterAll(() => f.close());

  const idOf = (name: string): string => {
    const id = cycles.get(name);
    if (id === undefined) throw new Error(`ConnectWise has no billing cycle ${name}: ${[...cycles.keys()].join(', ')}`);
    return id;
  };
  const compared = async (field: string) => {
    const [link] = await f.rows<{ id: string }>(`select id from entity_link where local_id = $1`, [product]);
    const { fields } = await f.repair.desk.compare(f.actor, link?.id ?? '');
    const { label, crm, connectwise, differs } = fields.find((one) => one.field === field) ?? {};
    return { label, crm, connectwise, differs };
  };
  const named = (name: string) => `${name} (ID ${idOf(name)})`;

  it('in the comparison of a link, where both sides have the same', async () => {
    expect((await f.there('product', product)).recurringBillCycle).toMatchObject({ name: 'Monthly' });
    const same = { crm: 'Monthly', connectwise: 'Monthly', differs: false };
    expect(await compared('billingCycle')).toEqual({ label: 'Billing cycle', ...same });
    expect(await compared('billingCycleId')).toEqual({
      label: 'Billing cycle in ConnectWise',
      crm: named('Monthly'),
      connectwise: named('Monthly'),
      differs: false,
    });
  });

  it('in the comparison of a link and on the page of conflicts, where both sides had changed it', async () => {
    await f.editThere('product', product, [
      { op: 'replace', path: 'recurringBillCycle', value: { id: Number(idOf('Annually')) } },
    ]);
    await f.rows(
      `update product set billing_cycle = 'Quarterly', billing_cycle_id = $2, updated_at = now() where id = $1`,
      [product, idOf('Quarterly')],
    );
    await f.poll();
    expect(await compared('billingCycle')).toMatchObject({ crm: 'Quarterly', connectwise: 'Annually', differs: true });
    expect(await compared('billingCycleId')).toMatchObject({
      crm: named('Quarterly'),
      connectwise: named('Annually'),
      differs: true,
    });
    const resolver = f.repair.resolvers.find((one) => one instanceof ConflictsResolver);
    const page = await resolver?.conflicts(50, null, { localId: product }, contextOf(f));
    const shown = page?.items.map(({ field, crmValue, connectwiseValue, baseValue }) => [
      field,
      crmValue,
      connectwiseValue,
      baseValue,
    ]);
    expect(shown?.sort()).toEqual([
      ['billingCycle', 'Quarterly', 'Annually', 'Monthly'],
      ['billingCycleId', named('Quarterly'), named('Annually'), named('Monthly')],
    ]);
  });

  it('in the log of the conflict, once', async () => {
    const told = (await f.log(product)).filter((one) => one.includes('billing cycle'));
    expect(told).toEqual([expect.stringMatching(/^Both sides had changed billing cycle;/)]);
    expect(told.join(' ')).not.toContain('billing cycle in ConnectWise');
  });
});

const contextOf = ({ actor, database }: RepairFixture): Context => ({
  actor,
  database,
  loaders: new Map(),
  remoteAddress: '127.0.0.1',
  isGone: () => false,
  userAgent: null,
  sessionToken: null,
  cookie: null,
});
