import {
  mappedConfiguration,
  openSyncFixture,
  pullNewPushWon,
  rawCompany,
  rawContact,
  rawItem,
  rawOpportunity,
  type SyncFixture,
} from '../../../../test/support/sync-fixture.ts';
import { removeSkipsOfLinked } from './poll/waiting-records.queries.ts';

describe('the door in', () => {
  let f: SyncFixture;

  beforeAll(async () => {
    f = await openSyncFixture();
  });
  afterAll(() => f.test.drop());

  const client = (name: string) => f.rows('select * from client where name = $1', [name]);
  const events = (remoteId: string, entity = 'company') =>
    f.rows<{
      operation: string;
      status: string;
      code: string | null;
      description: string;
      changes: unknown[];
      attempt: number;
    }>(
      'select operation, status, code, description, changes, attempt from audit_event where remote_id = $1 and entity = $2 order by id',
      [remoteId, entity],
    );
  const issue = async (remoteId: string, entity = 'company') =>
    (
      await f.rows<{
        id: string;
        code: string;
        message: string;
        advice: string;
        state: string;
        attempts: number;
        detail: Record<string, unknown>;
      }>('select * from sync_issue where remote_id = $1 and entity = $2 order by id desc limit 1', [remoteId, entity])
    )[0];

  it('R10, R52: creates a client, its link and one audit row for a new company', async () => {
    const counts = await f.take('company', [rawCompany(1, { name: ' Harbor\tDental\u0007 ', city: 'Tampa' })]);
    expect(counts.created).toBe(1);
    expect(await client('Harbor Dental')).toMatchObject([
      { city: 'Tampa', identifier: 'Company1', type: 'Client', status: 'Active' },
    ]);
    const links = await f.rows(`select * from entity_link where entity = 'company' and remote_id = '1'`);
    expect(links).toMatchObject([{ origin: 'pulled', state: 'linked', base: { name: 'Harbor Dental' } }]);
    expect(await events('1')).toMatchObject([
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
    expect(await issue('11')).toMatchObject({ code: 'missing_name', message: 'It has no name.' });
    expect(await issue('12')).toMatchObject({
      code: 'text_too_long',
      message: expect.stringContaining('200,000 characters'),
    });
    expect(await issue('13')).toMatchObject({
      code: 'invalid_record',
      message: expect.stringContaining('city: expected text'),
    });
    for (const id of ['11', '12', '13'])
      expect(await events(id)).toMatchObject([{ operation: 'fail', status: 'error' }]);
  });

  it('closes the issue when the record is mended, and counts the attempts', async () => {
    await f.take('company', [rawCompany(15, { name: null })]);
    await f.take('company', [rawCompany(15, { name: 'x'.repeat(300) })]);
    expect(await issue('15')).toMatchObject({ code: 'text_too_long', attempts: 2, state: 'open' });
    await f.take('company', [rawCompany(15, { name: 'Mended' })]);
    expect(await issue('15')).toMatchObject({ state: 'resolved' });
    expect(await events('15')).toMatchObject([{ attempt: 1 }, { attempt: 2 }, { operation: 'create', attempt: 3 }]);
  });

  it('sets the one record aside that the database refuses', async () => {
    await f.test.sql(`alter table client add constraint no_gremlins check (city is distinct from 'Gremlin')`);
    const page = Array.from({ length: 40 }, (_, i) => rawCompany(100 + i, i === 23 ? { city: 'Gremlin' } : {}));
    expect(await f.take('company', page)).toMatchObject({ created: 39, failed: 1 });
    expect(await issue('123')).toMatchObject({
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
      expect(await issue(id)).toMatchObject({
        code: 'name_taken',
        message: expect.stringContaining('linked to ConnectWise company 20'),
      });
  });

  describe('a company that the CRM may know already', () => {
    const add = async (name: string, more: { identifier?: string; website?: string; phone?: string } = {}) =>
      (
        await f.rows<{ id: string }>(
          'insert into client (name, identifier, website, phone) values ($1, $2, $3, $4) returning id',
          [name, more.identifier ?? null, more.website ?? null, more.phone ?? null],
        )
      )[0]!.id;

    it.each([
      ['identifier and name', 30, { identifier: 'ACME30' }, { identifier: 'acme30', name: 'Acme 30, Inc.' }],
      ['name and website', 31, { website: 'www.acme31.example/home' }, { website: 'https://acme31.example' }],
      ['name and phone', 32, { phone: '+1 (813) 555-3232' }, { phoneNumber: '813.555.3232', website: null }],
    ])('is linked by the same %s', async (_what, id, local, remote) => {
      const localId = await add(`Acme ${id}`, local);
      expect(await f.take('company', [rawCompany(id, { name: `Acme ${id}`, ...remote })])).toMatchObject({ linked: 1 });
      expect(
        await f.rows(`select local_id, origin from entity_link where entity = 'company' and remote_id = $1`, [
          String(id),
        ]),
      ).toEqual([{ local_id: localId, origin: 'matched' }]);
      expect(await events(String(id))).toMatchObject([{ operation: 'link' }]);
    });

    it('is asked about when only the name is the same, then linked or refused by the answer', async () => {
      const localId = await add('Acme 40');
      expect(await f.take('company', [rawCompany(40, { name: 'acme 40' })])).toMatchObject({ failed: 1 });
      expect(await issue('40')).toMatchObject({
        code: 'possible_duplicate',
        detail: { candidates: [{ id: localId, detail: 'same name only' }] },
      });
      await f.take('company', [rawCompany(40, { name: 'acme 40' })], {
        answers: new Map([['40', { kind: 'create' }]]),
        auditAlways: true,
      });
      expect(await issue('40')).toMatchObject({ code: 'name_taken', attempts: 2 });
      await f.take('company', [rawCompany(40, { name: 'acme 40' })], {
        answers: new Map([['40', { kind: 'link', localId }]]),
      });
      expect(await issue('40')).toMatchObject({ state: 'resolved' });
      expect(await f.rows(`select local_id from entity_link where entity = 'company' and remote_id = '40'`)).toEqual([
        { local_id: localId },
      ]);
    });

    it('keeps what the CRM says when the mode takes no changes', async () => {
      await add('Acme 41', { identifier: 'ACME41', phone: '1' });
      await f.take('company', [rawCompany(41, { name: 'Acme 41', identifier: 'ACME41', phoneNumber: '2' })], {
        capabilities: pullNewPushWon,
      });
      expect(await client('Acme 41')).toMatchObject([{ phone: '1' }]);
    });
  });

  it('A18: takes changes in field by field, and keeps both values where both sides changed', async () => {
    await f.take('company', [rawCompany(50, { name: 'Merge me', phoneNumber: '1', city: 'Tampa', zip: '1' })]);
    await f.rows(`update client set phone = '2', city = 'Miami', website = 'ours.example' where name = 'Merge me'`);
    await f.take('company', [rawCompany(50, { name: 'Merge me', phoneNumber: '3', city: 'Tampa', zip: '9' })]);
    expect(await client('Merge me')).toMatchObject([
      { phone: '3', city: 'Miami', postal_code: '9', website: 'ours.example', version: 2 },
    ]);
    const [, update] = await events('50');
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
    expect(await events('51')).toMatchObject([
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
    expect(await issue('53')).toMatchObject({ code: 'remote_deleted', state: 'open' });
    expect(await f.rows(`select state from entity_link where entity = 'company' and remote_id = '53'`)).toEqual([
      { state: 'broken' },
    ]);
    expect(await client('Gone')).toHaveLength(1);
    await f.take('company', [rawCompany(53, { name: 'Gone' })]);
    expect(await f.rows(`select state from entity_link where entity = 'company' and remote_id = '53'`)).toEqual([
      { state: 'linked' },
    ]);
    expect(await issue('53')).toMatchObject({ state: 'resolved' });
  });

  it('brings a missing company in before its contact', async () => {
    f.shelf.put('/company/companies', rawCompany(60, { name: 'Fetched' }));
    expect(await f.take('contact', [rawContact(600, 60), rawContact(601, 60)])).toMatchObject({ created: 2 });
    expect(await client('Fetched')).toHaveLength(1);
    expect(f.shelf.requests.filter((r) => r.startsWith('/company/companies'))).toEqual([
      '/company/companies?id in (60)',
    ]);
  });

  it('A22: keeps contacts of excluded or missing companies out, with the reason', async () => {
    f.shelf.put('/company/companies', rawCompany(61, { deletedFlag: true }));
    const counts = await f.take('contact', [
      rawContact(610, 61),
      rawContact(611, 999),
      rawContact(612, null),
      rawContact(613, 60, { inactiveFlag: true }),
    ]);
    expect(counts).toMatchObject({ skipped: 3, failed: 1 });
    expect(await events('610', 'contact')).toMatchObject([
      {
        code: 'parent_excluded',
        description: expect.stringContaining('its company 61 is excluded: it is deleted in ConnectWise'),
      },
    ]);
    expect(await issue('611', 'contact')).toMatchObject({
      code: 'unknown_reference',
      message: expect.stringContaining('company 999'),
    });
    expect(await events('612', 'contact')).toMatchObject([{ code: 'excluded' }]);
    expect(await events('613', 'contact')).toMatchObject([
      { code: 'excluded', description: expect.stringContaining('inactive') },
    ]);
  });

  it('keeps the word that a linked contact waits for its new company, until that comes in', async () => {
    await f.take('company', [rawCompany(62)]);
    await f.take('contact', [rawContact(620, 62)]);
    f.shelf.put('/company/companies', rawCompany(63, { deletedFlag: true }));
    expect(await f.take('contact', [rawContact(620, 63)])).toMatchObject({ skipped: 1 });
    const forget = () =>
      f.database.inWorkspace(f.workspaceId, (tx) => removeSkipsOfLinked(tx, f.connectionId, 'contact'));
    const waits = () => f.rows(`select code from sync_skip where entity = 'contact' and remote_id = '620'`);
    await forget();
    expect(await waits()).toEqual([{ code: 'parent_excluded' }]);
    await f.take('company', [rawCompany(63)]);
    await forget();
    expect(await waits()).toEqual([]);
  });

  it('makes a bundle with its parts, fetching those that are not here', async () => {
    f.shelf.put('/procurement/catalog', rawItem(72));
    f.shelf.put(
      '/procurement/catalog/70/components',
      { id: 1, sequenceNumber: 2, quantity: 2, catalogItem: { id: 71 } },
      { id: 2, sequenceNumber: 1, quantity: 1.5, catalogItem: { id: 72 } },
    );
    const bundle = rawItem(70, { productClass: 'Bundle', description: 'Office pack' });
    expect(await f.take('product', [bundle, rawItem(71)])).toMatchObject({ created: 2 });
    const lines = () =>
      f.rows(`select p.name, b.quantity::text, b.position from bundle_line b join product p on p.id = b.product_id
        join product o on o.id = b.bundle_id where o.name = 'Office pack' order by b.position`);
    expect(await lines()).toEqual([
      { name: 'Item 72', quantity: '1.5', position: 1 },
      { name: 'Item 71', quantity: '2', position: 2 },
    ]);
    await f.touched();
    const asked = f.shelf.requests.length;
    expect(await f.take('product', [bundle, rawItem(71, { _info: undefined })])).toMatchObject({ unchanged: 2 });
    expect(await f.touched()).toEqual([]);
    expect(f.shelf.requests).toHaveLength(asked);
    f.shelf.put('/procurement/catalog/70/components', {
      id: 2,
      sequenceNumber: 1,
      quantity: 4,
      catalogItem: { id: 72 },
    });
    expect(
      await f.take('product', [rawItem(70, { productClass: 'Bundle', description: 'Office pack' })]),
    ).toMatchObject({ updated: 1 });
    expect(await lines()).toMatchObject([{ quantity: '4' }, { quantity: '2' }]);
  });

  it('keeps a bundle out whose part stays out', async () => {
    f.shelf.put('/procurement/catalog/73/components', {
      id: 3,
      sequenceNumber: 1,
      quantity: 1,
      catalogItem: { id: 74 },
    });
    const page = [rawItem(73, { productClass: 'Bundle' }), rawItem(74, { inactiveFlag: true })];
    expect(await f.take('product', page)).toMatchObject({ skipped: 2 });
    expect(await events('73', 'product')).toMatchObject([
      { code: 'parent_excluded', description: expect.stringContaining('its part 74 is excluded') },
    ]);
  });

  it('R34, A18: puts opportunities on the stage of their status, and lets the CRM win where both sides changed', async () => {
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
    const [, update] = await events('80', 'opportunity');
    expect(update?.changes).toEqual([
      { field: 'name', from: 'Opportunity 80', to: 'Renamed' },
      { field: "notes (ConnectWise's, not taken)", from: 'ours', to: 'theirs' },
    ]);
  });

  it('matches a contact by name and e-mail within its client only, and asks when the e-mail differs', async () => {
    const [c] = await f.rows<{ local_id: string }>(
      `select local_id from entity_link where entity = 'company' and remote_id = '60'`,
    );
    await f.rows(
      `insert into contact (client_id, first_name, last_name, email) values ($1, 'Bo', 'Ek', 'Bo@Company.example'), ($1, 'Cy', 'Fox', 'fox@company.example')`,
      [c?.local_id],
    );
    const mail = (value: string) => ({
      communicationItems: [
        { id: 1, type: { id: 1, name: 'Email' }, value, defaultFlag: true, communicationType: 'Email' },
      ],
    });
    const counts = await f.take('contact', [
      rawContact(900, 60, { firstName: 'Bo', lastName: 'Ek', ...mail('bo@company.example') }),
      rawContact(901, 60, { firstName: 'Cy', lastName: 'Fox', ...mail('cy@company.example') }),
      rawContact(902, 60, mail('bo@company.example')),
    ]);
    expect(counts).toMatchObject({ linked: 1, failed: 1, created: 1 });
    expect(await issue('901', 'contact')).toMatchObject({ code: 'possible_duplicate' });
  });

  it('leaves a record alone that a push may just have made, and takes it in when the push has given up', async () => {
    await f.rows(
      `insert into create_intent (connection_id, entity, local_key, natural_key) values ($1, 'opportunity', 'x', '{"name": "Ours", "companyId": "60"}')`,
      [f.connectionId],
    );
    const ours = rawOpportunity(950, 60, 800, { name: 'Ours' });
    expect(await f.take('opportunity', [ours, rawOpportunity(951, 60, 800)])).toMatchObject({ skipped: 1, created: 1 });
    expect(await f.rows(`select 1 from opportunity where name = 'Ours'`)).toEqual([]);
    await f.rows('delete from create_intent');
    expect(await f.take('opportunity', [ours])).toMatchObject({ created: 1 });
    expect(await f.rows(`select 1 from sync_skip where entity = 'opportunity' and remote_id = '950'`)).toEqual([]);
  });
});
