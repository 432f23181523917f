import { askConnectWise } from '../../../../../test/support/ask-connectwise.ts';
import { openSyncApp, type SyncApp } from '../../../../../test/support/sync-app.ts';

describe('R77: a company that is merged away in ConnectWise with nothing that moves along, which moves no time and tells of nothing', () => {
  let app: SyncApp;
  beforeEach(async () => {
    app = await openSyncApp({ seed: 'empty', mode: 'real_time' });
    app.sandbox.clock.advance(-3_600_000);
    for (const name of ['Kept', 'Lost', 'Left']) company(name);
    app.sandbox.clock.reset();
    // Something new, so that polls no longer list those of an hour ago.
    company('New');
    await app.start();
    await app.work('initial');
  });
  afterEach(() => app.close());

  const company = (name: string) =>
    app.sandbox.store.insert('companies', {
      identifier: name,
      name: `${name} Dental`,
      site: { name: 'Main' },
      addressLine1: `1 ${name} St`,
    });
  const idOf = (name: string) =>
    app.sandbox.store.list('companies').find(({ identifier }) => identifier === name)?.id ?? 0;
  const merge = (from: number, to: number): Promise<unknown> =>
    askConnectWise(app, 'POST', `/company/companies/${from}/merge`, {
      ...{ toCompanyId: to, contacts: 'Discard', opportunities: 'Discard' },
    });
  const anHourLater = () =>
    app.rows(`update connection set sync_started_at = sync_started_at - interval '61 minutes',
    deleted_looked_at = deleted_looked_at - interval '61 minutes'`);
  const states = async () =>
    Object.fromEntries(
      (
        await app.rows<{ name: string; state: string }>(
          `select c.name, l.state from client c join entity_link l on l.local_id = c.id and l.entity = 'company' where c.name not like 'New%'`,
        )
      ).map(({ name, state }) => [name, state]),
    );
  const looks = () => app.sandbox.journal().filter(({ query }) => /deletedFlag/i.test(decodeURIComponent(query)));

  it('is noticed by the poll of the next hour', async () => {
    const lost = idOf('Lost');
    await merge(lost, idOf('Kept'));
    await app.poll();
    expect(await states()).toEqual({ 'Kept Dental': 'linked', 'Lost Dental': 'linked', 'Left Dental': 'linked' });
    await anHourLater();
    await app.poll();
    expect(await states()).toEqual({ 'Kept Dental': 'linked', 'Lost Dental': 'broken', 'Left Dental': 'linked' });
    expect(await app.rows(`select code, remote_id from sync_issue where state = 'open'`)).toEqual([
      { code: 'remote_deleted', remote_id: String(lost) },
    ]);
    expect(
      await app.rows(
        `select status, description from audit_event where name = 'Lost Dental' order by seq desc limit 1`,
      ),
    ).toEqual([
      {
        status: 'error',
        description: 'Link broken: the company was deleted or merged in ConnectWise. The client stays in the CRM.',
      },
    ]);
    // It stays told once.
    await anHourLater();
    await app.poll();
    expect(await app.rows(`select 1 from sync_issue`)).toHaveLength(1);
  });

  it.each(['push_won_only', 'pull_new_push_won', 'pull_only'])('is noticed as soon in the mode %s', async (mode) => {
    await app.rows(`update sync_settings set configuration = jsonb_set(configuration, '{mode}', to_jsonb($1::text))`, [
      mode,
    ]);
    const lost = idOf('Lost');
    await merge(lost, idOf('Kept'));
    await anHourLater();
    app.sandbox.clearJournal();
    await app.poll();
    expect(await states()).toEqual({ 'Kept Dental': 'linked', 'Lost Dental': 'broken', 'Left Dental': 'linked' });
    expect(await app.rows(`select code, remote_id from sync_issue where state = 'open'`)).toEqual([
      { code: 'remote_deleted', remote_id: String(lost) },
    ]);
    // Where nothing is taken in, nothing else is asked for, and within the hour nothing at all.
    if (mode === 'push_won_only')
      expect(app.sandbox.journal().map(({ query }) => decodeURIComponent(query))).toEqual([
        expect.stringContaining('deletedFlag'),
        expect.stringMatching(/\bid in/),
      ]);
    app.sandbox.clearJournal();
    await app.poll();
    expect(looks()).toEqual([]);
  });

  it.each(['real_time', 'push_won_only'])(
    'is looked for again by the next poll where that failed: %s',
    async (mode) => {
      await app.rows(
        `update sync_settings set configuration = jsonb_set(configuration, '{mode}', to_jsonb($1::text))`,
        [mode],
      );
      await merge(idOf('Lost'), idOf('Kept'));
      await anHourLater();
      // The look is the first request of a poll for these.
      app.sandbox.fail({ method: 'GET', path: '/company/companies', status: 500, times: 3 });
      await app.poll();
      expect(await states()).toMatchObject({ 'Lost Dental': 'linked' });
      app.sandbox.clearFaults();
      app.sandbox.clearJournal();
      await app.poll();
      expect(looks()).toHaveLength(1);
      expect(await states()).toMatchObject({ 'Lost Dental': 'broken' });
    },
  );

  it('fails for all to see where our own database does not take it', async () => {
    await app.rows(`update sync_settings set configuration = jsonb_set(configuration, '{mode}', '"push_won_only"')`);
    await merge(idOf('Lost'), idOf('Kept'));
    await anHourLater();
    await app.test.sql(
      `create function no_breaking() returns trigger language plpgsql as $$ begin raise exception 'no room left'; end $$;
       create trigger no_breaking before update of state on entity_link for each row execute function no_breaking();`,
    );
    await expect(app.poll()).rejects.toThrow('no room left');
    await app.test.sql(`drop trigger no_breaking on entity_link`);
    await app.poll();
    expect(await states()).toMatchObject({ 'Lost Dental': 'broken' });
  });

  it('costs one request an hour, for the numbers of the deleted ones alone', async () => {
    await anHourLater();
    app.sandbox.clearJournal();
    await app.poll();
    await app.poll();
    expect(looks().map(({ path }) => path)).toEqual(['/company/companies']);
    expect(decodeURIComponent(looks()[0]?.query ?? '')).toContain('fields=id');
    await merge(idOf('Lost'), idOf('Kept'));
    await anHourLater();
    app.sandbox.clearJournal();
    await app.poll();
    // The second one asks for the record itself; what is not linked any more is not looked at again.
    await anHourLater();
    await app.poll();
    expect(looks()).toHaveLength(2);
    expect(app.sandbox.journal().filter(({ query }) => /\bid in/.test(decodeURIComponent(query)))).toHaveLength(1);
  });

  it('is left alone where an admin takes deleted companies in, and where the link is never to sync', async () => {
    await app.rows(`update entity_link set state = 'never' where remote_id = $1`, [String(idOf('Left'))]);
    for (const name of ['Lost', 'Left']) await merge(idOf(name), idOf('Kept'));
    await app.rows(`update sync_settings set configuration = jsonb_set(configuration, '{filters}', $1::jsonb)`, [
      JSON.stringify([
        {
          id: '0190b6f0-0000-7000-8000-000000000001',
          entity: 'company',
          direction: 'in',
          field: 'deleted',
          operator: 'is',
          values: ['true', 'false'],
        },
      ]),
    ]);
    await anHourLater();
    await app.poll();
    expect(await states()).toMatchObject({ 'Lost Dental': 'linked', 'Left Dental': 'never' });
    await app.rows(`update sync_settings set configuration = jsonb_set(configuration, '{filters}', '[]')`);
    await anHourLater();
    await app.poll();
    expect(await states()).toMatchObject({ 'Lost Dental': 'broken', 'Left Dental': 'never' });
  });

  it('is asked about where many are marked at once, once', async () => {
    app.sandbox.clock.advance(-3_600_000);
    const many = Array.from({ length: 12 }, (_, at) => company(`Many${at}`).id);
    app.sandbox.clock.reset();
    company('Newer');
    await app.rows('update sync_cursor set list_all = true');
    await app.poll();
    for (const id of many) app.sandbox.store.patchRaw('companies', id, { deletedFlag: true }, { touch: false });
    await anHourLater();
    await app.poll();
    const asked = () => app.rows(`select code from sync_issue where state = 'open'`);
    expect(await asked()).toEqual([{ code: 'many_removed' }]);
    expect(new Set(Object.values(await states()))).toEqual(new Set(['linked']));
    await anHourLater();
    app.sandbox.clearJournal();
    await app.poll();
    expect(app.sandbox.journal().filter(({ query }) => /\bid in/.test(decodeURIComponent(query)))).toEqual([]);
    expect(await asked()).toEqual([{ code: 'many_removed' }]);
  });
});
