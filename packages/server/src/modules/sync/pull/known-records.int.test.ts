import {
  openSyncFixture,
  pullNewPushWon,
  rawCompany,
  rawContact,
  rawOpportunity,
  type SyncFixture,
} from '../../../../test/support/sync-fixture.ts';

describe('the door in, for records that the CRM may know already', () => {
  let f: SyncFixture;

  beforeAll(async () => {
    f = await openSyncFixture();
    await f.take('company', [rawCompany(60)]);
    await f.take('contact', [rawContact(800, 60)]);
  });
  afterAll(() => f.test.drop());

  const client = (name: string) => f.rows('select * from client where name = $1', [name]);

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
      expect(await f.events(String(id))).toMatchObject([{ operation: 'link' }]);
    });

    it('is asked about when only the name is the same, then linked or refused by the answer', async () => {
      const localId = await add('Acme 40');
      expect(await f.take('company', [rawCompany(40, { name: 'acme 40' })])).toMatchObject({ failed: 1 });
      expect(await f.issue('40')).toMatchObject({
        code: 'possible_duplicate',
        detail: { candidates: [{ id: localId, detail: 'same name only' }] },
      });
      await f.take('company', [rawCompany(40, { name: 'acme 40' })], {
        answers: new Map([['40', { kind: 'create' }]]),
        auditAlways: true,
      });
      expect(await f.issue('40')).toMatchObject({ code: 'name_taken', attempts: 2 });
      await f.take('company', [rawCompany(40, { name: 'acme 40' })], {
        answers: new Map([['40', { kind: 'link', localId }]]),
      });
      expect(await f.issue('40')).toMatchObject({ state: 'resolved' });
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
    expect(await f.issue('901', 'contact')).toMatchObject({ code: 'possible_duplicate' });
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
