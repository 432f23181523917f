import { settingsWith } from '../../../../../test/support/settings.ts';
import { openSyncApp, type SyncApp } from '../../../../../test/support/sync-app.ts';

/** A role that shows less for a moment moves no time of a record, so no listing brings again what came blank: polls ask for it by its ID. */
describe('records whose company came blank once', () => {
  let app: SyncApp;
  let contacts: number[];
  beforeAll(async () => {
    app = await openSyncApp({ seed: 'empty' });
    const { store } = app.sandbox;
    const { id } = store.insert('companies', {
      name: 'Harbor',
      identifier: 'H',
      addressLine1: '1 Pier',
      site: { name: 'Main' },
    });
    contacts = ['Ann', 'Bob', 'Cy'].map((firstName) => store.insert('contacts', { firstName, company: { id } }).id);
    await app.rows(settingsWith, [app.connectionId, JSON.stringify({ mode: 'real_time' })]);
    await app.rows(`update connection set sync_started_at = now()`);
    await app.poll();
  });
  afterAll(() => app.close());

  const open = async () =>
    (await app.rows<{ code: string }>(`select code from sync_issue where state = 'open' order by id`)).map(
      ({ code }) => code,
    );
  /** As after the minutes in which a poll still lists them. */
  const pass = () => app.rows(`update sync_cursor set watermark = now() + interval '1 hour'`);
  const blank = async () => {
    app.sandbox.readings.blankReferences = 'contacts.company';
    await app.rows(`update sync_cursor set watermark = now() - interval '1 hour'`);
    await app.poll();
    expect(await open()).toEqual(['company_missing', 'company_missing', 'company_missing']);
    await pass();
  };

  it('are looked at by each poll until they are legible, and their issues close by themselves', async () => {
    await blank();
    const told = await app.rows(`select id from audit_event`);
    await app.poll();
    expect(await open()).toHaveLength(3);
    expect(await app.rows(`select id from audit_event`)).toHaveLength(told.length);
    app.sandbox.readings.blankReferences = '';
    app.sandbox.store.patch('contacts', contacts[1] ?? 0, { title: 'Mate' });
    await pass();
    await app.poll();
    expect(await open()).toEqual([]);
    expect(await app.rows(`select first_name, title from contact order by first_name`)).toEqual([
      { first_name: 'Ann', title: null },
      { first_name: 'Bob', title: 'Mate' },
      { first_name: 'Cy', title: null },
    ]);
    expect(await app.rows(`select distinct resolution from sync_issue`)).toEqual([
      { resolution: 'The record came in.' },
    ]);
  });

  it('write nothing while they are as they were', async () => {
    await blank();
    await app.poll();
    const runs = await app.rows(`select id from sync_run`);
    await app.poll();
    expect(await app.rows(`select id from sync_run`)).toHaveLength(runs.length);
    app.sandbox.readings.blankReferences = '';
    await app.poll();
    expect(await open()).toEqual([]);
  });
});
