import { startWithoutPreview } from '../../../../test/support/settings.ts';
import { createTestApp, type TestApp } from '../../../../test/support/test-app.ts';
import { syncOf } from '../../sync/registry.ts';
import { FilterTestService } from './filter-test.service.ts';

const ask = `query ($entity: EntityType!, $direction: Direction!, $rules: [FilterRuleInput!]!) {
  testFilter(entity: $entity, direction: $direction, rules: $rules) {
    test { matching excluded lookedAt total isCapped passing { id name } excludedSamples { id name rule reason } }
    problems { code field message }
  }
}`;
const list = `query ($first: Int, $after: String, $entity: EntityType, $rule: String, $text: String) {
  excludedRecords(first: $first, after: $after, entity: $entity, rule: $rule, text: $text) {
    items { id entity remoteId name code rule reason localId remoteUrl }
    pageInfo { endCursor hasNextPage }
    totalCount
  }
}`;

describe('R22: trying filters, and finding what they exclude', () => {
  let app: TestApp;
  let typeIds: Record<string, string>;
  const onType = (...values: string[]) => ({
    entity: 'COMPANY',
    direction: 'IN',
    field: 'TYPE',
    operator: 'IS',
    values,
  });
  const tried = async (
    entity: string,
    direction: string,
    rules: object[],
    as: 'admin' | 'support' | 'viewer' = 'admin',
  ) => (await app.graphql(ask, { entity, direction, rules }, { as })).testFilter;
  const excluded = async (more: object = {}) => (await app.graphql(list, more, { as: 'viewer' })).excludedRecords;

  beforeAll(async () => {
    app = await createTestApp();
    expect((await tried('COMPANY', 'IN', [])).problems).toMatchObject([{ code: 'not_connected' }]);
    await app.graphql('mutation ($input: ConnectInput!) { connect(input: $input) { connection { id } } }', {
      input: {
        siteUrl: app.sandbox.url,
        loginCompany: app.sandbox.company,
        publicKey: app.sandbox.publicKey,
        privateKey: app.sandbox.privateKey,
      },
    });
    const { store } = app.sandbox;
    typeIds = Object.fromEntries(
      ['Buyer', 'Seller', 'Rival'].map((name) => [name, String(store.insert('companyTypes', { name }).id)]),
    );
    for (const [name, count] of [
      ['Buyer', 12],
      ['Seller', 7],
      ['Rival', 1],
    ] as const)
      for (let i = 1; i <= count; i++)
        store.insert('companies', {
          name: `${name} ${i}`,
          identifier: `${name}${i}`,
          addressLine1: '1 Main St',
          site: { name: 'Main' },
          types: [{ id: Number(typeIds[name]) }],
        });
    const gone = store.insert('companies', {
      name: 'Gone',
      identifier: 'Gone',
      addressLine1: '1 Main St',
      site: { name: 'Main' },
      types: [{ id: Number(typeIds.Buyer) }],
    });
    store.patchRaw('companies', gone.id, { deletedFlag: true });
    await app.graphql('mutation { refreshReferenceData { problems { code } } }');
  });
  afterAll(() => app.stop());

  it('counts what passes and what is excluded, with samples and the rule', async () => {
    const before = await app.test.sql(`select count(*) from client union all select count(*) from audit_event`);
    const { test, problems } = await tried('COMPANY', 'IN', [onType(typeIds.Buyer ?? '')], 'support');
    expect(problems).toEqual([]);
    const all = app.sandbox.store.count('companies');
    expect(test).toMatchObject({ matching: 12, excluded: all - 12, lookedAt: all, total: all, isCapped: false });
    expect(test.passing).toHaveLength(10);
    expect(test.passing[0].name).toBe('Buyer 1');
    expect(test.excludedSamples).toHaveLength(5);
    expect(test.excludedSamples).toContainEqual(
      expect.objectContaining({ name: 'Gone', rule: 'company.in.deleted', reason: 'it is deleted in ConnectWise' }),
    );
    expect(test.excludedSamples).toContainEqual(
      expect.objectContaining({
        name: 'Seller 1',
        rule: 'company.in.type',
        reason: 'its type is Seller, and only Buyer is synced',
      }),
    );
    expect(await app.test.sql(`select count(*) from client union all select count(*) from audit_event`)).toEqual(
      before,
    );
  });

  it('tries the CRM’s records for the way out', async () => {
    await app.database.inWorkspace(app.workspaceId, (tx) =>
      tx.query(
        `insert into client (name, type) values ('Ours', 'Buyer, Rival'), ('Theirs', 'Seller'), ('Unknown', null)`,
      ),
    );
    const { test } = await tried('COMPANY', 'OUT', [{ ...onType(typeIds.Buyer ?? ''), direction: 'OUT' }]);
    expect(test).toMatchObject({ matching: 1, excluded: 2, passing: [{ name: 'Ours' }] });
    expect(test.excludedSamples.map((s: { reason: string }) => s.reason).sort()).toEqual([
      'it has no type, and only Buyer is synced',
      'its type is Seller, and only Buyer is synced',
    ]);
  });

  it('says when there are more records than it looks at', async () => {
    const { connections, clients, health } = app.app.connection;
    const deps = { database: app.database, connections, clients, health, settings: app.app.settings, recordOf: syncOf };
    const service = new FilterTestService(deps, { most: 5, pageSize: 4 });
    const all = app.sandbox.store.count('companies');
    expect(await service.test(app.workspaceId, { entity: 'company', direction: 'in', rules: [] })).toMatchObject({
      lookedAt: 8,
      total: all,
      isCapped: true,
    });
    await app.database.inWorkspace(app.workspaceId, (tx) =>
      tx.query(`insert into contact (client_id, first_name) select id, 'N' || n from client, generate_series(1, 4) n`),
    );
    expect(await service.test(app.workspaceId, { entity: 'contact', direction: 'out', rules: [] })).toMatchObject({
      lookedAt: 8,
      total: 12,
      isCapped: true,
    });
  });

  it.each([
    ['no value', { values: [] }, 'required'],
    ['an option that is gone', { values: ['999999'] }, 'unknown_option'],
    ['an operator that does not fit', { operator: 'AFTER', values: ['2026-01-01'] }, 'wrong_operator'],
    ['a field that such records lack', { field: 'STAGE', values: ['1'] }, 'unknown_field'],
    ['a day that is none', { field: 'CREATED', operator: 'AFTER', values: ['2026-02-31x'] }, 'invalid_input'],
  ])('refuses %s, at its field', async (_what, more, code) => {
    const { test, problems } = await tried('COMPANY', 'IN', [{ ...onType('1'), ...more }]);
    expect(test).toBeNull();
    expect(problems[0]).toMatchObject({ code, field: expect.stringMatching(/^filters\.0\./) });
    const saved = await app.graphql(
      'mutation ($input: SyncSettingsInput!) { saveSyncSettings(input: $input) { problems { code } } }',
      { input: { filters: [{ ...onType('1'), ...more }] } },
    );
    expect(saved.saveSyncSettings.problems[0]).toEqual({ code });
  });

  it('is not for viewers', async () => {
    await expect(tried('COMPANY', 'IN', [], 'viewer')).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('finds every excluded record with its rule, by kind, rule and words, page by page', async () => {
    const { saveSyncSettings } = await app.graphql(
      'mutation ($input: SyncSettingsInput!) { saveSyncSettings(input: $input) { settings { filters { id values } } problems { code } } }',
      { input: { filters: [onType(typeIds.Buyer ?? '')] } },
    );
    expect(saveSyncSettings.settings.filters).toEqual([{ id: 'company.in.type', values: [typeIds.Buyer] }]);
    await app.database.inWorkspace(app.workspaceId, (tx) =>
      tx.query(`insert into pipeline_stage (name, position, kind) values ('Won', 8, 'won'), ('Lost', 9, 'lost')`),
    );
    await startWithoutPreview(app);
    await app.settle();
    const all = await excluded({ entity: 'COMPANY', first: 200 });
    expect(all.totalCount).toBe(app.sandbox.store.count('companies') - 12);
    expect(all.items.length).toBe(all.totalCount);
    const first = await excluded({ entity: 'COMPANY', first: 3 });
    const second = await excluded({ entity: 'COMPANY', first: 3, after: first.pageInfo.endCursor });
    expect([...first.items, ...second.items]).toEqual(all.items.slice(0, 6));
    const sellers = await excluded({ rule: 'company.in.type', text: 'seller' });
    expect(sellers.totalCount).toBe(7);
    expect(sellers.items[0]).toMatchObject({
      entity: 'COMPANY',
      code: 'excluded',
      reason: 'its type is Seller, and only Buyer is synced',
      localId: null,
      remoteUrl: expect.stringContaining('http'),
    });
    // What belongs to one of them names it: nobody knows it by its ID.
    const [seller] = sellers.items;
    await app.database.inWorkspace(app.workspaceId, (tx) =>
      tx.query(
        `insert into sync_skip (id, workspace_id, connection_id, entity, remote_id, name, code, reason, at)
         select gen_random_uuid(), workspace_id, connection_id, 'contact', '77001', 'Ada Sold', 'parent_excluded', $1, now() from sync_skip limit 1`,
        [`its company ${seller.remoteId} is excluded: its type is Seller`],
      ),
    );
    const [ada] = (await excluded({ entity: 'CONTACT', text: 'Ada Sold' })).items;
    expect(ada.reason).toBe(`its company "${seller.name}" is excluded: its type is Seller`);
    const health = await app.graphql('{ integrationHealth { entities { entity excluded } } }');
    expect(health.integrationHealth.entities).toContainEqual({ entity: 'COMPANY', excluded: all.totalCount });
  });

  it('asks about companies that are inactive or not approved, with their number in ConnectWise', async () => {
    const { store } = app.sandbox;
    const known = new Map(store.list('companyStatuses').map((row) => [String(row.name), Number(row.id)]));
    const dormant = known.get('Inactive') ?? Number(store.insert('companyStatuses', { name: 'Inactive' }).id);
    const waiting = known.get('Not-Approved') ?? Number(store.insert('companyStatuses', { name: 'Not-Approved' }).id);
    for (const [status, count] of [
      [dormant, 3],
      [waiting, 2],
    ] as const)
      for (let at = 1; at <= count; at++)
        store.insert('companies', {
          identifier: `Dormant${status}x${at}`,
          name: `Dormant ${status} ${at}`,
          city: 'Tampa',
          site: { name: 'Main' },
          status: { id: status },
        });
    await app.graphql('mutation { refreshReferenceData { problems { message } } }');
    const question = 'query { companyStandings { statusId label count } }';
    const { companyStandings } = await app.graphql(question, {}, { as: 'support' });
    expect(companyStandings).toEqual(
      expect.arrayContaining([
        { statusId: String(dormant), label: 'Inactive', count: 3 },
        { statusId: String(waiting), label: 'Not-Approved', count: 2 },
      ]),
    );
    const rule = { entity: 'COMPANY', direction: 'IN', field: 'STATUS', operator: 'IS_NOT' };
    const values = [String(dormant), String(waiting)];
    const trial = `query ($rules: [FilterRuleInput!]!, $treatment: InactiveCompanies) {
      testFilter(entity: COMPANY, direction: IN, rules: $rules, inactiveCompanies: $treatment) { test { excluded } } }`;
    const left = async (rules: object[], treatment: string | null) =>
      (await app.graphql(trial, { rules, treatment })).testFilter.test.excluded;
    const taken = await left([], 'SYNC');
    // A new set-up excludes them, until it is chosen otherwise; a rule on the status says it for that status alone.
    expect(await left([], null)).toBe(taken + 5);
    expect(await left([], 'EXCLUDE')).toBe(taken + 5);
    expect(await left([{ ...rule, values }], 'SYNC')).toBe(taken + 5);
    expect(await left([{ ...rule, values: values.slice(0, 1) }], 'EXCLUDE')).toBe(taken + 3);
  });
});
