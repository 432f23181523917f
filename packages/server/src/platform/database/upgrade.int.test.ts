import pg from 'pg';
import { createEmptyDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import { migrate, migrateTo } from './migrate.ts';

/** The migrations of 0.1.0; none of them was edited since. */
const released = [
  '20261123-initial',
  '20261125-configuration',
  '20261125-settings',
  '20261125-scope',
  '20261125-mapping',
  '20261125-matching',
  '20261125-preview',
  '20261126-match-key',
  '20261126-drift',
  '20261126-tax-import',
  '20261126-status-fill',
  '20261126-pushed-lines',
  '20261125-preview-cancel',
  '20261125-match-scope',
];
const RECORDS = 300;
const SESSIONS = 4;

/**
 * What this shows: the schema of 0.1.0 with some hundred rows is brought to today's while sessions read, edit and write the log with columns that
 * 0.1.0 knows; nothing is lost, doubled or locked for good. `npm run upgrade` does so with the programs of 0.1.0 and a ConnectWise.
 */
describe('an upgrade from the schema of 0.1.0 under load', () => {
  let test: TestDatabase;
  let workspaceId = '';
  const counts = () =>
    test.sql(
      `select (select count(*)::int from client) as clients, (select count(*)::int from contact) as contacts, (select count(*)::int from entity_link) as links,
         (select md5(string_agg(entity || local_id || remote_id, ',' order by remote_id, entity)) from entity_link) as pairs`,
    );

  beforeAll(async () => {
    test = await createEmptyDatabase();
    await migrateTo({ ownerUrl: test.ownerUrl, appUrl: test.url }, released);
    const [made] = await test.sql<{ id: string }>(`select door_create_workspace('Ours') as id`);
    workspaceId = made?.id ?? '';
    await test.sql(
      `with c as (insert into connection (workspace_id, site_url, api_base_url, web_base_url, host, login_company, public_key_sealed, private_key_sealed, public_key_hint, state)
           values ($1, 'https://x', 'https://x', 'https://x', 'x', 'ours', 's', 's', '…', 'connected') returning id),
         clients as (insert into client (workspace_id, name) select $1, 'Client ' || n from generate_series(1, ${RECORDS}) n returning id, name),
         contacts as (insert into contact (workspace_id, client_id, first_name) select $1, id, 'Contact of ' || name from clients returning id, first_name)
       insert into entity_link (workspace_id, connection_id, entity, local_id, remote_id, origin)
         select $1, c.id, 'company', k.id, substring(k.name from '[0-9]+'), 'pulled' from clients k, c
         union all select $1, c.id, 'contact', k.id, substring(k.first_name from '[0-9]+'), 'pulled' from contacts k, c`,
      [workspaceId],
    );
  }, 60_000);
  afterAll(() => test.drop());

  it('loses no edit and no log entry, and no session of the version before fails after one retry', async () => {
    const before = await counts();
    const clients = await test.sql<{ id: string }>('select id from client order by id');
    const failures: string[] = [];
    const done = { edits: 0, entries: 0, reads: 0 };
    let longest = 0;
    let isOver = false;
    const work = async (number: number): Promise<void> => {
      const session = new pg.Client({ connectionString: test.url });
      await session.connect();
      const inWorkspace = async (text: string, values: unknown[]) => {
        const begun = Date.now();
        try {
          await session.query('begin');
          await session.query(`select set_config('app.workspace_id', $1, true)`, [workspaceId]);
          await session.query(text, values);
          await session.query('commit');
          return null;
        } catch (error) {
          await session.query('rollback');
          return String(error);
        } finally {
          longest = Math.max(longest, Date.now() - begun);
        }
      };
      for (let n = number; !isOver; n += SESSIONS) {
        const [kind, text, values] = statements(n, clients[n % clients.length]?.id ?? '');
        if ((await inWorkspace(text, values)) === null) done[kind]++;
        else {
          const second = await inWorkspace(text, values);
          if (second === null) done[kind]++;
          else failures.push(second);
        }
      }
      await session.end();
    };
    const sessions = Array.from({ length: SESSIONS }, (_, number) => work(number));
    await new Promise((settle) => setTimeout(settle, 300));
    const made = await migrate({ ownerUrl: test.ownerUrl, appUrl: test.url });
    await new Promise((settle) => setTimeout(settle, 500));
    isOver = true;
    await Promise.all(sessions);

    expect([...new Set(failures)]).toEqual([]);
    expect(made.length).toBeGreaterThan(40);
    expect(await counts()).toEqual(before);
    const [after] = await test.sql<{ edits: number; entries: number }>(
      `select (select sum(version - 1)::int from client) as edits, (select count(*)::int from audit_event where description = 'Written meanwhile.') as entries`,
    );
    expect(after).toEqual({ edits: done.edits, entries: done.entries });
    expect(Math.min(done.edits, done.entries, done.reads)).toBeGreaterThan(10);
    expect(longest).toBeLessThan(20_000);
  }, 90_000);

  it('leaves the names that the programs of 0.1.0 use beside those of today, whichever of them is written', async () => {
    const session = new pg.Client({ connectionString: test.url });
    await session.connect();
    for (const call of namesOf01) await session.query(call);
    const [connection] = await test.sql<{ id: string }>('select id from connection');
    const inWorkspace = async (text: string) => {
      await session.query('begin');
      await session.query(`select set_config('app.workspace_id', $1, true)`, [workspaceId]);
      const { rows } = await session.query(text, [connection?.id]);
      await session.query('commit');
      return rows;
    };
    const skip = (columns: string, values: string) =>
      `insert into sync_skip (connection_id, entity, remote_id, code, reason, ${columns}) values ($1, 'company', '7', 'excluded', 'r', ${values})
       on conflict (workspace_id, connection_id, entity, remote_id) do update set ${columns
         .split(', ')
         .map((name) => `${name} = excluded.${name}`)
         .join(', ')} returning filter_hash, reevaluate, judged_by, look_again`;
    const both = (hash: string, again: boolean) => [
      { filter_hash: hash, reevaluate: again, judged_by: hash, look_again: again },
    ];
    expect(await inWorkspace(skip('judged_by, look_again', `'old', true`))).toEqual(both('old', true));
    expect(await inWorkspace(skip('filter_hash, reevaluate', `'new', false`))).toEqual(both('new', false));
    expect(await inWorkspace(skip('judged_by, look_again', `'older', true`))).toEqual(both('older', true));
    await inWorkspace(
      `insert into match_left_out (connection_id, entity, run_id, remote_id, rule, reason) values ($1, 'company', uuidv7(), '9', 'type', 'r')
       on conflict (workspace_id, connection_id, entity, remote_id) do update set reason = excluded.reason`,
    );
    expect(await inWorkspace('select remote_id from match_excluded where connection_id = $1')).toEqual([
      { remote_id: '9' },
    ]);
    await session.end();
  });
});

describe('a migration beside a program that is at work in the tables', () => {
  it('lets it finish, whichever table it asks for next, and others read meanwhile', async () => {
    const test = await createEmptyDatabase();
    await migrateTo({ ownerUrl: test.ownerUrl, appUrl: test.url }, released);
    const [program, reader] = [0, 1].map(() => new pg.Client({ connectionString: test.ownerUrl }));
    if (!program || !reader) throw new Error('There are two.');
    await Promise.all([program.connect(), reader.connect()]);
    await program.query('begin');
    await program.query('lock table sync_run in row exclusive mode');
    let isMigrated = false;
    const migrated = migrate({ ownerUrl: test.ownerUrl, appUrl: test.url }).then(() => {
      isMigrated = true;
    });
    // Longer than PostgreSQL waits before it looks for a deadlock, of which it would end one side.
    for (const table of ['client', 'contact', 'connection', 'entity_link']) {
      const begun = Date.now();
      await reader.query(`select count(*) from ${table}`);
      expect(Date.now() - begun).toBeLessThan(1_500);
      await new Promise((settle) => setTimeout(settle, 500));
      await program.query(`lock table ${table} in row exclusive mode`);
    }
    expect(isMigrated).toBe(false);
    await program.query('commit');
    await migrated;
    expect(await test.sql(`select from information_schema.columns where column_name = 'filter_hash'`)).not.toEqual([]);
    await Promise.all([program.end(), reader.end()]);
    await test.drop();
  }, 60_000);
});

/** Outside of any workspace, as 0.1.0 calls them. */
const namesOf01 = [
  `select workspace_id, user_id, email, name, role, expires_at from door_session('x')`,
  `select workspace_id, token_id, name, role, expires_at from door_token('x')`,
  `select workspace_id, user_id, password_hash from door_users('x')`,
  `select coalesce(door_find_workspace('Ours'), door_create_workspace('Ours')) as id`,
  'select workspace_id, connection_id from door_due_pulls() union select workspace_id, connection_id from door_unfinished_runs()',
  'select workspace_id, connection_id from door_due_pushes()',
  'select workspace_id, connection_id, state, references_read_at from door_connections()',
  'select workspace_id, connection_id from door_unfinished_matches()',
  'select workspace_id, preview_id from door_waiting_previews()',
  'select workspace_id, connection_id from door_due_status_fills()',
  `select phone_digits('+1 (813) 555 1234'), web_domain('https://www.acme.example/x')`,
];

/** An edit, an entry of the log, and a list, as 0.1.0 writes and reads them. */
function statements(n: number, clientId: string): ['edits' | 'entries' | 'reads', string, unknown[]] {
  if (n % 3 === 0)
    return [
      'edits',
      'update client set phone = $2, version = version + 1, updated_at = now() where id = $1',
      [clientId, `813555${1000 + (n % 9000)}`],
    ];
  if (n % 3 === 1)
    return [
      'entries',
      `insert into audit_event (direction, entity, operation, status, name, local_id, description) values ('out', 'company', 'update', 'success', 'Client', $1, 'Written meanwhile.')`,
      [clientId],
    ];
  return [
    'reads',
    `select c.id, c.name, c.phone, l.remote_id, l.state, (select count(*) from contact k where k.client_id = c.id) from client c
     left join entity_link l on l.entity = 'company' and l.local_id = c.id where c.id >= $1 order by c.id limit 50`,
    [clientId],
  ];
}
