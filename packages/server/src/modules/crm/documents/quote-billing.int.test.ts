import { type CrmFixture, createCrmFixture, origin } from '../../../../test/support/crm-fixture.ts';
import type { Problem } from '../../../platform/errors.ts';

interface Quote {
  id: string;
  subtotal: string;
  discount: string;
  tax: string;
  total: string;
  monthly: string | null;
  recurring: { cycle: string; total: string; monthly: string | null }[];
  lines: { total: string; recurringTotal: string; isTaxable: boolean; taxSource: string; billingCycleId: string }[];
  opportunity: { amount: string; monthly: string | null; recurring: { cycle: string; subtotal: string }[] };
}

describe('what a quote comes to', () => {
  let fixture: CrmFixture;
  let clientId: string;
  let opportunityId: string;
  let taxRegionId: string;
  let seats: string;
  let exempt: string;

  const fields = `document { id subtotal discount tax total monthly recurring { cycle total monthly }
    lines { total recurringTotal isTaxable taxSource billingCycleId }
    opportunity { amount monthly recurring { cycle subtotal } } } problems { code field message }`;
  const create = async (input: object) => {
    const query = `mutation ($id: ID!, $input: QuoteInput!) { answer: createQuote(opportunityId: $id, input: $input) { ${fields} } }`;
    return (
      await fixture.ask<{ answer: { document: Quote | null; problems: Problem[] } }>(query, {
        id: opportunityId,
        input: { title: 'Quote', taxRegionId, ...input },
      })
    ).answer;
  };
  const product = async (input: object) => {
    const query = `mutation ($input: ProductInput!) { answer: createProduct(input: $input) { product { id billing billingCycle billingCycles recurringPrice price } problems { code field message } } }`;
    return (await fixture.ask<{ answer: { product: { id: string } | null; problems: Problem[] } }>(query, { input }))
      .answer;
  };
  const monthly = { billing: 'RECURRING', billingCycle: 'Monthly', billingCycleId: '1' };

  beforeAll(async () => {
    fixture = await createCrmFixture();
    taxRegionId = await fixture.in((tx) => fixture.crm.taxRegions.create(tx, { name: 'Florida', taxableRate: '10' }));
    clientId = await fixture.in((tx) => fixture.crm.clients.create(tx, { name: 'Harbour Dental' }, origin));
    const made = await product({
      name: 'Managed seat',
      kind: 'PRODUCT',
      price: '20',
      cost: '5',
      ...monthly,
      billingCycles: 36,
      recurringPrice: '22',
      recurringCost: '9',
    });
    expect(made).toMatchObject({
      product: { billing: 'RECURRING', billingCycle: 'Monthly', billingCycles: 36, recurringPrice: '22', price: '20' },
      problems: [],
    });
    seats = made.product?.id ?? '';
    exempt =
      (await product({ name: 'Consulting', kind: 'PRODUCT', price: '100', cost: '0', isTaxable: false })).product?.id ??
      '';
  });
  afterAll(() => fixture.close());
  beforeEach(async () => {
    opportunityId = await fixture.in((tx) =>
      fixture.crm.opportunities.create(tx, { name: 'Deal', clientId, stageId: fixture.stages.Qualify }, origin),
    );
  });

  it('keeps what is paid once and each cycle apart, on the quote and on the opportunity', async () => {
    const line = { description: 'Seats', quantity: '25', price: '20', cost: '5', ...monthly, recurringPrice: '22' };
    const { document, problems } = await create({
      lines: [
        { ...line, productId: seats },
        {
          description: 'Licence',
          quantity: '1',
          price: '0',
          cost: '0',
          billing: 'RECURRING',
          billingCycle: 'Annually',
          recurringPrice: '120',
        },
      ],
    });
    expect(problems).toEqual([]);
    expect(document).toMatchObject({
      subtotal: '500.00',
      tax: '50.00',
      total: '550.00',
      recurring: [
        { cycle: 'Monthly', total: '605.00', monthly: '550.00' },
        { cycle: 'Annually', total: '120.00', monthly: '10.00' },
      ],
      monthly: '560.00',
      lines: [
        { total: '500.00', recurringTotal: '550.00', billingCycleId: '1' },
        { total: '0.00', recurringTotal: '120.00', billingCycleId: null },
      ],
      opportunity: {
        amount: '500.00',
        monthly: '560.00',
        recurring: [
          { cycle: 'Monthly', subtotal: '550.00' },
          { cycle: 'Annually', subtotal: '120.00' },
        ],
      },
    });
  });

  it('takes credit lines, a quantity of -1, and a discount on the whole, to the cent', async () => {
    const line = (price: string, quantity = '1') => ({ description: 'Line', quantity, price, cost: '0' });
    const lines = [line('100'), line('33.33'), line('-59.89'), line('10', '-1')];
    const { document } = await create({ lines, discountPercent: '7.5' });
    expect(document).toMatchObject({
      subtotal: '63.44',
      discount: '4.76',
      total: '58.68',
      opportunity: { amount: '58.68' },
    });
    const refused = await create({ lines, discountAmount: '63.45' });
    expect(refused.problems).toMatchObject([{ code: 'invalid_input', field: 'discountAmount' }]);
    const update = `mutation ($id: ID!, $input: QuoteInput!) { answer: updateQuote(id: $id, input: $input) { ${fields} } }`;
    const edit = async (input: object) =>
      (
        await fixture.ask<{ answer: { document: Quote | null; problems: Problem[] } }>(update, {
          id: document?.id,
          input: { title: 'Quote', lines, ...input },
        })
      ).answer;
    expect((await edit({ title: 'Renamed' })).document).toMatchObject({ discount: '4.76' });
    expect((await edit({ discountPercent: '0', discountAmount: '3.44' })).document).toMatchObject({ total: '60.00' });
    expect((await edit({ discountPercent: '5' })).problems).toMatchObject([{ field: 'discountAmount' }]);
  });

  it('taxes a line without a tax category as its product, and says so', async () => {
    const line = { description: 'Line', quantity: '1', price: '100', cost: '0' };
    const lines = [{ ...line, productId: seats }, { ...line, productId: exempt }, line];
    const { document } = await create({ lines });
    expect(document).toMatchObject({ subtotal: '300.00', tax: '10.00' });
    expect(document?.lines.map(({ taxSource, isTaxable }) => [taxSource, isTaxable])).toEqual([
      ['PRODUCT', true],
      ['PRODUCT', false],
      ['NONE', false],
    ]);
    const categories = await fixture.in((tx) =>
      tx.query<{ id: string; name: string }>('select id, name from tax_category where tax_region_id = $1', [
        taxRegionId,
      ]),
    );
    const taxCategoryId = categories.find((one) => one.name === 'Non-taxable')?.id;
    const own = await create({ lines: [{ ...line, productId: seats, taxCategoryId }] });
    expect(own.document).toMatchObject({ tax: '0.00', lines: [{ taxSource: 'CATEGORY', isTaxable: false }] });
    const nowhere = await create({ lines: [{ ...line, productId: seats }], taxRegionId: null });
    expect(nowhere.document).toMatchObject({ tax: '0.00', lines: [{ taxSource: 'PRODUCT', isTaxable: true }] });
  });

  it('forgets the cycle of a product that is paid once again, and the ID of one that was renamed', async () => {
    const update = (id: string, input: object) =>
      fixture.in((tx) => fixture.crm.products.update(tx, id, input, origin));
    const made = await product({
      name: 'Backup',
      kind: 'PRODUCT',
      price: '0',
      cost: '0',
      ...monthly,
      recurringPrice: '5',
    });
    const id = made.product?.id ?? '';
    const row = async () =>
      (
        await fixture.in((tx) =>
          tx.query('select billing, billing_cycle, billing_cycle_id, recurring_price from product where id = $1', [id]),
        )
      )[0];
    await update(id, { billingCycle: 'Annually' });
    expect(await row()).toMatchObject({ billing_cycle: 'Annually', billing_cycle_id: null, recurring_price: '5' });
    await update(id, { billing: 'one_time' });
    expect(await row()).toEqual({
      billing: 'one_time',
      billing_cycle: null,
      billing_cycle_id: null,
      recurring_price: '0',
    });
    const refused = await product({ name: 'No cycle', kind: 'PRODUCT', price: '0', cost: '0', billing: 'RECURRING' });
    expect(refused.problems).toMatchObject([{ field: 'billingCycle' }]);
  });
});
