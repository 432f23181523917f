import { openSyncFixture, rawCompany, rawContact, type SyncFixture } from '../../../../test/support/sync-fixture.ts';

describe('a primary contact that a pull takes the mark from', () => {
  let f: SyncFixture;

  beforeAll(async () => {
    f = await openSyncFixture();
    await f.take('company', [rawCompany(70), rawCompany(71)]);
  });
  afterAll(() => f.test.drop());

  const told = () =>
    f.rows<{ name: string; description: string; direction: string }>(
      `select name, description, direction from audit_event where code = 'primary_moved' order by seq`,
    );
  const primaries = async (companyId: number) => {
    const rows = await f.rows<{ name: string }>(
      `select k.last_name as name from contact k join entity_link l on l.entity = 'company' and l.local_id = k.client_id
       where l.remote_id = $1 and k.is_primary`,
      [String(companyId)],
    );
    return rows.map(({ name }) => name);
  };

  it('is told in the audit log, when another contact comes in as primary', async () => {
    await f.take('contact', [rawContact(700, 70, { defaultFlag: true })]);
    expect(await told()).toEqual([]);
    await f.take('contact', [rawContact(701, 70, { defaultFlag: true })]);
    expect(await primaries(70)).toEqual(['Lee 701']);
    expect(await told()).toEqual([
      {
        name: 'Ann Lee 700',
        description: '"Ann Lee 700" is no longer the primary contact of its client: "Ann Lee 701" is now.',
        direction: 'in',
      },
    ]);
  });

  it('is told once when a known contact is promoted there, and not when its own change says so', async () => {
    await f.take('contact', [rawContact(710, 71, { defaultFlag: true }), rawContact(711, 71), rawContact(712, 71)]);
    const before = (await told()).length;
    // Both changes in one page: the former one says itself that it lost the mark.
    await f.take('contact', [rawContact(710, 71), rawContact(711, 71, { defaultFlag: true })]);
    expect(await primaries(71)).toEqual(['Lee 711']);
    expect(await told()).toHaveLength(before);
    // The former one did not come along.
    await f.take('contact', [rawContact(712, 71, { defaultFlag: true })]);
    expect(await primaries(71)).toEqual(['Lee 712']);
    expect((await told()).slice(before).map(({ name }) => name)).toEqual(['Ann Lee 711']);
    await f.take('contact', [rawContact(712, 71, { defaultFlag: true, title: 'CFO' })]);
    expect(await told()).toHaveLength(before + 1);
  });
});
