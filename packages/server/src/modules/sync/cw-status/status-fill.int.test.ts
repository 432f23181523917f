import { chooseEverything } from '../../../../test/support/settings.ts';
import { createTestApp, type TestApp } from '../../../../test/support/test-app.ts';

const MANY = 230;
const statusNames: Record<number, string> = { 1: 'Open', 2: 'Won', 3: 'Lost', 4: 'No decision' };

describe('R29: CW Status of opportunities that are linked already', () => {
  let app: TestApp;
  let workspaceId: string;
  let connectionId: string;

  const sql = <T extends object>(text: string, params: unknown[] = []) =>
    app.database.inWorkspace(app.workspaceId, (tx) => tx.query<T>(text, params));
  const turn = async (statusSource: 'CUSTOM_FIELD' | 'MAP') => {
    const { saveSyncSettings } = await app.graphql(
      'mutation ($input: SyncSettingsInput!) { saveSyncSettings(input: $input) { problems { message } } }',
      { input: { opportunityMapping: { statusSource } } },
    );
    expect(saveSyncSettings.problems).toEqual([]);
  };
  const remote = (name: string, status: number) =>
    app.sandbox.store.insert('opportunities', {
      name,
      company: { id: Number(app.sandbox.store.list('companies')[0]?.id) },
      contact: { id: Number(app.sandbox.store.list('contacts')[0]?.id) },
      primarySalesRep: { id: Number(app.sandbox.store.list('members')[0]?.id) },
      status: { id: status },
      stage: { id: 7 },
      expectedCloseDate: '2027-01-31T00:00:00Z',
    });
  /** Name to value of all opportunities, and of the agreed state of their links. */
  const values = async () =>
    sql<{ name: string; value: string | null; agreed: string | null }>(
      `select o.name, o.custom_fields ->> 'CW Status' as value, l.base ->> 'cwStatus' as agreed
       from opportunity o join entity_link l on l.local_id = o.id order by o.name`,
    );
  const expected = (name: string): string | undefined => statusNames[(Number(name.slice(-3)) % 4) + 1];
  const fills = () =>
    sql<{ filled: number; isDone: boolean }>(
      `select filled, finished_at is not null as "isDone" from status_fill order by asked_at`,
    );
  const told = (after = '00000000-0000-0000-0000-000000000000') =>
    sql<{ times: number }>(
      `select count(*)::int as times from audit_event where entity = 'opportunity' and operation = 'update'
         and changes @> '[{"field": "cwStatus"}]' and id > $1::uuid group by local_id`,
      [after],
    );
  const asked = () =>
    app.sandbox.journal().filter((one) => one.method === 'GET' && one.path.endsWith('/sales/opportunities'));
  /** As if it had never been filled. */
  const empty = async () => {
    await turn('MAP');
    await sql(`update opportunity set custom_fields = custom_fields - 'CW Status'`);
    await sql(`update entity_link set base = base - 'cwStatus' where entity = 'opportunity'`);
  };
  const run = (name: string, touch: () => Promise<void> = async () => undefined) =>
    app.app.handlers
      .find((handler) => handler.job.name === name)
      ?.run(name === 'sync.status_fill' ? { workspaceId, connectionId } : {}, {
        signal: new AbortController().signal,
        touch,
      });
  const makeDue = () => sql(`update status_fill set next_attempt_at = now()`);

  beforeAll(async () => {
    app = await createTestApp();
    workspaceId = app.workspaceId;
    await sql(
      `insert into pipeline_stage (name, position, kind) values ('Lead', 1, 'open'), ('Won', 2, 'won'), ('Lost', 3, 'lost')`,
    );
    const company = app.sandbox.store.insert('companies', {
      identifier: 'Acme',
      name: 'Acme',
      site: { name: 'Main' },
      addressLine1: '1 Main St',
    });
    app.sandbox.store.insert('contacts', { firstName: 'Ana', lastName: 'Ruiz', company: { id: company.id } });
    for (let i = 0; i < MANY; i++) remote(`Deal ${String(i).padStart(3, '0')}`, (i % 4) + 1);
    const { url: siteUrl, company: loginCompany, publicKey, privateKey } = app.sandbox;
    await app.graphql('mutation ($input: ConnectInput!) { connect(input: $input) { problems { message } } }', {
      input: { siteUrl, loginCompany, publicKey, privateKey },
    });
    await chooseEverything(app);
    const { startSync } = await app.graphql('mutation { startSync(withoutPreview: true) { problems { message } } }');
    expect(startSync.problems).toEqual([]);
    await app.settle();
    connectionId = (await sql<{ id: string }>('select id from connection'))[0]?.id ?? '';
    expect(await values()).toHaveLength(MANY);
  }, 60_000);
  afterAll(() => app.stop());

  it('fills them after the save, in pages, with what ConnectWise says; the save does not wait for it', async () => {
    expect((await values()).every((row) => row.value === null)).toBe(true);
    app.sandbox.clearJournal();
    await turn('CUSTOM_FIELD');
    expect(asked()).toEqual([]);
    expect(await fills()).toEqual([{ filled: 0, isDone: false }]);
    await app.settle();
    for (const { name, value, agreed } of await values())
      expect([name, value, agreed]).toEqual([name, expected(name), expected(name)]);
    expect(await fills()).toEqual([{ filled: MANY, isDone: true }]);
    expect(asked()).toHaveLength(3);
  });

  it('tells each in the log and in the history of the opportunity, and all of them in one entry', async () => {
    expect(await told()).toEqual(Array.from({ length: MANY }, () => ({ times: 1 })));
    const { auditEvents } = await app.graphql(
      '{ auditEvents(first: 2) { items { name operation direction description changes { field from to } } } }',
    );
    expect(auditEvents.items[0]).toMatchObject({
      name: 'CW Status',
      description: `Filled CW Status of ${MANY} opportunities that were linked already.`,
    });
    expect(auditEvents.items[1]).toMatchObject({
      operation: 'UPDATE',
      direction: 'IN',
      changes: [{ field: 'cwStatus', from: null, to: expect.any(String) }],
    });
  });

  it('pushes nothing because of it, and does it once as long as the field is used', async () => {
    expect(await sql('select 1 from push_request')).toEqual([]);
    await sql(`update opportunity set custom_fields = custom_fields - 'CW Status' where name = 'Deal 000'`);
    app.sandbox.clearJournal();
    await turn('CUSTOM_FIELD');
    await app.graphql('mutation { refreshReferenceData { problems { message } } }');
    await app.settle();
    expect(asked()).toEqual([]);
    expect((await values())[0]).toMatchObject({ name: 'Deal 000', value: null });
  });

  it('R30: begins anew when it is turned on again, and leaves alone what somebody has emptied or chosen', async () => {
    await turn('MAP');
    expect(await fills()).toEqual([]);
    await sql(`update opportunity set custom_fields = '{"CW Status": "No decision"}' where name = 'Deal 001'`);
    await sql(`update opportunity set custom_fields = '{}' where name = 'Deal 002'`);
    await sql(
      `update entity_link l set base = l.base - 'cwStatus' from opportunity o where o.id = l.local_id and o.name in ('Deal 001', 'Deal 002')`,
    );
    await turn('CUSTOM_FIELD');
    await app.settle();
    expect((await values()).slice(0, 3).map((row) => row.value)).toEqual([null, 'No decision', 'Lost']);
    expect(await fills()).toEqual([{ filled: 1, isDone: true }]);
  });

  it('goes on where a killed worker has left it, and fills nothing twice', async () => {
    await empty();
    const [last] = await sql<{ id: string }>('select id from audit_event order by id desc limit 1');
    await turn('CUSTOM_FIELD');
    let pages = 0;
    await expect(
      run('sync.status_fill', async () => {
        pages += 1;
        if (pages > 1) throw new Error('killed');
      }),
    ).rejects.toThrow('killed');
    expect(await fills()).toEqual([{ filled: 100, isDone: false }]);
    // Held until it is sure that the other worker is gone.
    app.sandbox.clearJournal();
    await run('sync.status_fill');
    expect(asked()).toEqual([]);
    await makeDue();
    await run('sync.status_fill_sweep');
    await app.settle();
    expect(await fills()).toEqual([{ filled: MANY, isDone: true }]);
    expect(asked()).toHaveLength(2);
    expect(await told(last?.id)).toEqual(Array.from({ length: MANY }, () => ({ times: 1 })));
    for (const { name, value } of await values()) expect([name, value]).toEqual([name, expected(name)]);
  });

  it('ends when the field is used no more, in the midst too', async () => {
    await empty();
    await turn('CUSTOM_FIELD');
    let pages = 0;
    await run('sync.status_fill', async () => {
      pages += 1;
      if (pages === 2) await turn('MAP');
    });
    expect((await values()).filter((row) => row.value !== null)).toHaveLength(100);
    expect(await fills()).toEqual([]);
  });

  it('waits while ConnectWise refuses, and then fills', async () => {
    await empty();
    app.sandbox.deny('/sales/opportunities', 'GET');
    await turn('CUSTOM_FIELD');
    await run('sync.status_fill');
    expect(await fills()).toEqual([{ filled: 0, isDone: false }]);
    app.sandbox.allowAll();
    await makeDue();
    await run('sync.status_fill_sweep');
    await app.settle();
    expect(await fills()).toEqual([{ filled: MANY, isDone: true }]);
  });
});
