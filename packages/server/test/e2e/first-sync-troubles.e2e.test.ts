import { openSyncApp, type SyncApp } from '../support/sync-app.ts';

describe('troubles of a sync', () => {
  let app: SyncApp;

  beforeAll(async () => {
    app = await openSyncApp({ seed: 'empty' });
  });
  afterAll(() => app.close());

  const company = (name: string, more: Record<string, unknown> = {}) =>
    app.sandbox.store.insert('companies', {
      identifier: name.replaceAll(' ', ''),
      name,
      site: { name: 'Main' },
      addressLine1: '1 Main St',
      ...more,
    });
  const issueOf = async (remoteId: number) =>
    (
      await app.rows<{ id: string; code: string; state: string; attempts: number }>(
        'select * from sync_issue where remote_id = $1 order by id desc limit 1',
        [String(remoteId)],
      )
    )[0];

  it('waits while the keys are refused, and goes on by itself once they work again', async () => {
    company('Acme');
    await app.start();
    app.sandbox.revokeKeys();
    expect(await app.work()).toBe(false);
    expect(await app.rows('select state, state_code from connection')).toEqual([
      { state: 'error', state_code: 'wrong_keys' },
    ]);
    expect(await app.rows('select state from sync_run')).toEqual([{ state: 'running' }]);
    app.sandbox.clearJournal();
    expect(await app.work()).toBe(false);
    expect(app.sandbox.journal()).toEqual([]);
    app.sandbox.restoreKeys();
    await app.rows(`update connection set state = 'connected', state_code = null`);
    expect(await app.work()).toBe(true);
    expect(await app.rows('select name from client')).toEqual([{ name: 'Acme' }]);
  });

  it('lets a person link a possible duplicate, and brings what waited for it', async () => {
    const [local] = await app.rows<{ id: string }>(`insert into client (name) values ('Harbor Dental') returning id`);
    const remote = company('Harbor Dental');
    app.sandbox.store.insert('contacts', { firstName: 'Ann', lastName: 'Lee', company: { id: remote.id } });
    await app.poll();
    const issue = await issueOf(remote.id);
    expect(issue).toMatchObject({ code: 'possible_duplicate', state: 'open' });
    expect(await app.rows('select 1 from contact')).toEqual([]);
    const answered = await app.sync.issues.resolveMatch(app.actor, issue?.id ?? '', 'link', local?.id ?? null);
    expect(answered.state).toBe('resolved');
    expect(await app.work('poll')).toBe(true);
    expect(await app.rows('select client_id from contact')).toEqual([{ client_id: local?.id }]);
  });

  it('counts a retry that fails again, and resolves it when the record is mended', async () => {
    company('Twin');
    const second = company('twin', { identifier: 'TWIN2' });
    await app.poll();
    const issue = await issueOf(second.id);
    expect(issue).toMatchObject({ code: 'name_taken', attempts: 1 });
    expect(await app.sync.issues.retry(app.actor, issue?.id ?? '')).toMatchObject({ state: 'open', attempts: 2 });
    app.sandbox.store.patch('companies', second.id, { name: 'Twin the second' });
    expect(await app.sync.issues.retry(app.actor, issue?.id ?? '')).toMatchObject({ state: 'resolved' });
    expect(await app.rows(`select 1 from client where name = 'Twin the second'`)).toHaveLength(1);
  });

  it('leaves a dismissed record out for good', async () => {
    const third = company('TWIN', { identifier: 'TWIN3' });
    await app.poll();
    const issue = await issueOf(third.id);
    expect(await app.sync.issues.dismiss(app.actor, issue?.id ?? '', 'a test account')).toMatchObject({
      state: 'dismissed',
    });
    app.sandbox.store.patch('companies', third.id, { city: 'Tampa' });
    await app.poll();
    expect(await issueOf(third.id)).toMatchObject({ state: 'dismissed' });
  });

  it('goes on after the database was restarted under it', async () => {
    company('After the restart');
    await app.rows(`update connection set next_pull_at = now()`);
    app.sandbox.setLatency(80);
    const working = app.work('poll').catch(() => false);
    for (let i = 0; i < 5; i++)
      await app.test
        .sql(
          `select pg_terminate_backend(pid), pg_sleep(0.03) from pg_stat_activity where datname = current_database() and usename <> current_user`,
        )
        .catch(() => undefined);
    await working;
    app.sandbox.setLatency(0);
    for (let i = 0; i < 40; i++) {
      const [left] = await app.rows<{ n: number }>(`select count(*)::int n from sync_run where state = 'running'`);
      if (left?.n === 0 && i > 0) break;
      await new Promise((resolve) => setTimeout(resolve, 100));
      await app.poll().catch(() => false);
    }
    expect(await app.rows(`select 1 from client where name = 'After the restart'`)).toHaveLength(1);
    expect(await app.rows(`select state from sync_run where state <> 'done'`)).toEqual([]);
  });
});
