import { insertDeal } from '../../../../test/support/push-fixture.ts';
import { openRepairFixture, type RepairFixture } from '../../../../test/support/repair-fixture.ts';

/** The log claims no more than is so, and ConnectWise's own words stand with the record that they are about. */
describe('what is told of a push', () => {
  let f: RepairFixture;
  beforeAll(async () => {
    f = await openRepairFixture();
  });
  afterAll(() => f.close());

  it('that ConnectWise answered with a few words names the record and the step', async () => {
    const deal = await insertDeal(f, { lines: 1 });
    f.sandbox.fail({ method: 'POST', path: /\/procurement\/products$/, status: 500, times: 50 });
    await f.createdHere('opportunity', deal.opportunityId);
    f.sandbox.clearFaults();
    const said = (await f.log(deal.opportunityId)).at(-1) ?? '';
    expect(said).toMatch(
      /^Sending opportunity "Firewall refresh \d+" failed in the step "lines": ConnectWise answered "An unexpected error occurred" \(HTTP 500\)\.$/,
    );
  });

  it('does not say that fields are the same where ConnectWise has a value that nothing here stands for', async () => {
    const { opportunityId } = await insertDeal(f, { lines: 0 });
    await f.createdHere('opportunity', opportunityId);
    await f.drain();
    const remoteId = (await f.linkOf('opportunity', opportunityId))?.remoteId ?? '';
    const member = (await f.http('GET', '/system/members')).body as unknown as { id: number }[];
    const value = { id: member.at(-1)?.id };
    await f.http('PATCH', `/sales/opportunities/${remoteId}`, [{ op: 'replace', path: 'primarySalesRep', value }]);
    await f.poll();
    expect((await f.here('opportunity', opportunityId)).owner_id).toBeNull();
    await f.clearLog();
    await f.changed({ entity: 'opportunity', id: opportunityId, kind: 'updated' });
    await f.run();
    const said = (await f.log(opportunityId)).join(' ');
    expect(said).not.toContain('the same in ConnectWise already');
    expect(said).toContain('had to be sent: ConnectWise has all that is sent of it.');
  });

  it('names what a new contact was made with by the fields of the screen', async () => {
    const { contactId } = await insertDeal(f, { lines: 0 });
    const localId = contactId ?? '';
    await f.createdHere('contact', localId);
    await f.drain();
    const [made] = await f.rows<{ changes: { field: string; to: unknown }[] }>(
      `select changes from audit_event where local_id = $1 and operation = 'create' order by seq limit 1`,
      [localId],
    );
    const row = await f.here('contact', localId);
    const named = Object.fromEntries(made?.changes.map(({ field, to }) => [field, to]) ?? []);
    expect(named).toMatchObject({ email: row.email, phone: row.phone, mobile: row.mobile, isPrimary: true });
    expect(Object.keys(named)).not.toContain('communicationItems');
    expect(Object.keys(named)).not.toContain('defaultFlag');
  });
});
