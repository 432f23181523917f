import { createTestApp, type TestApp } from '../../../../../test/support/test-app.ts';
import type { Tx } from '../../../../platform/database/database.ts';
import { listUnmatched } from './unmatched.queries.ts';

const listQuery = `query ($entity: EntityType!, $list: UnmatchedList!, $search: String, $first: Int, $after: String, $threshold: Int) {
  unmatchedRecords(entity: $entity, list: $list, search: $search, first: $first, after: $after, threshold: $threshold) {
    items { id entity name detail parentName localId remoteId localPath remoteUrl rule reason issueId }
    pageInfo { endCursor hasNextPage } totalCount } }`;

interface Record {
  id: string;
  name: string;
}

describe('records that are on one side only', () => {
  let app: TestApp;
  const rows = <T extends object>(sql: string, params: unknown[] = []): Promise<T[]> =>
    app.database.inWorkspace(app.workspaceId, (tx) => tx.query<T>(sql, params));
  const page = async (variables: object, as: 'viewer' | 'admin' = 'viewer') =>
    (await app.graphql(listQuery, variables, { as })).unmatchedRecords;

  beforeAll(async () => {
    app = await createTestApp();
    const { store, url: siteUrl, company: loginCompany, publicKey, privateKey } = app.sandbox;
    const site = { site: { name: 'Main' }, addressLine1: '-' };
    for (let n = 1; n <= 7; n++)
      store.insert('companies', { ...site, name: `There ${n}`, identifier: `THERE${n}`, website: `there${n}.example` });
    const shared = store.insert('companies', {
      ...site,
      name: 'Shared Dental',
      identifier: 'SHARED',
      website: 'shared.example',
    });
    store.insert('contacts', {
      firstName: 'Ann',
      lastName: 'Lee',
      company: { id: shared.id },
      communicationItems: [
        { type: { id: 1 }, value: 'ann@shared.example', communicationType: 'Email', defaultFlag: true },
      ],
    });
    const item = { subcategory: { id: 1 }, type: { id: 1 }, customerDescription: 'x' };
    store.insert('catalog', { ...item, identifier: 'RACK-1', description: 'Rack rails' });
    await rows(`insert into client (name, identifier, website) values ('Shared Dental', 'SHARED', 'shared.example'),
      ('here two', 'H2', null), ('Here One', 'H1', null), ('Here 100%', null, null)`);
    await rows(
      `insert into contact (client_id, first_name, last_name, email) select id, 'Bo', 'Ek', 'bo@here.example' from client where name = 'Here One'`,
    );
    await rows(`insert into product (name, sku) values ('Desk lamp', 'DL-1')`);
    expect(await page({ entity: 'COMPANY', list: 'ONLY_REMOTE' })).toEqual({
      items: [],
      pageInfo: { endCursor: null, hasNextPage: false },
      totalCount: 0,
    });
    await app.graphql('mutation ($input: ConnectInput!) { connect(input: $input) { problems { message } } }', {
      input: { siteUrl, loginCompany, publicKey, privateKey },
    });
    await app.graphql('mutation { startMatching { run { id } } }');
    await app.settle();
  });
  afterAll(() => app.stop());

  it('P1: are listed by name, with ID and the way to them, as many as are counted', async () => {
    const local = await page({ entity: 'COMPANY', list: 'ONLY_LOCAL' });
    expect(local.items).toMatchObject([
      { name: 'Here 100%', detail: null },
      { name: 'Here One', detail: 'H1', remoteId: null, remoteUrl: null, rule: null, reason: null },
      { name: 'here two', detail: 'H2' },
    ]);
    expect(local.items[1].localPath).toBe(`/clients/${local.items[1].localId}`);
    const remote = await page({ entity: 'COMPANY', list: 'ONLY_REMOTE', search: 'there' });
    expect(remote.items[0]).toMatchObject({ name: 'There 1', detail: 'THERE1', localId: null, localPath: null });
    expect(remote.items[0].remoteUrl).toContain(remote.items[0].remoteId);
    const { matchSummary } = await app.graphql('{ matchSummary { entities { entity onlyLocal onlyRemote } } }');
    for (const { entity, onlyLocal, onlyRemote } of matchSummary.entities) {
      expect((await page({ entity, list: 'ONLY_LOCAL' })).totalCount).toBe(onlyLocal);
      expect((await page({ entity, list: 'ONLY_REMOTE' })).totalCount).toBe(onlyRemote);
    }
  });

  it('tell of a contact the e-mail and the company, of a product the SKU', async () => {
    expect((await page({ entity: 'CONTACT', list: 'ONLY_REMOTE' })).items).toMatchObject([
      { name: 'Ann Lee', detail: 'ann@shared.example', parentName: 'Shared Dental' },
    ]);
    expect((await page({ entity: 'CONTACT', list: 'ONLY_LOCAL' })).items).toMatchObject([
      { name: 'Bo Ek', detail: 'bo@here.example', parentName: 'Here One' },
    ]);
    expect((await page({ entity: 'PRODUCT', list: 'ONLY_LOCAL' })).items).toMatchObject([
      { name: 'Desk lamp', detail: 'DL-1', parentName: null },
    ]);
    expect((await page({ entity: 'PRODUCT', list: 'ONLY_REMOTE', search: 'rack-1' })).items).toMatchObject([
      { name: 'Rack rails', detail: 'RACK-1' },
    ]);
  });

  it('come page by page, each once, and are searched in name, ID and e-mail', async () => {
    const all: Record[] = [];
    for (let after: string | null = null; ; ) {
      const { items, pageInfo, totalCount }: Awaited<ReturnType<typeof page>> = await page({
        entity: 'COMPANY',
        list: 'ONLY_REMOTE',
        search: 'there',
        first: 3,
        after,
      });
      expect(totalCount).toBe(7);
      all.push(...items);
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    }
    expect(all.map((one) => one.name)).toEqual([1, 2, 3, 4, 5, 6, 7].map((n) => `There ${n}`));
    const found = async (entity: string, list: string, search: string) =>
      (await page({ entity, list, search })).items.map((one: Record) => one.name);
    expect(await found('COMPANY', 'ONLY_LOCAL', '0%')).toEqual(['Here 100%']);
    expect(await found('COMPANY', 'ONLY_LOCAL', 'h2')).toEqual(['here two']);
    expect(await found('COMPANY', 'ONLY_REMOTE', 'there5')).toEqual(['There 5']);
    expect(await found('CONTACT', 'ONLY_REMOTE', 'ANN@shared')).toEqual(['Ann Lee']);
    expect(await found('COMPANY', 'ONLY_REMOTE', 'nothing like it')).toEqual([]);
  });

  it('that the sync failed to take in, or skipped, are apart with the reason', async () => {
    const connection = `(select id from connection)`;
    const [there] = (await page({ entity: 'COMPANY', list: 'ONLY_REMOTE', search: 'there 7' })).items;
    const [contact] = (await page({ entity: 'CONTACT', list: 'ONLY_REMOTE' })).items;
    const counts = async () =>
      (await app.graphql('{ matchSummary { entities { entity onlyRemote heldRemote } } }')).matchSummary.entities;
    const before = await counts();
    await rows(
      `insert into sync_issue (connection_id, entity, direction, code, message, remote_id)
       values (${connection}, 'company', 'in', 'name_taken', 'Its name belongs to another client.', $1)`,
      [there.remoteId],
    );
    await rows(
      `insert into sync_skip (connection_id, entity, remote_id, code, reason)
       values (${connection}, 'contact', $1, 'parent_failed', 'its company has an open issue')`,
      [contact.remoteId],
    );
    expect((await page({ entity: 'COMPANY', list: 'ONLY_REMOTE', search: 'there 7' })).items).toEqual([]);
    const [issue] = await rows<{ id: string }>('select id from sync_issue');
    expect(await page({ entity: 'COMPANY', list: 'HELD_REMOTE' })).toMatchObject({
      items: [{ name: 'There 7', reason: 'Its name belongs to another client.', issueId: issue?.id, rule: null }],
      totalCount: 1,
    });
    expect((await page({ entity: 'CONTACT', list: 'HELD_REMOTE' })).items).toMatchObject([
      { name: 'Ann Lee', reason: 'its company has an open issue', issueId: null },
    ]);
    const [company, people] = await counts();
    expect(company).toMatchObject({ onlyRemote: before[0].onlyRemote - 1, heldRemote: 1 });
    expect(people).toMatchObject({ onlyRemote: 0, heldRemote: 1 });
    await rows('delete from sync_issue');
    await rows('delete from sync_skip');
  });

  it('are no more alone once a pair waits at the threshold that is asked for, or a link stands', async () => {
    expect((await page({ entity: 'COMPANY', list: 'ONLY_REMOTE', search: 'shared' })).items).toEqual([]);
    await rows(`update match_pair set state = 'rejected' where remote_name = 'Shared Dental'`);
    const [shared] = (await page({ entity: 'COMPANY', list: 'ONLY_REMOTE', search: 'shared' })).items;
    expect(shared.name).toBe('Shared Dental');
    const { errors } = await app.ask(listQuery, { entity: 'COMPANY', list: 'ONLY_LOCAL', threshold: 20 });
    expect(errors[0]?.message).toBe('Choose a threshold from 50 to 100.');
  });

  it('refuse a cursor of another list and a kind that is never matched', async () => {
    const after = Buffer.from(JSON.stringify(['a', 'no ID'])).toString('base64url');
    const { errors } = await app.ask(listQuery, { entity: 'COMPANY', list: 'ONLY_LOCAL', after });
    expect(errors[0]?.extensions).toMatchObject({ code: 'invalid_input', field: 'after' });
    const other = await app.ask(listQuery, { entity: 'OPPORTUNITY', list: 'ONLY_LOCAL' });
    expect(other.errors[0]?.message).toBe('Only companies, contacts and catalog items are matched.');
  });

  it('R62: are for whoever may read, and for no other workspace', async () => {
    const stranger = await app.graphql(listQuery, { entity: 'COMPANY', list: 'ONLY_LOCAL' }, { as: 'stranger' });
    expect(stranger.unmatchedRecords).toMatchObject({ items: [], totalCount: 0 });
    const { errors } = await app.ask(listQuery, { entity: 'COMPANY', list: 'ONLY_LOCAL' }, { as: 'nobody' });
    expect(errors[0]?.extensions?.code).toBe('unauthenticated');
  });

  it('walk an index of names among 20,000, however few are alone', async () => {
    const [connection] = await rows<{ id: string }>('select id from connection');
    const id = connection?.id ?? '';
    await rows(
      `insert into match_record (connection_id, entity, remote_id, name, facts, run_id)
       select $1, 'company', (100000 + n)::text, 'Many ' || n, '{}', uuidv7() from generate_series(1, 20000) n`,
      [id],
    );
    await rows(`insert into client (name) select 'Many ' || n from generate_series(1, 20000) n`);
    await app.test.sql('analyze client, match_record');
    await rows(
      `insert into match_pair (connection_id, entity, remote_id, remote_name, local_id, local_name, score)
       select $1, 'company', r.remote_id, r.name, c.id, c.name, 70 from client c join match_record r on r.name = c.name
       where c.name like 'Many %' and c.name not like '%7'`,
      [id],
    );
    await app.test.sql('analyze client, match_record, match_pair, match_excluded, entity_link');
    for (const [list, index] of [
      ['only_local', 'client_name'],
      ['only_remote', 'match_record_name'],
    ] as const) {
      const plan: string[] = [];
      const explaining = (tx: Tx): Tx => ({
        ...tx,
        query: async <R extends object>(sql: string, params: readonly unknown[] = []) => {
          const lines = await tx.query<{ 'QUERY PLAN': string }>(`explain (analyze, timing off) ${sql}`, params);
          plan.push(...lines.map((line) => line['QUERY PLAN']));
          return tx.query<R>(sql, params);
        },
      });
      const filter = { entity: 'company', list, threshold: 90, search: null } as const;
      const position = list === 'only_local' ? '00000000-0000-7000-8000-000000000000' : '';
      const found = await app.database.inWorkspace(app.workspaceId, (tx) =>
        listUnmatched(explaining(tx), id, filter, { limit: 51, after: ['many 1', position] }),
      );
      expect(found).toHaveLength(51);
      expect(found.every((row) => row.name.endsWith('7'))).toBe(true);
      expect(plan.join('\n')).toContain(`using ${index} on`);
      // The page ends after some hundreds of records, not after all.
      const [seen] = plan.flatMap((line) =>
        line.includes(`using ${index} on`) ? (/actual rows=(\d+)/.exec(line)?.[1] ?? []) : [],
      );
      expect(Number(seen)).toBeLessThan(2_000);
    }
  });
});
