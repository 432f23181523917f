import { monthly, orderStory } from '../../../../test/support/order-story.ts';
import {
  type Deal,
  insertDeal,
  openPushFixture,
  type PushFixture,
  win,
} from '../../../../test/support/push-fixture.ts';
import { settingsWith } from '../../../../test/support/settings.ts';

/** Lines that somebody edited in ConnectWise after the push, and what a later push about something else makes of them. */
describe('reading A24: lines that were edited in ConnectWise', () => {
  let fixture: PushFixture;
  let story: ReturnType<typeof orderStory>;
  beforeAll(async () => {
    fixture = await openPushFixture();
    story = orderStory(fixture);
    await fixture.rows(settingsWith, [fixture.connectionId, JSON.stringify({ mode: 'real_time' })]);
  });
  afterAll(() => fixture.close());

  const sold = [
    { description: 'Branch firewall', quantity: 2, price: 640 },
    { description: 'Care', quantity: 10, price: 5, recurring_price: 22, ...monthly },
  ];
  const dealWith = async (isWon: boolean): Promise<Deal> => {
    const deal = await insertDeal(fixture, { lines: 0 });
    await story.setLines(deal.quoteId, sold);
    if (isWon) await win(fixture, deal);
    else await fixture.changed({ entity: 'opportunity', id: deal.opportunityId, kind: 'created' });
    await fixture.run();
    return deal;
  };
  const edit = async ({ opportunityId }: Deal, set: string) => {
    await fixture.rows(`update opportunity set ${set}, updated_at = now() where id = $1`, [opportunityId]);
    await push(opportunityId);
  };
  const push = async (id: string) => {
    await fixture.changed({ entity: 'opportunity', id, kind: 'updated' });
    await fixture.run();
  };
  const editThere = async ({ opportunityId }: Deal) => {
    const [line] = await story.lines(opportunityId);
    await story.ask('PATCH', `/procurement/products/${line?.id}`, [
      { op: 'replace', path: 'quantity', value: 5 },
      { op: 'replace', path: 'price', value: 600 },
      { op: 'replace', path: 'description', value: 'Branch firewall, as agreed' },
    ]);
  };
  const there = async ({ opportunityId }: Deal) =>
    (await story.lines(opportunityId)).map(({ description, quantity, price }) => [description, quantity, price]);
  const log = async ({ opportunityId }: Deal) =>
    (
      await fixture.rows<{ description: string; status: string; changes: { field: string }[] }>(
        `select description, status, changes from audit_event where opportunity_id = $1 order by seq`,
        [opportunityId],
      )
    ).map((row) => ({ ...row, fields: row.changes.map(({ field }) => field) }));
  const openIssues = ({ opportunityId }: Deal) =>
    fixture.rows<{ id: string; code: string; message: string; attempts: number }>(
      `select id, code, message from sync_issue where local_id = $1 and state = 'open'`,
      [opportunityId],
    );
  const check = async (deal: Deal) =>
    (await log(deal)).filter(({ description }) => description.startsWith('The lines in ConnectWise come')).at(-1);
  /** The quote is edited here, and sent. */
  const moreCare = async (deal: Deal) => {
    await fixture.rows(`update quote_line set quantity = 12 where document_id = $1 and description = 'Care'`, [
      deal.quoteId,
    ]);
    await push(deal.opportunityId);
  };
  const asAgreed = ['Branch firewall, as agreed', 5, 600];

  it('stay when something else is edited here, whatever was edited there', async () => {
    const deal = await dealWith(false);
    const [firewall, care] = await story.lines(deal.opportunityId);
    await story.ask('PATCH', `/procurement/products/${firewall?.id}`, [{ op: 'replace', path: 'discount', value: 40 }]);
    await story.ask('PATCH', `/procurement/products/${care?.id}`, [
      { op: 'replace', path: 'recurring/recurringRevenue', value: 19 },
    ]);
    await edit(deal, `notes = 'Thank you'`);
    expect(await story.lines(deal.opportunityId)).toMatchObject([
      { discount: 40, extPrice: 1240 },
      { recurring: { recurringRevenue: 19 } },
    ]);
    expect((await log(deal)).at(-2)?.description).toMatch(
      /"Branch firewall": discount 0 → 40; "Care": recurring price 22 → 19\. .*until the quote is edited here/,
    );
    expect(await openIssues(deal)).toMatchObject([{ code: 'lines_changed' }]);
  });

  it.each([
    ['won', true],
    ['open', false],
  ])(
    'stay in a %s opportunity when something else is edited here, which says so and opens one issue',
    async (_what, isWon) => {
      const deal = await dealWith(isWon);
      await editThere(deal);
      await edit(deal, `notes = 'Thank you'`);
      expect((await there(deal))[0]).toEqual(asAgreed);
      const remote = await story.ask(
        'GET',
        `/sales/opportunities/${await story.remoteId('opportunity', deal.opportunityId)}`,
      );
      expect(remote.notes).toBe('Thank you');
      const told = (await log(deal)).slice(-2);
      expect(told[0]?.description).toContain('"Branch firewall": ');
      expect(told[0]?.description).toMatch(
        /quantity 2 → 5.*price 640 → 600.*Both stay as they are until the quote is edited here/,
      );
      expect(told[1]?.description).toMatch(/its lines stay as they were edited in ConnectWise\.$/);
      expect(await openIssues(deal)).toMatchObject([{ code: 'lines_changed' }]);

      // Neither told nor counted again, as long as nothing further happens there.
      const rows = (await log(deal)).filter(({ description }) =>
        description.startsWith('Edited in ConnectWise'),
      ).length;
      await edit(deal, `notes = 'Thank you again'`);
      expect((await there(deal))[0]).toEqual(asAgreed);
      expect(
        (await log(deal)).filter(({ description }) => description.startsWith('Edited in ConnectWise')),
      ).toHaveLength(rows);
      expect(await openIssues(deal)).toHaveLength(1);
    },
  );

  it('become those of the quote when a person retries, and the log names what that wrote over', async () => {
    const deal = await dealWith(true);
    await editThere(deal);
    await edit(deal, `notes = 'Thank you'`);
    await fixture.write((tx) =>
      fixture.push.issues.retry(tx, {
        connectionId: fixture.connectionId,
        entity: 'opportunity',
        localId: deal.opportunityId,
      }),
    );
    await fixture.run();
    expect((await there(deal))[0]).toEqual(['Branch firewall', 2, 640]);
    expect((await log(deal)).at(-1)?.description).toMatch(/1 line changed\.$/);
    const told = (await log(deal)).find(({ description }) => description.startsWith('Changed line'));
    expect(told?.description).toBe(
      'Changed line "Branch firewall, as agreed" to that of the quote: description Branch firewall, as agreed → Branch firewall, quantity 5 → 2, price 600 → 640.',
    );
    expect(told?.fields.sort()).toEqual([
      'Branch firewall, as agreed: description',
      'Branch firewall, as agreed: price',
      'Branch firewall, as agreed: quantity',
    ]);
    expect(await openIssues(deal)).toEqual([]);
  });

  it('become those of the quote when that was edited here, too', async () => {
    const deal = await dealWith(true);
    await editThere(deal);
    await moreCare(deal);
    expect((await there(deal)).map(([, quantity]) => quantity)).toEqual([2, 12]);
    expect((await log(deal)).at(-1)?.description).toMatch(/2 lines changed\.$/);
  });

  it('stay removed and stay added, too', async () => {
    const deal = await dealWith(true);
    const [, care] = await story.lines(deal.opportunityId);
    await story.ask('DELETE', `/procurement/products/${care?.id}`);
    await edit(deal, `notes = 'Without care'`);
    expect(await there(deal)).toEqual([['Branch firewall', 2, 640]]);
    expect((await log(deal)).at(-2)?.description).toContain('"Care" was removed');
  });

  it('are named and left where ConnectWise added them, also beside a quote that is sent again', async () => {
    const deal = await dealWith(true);
    const [line] = await story.lines(deal.opportunityId);
    await story.ask('POST', '/procurement/products', {
      catalogItem: { id: line?.catalogItem.id },
      opportunity: { id: await story.remoteId('opportunity', deal.opportunityId) },
      description: 'Cables',
      quantity: 1,
      price: 7,
      billableOption: 'Billable',
    });
    await moreCare(deal);
    expect(await check(deal)).toMatchObject({
      status: 'info',
      description: expect.stringContaining('"Cables" (7.00): it did not come from this quote.'),
    });
    expect(await openIssues(deal)).toEqual([]);
  });

  it('open an issue where a line of ours is not what the quote says after all, once', async () => {
    const deal = await dealWith(true);
    const [, care] = await story.lines(deal.opportunityId);
    // ConnectWise reckons in its forecast what recurs.
    const { forecastDetailId } = await story.ask('GET', `/procurement/products/${care?.id}`);
    const opportunity = `/sales/opportunities/${await story.remoteId('opportunity', deal.opportunityId)}`;
    await story.ask('PATCH', `${opportunity}/forecast/${forecastDetailId}`, [
      { op: 'replace', path: 'recurringRevenue', value: 200 },
    ]);
    await fixture.rows(
      `update quote_line set quantity = 3 where document_id = $1 and description = 'Branch firewall'`,
      [deal.quoteId],
    );
    await push(deal.opportunityId);
    expect(await check(deal)).toMatchObject({ status: 'error' });
    expect(await openIssues(deal)).toMatchObject([
      { code: 'lines_changed', message: expect.stringContaining('"Care": 50.00 once and 200.00 recurring there') },
    ]);
    const [issue] = await openIssues(deal);
    await edit(deal, `notes = 'Without care'`);
    expect(await check(deal)).toMatchObject({ status: 'info' });
    expect(await openIssues(deal)).toMatchObject([{ id: issue?.id }]);

    await fixture.rows(`update sync_issue set state = 'dismissed' where id = $1`, [issue?.id]);
    await edit(deal, `notes = 'Still without care'`);
    expect(await openIssues(deal)).toEqual([]);
  });
});
