import { orderStory } from '../../../../test/support/order-story.ts';
import { type Deal, insertDeal } from '../../../../test/support/push-fixture.ts';
import { settingsWith } from '../../../../test/support/settings.ts';
import { openTwoWayFixture, type TwoWayFixture } from '../../../../test/support/two-way-fixture.ts';

/** The tax region of a quote is the tax code of the opportunity and its lines, also after it was changed or emptied here. */
describe('R47: the tax region of a quote that was sent', () => {
  let f: TwoWayFixture;
  let story: ReturnType<typeof orderStory>;
  let codes: { state: number; other: number; spare: number };
  let regions: { florida: string; georgia: string };

  beforeAll(async () => {
    f = await openTwoWayFixture();
    story = orderStory(f);
    const code = async (name: string, rate: number): Promise<number> =>
      (
        await story.ask('POST', '/finance/taxCodes', {
          identifier: name,
          description: name,
          invoiceCaption: 'Tax',
          effectiveDate: '2015-01-01T00:00:00Z',
          levelOneRate: rate,
          levelOneRateType: 'Percent',
          levelOneProductsFlag: true,
        })
      ).id;
    codes = { state: await code('State', 0.06), other: await code('Other', 0.08), spare: await code('Spare', 0.01) };
    await f.connection.references.refresh(f.workspaceId, f.connectionId);
    const region = async (name: string, rate: number): Promise<string> => {
      const [row] = await f.rows<{ id: string }>(
        `with r as (insert into tax_region (name) values ($1) returning id),
           c as (insert into tax_category (tax_region_id, name, rate) select id, 'Taxable', $2 from r)
         select id from r`,
        [name, rate],
      );
      return row?.id ?? '';
    };
    regions = { florida: await region('Florida', 6), georgia: await region('Georgia', 7) };
    await settings({});
  }, 60_000);
  afterAll(() => f.close());

  const settings = (more: Record<string, unknown>) =>
    f.rows(settingsWith, [
      f.connectionId,
      JSON.stringify({
        mode: 'real_time',
        taxMap: { pairs: [{ taxRegionId: regions.florida, taxCodeId: String(codes.state) }] },
        ...more,
      }),
    ]);
  const sent = async (deal: Deal) => {
    await f.changed({ entity: 'opportunity', id: deal.opportunityId, kind: 'updated' });
    await f.run();
  };
  /** The region of the quote, with the rate that its line has by it. */
  const choose = async (deal: Deal, region: string | null, rate: number) => {
    await f.rows(`update document set tax_region_id = $2, updated_at = now() where id = $1`, [deal.quoteId, region]);
    await f.rows(
      `update quote_line set tax_rate = $2,
         tax_category_id = (select id from tax_category where tax_region_id = $3 and name = 'Taxable') where document_id = $1`,
      [deal.quoteId, rate, region],
    );
    await f.clearLog();
    await sent(deal);
  };
  const pushedDeal = async (region: string | null = regions.florida): Promise<Deal> => {
    const deal = await insertDeal(f, { lines: 0 });
    await story.setLines(deal.quoteId, [{ description: 'Router', price: 100, tax_rate: region ? 6 : 0 }]);
    await f.rows(`update document set tax_region_id = $2 where id = $1`, [deal.quoteId, region]);
    await f.createdHere('opportunity', deal.opportunityId);
    return deal;
  };
  const codesAt = async ({ opportunityId }: Deal) => {
    const opportunity = await f.there('opportunity', opportunityId);
    const lines = await story.lines(opportunityId);
    return [opportunity as { taxCode?: { id: number } }, ...lines].map(({ taxCode }) => taxCode?.id ?? null);
  };
  const there = (deal: Deal, code: number | null) =>
    f.editThere('opportunity', deal.opportunityId, [
      code === null ? { op: 'remove', path: 'taxCode' } : { op: 'replace', path: 'taxCode', value: { id: code } },
    ]);

  it('is cleared there when it is emptied here: of the opportunity and of its lines', async () => {
    const deal = await pushedDeal();
    expect(await codesAt(deal)).toEqual([codes.state, codes.state]);
    await f.poll();
    await choose(deal, null, 0);
    expect(await codesAt(deal)).toEqual([null, null]);
    const log = await f.log(deal.opportunityId);
    expect(log[0]).toMatch(/^Updated tax code of opportunity "Firewall refresh \d+" in ConnectWise\.$/);
    expect(log.join(' ')).not.toContain('none of its fields was edited');
    expect(await story.check(deal.opportunityId)).toEqual({
      status: 'success',
      code: null,
      description: 'The total of 100.00 agrees with the quote.',
    });
    // No later push or poll says it again, and none takes a code away that somebody chooses there.
    await f.poll();
    await there(deal, codes.state);
    await f.poll();
    await f.clearLog();
    await f.editHere('opportunity', deal.opportunityId, `notes = 'Thank you'`);
    expect((await codesAt(deal))[0]).toBe(codes.state);
    expect((await f.log(deal.opportunityId))[0]).toMatch(/^Updated notes of opportunity "[^"]+" in ConnectWise\.$/);
  });

  it('is cleared there before the win is closed', async () => {
    const deal = await pushedDeal();
    await f.rows(`update document set tax_region_id = null where id = $1`, [deal.quoteId]);
    await f.rows(`update quote_line set tax_rate = 0 where document_id = $1`, [deal.quoteId]);
    await f.editHere('opportunity', deal.opportunityId, `stage_id = '${f.stages.won}', won_at = now()`);
    expect(await codesAt(deal)).toEqual([null, null]);
    expect(await story.isWon(deal.opportunityId)).toBe(true);
    expect((await story.check(deal.opportunityId))?.description).toBe('The total of 100.00 agrees with the quote.');
  });

  it('is cleared there when another one is chosen that no tax code stands for, and nothing is said of a default that is not set', async () => {
    const deal = await pushedDeal();
    await choose(deal, regions.georgia, 7);
    expect(await codesAt(deal)).toEqual([null, null]);
    expect((await f.log(deal.opportunityId))[0]).toMatch(/^Updated tax code of opportunity/);
    expect((await story.check(deal.opportunityId))?.description).toBe(
      'Not sent: tax region, because no tax code of ConnectWise stands for "Georgia" (Settings, Integrations, Mapping, Taxes). The total of 100.00 agrees with the quote. The tax of 7.00 on the quote is not in ConnectWise.',
    );
    expect(
      await f.rows(`select left_out as "leftOut" from push_request where local_id = $1`, [deal.opportunityId]),
    ).toMatchObject([
      { leftOut: expect.arrayContaining([expect.objectContaining({ label: 'tax of 7.00 USD', setting: 'taxes' })]) },
    ]);
    await choose(deal, regions.florida, 6);
    expect(await codesAt(deal)).toEqual([codes.state, codes.state]);
  });

  it('gives way to the default tax code, and the log says so because it was sent', async () => {
    const deal = await pushedDeal();
    await settings({ defaults: { taxCodeId: String(codes.other) } });
    await choose(deal, regions.georgia, 7);
    expect(await codesAt(deal)).toEqual([codes.other, codes.other]);
    expect((await story.check(deal.opportunityId))?.description).toContain(
      'Tax region "Georgia" is mapped to no tax code, so the default one was sent.',
    );
    await settings({});
  });

  it.each([
    ['emptied', () => null, 0],
    ['changed to one that no tax code stands for', () => regions.georgia, 7],
  ])(
    'is said not to be sent when it is %s and somebody chose another tax code in ConnectWise',
    async (_what, to, rate) => {
      const deal = await pushedDeal();
      await there(deal, codes.spare);
      await f.poll();
      await choose(deal, to(), rate);
      expect(await codesAt(deal)).toEqual([codes.spare, null]);
      const log = await f.log(deal.opportunityId);
      expect(log[0]).toBe(
        'Not sent: tax region, because tax code "Spare" of the opportunity in ConnectWise was not sent from here, so it stays there.',
      );
      expect(log.join(' ')).not.toMatch(/none of its fields was edited|default/);
      await f.clearLog();
      await sent(deal);
      expect((await f.log(deal.opportunityId)).join(' ')).not.toContain('Not sent: tax region');
    },
  );

  it('is said not to be sent where no tax code stands for it and ConnectWise has one of its own', async () => {
    const deal = await pushedDeal(null);
    await there(deal, codes.spare);
    await f.poll();
    await choose(deal, regions.georgia, 7);
    expect((await codesAt(deal))[0]).toBe(codes.spare);
    const { description } = (await story.check(deal.opportunityId)) ?? {};
    expect(description).toContain(
      'Tax region "Georgia" is mapped to no tax code, so tax code "Spare" of the opportunity stays as it is.',
    );
    expect((await f.log(deal.opportunityId))[0]).toMatch(/^Not sent: tax region, because /);
  });
});
