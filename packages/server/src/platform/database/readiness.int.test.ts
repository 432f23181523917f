import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestApp, type TestApp } from '../../../test/support/test-app.ts';
import { createTestDatabase } from '../../../test/support/test-database.ts';
import { until } from '../../../test/support/until.ts';
import { readinessOf } from '../http/readiness.ts';
import { DiskStorage } from '../storage.ts';
import { Session } from './session.ts';

const fine = { database: 'ok', jobs: 'ok', storage: 'ok', listener: 'ok', webApp: 'ok' };

describe('/readyz', () => {
  let app: TestApp;
  let webDist: string;
  beforeAll(async () => {
    webDist = mkdtempSync(join(tmpdir(), 'causeway-web-'));
    writeFileSync(join(webDist, 'index.html'), '<!doctype html>');
    app = await createTestApp({ webDist });
  });
  afterAll(async () => {
    await app.stop();
    rmSync(webDist, { recursive: true, force: true });
  });
  const ready = async () => {
    const response = await fetch(`${app.url}/readyz`);
    return [response.status, await response.json()];
  };
  const green = [200, { status: 'ready', ...fine }];
  const red = (fault: object) => [503, { status: 'not ready', ...fine, ...fault }];

  it('is green on a database of this version, red on one of an older version, and green again after "migrate"', async () => {
    expect(await ready()).toEqual(green);
    const [last] = await app.test.sql<{ name: string }>('select name from schema_migration order by id desc limit 1');
    await app.test.sql('update schema_migration set name = $2 where name = $1', [last?.name, 'away']);
    expect(await ready()).toEqual(red({ database: 'not migrated' }));
    await app.test.sql('update schema_migration set name = $2 where name = $1', ['away', last?.name]);
    expect(await ready()).toEqual(green);
  });

  it('stays green on a database of a later version, so that a rollout can go step by step', async () => {
    await app.test.sql(`insert into schema_migration (name) values ('20991231-later')`);
    expect(await ready()).toEqual(green);
    await app.test.sql(`delete from schema_migration where name = '20991231-later'`);
  });

  it('is red on a database that was never migrated', async () => {
    await app.test.sql('alter table schema_migration rename to moved_away');
    expect(await ready()).toEqual(red({ database: 'not migrated' }));
    await app.test.sql('alter table moved_away rename to schema_migration');
  });

  it('is red for a role that was not let in', async () => {
    await app.test.sql('revoke select, insert, update on client from causeway_app');
    expect(await ready()).toEqual(red({ database: 'the role has no rights' }));
    await app.test.sql('grant select, insert, update on client to causeway_app');
    await app.test.sql('revoke select on audit_event from causeway_app');
    expect(await ready()).toEqual(red({ database: 'the role has no rights' }));
    await app.test.sql('grant select on audit_event to causeway_app');
    await app.test.sql('revoke select on schema_migration from causeway_app');
    expect(await ready()).toEqual(red({ database: 'the role has no rights' }));
    await app.test.sql('grant select on schema_migration to causeway_app');
    expect(await ready()).toEqual(green);
  });

  it('is red when the web app is gone, and while PostgreSQL tells it nothing', async () => {
    rmSync(join(webDist, 'index.html'));
    expect(await ready()).toEqual(red({ webApp: 'not built: WEB_DIST has no index.html' }));
    writeFileSync(join(webDist, 'index.html'), '<!doctype html>');
    const connecting = (words: string) =>
      app.test.sql(`do $$ begin execute format('${words} public', current_database()); end $$`);
    await connecting('revoke connect on database %I from');
    await app.test.sql(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'causeway-listen' and datname = current_database()`,
    );
    await until(async () => (await ready())[0] === 503, 'the lost connection shows');
    expect(await ready()).toEqual(red({ listener: 'not connected' }));
    await connecting('grant connect on database %I to');
    await until(async () => (await ready())[0] === 200, 'it listens again');
  });
});

describe('The folder for files', () => {
  it('is told when it cannot be written', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'causeway-files-'));
    const state = (path: string) =>
      readinessOf({
        database: { readiness: async () => 'ok' },
        jobs: { isReady: async () => true },
        storage: new DiskStorage(path),
      });
    expect(await state(join(folder, 'new'))).toEqual({ status: 'ready', database: 'ok', jobs: 'ok', storage: 'ok' });
    writeFileSync(join(folder, 'file'), '');
    chmodSync(join(folder, 'file'), 0o400);
    expect(await state(join(folder, 'file'))).toMatchObject({ status: 'not ready', storage: 'not writable' });
    rmSync(folder, { recursive: true, force: true });
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
