import {
  mappedConfiguration,
  openSyncFixture,
  pullNewPushWon,
  rawCompany,
  rawContact,
  rawOpportunity,
  type SyncFixture,
} from '../../../../test/support/sync-fixture.ts';

describe('the door in', () => {
  let f: SyncFixture;

  beforeAll(async () => {
    f = await openSyncFixture();
  });
  afterAll(() => f.test.drop());

  const client = (name: string) => f.rows('select * from client where name = $1', [name]);

  it('R10, R52: creates a client, its link and one audit row for a new company', async () => {
    const counts = await f.take('company', [rawCompany(1, { name: ' Harbor\tDental\u0007 ', city: 'Tampa' })]);
    expect(counts.created).toBe(1);
    expect(await client('Harbor Dental')).toMatchObject([
      { city: 'Tampa', identifier: 'Company1', type: 'Client', status: 'Active' },
    ]);
    const links = await f.rows(`select * from entity_link where entity = 'company' and remote_id = '1'`);
    expect(links).toMatchObject([{ origin: 'pulled', state: 'linked', base: { name: 'Harbor Dental' } }]);
    expect(await f.events('1')).toMatchObject([
      { operation: 'create', status: 'success', description: 'Created from ConnectWise.' },
    ]);
  });

  it('writes nothing at all for a page that was seen before', async () => {
    const page = [rawCompany(2), rawCompany(3), rawCompany(4, { deletedFlag: true }), rawCompany(5, { name: '' })];
    expect(await f.take('company', page)).toMatchObject({ created: 2, skipped: 1, failed: 1 });
    await f.touched();
    expect(await f.take('company', page)).toMatchObject({ unchanged: 2, skipped: 1, failed: 1 });
    expect(await f.touched()).toEqual([]);
  });

  it('takes the others of a page in when one cannot be read, and says why', async () => {
    const counts = await f.take('company', [
      rawCompany(10),
      rawCompany(11, { name: null }),
      rawCompany(12, { addressLine1: 'x'.repeat(200_000) }),
      rawCompany(13, { city: 7 }),
      rawCompany(14),
    ]);
    expect(counts).toMatchObject({ created: 2, failed: 3 });
    expect(await f.issue('11')).toMatchObject({ code: 'missing_name', message: 'It has no name.' });
    expect(await f.issue('12')).toMatchObject({
      code: 'text_too_long',
      message: expect.stringContaining('200,000 characters'),
    });
    expect(await f.issue('13')).toMatchObject({
      code: 'invalid_record',
      message: expect.stringContaining('city: expected text'),
    });
    for (const id of ['11', '12', '13'])
      expect(await f.events(id)).toMatchObject([{ operation: 'fail', status: 'error' }]);
  });

  it('closes the issue when the record is mended, and counts the attempts', async () => {
    await f.take('company', [rawCompany(15, { name: null })]);
    await f.take('company', [rawCompany(15, { name: 'x'.repeat(300) })]);
    expect(await f.issue('15')).toMatchObject({ code: 'text_too_long', attempts: 2, state: 'open' });
    await f.take('company', [rawCompany(15, { name: 'Mended' })]);
    expect(await f.issue('15')).toMatchObject({ state: 'resolved' });
    expect(await f.events('15')).toMatchObject([{ attempt: 1 }, { attempt: 2 }, { operation: 'create', attempt: 3 }]);
  });

  it('sets the one record aside that the database refuses', async () => {
    await f.test.sql(`alter table client add constraint no_gremlins check (city is distinct from 'Gremlin')`);
    const page = Array.from({ length: 40 }, (_, i) => rawCompany(100 + i, i === 23 ? { city: 'Gremlin' } : {}));
    expect(await f.take('company', page)).toMatchObject({ created: 39, failed: 1 });
    expect(await f.issue('123')).toMatchObject({
      code: 'refused_by_database',
      message: expect.stringContaining('no_gremlins'),
    });
    const audits = await f.rows(
      `select remote_id from audit_event where operation = 'create' and entity = 'company' and remote_id::int between 100 and 139`,
    );
    expect(audits).toHaveLength(39);
  });

  it('R41: refuses a second company of a name, naming both', async () => {
    await f.take('company', [rawCompany(20, { name: 'Twin' }), rawCompany(21, { name: 'TWIN' })]);
    await f.take('company', [rawCompany(22, { name: 'twin' })]);
    for (const id of ['21', '22'])
      expect(await f.issue(id)).toMatchObject({
        code: 'name_taken',
        message: expect.stringContaining('linked to ConnectWise company 20'),
      });
  });

  it('A18: takes changes in field by field, and keeps both values where both sides changed', async () => {
    await f.take('company', [rawCompany(50, { name: 'Merge me', phoneNumber: '1', city: 'Tampa', zip: '1' })]);
    await f.rows(`update client set phone = '2', city = 'Miami', website = 'ours.example' where name = 'Merge me'`);
    await f.take('company', [rawCompany(50, { name: 'Merge me', phoneNumber: '3', city: 'Tampa', zip: '9' })]);
    expect(await client('Merge me')).toMatchObject([
      { phone: '3', city: 'Miami', postal_code: '9', website: 'ours.example', version: 2 },
    ]);
    const [, update] = await f.events('50');
    expect(update).toMatchObject({
      operation: 'update',
      description: expect.stringContaining('Both sides had changed phone; the value of ConnectWise stands.'),
    });
    expect(update?.changes).toEqual(
      [
        { field: 'phone', from: '2', to: '3' },
        { field: 'postalCode', from: '1', to: '9' },
      ].sort((a, b) => b.field.localeCompare(a.field)),
    );
  });

  it('keeps the key by which clients are looked for true to their names, whoever writes them', async () => {
    const names = ['The Zürich Café, Inc.', '!!!', "O'Brien & Sons Ltd", '株式会社 Acme'];
    await f.take(
      'company',
      names.map((name, n) => rawCompany(4_000 + n, { name })),
    );
    await f.take('company', [rawCompany(4_000, { name: 'Zürich Tea GmbH' })]);
    await f.rows(`insert into client (name) values ('By Hand LLC')`);
    await f.rows(`update client set name = 'By Machine LLC' where name = 'By Hand LLC'`);
    const keys = await f.rows<{ name: string; key: string | null }>(
      `select name, match_key as key from client where name = any($1) or name = 'Zürich Tea GmbH' or name = 'By Machine LLC' order by name collate "C"`,
      [names],
    );
    expect(keys).toEqual([
      { name: '!!!', key: null },
      { name: 'By Machine LLC', key: 'bymachine' },
      { name: "O'Brien & Sons Ltd", key: 'obriensons' },
      { name: 'Zürich Tea GmbH', key: 'zurichtea' },
      { name: '株式会社 Acme', key: '株式会社acme' },
    ]);
  });

  it('R11: notes a change once, and applies nothing, when the mode takes only new records', async () => {
    const pw = { capabilities: pullNewPushWon };
    await f.take('company', [rawCompany(51, { name: 'Fixed', phoneNumber: '1' })], pw);
    const changed = rawCompany(51, { name: 'Fixed', phoneNumber: '2' });
    expect(await f.take('company', [changed], pw)).toMatchObject({ skipped: 1 });
    expect(await f.take('company', [changed], pw)).toMatchObject({ unchanged: 1 });
    expect(await client('Fixed')).toMatchObject([{ phone: '1' }]);
    expect(await f.events('51')).toMatchObject([
      { operation: 'create' },
      { operation: 'skip', status: 'skipped', code: 'mode' },
    ]);
  });

  it('keeps the newer record when an older one arrives late', async () => {
    const older = rawCompany(52, { name: 'Late', phoneNumber: 'old' });
    await f.take('company', [rawCompany(52, { name: 'Late', phoneNumber: 'new' })]);
    expect(await f.take('company', [older])).toMatchObject({ unchanged: 1 });
    expect(await client('Late')).toMatchObject([{ phone: 'new' }]);
  });

  it('A19: breaks the link of a deleted company and makes nothing new; restoring it links them again', async () => {
    await f.take('company', [rawCompany(53, { name: 'Gone' })]);
    expect(await f.take('company', [rawCompany(53, { name: 'Gone', deletedFlag: true })])).toMatchObject({ failed: 1 });
    expect(await f.issue('53')).toMatchObject({ code: 'remote_deleted', state: 'open' });
    expect(await f.rows(`select state from entity_link where entity = 'company' and remote_id = '53'`)).toEqual([
      { state: 'broken' },
    ]);
    expect(await client('Gone')).toHaveLength(1);
    await f.take('company', [rawCompany(53, { name: 'Gone' })]);
    expect(await f.rows(`select state from entity_link where entity = 'company' and remote_id = '53'`)).toEqual([
      { state: 'linked' },
    ]);
    expect(await f.issue('53')).toMatchObject({ state: 'resolved' });
  });

  it('R34, A18: puts opportunities on the stage of their status, and lets the CRM win where both sides changed', async () => {
    await f.take('company', [rawCompany(60)]);
    await f.take('contact', [rawContact(800, 60)]);
    const page = [
      rawOpportunity(80, 60, 800),
      rawOpportunity(81, 60, 800, { status: { id: 2, name: 'Won' }, closedDate: '2026-01-05T10:00:00Z' }),
      rawOpportunity(82, 60, null, { status: { id: 3, name: 'Lost' } }),
    ];
    expect(await f.take('opportunity', page, { configuration: await mappedConfiguration(f) })).toMatchObject({
      created: 3,
    });
    const stages = await f.rows(
      `select o.name, s.name as stage, o.won_at, o.expected_close_date::text as close, o.lost_at is not null as lost
       from opportunity o join pipeline_stage s on s.id = o.stage_id order by o.name`,
    );
    expect(stages).toEqual([
      { name: 'Opportunity 80', stage: 'Lead', won_at: null, close: '2026-04-30', lost: false },
      {
        name: 'Opportunity 81',
        stage: 'Won',
        won_at: new Date('2026-01-05T10:00:00Z'),
        close: '2026-04-30',
        lost: false,
      },
      { name: 'Opportunity 82', stage: 'Lost', won_at: null, close: '2026-04-30', lost: true },
    ]);
    await f.rows(`update opportunity set notes = 'ours' where name = 'Opportunity 80'`);
    await f.take('opportunity', [rawOpportunity(80, 60, 800, { notes: 'theirs', name: 'Renamed' })]);
    expect(await f.rows(`select notes from opportunity where name = 'Renamed'`)).toEqual([{ notes: 'ours' }]);
    const [, update] = await f.events('80', 'opportunity');
    expect(update?.changes).toEqual([
      { field: 'name', from: 'Opportunity 80', to: 'Renamed' },
      { field: "notes (ConnectWise's, not taken)", from: 'ours', to: 'theirs' },
    ]);
  });
});
