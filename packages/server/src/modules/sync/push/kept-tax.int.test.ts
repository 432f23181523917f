import { orderStory } from '../../../../test/support/order-story.ts';
import { insertDeal } from '../../../../test/support/push-fixture.ts';
import { settingsWith } from '../../../../test/support/settings.ts';
import { openTwoWayFixture, type TwoWayFixture } from '../../../../test/support/two-way-fixture.ts';
import { linesByDocument } from '../../crm/documents/document.queries.ts';
import { replaceLines } from '../../crm/documents/quote-lines.ts';

/** What the client accepted is what goes out: whether a line is taxed is kept with it, as its rate is. */
describe('R47: a line of a quote whose product is taxed otherwise since', () => {
  let f: TwoWayFixture;
  let story: ReturnType<typeof orderStory>;
  let region: string;

  beforeAll(async () => {
    f = await openTwoWayFixture();
    story = orderStory(f);
    const { id } = await story.ask('POST', '/finance/taxCodes', {
      identifier: 'State',
      description: 'State',
      invoiceCaption: 'Tax',
      effectiveDate: '2015-01-01T00:00:00Z',
      levelOneRate: 0.06,
      levelOneRateType: 'Percent',
      levelOneProductsFlag: true,
    });
    await f.connection.references.refresh(f.workspaceId, f.connectionId);
    const [row] = await f.rows<{ id: string }>(
      `with r as (insert into tax_region (name) values ('Florida') returning id),
         c as (insert into tax_category (tax_region_id, name, rate) select id, n, rate from r, (values ('Taxable', 6), ('Non-taxable', 0)) v(n, rate))
       select id from r`,
    );
    region = row?.id ?? '';
    const taxMap = { pairs: [{ taxRegionId: region, taxCodeId: String(id) }] };
    await f.rows(settingsWith, [f.connectionId, JSON.stringify({ mode: 'real_time', taxMap })]);
  }, 60_000);
  afterAll(() => f.close());

  const line = {
    taxCategoryId: null,
    discountPercent: '0',
    section: null,
    isOptional: false,
    billing: 'one_time' as const,
    billingCycle: null,
    billingCycleId: null,
    billingCycles: null,
    recurringPrice: '0',
    recurringCost: '0',
  };

  it('goes out with the tax of the quote, in which ConnectWise agrees', async () => {
    const deal = await insertDeal(f, { lines: 1 });
    const productId = deal.productIds[0] ?? '';
    await f.rows(`update product set is_taxable = true where id = $1`, [productId]);
    await f.createdHere('product', productId);
    await f.rows(`update document set tax_region_id = $2 where id = $1`, [deal.quoteId, region]);
    const lines = [{ ...line, productId, description: 'Router', quantity: '1', price: '80', cost: '10' }];
    await f.write((tx) => replaceLines(tx, deal.quoteId, { taxRegionId: region, lines }));
    await f.poll();
    await f.editThere('product', productId, [{ op: 'replace', path: 'taxableFlag', value: false }]);
    await f.poll();
    expect(await f.here('product', productId)).toMatchObject({ is_taxable: false });
    const kept = await f.write((tx) => linesByDocument(tx, [deal.quoteId]));
    expect(kept.get(deal.quoteId)).toMatchObject([{ notedTaxable: true, taxRate: '6' }]);
    await f.editHere('opportunity', deal.opportunityId, `stage_id = '${f.stages.won}', won_at = now()`);
    await f.drain();
    expect(await story.lines(deal.opportunityId)).toMatchObject([{ taxableFlag: true }]);
    expect(await f.there('opportunity', deal.opportunityId)).toMatchObject({ totalSalesTax: 4.8 });
    expect(await story.check(deal.opportunityId)).toMatchObject({ status: 'success', code: null });
    expect(await story.isWon(deal.opportunityId)).toBe(true);
  });

  it('of before that was kept goes out as the product is, and the log names the line', async () => {
    const deal = await insertDeal(f, { lines: 1 });
    const productId = deal.productIds[0] ?? '';
    await f.rows(`update product set is_taxable = false where id = $1`, [productId]);
    await f.rows(`update document set tax_region_id = $2 where id = $1`, [deal.quoteId, region]);
    await story.setLines(deal.quoteId, [{ description: 'Old router', price: 80, tax_rate: 6, product_id: productId }]);
    await f.createdHere('opportunity', deal.opportunityId);
    expect((await story.check(deal.opportunityId))?.description).toContain(
      'The quote counts tax on "Old router", and the product is not taxable any more, so the line went out without tax.',
    );
  });
});
