import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import { Database } from '../../platform/database/database.ts';
import { newId } from '../../platform/ids.ts';
import { AuditQueries } from './audit.queries.ts';
import type { AuditFilter } from './audit-event.type.ts';
import { AuditLog, type NewAuditEvent } from './audit-log.service.ts';

describe('the audit log', () => {
  let test: TestDatabase;
  let database: Database;
  let ours: string;
  let theirs: string;
  const statements: string[] = [];
  const log = new AuditLog();
  const queries = new AuditQueries();
  const runId = newId();
  const clientId = newId();

  const record = (workspace: string, events: NewAuditEvent[]) =>
    database.inWorkspace(workspace, (tx) => log.record(tx, events));
  const names = async (filter: AuditFilter, workspace = ours) => {
    const page = await database.inWorkspace(workspace, (tx) => queries.page(tx, { first: 200, filter }), {
      readOnly: true,
    });
    return page.items.map((event) => event.name);
  };

  beforeAll(async () => {
    test = await createTestDatabase();
    database = await Database.open({ url: test.url, entities: [], onQuery: (sql) => statements.push(sql) });
    const made = await database.acrossWorkspaces((tx) =>
      tx.query<{ a: string; b: string }>(
        `select system_create_workspace('ours') a, system_create_workspace('theirs') b`,
      ),
    );
    ours = made[0]!.a;
    theirs = made[0]!.b;
    await record(ours, [
      {
        operation: 'create',
        status: 'success',
        direction: 'in',
        entity: 'company',
        name: 'Harbor Dental',
        localId: clientId,
        remoteId: '41',
        description: 'Created from ConnectWise.',
        runId,
        durationMs: 12.6,
      },
      {
        operation: 'fail',
        status: 'error',
        direction: 'in',
        entity: 'contact',
        name: 'Ada Lovelace',
        remoteId: '77',
        description: 'E-mail ada@harbor.example is taken.',
        code: 'email_taken',
        runId,
        attempt: 3,
      },
      {
        operation: 'push',
        status: 'success',
        direction: 'out',
        entity: 'opportunity',
        name: 'Firewall renewal',
        description: 'Sent.',
        changes: [
          { field: 'privateKey', from: 'a', to: 'planted' },
          { field: 'amount', from: null, to: '10.00' },
        ],
      },
      { operation: 'setting', status: 'info', description: 'Mode changed.\u0000', actor: 'Ada' },
    ]);
    await record(theirs, [
      { operation: 'create', status: 'success', entity: 'company', name: 'Their client', description: 'Created.' },
    ]);
  });
  afterAll(async () => {
    await database.close();
    await test.drop();
  });

  it('R61, R62: lists the newest first, of the own workspace only', async () => {
    expect(await names({})).toEqual([null, 'Firewall renewal', 'Ada Lovelace', 'Harbor Dental']);
    expect(await names({}, theirs)).toEqual(['Their client']);
  });

  it.each<[AuditFilter, Array<string | null>]>([
    [{ direction: 'out' }, ['Firewall renewal']],
    [{ entity: 'company' }, ['Harbor Dental']],
    [{ status: 'error' }, ['Ada Lovelace']],
    [{ status: 'success' }, ['Firewall renewal', 'Harbor Dental']],
    [{ runId }, ['Ada Lovelace', 'Harbor Dental']],
    [{ localId: clientId }, ['Harbor Dental']],
    [{ remoteId: '77' }, ['Ada Lovelace']],
    [{ text: 'harb' }, ['Harbor Dental']],
    [{ text: 'ada@harbor.example' }, ['Ada Lovelace']],
    [{ text: '41' }, ['Harbor Dental']],
    [{ text: "') | !':*" }, []],
    [{ runId: 'not an id' }, []],
    [{ statuses: ['error', 'info'] }, [null, 'Ada Lovelace']],
    [{ statuses: [] }, [null, 'Firewall renewal', 'Ada Lovelace', 'Harbor Dental']],
    [{ statuses: ['success', 'error'], status: 'error' }, ['Ada Lovelace']],
    [{ entities: ['company', 'opportunity'] }, ['Firewall renewal', 'Harbor Dental']],
    [{ directions: ['out'] }, ['Firewall renewal']],
    [{ operation: 'fail' }, ['Ada Lovelace']],
    [{ operations: ['create', 'push'] }, ['Firewall renewal', 'Harbor Dental']],
    [{ code: 'email_taken' }, ['Ada Lovelace']],
    [{ codes: ['email_taken', 'other'] }, ['Ada Lovelace']],
    [{ actor: 'Ada' }, [null]],
    [{ actors: ['Ada', 'Bo'], operation: 'push' }, []],
    [{ from: new Date(Date.now() + 3_600_000) }, []],
    [
      { to: new Date(Date.now() + 3_600_000), from: new Date(Date.now() - 3_600_000), status: 'error' },
      ['Ada Lovelace'],
    ],
  ])('filters by %j', async (filter, expected) => {
    expect(await names(filter)).toEqual(expected);
  });

  it('hides secrets, keeps the other changes, and cleans texts', async () => {
    const page = await database.inWorkspace(ours, (tx) => queries.page(tx, {}));
    expect(page.items[1]?.changes).toEqual([
      { field: 'privateKey', from: '[redacted]', to: '[redacted]' },
      { field: 'amount', from: null, to: '10.00' },
    ]);
    expect(page.items[0]).toMatchObject({ description: 'Mode changed.', actor: 'Ada', attempt: 1, direction: null });
    expect(page.items[3]).toMatchObject({ durationMs: 13, at: expect.any(Date) });
    expect(JSON.stringify(await test.sql('select * from audit_event'))).not.toContain('planted');
  });

  it('R61: pages through everything once, each page one statement, and writes a thousand rows in one', async () => {
    statements.length = 0;
    await record(
      ours,
      Array.from({ length: 1_000 }, (_, n) => ({
        operation: 'update' as const,
        status: 'success' as const,
        name: `Bulk ${n}`,
        description: 'Updated.',
      })),
    );
    expect(statements).toHaveLength(1);
    const seen: Array<string | null> = [];
    let after: string | null = null;
    for (let hasMore = true; hasMore; ) {
      statements.length = 0;
      const page = await database.inWorkspace(ours, (tx) => queries.page(tx, { first: 150, after }), {
        readOnly: true,
      });
      // The `begin` of a read travels with its first statement.
      expect(statements.filter((sql) => !sql.startsWith('begin '))).toHaveLength(1);
      seen.push(...page.items.map((event) => event.name));
      after = page.pageInfo.endCursor;
      hasMore = page.pageInfo.hasNextPage;
    }
    expect(seen).toHaveLength(1_004);
    expect(seen.slice(0, 3)).toEqual(['Bulk 999', 'Bulk 998', 'Bulk 997']);
    expect(new Set(seen).size).toBe(1_004);
  });

  it('finds one row by its ID, not one of another workspace', async () => {
    const [row] = (await database.inWorkspace(theirs, (tx) => queries.page(tx, {}))).items;
    expect(await database.inWorkspace(theirs, (tx) => queries.byId(tx, row!.id))).toMatchObject({
      name: 'Their client',
    });
    expect(await database.inWorkspace(ours, (tx) => queries.byId(tx, row!.id))).toBeNull();
    expect(await database.inWorkspace(ours, (tx) => queries.byId(tx, 'x'))).toBeNull();
  });

  it.each([[0], [201], [1_000_000]])('refuses a page of %s', async (first) => {
    await expect(database.inWorkspace(ours, (tx) => queries.page(tx, { first }))).rejects.toThrow(
      'Ask for 1 to 200 items',
    );
  });

  it('finds rare words among many rows and common ones too, each in its own workspace', async () => {
    const [made] = await database.acrossWorkspaces((tx) =>
      tx.query<{ id: string }>(`select system_create_workspace('crowd') as id`),
    );
    const crowd = made!.id;
    await database.inWorkspace(crowd, (tx) =>
      tx.query(
        `insert into audit_event (operation, status, name, description)
         select 'create', 'success', case n when 3 then 'Quillfeather Ltd' else 'Harbor ' || n end, 'Created from ConnectWise.'
         from generate_series(1, 6000) n`,
      ),
    );
    expect(await names({ text: 'quillf' }, crowd)).toEqual(['Quillfeather Ltd']);
    const common = await names({ text: 'created harb' }, crowd);
    expect(common).toHaveLength(200);
    expect(common[0]).toBe('Harbor 6000');
    expect(await names({ text: 'quillf' })).toEqual([]);
  });
});
