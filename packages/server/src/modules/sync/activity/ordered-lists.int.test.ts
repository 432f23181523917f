import { createConnectedApp } from '../../../../test/support/connected-app.ts';
import type { TestApp } from '../../../../test/support/test-app.ts';

type Row = { id: string } & Record<string, unknown>;

/** Runs, conflicts, links and the security log, ordered and narrowed on the server. */
describe('lists of what the sync did', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createConnectedApp({ sandbox: 'empty' });
    await app.database.inWorkspace(app.workspaceId, async (tx) => {
      await tx.query(`insert into sync_run (connection_id, kind, state, started_at, finished_at)
        select c.id, (array['push', 'manual', 'poll'])[1 + n % 3], (array['done', 'done', 'failed', 'cancelled'])[1 + n % 4],
          timestamptz '2026-03-01' + n * interval '1 hour',
          case when n % 5 <> 0 then timestamptz '2026-03-01' + n * interval '1 hour' + (n % 7) * interval '1 second' end
        from connection c, generate_series(1, 60) n order by n`);
      await tx.query(`insert into sync_run_entity (run_id, entity, position, processed, failed)
        select r.id, e.entity, e.place, extract(day from r.started_at)::int, extract(hour from r.started_at)::int % 3
        from sync_run r, (values ('company', 1), ('contact', 2)) e(entity, place)`);
      await tx.query(`insert into sync_conflict (connection_id, entity, local_id, remote_id, name, field, found_by, kept, why, state, decided_at, at)
        select c.id, case when n % 2 = 0 then 'company' else 'contact' end, uuidv7(), n::text, 'Name ' || n % 9, 'phone', 'in', 'crm', 'Because.',
          case when n % 3 = 0 then 'restored' else 'kept' end, case when n % 3 = 0 then timestamptz '2026-03-09' - n * interval '1 day' end,
          timestamptz '2026-03-01' + n * interval '1 hour'
        from connection c, generate_series(1, 60) n order by n`);
      await tx.query(`insert into entity_link (connection_id, entity, local_id, remote_id, origin, state, created_at, synced_at)
        select c.id, 'company', uuidv7(), n::text, 'pulled', 'linked', timestamptz '2026-03-01' + n * interval '1 day', timestamptz '2026-04-01' + n * interval '1 day'
        from connection c, generate_series(1, 20) n`);
    });
  });
  afterAll(() => app.stop());

  const page = async (field: string, asked: string, shown: string) =>
    (await app.graphql(`{ list: ${field}(${asked}) { items { ${shown} } pageInfo { endCursor hasNextPage } } }`)).list;

  const walk = async (field: string, asked: string, shown: string): Promise<Row[]> => {
    const found: Row[] = [];
    for (let after = ''; ; ) {
      const { items, pageInfo } = await page(field, `first: 7, after: "${after}"${asked}`, shown);
      found.push(...items);
      if (!pageInfo.hasNextPage) return found;
      after = pageInfo.endCursor;
    }
  };

  const sumOf = (entities: unknown, figure: string): number =>
    Array.isArray(entities) ? entities.reduce((sum: number, one) => sum + Number(one[figure]), 0) : Number.NaN;
  const took = ({ startedAt, finishedAt }: Row): number | null =>
    finishedAt ? Date.parse(String(finishedAt)) - Date.parse(String(startedAt)) : null;

  const keys: [string, string, string, (row: Row) => string | number | null][] = [
    ['syncRuns', 'STARTED', 'id startedAt', (row) => String(row.startedAt)],
    ['syncRuns', 'TOOK', 'id startedAt finishedAt', took],
    ['syncRuns', 'PROCESSED', 'id entities { processed }', (row) => sumOf(row.entities, 'processed')],
    ['syncRuns', 'FAILED', 'id entities { failed }', (row) => sumOf(row.entities, 'failed')],
    ['conflicts', 'FOUND', 'id at', (row) => String(row.at)],
    ['conflicts', 'NAME', 'id name', (row) => String(row.name)],
    ['conflicts', 'DECIDED', 'id decidedAt', (row) => (row.decidedAt ? String(row.decidedAt) : null)],
  ];

  it.each(keys)(
    'orders %s by %s both ways, page by page, each once, with those that have nothing last',
    async (field, order, shown, key) => {
      for (const descending of [false, true]) {
        const rows = await walk(field, `, orderBy: ${order}, descending: ${descending}`, shown);
        expect(new Set(rows.map(({ id }) => id)).size).toBe(60);
        const values = rows.map(key);
        const filled = values.filter((value) => value !== null);
        expect(values.slice(0, filled.length)).toEqual(filled);
        expect(filled).toEqual(filled.toSorted((a, b) => (a === b ? 0 : (a < b ? -1 : 1) * (descending ? -1 : 1))));
      }
    },
  );

  it('has the newest first unless said, and refuses the cursor of another order', async () => {
    for (const field of ['syncRuns', 'conflicts']) {
      const ids = (await walk(field, '', 'id')).map(({ id }) => id);
      expect(ids).toEqual(ids.toSorted().reverse());
    }
    const { pageInfo } = await page('syncRuns', 'first: 2, orderBy: TOOK', 'id');
    await expect(page('syncRuns', `first: 2, after: "${pageInfo.endCursor}", orderBy: FAILED`, 'id')).rejects.toThrow(
      'Start again without "after"',
    );
  });

  it('narrows runs by kind, state and time', async () => {
    const pushes = await walk('syncRuns', ', kinds: [PUSH]', 'id kind');
    expect(pushes).toHaveLength(20);
    expect(pushes.every(({ kind }) => kind === 'PUSH')).toBe(true);
    expect(await walk('syncRuns', ', kinds: [PUSH, POLL], state: FAILED', 'id')).toHaveLength(10);
    const day = ', started: { from: "2026-03-02T00:00:00Z", before: "2026-03-03T00:00:00Z" }, orderBy: STARTED';
    const that = await walk('syncRuns', day, 'id startedAt');
    expect(that).toHaveLength(24);
    expect(that[0]?.startedAt).toBe('2026-03-02T00:00:00.000Z');
  });

  it('narrows links by when they were made and last synced', async () => {
    const count = async (filter: string): Promise<number> =>
      (await app.graphql(`{ entityLinks(filter: { ${filter} }) { totalCount } }`)).entityLinks.totalCount;
    expect(await count('createdAfter: "2026-03-11T00:00:00Z"')).toBe(11);
    expect(await count('createdAfter: "2026-03-11T00:00:00Z", createdBefore: "2026-03-12T00:00:00Z"')).toBe(1);
    expect(await count('syncedAfter: "2026-04-11T00:00:00Z", createdBefore: "2026-03-13T00:00:00Z"')).toBe(2);
  });

  it('narrows the security log by time', async () => {
    const count = async (at: string): Promise<number> =>
      (await app.graphql(`{ securityEvents(at: { ${at} }) { id } }`)).securityEvents.length;
    expect(await count('from: "2020-01-01T00:00:00Z"')).toBeGreaterThan(0);
    expect(await count('before: "2020-01-01T00:00:00Z"')).toBe(0);
  });

  it.each(['quotes', 'runs', 'conflicts', 'security'])('keeps views of %s', async (list) => {
    const input = { page: list, name: 'Mine', search: '{"desc":true}', isShared: false };
    const { saveView } = await app.graphql(
      'mutation ($input: SavedViewInput!) { saveView(input: $input) { view { name } problems { message } } }',
      { input },
    );
    expect(saveView).toEqual({ view: { name: 'Mine' }, problems: [] });
  });
});
