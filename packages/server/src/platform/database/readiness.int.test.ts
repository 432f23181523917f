import { createTestApp, type TestApp } from '../../../test/support/test-app.ts';
import { createTestDatabase } from '../../../test/support/test-database.ts';
import { Session } from './session.ts';

describe('/readyz', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createTestApp();
  });
  afterAll(() => app.stop());
  const ready = async () => {
    const response = await fetch(`${app.url}/readyz`);
    return [response.status, await response.json()];
  };

  it('is green on a database of this version, red on one of an older version, and green again after "migrate"', async () => {
    expect(await ready()).toEqual([200, { status: 'ready', database: 'ok', jobs: 'ok' }]);
    const [last] = await app.test.sql<{ name: string }>('select name from schema_migration order by id desc limit 1');
    await app.test.sql('update schema_migration set name = $2 where name = $1', [last?.name, 'away']);
    expect(await ready()).toEqual([503, { status: 'not ready', database: 'not migrated', jobs: 'ok' }]);
    await app.test.sql('update schema_migration set name = $2 where name = $1', ['away', last?.name]);
    expect(await ready()).toEqual([200, { status: 'ready', database: 'ok', jobs: 'ok' }]);
  });

  it('is red on a database that was never migrated', async () => {
    await app.test.sql('alter table schema_migration rename to moved_away');
    expect(await ready()).toEqual([503, { status: 'not ready', database: 'not migrated', jobs: 'ok' }]);
    await app.test.sql('alter table moved_away rename to schema_migration');
  });
});

describe('the role of the programs', () => {
  it('is not taken for the owner while a preview has a temporary table of the same name', async () => {
    const test = await createTestDatabase();
    const session = await Session.open({ url: test.url, applicationName: 'preview' });
    const [made] = await test.sql<{ id: string }>(`select system_create_workspace('Ours') as id`);
    await session.inWorkspace(made?.id ?? '', ({ query }) =>
      query('create temporary table entity_link (like public.entity_link)'),
    );
    const database = await test.open([]);
    expect(await database.readiness()).toBe('ok');
    await session.close();
    await test.drop();
  });
});
