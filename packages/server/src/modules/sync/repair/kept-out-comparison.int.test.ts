import { insertDeal } from '../../../../test/support/push-fixture.ts';
import { openRepairFixture, type RepairFixture } from '../../../../test/support/repair-fixture.ts';

describe('the comparison of a contact that was moved there to a company that is excluded', () => {
  let f: RepairFixture;
  beforeAll(async () => {
    f = await openRepairFixture();
  });
  afterAll(() => f.close());

  it('shows both records field by field, and says why nothing of it comes in', async () => {
    const { clientId, contactId } = await insertDeal(f, { lines: 0 });
    const localId = contactId ?? '';
    await f.createdHere('company', clientId);
    await f.createdHere('contact', localId);
    await f.drain();
    await f.poll();
    const companyId = Number(
      f.sandbox.store.insert('companies', {
        identifier: 'Elsewhere',
        name: 'Elsewhere Ltd',
        site: { name: 'Main' },
        addressLine1: '-',
      }).id,
    );
    const remoteId = (await f.linkOf('contact', localId))?.remoteId ?? '';
    const moved = await f.http('PATCH', `/company/contacts/${remoteId}`, [
      { op: 'replace', path: 'company', value: { id: companyId } },
      { op: 'replace', path: 'title', value: 'CFO' },
    ]);
    expect(moved.status).toBe(200);
    f.sandbox.store.patchRaw('companies', companyId, { deletedFlag: true });
    await f.poll();
    const [link] = await f.rows<{ id: string }>(
      `select id from entity_link where entity = 'contact' and local_id = $1`,
      [localId],
    );
    const { fields, problems } = await f.repair.desk.compare(f.actor, link?.id ?? '');
    expect(problems).toMatchObject([
      {
        code: 'kept_out',
        message: expect.stringMatching(/^Nothing of ConnectWise's record comes in: its company \d+ is/),
      },
    ]);
    const differing = fields.filter(({ differs }) => differs);
    expect(differing.map(({ field }) => field)).toEqual(['clientId', 'title']);
    expect(differing).toMatchObject([
      { connectwise: 'Elsewhere Ltd', winner: null, stays: expect.stringContaining(`its company ${companyId}`) },
      { connectwise: 'CFO', crm: null, stays: expect.stringContaining(`its company ${companyId}`) },
    ]);
  });
});
