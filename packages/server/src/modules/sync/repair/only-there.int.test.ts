import { insertDeal } from '../../../../test/support/push-fixture.ts';
import { openRepairFixture, type RepairFixture } from '../../../../test/support/repair-fixture.ts';

/** What ConnectWise has, where the CRM has nothing: the reason is the one that holds, not that ConnectWise would want a value that nobody took away. */
describe('R65: an owner that is empty here', () => {
  const noUser = 'no active user of the CRM is known to be that member by the e-mail address';
  let f: RepairFixture;
  beforeAll(async () => {
    f = await openRepairFixture();
  });
  afterAll(() => f.close());

  const ownerOf = async (localId: string) => {
    const [link] = await f.rows<{ id: string }>(`select id from entity_link where local_id = $1`, [localId]);
    const { fields } = await f.repair.desk.compare(f.actor, link?.id ?? '');
    const { crm, connectwise, differs, winner, stays } = fields.find(({ field }) => field === 'ownerId') ?? {};
    return { crm, connectwise, differs, winner, stays };
  };
  const member = (name: string, email: string) =>
    f.sandbox.store.insertRaw('members', {
      ...{ identifier: name, firstName: name, lastName: 'Rep', licenseClass: 'F' },
      ...{ defaultEmail: 'Office', officeEmail: email },
    });

  it('where the opportunity came from ConnectWise with a member who is no user', async () => {
    const { clientId, contactId, opportunityId } = await insertDeal(f, { lines: 0 });
    await f.createdHere('opportunity', opportunityId);
    await f.poll();
    const made = await f.there('opportunity', opportunityId);
    const rep = member('Jordan', 'jordan@field.example');
    await f.connection.references.refresh(f.workspaceId, f.connectionId);
    const { body } = await f.http('POST', '/sales/opportunities', {
      name: 'Came from there',
      company: { id: Number((await f.linkOf('company', clientId))?.remoteId) },
      contact: { id: Number((await f.linkOf('contact', contactId ?? ''))?.remoteId) },
      site: made.site,
      expectedCloseDate: '2027-05-01T00:00:00Z',
      type: made.type,
      stage: made.stage,
      status: made.status,
      primarySalesRep: { id: rep.id },
    });
    await f.poll();
    const [link] = await f.rows<{ id: string }>(
      `select local_id as id from entity_link where entity = 'opportunity' and remote_id = $1`,
      [String(body.id)],
    );
    const localId = link?.id ?? '';
    expect((await f.log(localId)).join(' ')).toContain(
      `Not taken in: sales representative ("Jordan Rep" in ConnectWise), because ${noUser}.`,
    );
    const differing = { crm: null, connectwise: 'Jordan Rep', differs: true, winner: null };
    expect(await ownerOf(localId)).toEqual({ ...differing, stays: noUser });
  });

  it('where it was made here and ConnectWise got another member than the one that we fill in', async () => {
    const { opportunityId: id } = await insertDeal(f, { lines: 0 });
    await f.rows(`update opportunity set owner_id = null where id = $1`, [id]);
    await f.createdHere('opportunity', id);
    await f.poll();
    // The one that a push fills in stands there, since ConnectWise wants one.
    expect(await ownerOf(id)).toMatchObject({ stays: 'ConnectWise wants a sales representative' });
    const other = member('Robin', 'robin@field.example');
    await f.editThere('opportunity', id, [{ op: 'replace', path: 'primarySalesRep', value: { id: other.id } }]);
    await f.poll();
    expect(await ownerOf(id)).toMatchObject({ connectwise: 'Robin Rep', stays: noUser });
  });

  it('where somebody here took it away', async () => {
    const [user] = await f.rows<{ id: string }>(
      `insert into app_user (email, name, role, password_hash) values ('sam@field.example', 'Sam Rep', 'viewer', '') returning id`,
    );
    member('Sam', 'sam@field.example');
    await f.connection.references.refresh(f.workspaceId, f.connectionId);
    const { opportunityId: id } = await insertDeal(f, { lines: 0 });
    await f.rows(`update opportunity set owner_id = $2 where id = $1`, [id, user?.id]);
    await f.createdHere('opportunity', id);
    await f.poll();
    await f.editHere('opportunity', id, 'owner_id = null');
    expect(await ownerOf(id)).toMatchObject({
      crm: null,
      connectwise: 'Sam Rep',
      stays: 'ConnectWise wants a sales representative',
    });
  });
});
