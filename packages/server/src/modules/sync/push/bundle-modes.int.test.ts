import { type BundleMode, bundleModes } from '@causeway/shared/vocabulary';
import { insertDeal, openPushFixture, type PushFixture, win } from '../../../../test/support/push-fixture.ts';
import { settingsWith } from '../../../../test/support/settings.ts';

describe('R20, R21: bundles in ConnectWise', () => {
  let fixture: PushFixture;
  let made = 0;
  const use = (bundleMode: BundleMode) =>
    fixture.rows(settingsWith, [fixture.connectionId, JSON.stringify({ mode: 'real_time', bundleMode })]);
  const remoteOpportunity = async (localId: string) =>
    Number(
      (
        await fixture.rows<{ remote_id: string }>(
          `select remote_id from entity_link where entity = 'opportunity' and local_id = $1`,
          [localId],
        )
      )[0]?.remote_id,
    );
  const linesOf = async (localId: string) => {
    const id = await remoteOpportunity(localId);
    return fixture.sandbox.store
      .list('products')
      .filter((row) => (row.opportunity as { id?: number } | undefined)?.id === id)
      .map((row) => ({ text: row.description, quantity: row.quantity, total: row.extPrice }));
  };
  const checkOf = async (localId: string) =>
    (
      await fixture.rows<{ status: string; description: string }>(
        `select status, description from audit_event where opportunity_id = $1 and operation = 'check' order by seq desc limit 1`,
        [localId],
      )
    )[0];
  const insertBundle = async (name: string, parts: [productId: string, quantity: number][]) => {
    const [bundle] = await fixture.rows<{ id: string }>(
      `insert into product (name, sku, kind, price, cost) values ($1, $1, 'bundle', 250, 100) returning id`,
      [`${name} ${++made}`],
    );
    await fixture.rows(
      `insert into bundle_line (bundle_id, product_id, quantity, position)
       select $1, id, quantity, ord from unnest($2::uuid[], $3::numeric[]) with ordinality as p(id, quantity, ord)`,
      [bundle?.id, parts.map(([id]) => id), parts.map(([, quantity]) => quantity)],
    );
    return bundle?.id ?? '';
  };
  /** A deal whose only line is two office bundles at 249.99 less 10 %: a desk bundle, three phones and a free mat. */
  const insertOffice = async () => {
    const deal = await insertDeal(fixture, { lines: 3 });
    const [phone = '', screen = '', mat = ''] = deal.productIds;
    await fixture.rows(`update product set price = 0, cost = 0 where id = $1`, [mat]);
    const desk = await insertBundle('Desk', [
      [phone, 1],
      [screen, 2],
    ]);
    const office = await insertBundle('Office', [
      [desk, 1],
      [phone, 3],
      [mat, 1],
    ]);
    await fixture.rows(`delete from quote_line where document_id = $1`, [deal.quoteId]);
    await fixture.rows(
      `insert into quote_line (document_id, position, product_id, description, quantity, price, cost, discount_percent)
       values ($1, 1, $2, 'Office, complete', 2, 249.99, 100, 10), ($1, 2, $3, 'One more phone', 1, 100, 60, 0)`,
      [deal.quoteId, office, phone],
    );
    return { ...deal, office };
  };
  const total = 449.98 + 100;
  const sumOf = (lines: { total: unknown }[]) =>
    Math.round(lines.reduce((sum, one) => sum + Number(one.total), 0) * 100) / 100;

  beforeAll(async () => {
    fixture = await openPushFixture();
  });
  afterAll(() => fixture.close());

  it('single product: one line with the price, no components', async () => {
    await use('single_product');
    const deal = await insertOffice();
    await win(fixture, deal);
    await fixture.run();
    expect(await linesOf(deal.opportunityId)).toEqual([
      { text: 'Office, complete', quantity: 2, total: 449.98 },
      { text: 'One more phone', quantity: 1, total: 100 },
    ]);
    expect(await checkOf(deal.opportunityId)).toMatchObject({ status: expect.not.stringMatching('error') });
  });

  it('child products: each part of parts as a line, quantities multiplied, free parts free', async () => {
    await use('child_products');
    const deal = await insertOffice();
    await win(fixture, deal);
    await fixture.run();
    const lines = await linesOf(deal.opportunityId);
    expect(lines.map((one) => one.quantity)).toEqual([2, 4, 6, 2, 1]);
    expect(lines[3]?.total).toBe(0);
    expect(sumOf(lines)).toBe(total);
    const linked = await fixture.rows(`select 1 from entity_link where entity = 'product' and local_id = $1`, [
      deal.office,
    ]);
    expect(linked).toEqual([]);
  });

  it('bundle: ConnectWise’s own bundle, the price on its components', async () => {
    await use('bundle');
    const deal = await insertOffice();
    await win(fixture, deal);
    await fixture.run();
    const lines = await linesOf(deal.opportunityId);
    expect(lines[0]).toEqual({ text: 'Office, complete', quantity: 2, total: 0 });
    expect(sumOf(lines)).toBe(total);
    expect((await checkOf(deal.opportunityId))?.description).toContain('549.98');
  });

  it.each(bundleModes.flatMap((from) => bundleModes.filter((to) => to !== from).map((to) => [from, to] as const)))(
    'a change from %s to %s replaces the old lines, once',
    async (from, to) => {
      const deal = await insertOffice();
      const wanted: unknown[] = [];
      await use(from);
      await win(fixture, deal);
      await fixture.run();
      await use(to);
      const fresh = await insertOffice();
      await win(fixture, fresh);
      await fixture.run();
      wanted.push(...(await linesOf(fresh.opportunityId)).map((one) => [one.quantity, one.total]));
      for (let again = 0; again < 2; again++) {
        await fixture.changed({ entity: 'opportunity', id: deal.opportunityId, kind: 'updated' });
        await fixture.run();
        const lines = await linesOf(deal.opportunityId);
        expect(lines.map((one) => [one.quantity, one.total]).sort()).toEqual([...wanted].sort());
        expect(sumOf(lines)).toBe(total);
      }
    },
  );

  it('says which inner bundle ConnectWise refuses, and what else is possible', async () => {
    await use('bundle');
    const deal = await insertOffice();
    fixture.sandbox.fail({
      method: 'POST',
      path: /^\/procurement\/catalog\/\d+\/components$/,
      status: 400,
      after: 2,
      times: 1,
    });
    await win(fixture, deal);
    await fixture.run();
    const [issue] = await fixture.rows(`select code, message, advice from sync_issue where local_id = $1`, [
      deal.opportunityId,
    ]);
    expect(issue).toMatchObject({
      code: 'bundle_unsupported',
      message: expect.stringMatching(/^ConnectWise does not take bundle "Desk \d+" as a part of bundle "Office \d+"/),
      advice: expect.stringContaining('Choose single product or child products'),
    });
  });
});
