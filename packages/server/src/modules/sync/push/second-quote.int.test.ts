import { orderStory } from '../../../../test/support/order-story.ts';
import { insertDeal, openPushFixture, type PushFixture, win } from '../../../../test/support/push-fixture.ts';

/** What a push leaves in ConnectWise stands there for good: documents and notes of a quote that another one has replaced, too. */
describe('R56: an opportunity that is won again by another quote', () => {
  let fixture: PushFixture;
  let story: ReturnType<typeof orderStory>;
  beforeAll(async () => {
    fixture = await openPushFixture();
    story = orderStory(fixture);
  });
  afterAll(() => fixture.close());

  const titles = async (opportunityId: string): Promise<string[]> => {
    const remoteId = await story.remoteId('opportunity', opportunityId);
    const found = await story.ask('GET', `/system/documents?recordType=Opportunity&recordId=${remoteId}`);
    const all: string[] = found.map(({ title }: { title: string }) => title.replace(/ \[.*\]$/, ''));
    return all.sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  };
  const notes = async (opportunityId: string): Promise<string[]> => {
    const remoteId = await story.remoteId('opportunity', opportunityId);
    return (await story.ask('GET', `/sales/opportunities/${remoteId}/notes`)).map(({ text }: { text: string }) => text);
  };
  const last = async (opportunityId: string, beginning = 'Pushed won') =>
    (await story.said(opportunityId, beginning)).at(-1);

  it('is told with what is left of the quote of before', async () => {
    const deal = await insertDeal(fixture, { lines: 1 });
    const name = (
      await fixture.rows<{ name: string }>(`select name from opportunity where id = $1`, [deal.opportunityId])
    )[0]?.name;
    await fixture.rows(
      `insert into document (opportunity_id, kind, title, file_name, content_type, storage_key, size_bytes)
       values ($1, 'file', 'Floor plan', 'plan.pdf', 'application/pdf', 'plan', 9)`,
      [deal.opportunityId],
    );
    await win(fixture, deal);
    await fixture.drain();
    expect(await last(deal.opportunityId)).toBe(
      `Pushed won opportunity "${name}": 1 line added, 2 documents attached, 2 notes added.`,
    );

    await fixture.rows(`update document set state = 'declined' where id = $1`, [deal.quoteId]);
    const [second] = await fixture.rows<{ id: string }>(
      `insert into document (opportunity_id, kind, title, number, state, file_name, content_type)
       values ($1, 'quote', 'With a spare', 9999, 'accepted', 'quote.pdf', 'application/pdf') returning id`,
      [deal.opportunityId],
    );
    await fixture.rows(
      `insert into quote_line (document_id, position, product_id, description, quantity, price, cost) values ($1, 1, $2, 'Spare', 3, 99.5, 60)`,
      [second?.id, deal.productIds[0]],
    );
    await win(fixture, deal);
    await fixture.drain();
    expect(await fixture.rows(`select code, message from sync_issue where state = 'open'`)).toEqual([]);
    expect(await titles(deal.opportunityId)).toEqual([
      'Floor plan',
      expect.stringMatching(/^Quote \d+: Firewalls$/),
      'Quote 9999: With a spare',
    ]);
    expect(await notes(deal.opportunityId)).toHaveLength(3);
    const told = await last(deal.opportunityId);
    expect(told).toContain('1 document attached, 1 note added');
    expect(told).toMatch(
      /The document and the note of quote \d+ "Firewalls", which is not the accepted one any more, stay in ConnectWise\.$/,
    );

    await win(fixture, deal);
    await fixture.drain();
    expect(await last(deal.opportunityId, 'Nothing else of opportunity')).toMatch(
      /: 1 line and 2 documents with their notes were in place\. The document and the note of quote \d+ "Firewalls"/,
    );
  });
});
