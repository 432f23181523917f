import { insertDeal, openPushFixture, type PushFixture, win } from '../../../../test/support/push-fixture.ts';
import { settingsWith } from '../../../../test/support/settings.ts';

describe('R23, A8: defaults of what is pushed', () => {
  let fixture: PushFixture;
  const use = (defaults: object) =>
    fixture.rows(settingsWith, [fixture.connectionId, JSON.stringify({ mode: 'real_time', defaults })]);
  const remoteOf = async (deal: { opportunityId: string }) => {
    const [link] = await fixture.rows<{ remote_id: string }>(
      `select remote_id from entity_link where entity = 'opportunity' and local_id = $1`,
      [deal.opportunityId],
    );
    return fixture.sandbox.store.get('opportunities', Number(link?.remote_id));
  };

  beforeAll(async () => {
    fixture = await openPushFixture();
    await fixture.connection.references.refresh(fixture.workspaceId, fixture.connectionId);
  });
  afterAll(() => fixture.close());

  it('location, business unit, rating and type are those of the settings', async () => {
    const options = await fixture.rows<{ kind: string; id: string; flags: { departmentIds?: string[] } }>(
      `select kind, remote_id as id, flags from reference_item where is_active and kind in ('location', 'rating', 'opportunity_type') order by kind, remote_id desc`,
    );
    const last = (kind: string) => options.find((option) => option.kind === kind);
    const place = options.filter((o) => o.kind === 'location' && (o.flags.departmentIds?.length ?? 0) > 0).at(0);
    const departmentId = place?.flags.departmentIds?.at(-1);
    await use({
      locationId: place?.id,
      departmentId,
      ratingId: last('rating')?.id,
      opportunityTypeId: last('opportunity_type')?.id,
    });
    const deal = await insertDeal(fixture, { lines: 0 });
    await fixture.changed({ entity: 'opportunity', id: deal.opportunityId, kind: 'created' });
    await fixture.run();
    expect(await remoteOf(deal)).toMatchObject({
      locationId: Number(place?.id),
      businessUnitId: Number(departmentId),
      rating: { id: Number(last('rating')?.id) },
      type: { id: Number(last('opportunity_type')?.id) },
    });
  });

  it('an opportunity without a close date gets one so many days ahead', async () => {
    await use({ closeDateOffsetDays: 7 });
    const deal = await insertDeal(fixture, { lines: 0 });
    await fixture.rows(`update opportunity set expected_close_date = null where id = $1`, [deal.opportunityId]);
    await fixture.changed({ entity: 'opportunity', id: deal.opportunityId, kind: 'created' });
    const before = Date.now();
    await fixture.run();
    const days = [before, Date.now()].map((at) => new Date(at + 7 * 86_400_000).toISOString().slice(0, 10));
    expect(days).toContain(String((await remoteOf(deal))?.expectedCloseDate).slice(0, 10));
  });

  it('a contact by the given name is made where client and company have none, once', async () => {
    await use({ contactName: 'Front Desk' });
    const first = await insertDeal(fixture, { lines: 0, withoutContact: true });
    const second = await insertDeal(fixture, { lines: 0, withoutContact: true, clientId: first.clientId });
    for (const deal of [first, second]) await win(fixture, deal);
    await fixture.run();
    const [a, b] = [await remoteOf(first), await remoteOf(second)];
    expect(a?.contact).toEqual(b?.contact);
    const [contactId, companyId] = [a?.contact, a?.company].map((one) => (one as { id: number } | undefined)?.id ?? 0);
    const contact = fixture.sandbox.store.get('contacts', contactId ?? 0);
    expect(contact).toMatchObject({
      firstName: 'Front',
      lastName: 'Desk',
      company: { id: companyId },
    });
    const made = fixture.sandbox.store.list('contacts').filter((c) => c.lastName === 'Desk');
    expect(made).toHaveLength(1);
  });

  it('is found again when its create was lost on the way', async () => {
    await use({ contactName: 'Reception' });
    const deal = await insertDeal(fixture, { lines: 0, withoutContact: true });
    fixture.sandbox.fail({ method: 'POST', path: '/company/contacts', kind: 'reset-after', times: 1 });
    await win(fixture, deal);
    await fixture.drain();
    expect(fixture.sandbox.store.list('contacts').filter((c) => c.firstName === 'Reception')).toHaveLength(1);
    expect(await remoteOf(deal)).toBeDefined();
  });
});
