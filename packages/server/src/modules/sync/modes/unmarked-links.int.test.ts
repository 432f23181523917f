import { type DirectionsApp, openDirectionsApp } from '../../../../test/support/directions-app.ts';

/** Links that were made before fields which the settings do not send were marked as such: the values tell it. */
describe('R65: a value that was never sent, of a link without the mark', () => {
  let d: DirectionsApp;
  let n = 0;
  beforeAll(async () => {
    d = await openDirectionsApp();
  }, 60_000);
  afterAll(() => d.app.stop());
  beforeEach(async () => {
    await d.direct({ 'company.city': 'BOTH', 'opportunity.expectedCloseDate': 'BOTH', 'company.addressLine1': 'BOTH' });
    await d.cycle();
  });

  const unmarked = (id: string) =>
    d.rows(
      `update entity_link set base = base - '$unsent' where local_id = $1 and jsonb_exists(base, '$unsent') returning id`,
      [id],
    );
  const client = (values: object) => d.mutate('createClient', { name: `Unmarked${++n} Works`, ...values });
  const conflicts = (id: string) => d.rows(`select field, kept from sync_conflict where local_id = $1`, [id]);

  it.each(['IN', 'OFF'])('%s: goes out once it may, as the preview says', async (before) => {
    await d.direct({ 'company.city': before });
    const id = await client({ addressLine1: `${n} Pier`, city: 'Tampa' });
    await d.poll();
    const path = `/company/companies/${await d.remoteId(id)}`;
    expect((await d.http('GET', path)).city ?? null).toBeNull();
    expect(await unmarked(id)).toHaveLength(1);
    expect(await d.preview({ 'company.city': 'BOTH' })).toContain("1 company gets the CRM's City.");
    await d.direct({ 'company.city': 'BOTH' });
    await d.cycle();
    expect((await d.http('GET', path)).city).toBe('Tampa');
    expect(await d.rows(`select city from client where id = $1`, [id])).toEqual([{ city: 'Tampa' }]);
    expect((await d.log(id)).at(-1)).toMatch(/^Updated city of client/);
  });

  it('a date in whose place ConnectWise has its own: both are told, and the owner stands', async () => {
    await d.direct({ 'opportunity.expectedCloseDate': 'OFF' });
    const clientId = await client({ addressLine1: '1 Pier' });
    await d.mutate('createContact', { clientId, firstName: 'Ann', lastName: 'Wharf', isPrimary: true });
    const [stage] = await d.rows<{ id: string }>(
      `select id from pipeline_stage where kind = 'open' order by position limit 1`,
    );
    const id = await d.mutate('createOpportunity', {
      name: `Unmarked deal ${n}`,
      clientId,
      stageId: stage?.id,
      expectedCloseDate: '2031-02-03',
    });
    await d.poll();
    const path = `/sales/opportunities/${await d.remoteId(id)}`;
    const there = String((await d.http('GET', path)).expectedCloseDate).slice(0, 10);
    expect(there).not.toBe('2031-02-03');
    expect(await unmarked(id)).toHaveLength(1);
    await d.direct({ 'opportunity.expectedCloseDate': 'BOTH' });
    await d.cycle();
    expect(await conflicts(id)).toMatchObject([{ field: 'expectedCloseDate', kept: 'crm' }]);
    expect((await d.log(id)).join(' ')).toContain(
      'Each side had its own expected close date; the value of the CRM stands.',
    );
    expect((await d.http('GET', path)).expectedCloseDate).toMatch(/^2031-02-03/);
    expect(await d.rows(`select expected_close_date::text as at from opportunity where id = $1`, [id])).toEqual([
      { at: '2031-02-03' },
    ]);
  });

  it('what ConnectWise shows in its own form of ours stays agreed on', async () => {
    const id = await client({ addressLine2: 'Dock 2' });
    await d.poll();
    const path = `/company/companies/${await d.remoteId(id)}`;
    await d.rows(
      `update entity_link set base = base || '{"addressLine2": "Dock  2", "$standIns": {"addressLine2": "Dock 2"}}' where local_id = $1`,
      [id],
    );
    await d.rows(`update client set address_line2 = 'Dock  2' where id = $1`, [id]);
    await d.direct({ 'company.addressLine2': 'OFF' });
    await d.cycle();
    await d.direct({ 'company.addressLine2': 'BOTH' });
    await d.cycle();
    expect(await conflicts(id)).toEqual([]);
    expect((await d.http('GET', path)).addressLine2).toBe('Dock 2');
    expect(await d.rows(`select address_line2 as two from client where id = $1`, [id])).toEqual([{ two: 'Dock  2' }]);
  });
});
