import { type CrmFixture, createCrmFixture, origin } from '../../../../test/support/crm-fixture.ts';
import { newId } from '../../../platform/ids.ts';
import { demoteOtherPrimaries } from './primary-contact.queries.ts';

describe('the primary contact of a client', () => {
  let fixture: CrmFixture;
  let clientId: string;

  beforeAll(async () => {
    fixture = await createCrmFixture();
  });
  afterAll(() => fixture.close());
  beforeEach(async () => {
    clientId = await fixture.in((tx) => fixture.crm.clients.create(tx, { name: `Client ${newId()}` }, origin));
    fixture.changes.length = 0;
  });

  const create = (firstName: string, isPrimary = true) =>
    fixture.in((tx) => fixture.crm.contacts.create(tx, { clientId, firstName, isPrimary }, origin));
  const primaries = async () => {
    const rows = await fixture.in((tx) =>
      tx.query<{ name: string }>(
        'select first_name as name from contact where client_id = $1 and is_primary order by first_name',
        [clientId],
      ),
    );
    return rows.map((row) => row.name);
  };
  /** As a pull writes a page: rows with all their fields, in one statement. */
  const writePage = (rows: { id: string; isPrimary: boolean }[]) =>
    fixture.in((tx) =>
      tx.query(
        `update contact k set is_primary = v.is_primary, version = version + 1 from unnest($1::uuid[], $2::boolean[]) v(id, is_primary) where k.id = v.id`,
        [rows.map((row) => row.id), rows.map((row) => row.isPrimary)],
      ),
    );
  const insertPage = (rows: { name: string; isPrimary: boolean }[]) =>
    fixture.in((tx) =>
      tx.query(
        'insert into contact (client_id, first_name, is_primary) select $1, v.name, v.is_primary from unnest($2::text[], $3::boolean[]) v(name, is_primary)',
        [clientId, rows.map((row) => row.name), rows.map((row) => row.isPrimary)],
      ),
    );

  it('is one: naming another takes the mark from the former, tells of it and keeps it in the audit log', async () => {
    const ana = await create('Ana');
    await create('Ben');
    expect(await primaries()).toEqual(['Ben']);
    expect(fixture.changes).toContainEqual({ entity: 'contact', id: ana, kind: 'updated', origin });
    const events = await fixture.in((tx) =>
      tx.query('select description, changes, operation from audit_event where local_id = $1', [ana]),
    );
    expect(events).toEqual([
      {
        description: '"Ana" is no longer the primary contact of its client: "Ben" is now.',
        operation: 'update',
        changes: [{ field: 'isPrimary', from: true, to: false }],
      },
    ]);
  });

  it('writes nothing when the same contact is saved again', async () => {
    const ana = await create('Ana');
    fixture.changes.length = 0;
    await fixture.in((tx) => fixture.crm.contacts.update(tx, ana, { title: 'CFO' }, origin));
    expect(fixture.changes).toEqual([{ entity: 'contact', id: ana, kind: 'updated', edited: ['job title'], origin }]);
  });

  it.each([[['Ana', 'Ben']], [['Ben', 'Ana']]])(
    'moves within one statement, whatever the order of its rows (%j)',
    async (order) => {
      const ids: Record<string, string> = { Ana: await create('Ana'), Ben: await create('Ben', false) };
      await writePage(order.map((name) => ({ id: ids[name] ?? '', isPrimary: name === 'Ben' })));
      expect(await primaries()).toEqual(['Ben']);
    },
  );

  it('moves by a page that holds the new one alone, as a row that is new or known', async () => {
    const ana = await create('Ana');
    await insertPage([
      { name: 'Cleo', isPrimary: true },
      { name: 'Dan', isPrimary: false },
    ]);
    expect(await primaries()).toEqual(['Cleo']);
    await writePage([{ id: ana, isPrimary: true }]);
    expect(await primaries()).toEqual(['Ana']);
  });

  it('keeps the newest of several in one page', async () => {
    await insertPage([
      { name: 'Eve', isPrimary: true },
      { name: 'Finn', isPrimary: true },
    ]);
    expect(await primaries()).toHaveLength(1);
  });

  it('follows a primary contact to another client', async () => {
    const ana = await create('Ana');
    const home = clientId;
    clientId = await fixture.in((tx) => fixture.crm.clients.create(tx, { name: `Other ${newId()}` }, origin));
    await create('Gil');
    await fixture.in((tx) => tx.query('update contact set client_id = $2 where id = $1', [ana, clientId]));
    expect(await primaries()).toEqual(['Ana']);
    clientId = home;
    expect(await primaries()).toEqual([]);
  });

  it('stays one when several are named at the same moment', async () => {
    await Promise.all(['Ida', 'Jon', 'Kim', 'Lou'].map((name) => create(name)));
    expect(await primaries()).toHaveLength(1);
  });

  it('answers a set-based writer whose mark was taken, in one statement for all clients', async () => {
    const ana = await create('Ana');
    const ben = await create('Ben', false);
    fixture.statements.length = 0;
    const demoted = await fixture.in((tx) => demoteOtherPrimaries(tx, [{ id: ben, clientId, name: 'Ben' }]));
    expect(demoted).toEqual([{ id: ana, name: 'Ana', clientId, by: { id: ben, clientId, name: 'Ben' } }]);
    expect(fixture.statements.filter((sql) => sql.includes('update contact'))).toHaveLength(1);
    await writePage([{ id: ben, isPrimary: true }]);
    expect(await fixture.in((tx) => demoteOtherPrimaries(tx, [{ id: ben, clientId, name: 'Ben' }]))).toEqual([]);
    expect(await primaries()).toEqual(['Ben']);
  });

  it('cannot be two, past the trigger either', async () => {
    await create('Ana');
    await create('Ben', false);
    await fixture.test.sql('alter table contact disable trigger user');
    try {
      const both = 'update contact set is_primary = true where client_id = $1';
      await expect(fixture.test.sql(both, [clientId])).rejects.toThrow('contact_one_primary');
    } finally {
      await fixture.test.sql('alter table contact enable trigger user');
    }
    expect(await primaries()).toEqual(['Ana']);
  });
});
