import { createTestApp, type TestApp } from '../../../../../test/support/test-app.ts';

const summaryQuery = `{ matchSummary { waiting changedSince linkRefusal
  entities { entity exact probable ambiguous onlyLocal onlyRemote excludedLocal excludedRemote } } }`;
const listQuery = `query ($entity: EntityType!, $list: UnmatchedList!) { unmatchedRecords(entity: $entity, list: $list) {
  items { name localId remoteId rule reason } totalCount } }`;
const saveQuery = `mutation ($filters: [FilterRuleInput!]!) {
  saveSyncSettings(input: { filters: $filters }) { problems { field message } } }`;
const pairsQuery = `query ($entity: EntityType!) { matchPairs(entity: $entity) { items { id remoteName localName } } }`;
const decide = `mutation ($ids: [ID!]!, $decision: ReviewDecision!) {
  decideMatches(ids: $ids, decision: $decision) { decided problems { code field message } } }`;
const accept = `mutation { acceptMatchesAbove(threshold: 90) { decided problems { code message } } }`;
const importCsv = `mutation ($csv: String!) { importMatchDecisions(csv: $csv) { decided problems { code message } } }`;

describe('R22: filters bound the comparison', () => {
  let app: TestApp;
  const types: Record<string, string> = {};
  const site = { site: { name: 'Main' }, addressLine1: '-' };

  const rows = <T extends object>(sql: string, params: unknown[] = []): Promise<T[]> =>
    app.database.inWorkspace(app.workspaceId, (tx) => tx.query<T>(sql, params));
  const rule = (direction: string, ...values: (string | undefined)[]) => ({
    entity: 'COMPANY',
    direction,
    field: 'TYPE',
    operator: 'IS',
    values,
  });
  const filter = async (...filters: object[]): Promise<void> => {
    const { saveSyncSettings } = await app.graphql(saveQuery, { filters });
    expect(saveSyncSettings.problems).toEqual([]);
  };
  const compare = async (): Promise<void> => {
    await app.graphql('mutation { startMatching { run { id } } }');
    await app.settle();
  };
  const summary = async () => (await app.graphql(summaryQuery)).matchSummary;
  const listed = async (list: string, entity = 'COMPANY') =>
    (await app.graphql(listQuery, { entity, list })).unmatchedRecords.items;
  const pairs = async (entity = 'COMPANY') => (await app.graphql(pairsQuery, { entity })).matchPairs.items;
  const say = async (ids: string[], decision: string) => (await app.graphql(decide, { ids, decision })).decideMatches;
  const step = async () =>
    (await app.graphql('{ setupSteps { step state note } }')).setupSteps.find(
      (one: { step: string }) => one.step === 'MATCHING',
    );

  beforeAll(async () => {
    app = await createTestApp();
    const { store, url: siteUrl, company: loginCompany, publicKey, privateKey } = app.sandbox;
    for (const name of ['Buyer', 'Seller']) types[name] = String(store.insert('companyTypes', { name }).id);
    const company = (name: string, type: string) =>
      store.insert('companies', {
        ...site,
        name,
        identifier: name.replaceAll(' ', ''),
        website: `${name.replaceAll(' ', '').toLowerCase()}.example`,
        types: [{ id: Number(types[type]) }],
      });
    company('Harbor Dental', 'Buyer');
    company('Finch Law', 'Buyer');
    company('Alder Supply', 'Seller');
    const quay = company('Quay Parts', 'Seller');
    store.insert('contacts', { firstName: 'Ann', lastName: 'Lee', company: { id: quay.id } });
    store.insert('contacts', { firstName: 'Nobody', lastName: 'Known' });
    await rows(
      `insert into client (name, identifier, website, type) values ('Harbor Dental', 'HarborDental', 'harbordental.example', 'Buyer'),
         ('Alder Supply', 'AlderSupply', 'aldersupply.example', 'Seller'), ('Only Here', null, null, 'Buyer'), ('Lone Seller', null, null, 'Seller')`,
    );
    await app.graphql('mutation ($input: ConnectInput!) { connect(input: $input) { problems { message } } }', {
      input: { siteUrl, loginCompany, publicKey, privateKey },
    });
    await app.graphql('mutation { refreshReferenceData { problems { code } } }');
    await app.settle();
  });
  afterAll(() => app.stop());

  it('offers no pair of a company that they exclude, and counts it with its rule', async () => {
    await filter(rule('IN', types.Buyer));
    await compare();
    expect((await pairs()).map((pair: { remoteName: string }) => pair.remoteName)).toEqual(['Harbor Dental']);
    const { changedSince, entities } = await summary();
    expect(changedSince).toEqual([]);
    expect(entities[0]).toMatchObject({ exact: 1, probable: 0, ambiguous: 0, excludedRemote: 2, excludedLocal: 0 });
    const seller = { rule: 'company.in.type', reason: 'its type is Seller, and only Buyer is synced', localId: null };
    expect(await listed('EXCLUDED_REMOTE')).toEqual([
      { name: 'Alder Supply', remoteId: expect.any(String), ...seller },
      { name: 'Quay Parts', remoteId: expect.any(String), ...seller },
    ]);
    const names = (await listed('ONLY_REMOTE')).map((one: { name: string }) => one.name);
    expect(names).toContain('Finch Law');
    expect(names).not.toContain('Quay Parts');
    // What has no counterpart because that one is excluded is only in the CRM.
    expect((await listed('ONLY_LOCAL')).map((one: { name: string }) => one.name)).toEqual([
      'Alder Supply',
      'Lone Seller',
      'Only Here',
    ]);
  });

  it('A22: leaves people out with their company, and those without one', async () => {
    expect((await listed('EXCLUDED_REMOTE', 'CONTACT')).map((one: object) => ({ ...one, remoteId: null }))).toEqual([
      {
        name: 'Ann Lee',
        localId: null,
        remoteId: null,
        rule: 'company.in.type',
        reason: 'its company "Quay Parts" is excluded: its type is Seller, and only Buyer is synced',
      },
      {
        name: 'Nobody Known',
        localId: null,
        remoteId: null,
        rule: 'contact.in.unfit',
        reason: 'it has no company in ConnectWise',
      },
    ]);
    expect((await summary()).entities[1]).toMatchObject({ onlyRemote: 0, excludedRemote: 2 });
    for (const _again of [1, 2]) {
      await compare();
      expect((await summary()).entities[1]).toMatchObject({ onlyRemote: 0, excludedRemote: 2 });
    }
  });

  it('links no company that they exclude, by a file neither', async () => {
    const [client] = await rows<{ id: string }>(`select id from client where name = 'Alder Supply'`);
    const [alder] = await listed('EXCLUDED_REMOTE');
    const csv = `entity,connectwise_id,crm_id,decision\ncompany,${alder.remoteId},${client?.id},link`;
    const { importMatchDecisions } = await app.graphql(importCsv, { csv });
    expect(importMatchDecisions).toEqual({
      decided: 0,
      problems: [
        {
          code: 'excluded',
          message: `ConnectWise company ${alder.remoteId} "Alder Supply" is excluded: its type is Seller, and only Buyer is synced. Change the filters first: Set up → What to sync.`,
        },
      ],
    });
    expect(await rows('select 1 from entity_link')).toEqual([]);
  });

  it('say that the comparison is out of date once they change, and keep it from linking', async () => {
    await filter(rule('IN', types.Seller));
    expect((await summary()).changedSince).toEqual(['the filters of companies from ConnectWise']);
    expect(await step()).toMatchObject({
      state: 'NEEDS_WORK',
      note: 'The filters changed since the records were compared.',
    });
    const stale = {
      code: 'comparison_stale',
      message:
        'Since the comparison the filters of companies from ConnectWise changed. Compare again, then link: Set up → Match existing.',
    };
    expect((await summary()).linkRefusal).toBe(stale.message);
    const [harbor] = await pairs();
    expect(await say([harbor.id], 'LINK')).toEqual({ decided: 0, problems: [{ ...stale, field: null }] });
    expect((await app.graphql(accept)).acceptMatchesAbove).toEqual({ decided: 0, problems: [stale] });
    expect(await rows('select 1 from entity_link')).toEqual([]);
    // What links nothing can be decided all the same.
    expect(await say([harbor.id], 'LATER')).toEqual({ decided: 1, problems: [] });
  });

  it('hold again after the next comparison: other pairs, other records excluded', async () => {
    await compare();
    expect((await pairs()).map((pair: { remoteName: string }) => pair.remoteName)).toEqual(['Alder Supply']);
    expect((await summary()).changedSince).toEqual([]);
    expect((await listed('EXCLUDED_REMOTE', 'CONTACT')).map((one: { name: string }) => one.name)).toEqual([
      'Nobody Known',
    ]);
    expect((await listed('EXCLUDED_REMOTE')).map((one: { name: string }) => one.name)).toEqual(
      expect.arrayContaining(['Finch Law', 'Harbor Dental']),
    );
    expect(await step()).not.toMatchObject({ state: 'NEEDS_WORK' });
  });

  it('of what goes out leave no pair away that a sync would come upon, and name what they hold back', async () => {
    await filter(rule('OUT', types.Buyer));
    await compare();
    // "Alder Supply" is held back here, but comes in from there: without the pair it would be there twice.
    expect((await pairs()).map((pair: { remoteName: string }) => pair.remoteName).sort()).toEqual([
      'Alder Supply',
      'Harbor Dental',
    ]);
    expect((await summary()).entities[0]).toMatchObject({ onlyLocal: 1, excludedLocal: 1, excludedRemote: 0 });
    expect(await listed('EXCLUDED_LOCAL')).toEqual([
      {
        name: 'Lone Seller',
        localId: expect.any(String),
        remoteId: null,
        rule: 'company.out.type',
        reason: 'its type is Seller, and only Buyer is synced',
      },
    ]);
    expect((await listed('ONLY_LOCAL')).map((one: { name: string }) => one.name)).toEqual(['Only Here']);
    await filter();
    expect(await summary()).toMatchObject({
      changedSince: ['the filters of clients to ConnectWise'],
      linkRefusal: null,
    });
    const [alder] = await pairs();
    expect(await say([alder.id], 'LINK')).toEqual({ decided: 1, problems: [] });
  });

  it('compare deleted companies when they are asked for, and only then', async () => {
    const { store } = app.sandbox;
    const gone = store.insert('companies', { ...site, name: 'Only Here', identifier: 'ONLYHERE' });
    store.patchRaw('companies', gone.id, { deletedFlag: true });
    await compare();
    expect((await pairs()).map((pair: { remoteName: string }) => pair.remoteName)).not.toContain('Only Here');
    await filter({ entity: 'COMPANY', direction: 'IN', field: 'DELETED', operator: 'IS', values: ['true', 'false'] });
    await compare();
    expect((await pairs()).map((pair: { remoteName: string }) => pair.remoteName)).toContain('Only Here');
  });
});
